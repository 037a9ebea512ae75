import { checkEntries, checkLengths } from "./checks/entries.ts";
import { checkExposures, checkTies } from "./checks/exposures.ts";
import type { ScenarioProblem } from "./checks/problem.ts";
import { checkRates } from "./checks/rates.ts";
import { checkReferences } from "./checks/references.ts";
import { checkReforms } from "./checks/reforms.ts";
import { checkSums } from "./checks/sums.ts";
import type { Scenario } from "./scenario.ts";

/** What the schema alone cannot say: lengths, ids that must exist, sums, paths of reforms; then, in a sound one, rates. */
export function checkScenario(scenario: Scenario): ScenarioProblem[] {
  const checks = [
    ...[checkEntries, checkLengths, checkReferences, checkSums],
    ...[checkExposures, checkTies, checkReforms],
  ];
  const problems = checks.flatMap((check) => check(scenario));
  return problems.length > 0 ? problems : checkRates(scenario);
}
