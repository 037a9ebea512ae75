import { keptMeasures, keptSteps, type Study } from "../jobs.ts";
import { type Outcome, outcomeFaults } from "../outcome.ts";
import { listed } from "./allowed.ts";
import { placeOf } from "./issues.ts";
import { didYouMean } from "./nearest.ts";
import { type Problem, problemAt, Refusal } from "./problem.ts";
import type { Tree } from "./tree.ts";

/**
 * Holds outcomes against what a study's runs keep.
 * @param tree the file's
 * @throws {Refusal} with each that no run could give, at the key that is wrong
 */
export function refuseOutcomes(
  tree: Tree,
  outcomes: Readonly<Record<string, Outcome>>,
  study: Study,
): void {
  const named = Object.entries(outcomes);
  if (named.length === 0) return;
  const measures = keptMeasures(study).map(({ name }) => name);
  const steps = keptSteps(study);
  const problems = named.flatMap(([name, outcome]) =>
    outcomeFaults(outcome, steps, measures).map(({ key, got, allowed }): Problem => {
      const path = ["outcomes", name, key];
      const wanted =
        key === "measure" || key === "minus" || key === "per" ? outcome[key] : undefined;
      return problemAt(placeOf(tree, { path }), wanted === undefined ? "E058" : "E055", {
        path,
        got,
        allowed: wanted === undefined ? allowed : listed(measures, 8),
        hint: wanted === undefined ? "" : didYouMean(wanted, measures),
      });
    }),
  );
  if (problems.length > 0) throw new Refusal(problems);
}
