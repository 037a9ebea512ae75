import { type RunPlan, startRun } from "../../sim/index.ts";
import { areAlike } from "./differences.ts";
import { type ParameterDifference, parameterDifferences } from "./parameters.ts";
import { findParting, type Parting } from "./parting.ts";
import { spreadAt, type SpreadStep } from "./spread.ts";
import { match } from "./twins.ts";

/** Two runs on one seed, side by side. */
export interface Comparison {
  readonly steps: number;
  readonly parameters: readonly ParameterDifference[];
  /** Undefined where they are the same to the last bit throughout. */
  readonly parting: Parting | undefined;
  /** Step by step from 0 on; empty where the fields are of different shapes. */
  readonly spread: readonly SpreadStep[];
  /** The step in which each association's practices first differed, by address, in order of step. */
  readonly firstSteps: ReadonlyMap<number, number>;
}

/**
 * Runs two plans side by side over the shorter one's steps: where they part, and how the difference spreads.
 * @param onStep called after each step of the two
 * @throws RunFailure where either run fails
 */
export function compareRuns(
  a: RunPlan,
  b: RunPlan,
  onStep: (done: number, total: number) => void = () => {},
): Comparison {
  const steps = Math.min(a.steps, b.steps);
  const [first, second] = [a, b].map((plan) => startRun(plan, { events: false })) as [
    ReturnType<typeof startRun>,
    ReturnType<typeof startRun>,
  ];
  const { regions, sectors } = a.spans[0].scenario.field;
  const groups = { regions: Object.keys(regions).length, sectors: Object.keys(sectors).length };
  const spread: SpreadStep[] = [];
  const firstSteps = new Map<number, number>();
  let parted: number | undefined;
  for (;;) {
    if (first.digest() !== second.digest()) parted ??= first.step;
    if (areAlike(first.field, second.field)) {
      const matching = match(first.field, second.field);
      spread.push(spreadAt(first.step, first.field, second.field, matching, groups, firstSteps));
    }
    onStep(first.step, steps);
    if (first.step >= steps) break;
    first.advance();
    second.advance();
  }
  return {
    steps,
    parameters: parameterDifferences(a, b),
    parting: parted === undefined ? undefined : findParting(a, b, parted),
    spread,
    firstSteps,
  };
}
