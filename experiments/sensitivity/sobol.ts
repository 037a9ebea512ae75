import type { SaltelliDesign } from "../designs/saltelli.ts";
import type { Blocks } from "./blocks.ts";
import { affordable, type Estimate, estimates, type Resampling, traceSizes } from "./estimate.ts";

/** Shares of the outcome's variance that one factor answers for. */
export interface SobolFactor {
  readonly path: string;
  /** By itself: what fixing it would take away on average. */
  readonly first: Estimate;
  /** With everything it takes part in: what would be left if it alone varied. */
  readonly total: Estimate;
}

/** What two factors answer for together, beyond what each does by itself. */
export interface SobolPair {
  readonly paths: readonly [string, string];
  readonly second: Estimate;
}

interface Settled {
  readonly factors: readonly SobolFactor[];
  /** Empty without second order. */
  readonly pairs: readonly SobolPair[];
  /** Sum of the first-order shares: 1 where the outcome is a sum of the factors' effects. */
  readonly additive: Estimate;
}

export interface SobolIndices extends Settled {
  readonly method: "sobol";
  /** The same after the first rows, to see whether they settle. */
  readonly trace: readonly (Settled & { readonly blocks: number })[];
}

/** Values of the outcome at the points of each complete row, less their mean over A and B. */
interface Rows {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly ab: readonly Float64Array[];
  readonly ba: readonly Float64Array[];
}

/**
 * Sobol indices from Saltelli's scheme, `V` being the variance over A and B together:
 * first order `mean(B (AB_i − A)) / V` (Saltelli et al. 2010), total `mean((A − AB_i)²) / 2V` (Jansen 1999), pairs
 * `mean(BA_i AB_j − A B) / V − S_i − S_j`, the mean of both orders (Saltelli 2002).
 *
 * Of the first-order estimators this one came out best on shifted Sobol points: root mean square errors of Saltelli,
 * Jansen and Janon on 1,024 rows .0037, .0096, .0096 (Sobol's g), .016, .019, .019 (Ishigami), .005, .009, .009 (linear);
 * with strong noise from point to point .023, .025, .020. SciPy's is the same.
 */
export function sobolIndices(
  design: SaltelliDesign,
  blocks: Blocks,
  resampling: Resampling,
): SobolIndices {
  const paths = design.factors.map(({ path }) => path);
  const upTo = (count: number): Settled =>
    settled(paths, rowsOf(design, blocks, count), count, resampling);
  const trace = traceSizes(blocks.complete.length).map((count) => ({
    blocks: count,
    ...upTo(count),
  }));
  const { blocks: _all, ...last } = trace.at(-1) ?? { blocks: 0, ...upTo(blocks.complete.length) };
  return { method: "sobol", ...last, trace };
}

function rowsOf(design: SaltelliDesign, { size, complete, means }: Blocks, count: number): Rows {
  const factors = design.factors.length;
  const rows = complete.subarray(0, count);
  const values = (member: number): Float64Array =>
    Float64Array.from(rows, (row) => means[row * size + member] ?? NaN);
  const [a, b] = [values(0), values(size - 1)];
  const centre = [...a, ...b].reduce((sum, value) => sum + value, 0) / (2 * count);
  const centred = (own: Float64Array): Float64Array => own.map((value) => value - centre);
  const columns = (from: number): readonly Float64Array[] =>
    Array.from({ length: factors }, (_, factor) => centred(values(from + factor)));
  return {
    a: centred(a),
    b: centred(b),
    ab: columns(1),
    ba: design.secondOrder ? columns(1 + factors) : [],
  };
}

function settled(
  paths: readonly string[],
  rows: Rows,
  count: number,
  resampling: Resampling,
): Settled {
  const terms = termsOf(rows, count);
  const pairs = paths.flatMap((one, i) =>
    rows.ba.length === 0
      ? []
      : paths.slice(i + 1).map((other, j) => [one, other, i, i + 1 + j] as const),
  );
  const k = paths.length;
  const all = [...terms.first, ...terms.total, ...terms.pairs];
  const statistics = (chosen: Int32Array): readonly number[] => {
    const variance = varianceOf(terms, chosen);
    const shares = all.map((term) => meanOf(term, chosen) / variance);
    const first = shares.slice(0, k);
    const second = pairs.map(
      ([, , i, j], pair) => (shares[2 * k + pair] ?? NaN) - (first[i] ?? NaN) - (first[j] ?? NaN),
    );
    const additive = first.reduce((sum, share) => sum + share, 0);
    return [additive, ...shares.slice(0, 2 * k), ...second];
  };
  const resamples = affordable(resampling.resamples, count * (all.length + 2));
  const [additive, ...found] = estimates(count, statistics, { ...resampling, resamples });
  const at = (index: number): Estimate => found[index] as Estimate;
  return {
    factors: paths.map((path, factor) => ({ path, first: at(factor), total: at(k + factor) })),
    pairs: pairs.map(([one, other], pair) => ({ paths: [one, other], second: at(2 * k + pair) })),
    additive: additive as Estimate,
  };
}

/** What each row adds to each numerator and to the variance. */
interface Terms {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly first: readonly Float64Array[];
  readonly total: readonly Float64Array[];
  readonly pairs: readonly Float64Array[];
}

function termsOf({ a, b, ab, ba }: Rows, count: number): Terms {
  const term = (of: (row: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, row) => of(row));
  const at = (own: Float64Array | undefined, row: number): number => own?.[row] ?? NaN;
  return {
    sums: term((row) => (at(a, row) + at(b, row)) / 2),
    squares: term((row) => (at(a, row) * at(a, row) + at(b, row) * at(b, row)) / 2),
    first: ab.map((own) => term((row) => at(b, row) * (at(own, row) - at(a, row)))),
    total: ab.map((own) =>
      term((row) => ((at(a, row) - at(own, row)) * (at(a, row) - at(own, row))) / 2),
    ),
    pairs: ba.flatMap((_, i) =>
      ba.slice(i + 1).map((_other, rest) => {
        const j = i + 1 + rest;
        return term(
          (row) =>
            (at(ba[i], row) * at(ab[j], row) + at(ba[j], row) * at(ab[i], row)) / 2 -
            at(a, row) * at(b, row),
        );
      }),
    ),
  };
}

/** Variance of A and B together, with their number below; NaN where there is none. */
function varianceOf({ sums, squares }: Terms, chosen: Int32Array): number {
  const mean = meanOf(sums, chosen);
  const variance = meanOf(squares, chosen) - mean * mean;
  return variance > 0 ? variance : NaN;
}

function meanOf(term: Float64Array, chosen: Int32Array): number {
  let sum = 0;
  for (let place = 0; place < chosen.length; place++)
    sum += term[chosen[place] as number] as number;
  return sum / chosen.length;
}
