import * as z from "zod/mini";
import { openStream } from "../../sim/index.ts";
import { amount, type Kind, onceFor, pointFrom, type SampledDesign, samplingSeed } from "./kind.ts";
import { MOST_DIMENSIONS, sobolAt } from "./sobol-sequence.ts";

/**
 * Saltelli's scheme for Sobol indices. Rows of two matrices A and B come from a shifted Sobol sequence of twice as many
 * dimensions as there are factors; row by row, the points are A, then for every factor A with that factor from B (AB_i),
 * with second order for every factor B with that factor from A (BA_i), and last B. A larger base begins with the same
 * points. Source: A. Saltelli et al., Computer Physics Communications 181 (2010) 259–270.
 */
export interface SaltelliDesign extends SampledDesign {
  readonly kind: "saltelli";
  /** Rows of A. */
  readonly base: number;
  readonly secondOrder: boolean;
  readonly seed: string;
}

const stated = z.strictObject({
  kind: z.literal("saltelli"),
  base: amount(
    2,
    "Rows of A; the design has base × (factors + 2) points. Best where it is a power of two.",
  ),
  secondOrder: z._default(z.boolean(), false).register(z.globalRegistry, {
    description: "Interactions of pairs too, for base × (2 × factors + 2) points.",
  }),
  seed: samplingSeed,
});

/** Points that share a row of A and B. */
export const pointsOfRow = (factors: number, secondOrder: boolean): number =>
  (secondOrder ? 2 : 1) * factors + 2;

/** Digital shifts of A's columns, then of B's. */
const shiftsOf = onceFor(({ factors, seed }: SaltelliDesign): readonly number[] =>
  ["A", "B"].flatMap((matrix) =>
    factors.map(({ path }) =>
      openStream(seed, `design/saltelli/${matrix}/${path}`).at(0).word(0, 0),
    ),
  ),
);

export const saltelli = {
  stated,
  isSampled: true,
  complete: ({ kind, base, secondOrder, seed }, own) => ({
    kind,
    base,
    secondOrder,
    seed: seed ?? own,
  }),
  count: ({ base, secondOrder }, lengths) =>
    BigInt(base) * BigInt(pointsOfRow(lengths.length, secondOrder)),
  fault: (_, factors) =>
    2 * factors > MOST_DIMENSIONS
      ? {
          key: "kind",
          got: `${factors} factors`,
          allowed: `at most ${MOST_DIMENSIONS / 2} factors`,
        }
      : undefined,
  pointAt(design, index) {
    const { factors, secondOrder } = design;
    const points = pointsOfRow(factors.length, secondOrder);
    const row = Math.floor(index / points);
    const isFromB = columnsFromB(index % points, factors.length, points - 1);
    const shifts = shiftsOf(design);
    return pointFrom(
      factors,
      factors.map((_, factor) => {
        const dimension = isFromB(factor) ? factors.length + factor : factor;
        return sobolAt(row, dimension, shifts[dimension] ?? 0);
      }),
    );
  },
} satisfies Kind<SaltelliDesign, z.output<typeof stated>>;

/** Which factors a point takes from B: none at 0 (A), one of the next, all but one of those after, all at the last. */
function columnsFromB(member: number, factors: number, last: number): (factor: number) => boolean {
  if (member === 0) return () => false;
  if (member === last) return () => true;
  return member <= factors
    ? (factor) => factor === member - 1
    : (factor) => factor !== member - 1 - factors;
}
