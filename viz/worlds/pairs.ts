import type { Ensemble } from "../session/ensemble.ts";
import { keyOf } from "../session/branches.ts";
import type { SessionState } from "../session/state.ts";

/** A band around the mean difference of two worlds over seeds that both have run. */
export interface PairedBand {
  readonly pairs: number;
  readonly steps: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Fewest pairs that make a band. */
const FEWEST = 5;

/** The middle 90 % of B − A over the seeds that both worlds have run; null where there are too few. */
export function pairedBand(
  ensemble: Ensemble | null,
  a: SessionState,
  b: SessionState,
  measure: string,
): PairedBand | null {
  const branchOf = (state: SessionState) =>
    ensemble?.branches.find(({ key, without }) => without === null && key === keyOf(state));
  const [first, second] = [branchOf(a), branchOf(b)];
  if (!first || !second) return null;
  const columns = [first, second].map(({ measures }) => measures.indexOf(measure));
  const [columnA = -1, columnB = -1] = columns;
  if (columnA < 0 || columnB < 0) return null;
  const others = new Map(second.members.map((member) => [member.seed, member]));
  const pairs = first.members.flatMap((member) => {
    const twin = others.get(member.seed);
    return twin ? [[member.values, twin.values] as const] : [];
  });
  if (pairs.length < FEWEST) return null;
  const steps = [...first.steps].filter((step, row) => second.steps[row] === step);
  const bounds = steps.map((_, row) => {
    const values = pairs
      .map(
        ([mine, others]) =>
          (others[row * second.measures.length + columnB] ?? NaN) -
          (mine[row * first.measures.length + columnA] ?? NaN),
      )
      .filter(Number.isFinite)
      .sort((x, y) => x - y);
    return [quantile(values, 0.05), quantile(values, 0.95)] as const;
  });
  return {
    pairs: pairs.length,
    steps,
    low: bounds.map(([low]) => low),
    high: bounds.map(([, high]) => high),
  };
}

/** Between the two nearest of sorted values, by their distances; NaN for none. */
function quantile(values: readonly number[], share: number): number {
  const at = share * (values.length - 1);
  const low = values[Math.floor(at)] ?? NaN;
  const high = values[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}
