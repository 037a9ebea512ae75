import { branchRun, type Run, type RunOptions, type RunPlan, type Snapshot } from "../sim/index.ts";
import { breathe, BREATH_MS } from "./breath.ts";

/** A course that can be lived through again: where it can be taken up, and what was laid down for it since. */
export interface Course {
  readonly snapshots: readonly { readonly step: number; readonly snapshot: Snapshot }[];
  readonly plan: RunPlan;
}

/** A way through some of a course's steps. */
export interface Way {
  /** Taken up at the nearest snapshot before this step. */
  readonly from: number;
  /** Last step to be lived through. */
  readonly until: number;
  readonly options: Pick<RunOptions, "events" | "gauges" | "witness">;
  /** Called before the first step, then after each. */
  readonly onStep: (run: Run) => void;
  /** Asked after each breath; true ends it. */
  readonly isStopped: () => boolean;
}

/**
 * Lives through steps of a course again, in breaths: to the last bit what it was the first time, but with somebody who
 * looks closely.
 * @returns whether the end was reached
 */
export async function relive(
  { snapshots, plan }: Course,
  { from, until, options, onStep, isStopped }: Way,
): Promise<boolean> {
  const nearest = snapshots.findLast(({ step }) => step <= from);
  if (nearest === undefined) throw new Error(`no snapshot before step ${from}`);
  const run = branchRun(nearest.snapshot, plan, options);
  try {
    onStep(run);
    while (run.step < until) {
      const breath = performance.now();
      while (run.step < until && performance.now() - breath < BREATH_MS) {
        run.advance();
        onStep(run);
      }
      await breathe();
      if (isStopped()) return false;
    }
    return true;
  } finally {
    run.release();
  }
}
