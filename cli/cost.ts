import type { RunPlan } from "../sim/index.ts";
import { badFlags, flagProblem } from "./flags.ts";
import { duration } from "./progress.ts";

/** Most association-steps of a run without `--allow-large`: minutes on one core. */
const LARGEST_RUN = 1e9;

/** Seconds per association-step with ledger, measures and digest, of the order measured on one core. */
const SECONDS_PER_STEP = 5e-7;

/** Association-steps of a plan, burn-in included. */
function workOf({ spans, steps }: RunPlan): number {
  const { population, run } = spans[0].scenario;
  return population.associations * (steps + run.burnIn);
}

/** Rough time of so many association-steps, in seconds on one core. */
export const secondsOf = (work: number): number => work * SECONDS_PER_STEP;

/** Refuses a plan that would take long, unless asked for. */
export function refuseLarge(plan: RunPlan, isAllowed: boolean): void {
  const work = workOf(plan);
  if (isAllowed || work <= LARGEST_RUN) return;
  throw badFlags([
    flagProblem("--allow-large", "E056", {
      path: ["population", "associations"],
      got: `${work} association-steps, about ${duration(secondsOf(work))}`,
      allowed: `at most ${LARGEST_RUN} without --allow-large`,
    }),
  ]);
}
