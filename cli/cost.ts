import type { RunPlan, Scenario } from "../sim/index.ts";
import { badFlags, flagProblem } from "./flags.ts";
import { duration } from "./progress.ts";

/** Most association-steps of a run without `--allow-large`: minutes on one core. */
const LARGEST_RUN = 1e9;

/** Seconds per association-step with ledger, measures and digest, of the order measured on one core. */
const SECONDS_PER_STEP = 5e-7;

/** What holding a call takes, in association-steps: all that hear of it weigh a bid. */
const STEPS_PER_CALL = 80;

/** Quarters of growth that are counted: what grows slowly is held by mergers and closures in the end. */
const LONGEST_GROWTH = 400;

/**
 * Association-steps of a plan, burn-in included: of as many associations as foundings could make of those of the start,
 * and of all calls that their establishments could bring, were every rate as high throughout as it ever gets.
 */
function workOf({ spans, steps }: RunPlan): number {
  const { population, run } = spans[0].scenario;
  const treated = spans.at(-1)?.scenario ?? spans[0].scenario;
  const growth = (perYear: (scenario: Scenario) => number): number =>
    growthOver(run.burnIn, perYear(spans[0].scenario)) * growthOver(steps, perYear(treated));
  const associations = population.associations * growth(foundingRate);
  const created = associations * (growth(callRate) - 1);
  return Math.round(associations * (steps + run.burnIn) + STEPS_PER_CALL * created);
}

const growthOver = (quarters: number, perYear: number): number =>
  (1 + perYear / 4) ** Math.min(quarters, LONGEST_GROWTH);

const foundingRate = (scenario: Scenario): number => most(scenario, "mechanisms.foundings.rate");

/** Establishments that calls add in a year, for each that there is. */
const callRate = (scenario: Scenario): number =>
  Math.max(
    ...Object.keys(scenario.regulators).map((id) => most(scenario, `regulators.${id}.callRate`)),
  ) / 100;

/** The highest value of a parameter in a scenario: its own, or one that a reform sets. */
const most = (scenario: Scenario, path: string): number => Math.max(...levels(scenario, path));

/** All values that a parameter has in a scenario: its own, and those that reforms set. */
function levels(scenario: Scenario, path: string): number[] {
  const own = path
    .split(".")
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], scenario);
  return [own, ...scenario.reforms.map(({ set }) => set[path])].filter(
    (value) => typeof value === "number",
  );
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

/** Most bytes of recorded states without `--allow-large`. */
const MOST_STATES = 1e11;

/** Refuses states that would fill a disk. */
export function refuseLargeStates(bytes: number): void {
  if (bytes <= MOST_STATES) return;
  throw badFlags([
    flagProblem("--record", "E056", {
      got: `states of about ${Math.round(bytes / 1e9)} GB`,
      allowed: `at most ${MOST_STATES / 1e9} GB without --allow-large`,
      hint: "A larger --every keeps fewer steps.",
    }),
  ]);
}
