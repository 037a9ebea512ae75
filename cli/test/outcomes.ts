import { keptSteps } from "../../experiments/jobs.ts";
import { outcomeOf } from "../../experiments/outcome.ts";
import { pointOf, type Trial } from "../../experiments/hypotheses/compile.ts";
import { CONTROL } from "../../experiments/hypotheses/couplings.ts";
import type { Outcomes } from "../../experiments/hypotheses/judge.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Holdings } from "../store/store.ts";

/** How the runs of one arm went. */
export interface ArmRuns {
  readonly level: number;
  readonly isControl: boolean;
  /** Runs that came to an end. */
  readonly done: number;
  readonly failed: number;
  /** Runs that came to an end without the outcome being defined. */
  readonly undefined: number;
}

/** The outcomes of a trial's runs, and how they went. */
export interface Read {
  readonly outcomes: Outcomes;
  readonly arms: readonly ArmRuns[];
  /** Whether, in every replicate, all levels without the control went through the same states to the last bit. */
  readonly isSame: boolean;
}

/** Reads the outcome of every run of a trial up to a replicate, one record in memory at a time. */
export function readOutcomes(
  { content, study }: Trial,
  { measures }: Pick<Manifest, "measures">,
  holdings: Holdings,
  replicates: number,
): Read {
  const hasControl = study.design.factors.some(({ path }) => path === CONTROL);
  const names = measures.map(({ name }) => name);
  const steps = keptSteps(study);
  const { replicates: most } = study.design;
  const levels = content.treatment.levels.length;
  const points = levels * (hasControl ? 2 : 1);
  const values = Array.from({ length: points }, () => new Float64Array(replicates).fill(NaN));
  const counts = Array.from({ length: points }, () => ({ done: 0, failed: 0, undefined: 0 }));
  const digests: Set<string>[] = Array.from({ length: replicates }, () => new Set());
  for (const { head, values: series } of holdings.records()) {
    const [point, at] = [Math.floor(head.run / most), head.run % most];
    const column = values[point];
    const count = counts[point];
    if (column === undefined || count === undefined || at >= replicates) continue;
    if (!head.ok) {
      count.failed++;
      continue;
    }
    count.done++;
    column[at] = outcomeOf(series, steps, names, content.outcome);
    if (Number.isNaN(column[at])) count.undefined++;
    if (!hasControl || point % 2 === 0) digests[at]?.add(head.digest);
  }
  const of = (isControl: boolean): Float64Array[] =>
    Array.from(
      { length: levels },
      (_, level) => values[pointOf(hasControl, level, isControl)] ?? new Float64Array(),
    );
  return {
    outcomes: { plain: of(false), control: hasControl ? of(true) : null },
    arms: counts.map((count, point) => ({
      level: hasControl ? Math.floor(point / 2) + 1 : point + 1,
      isControl: hasControl && point % 2 === 1,
      ...count,
    })),
    isSame: digests.every((seen) => seen.size === 1),
  };
}
