import { INFLUENCES } from "../../mechanisms/index.ts";
import type { Ceiling } from "../../mechanisms/influence.ts";
import { shapeOf } from "../../field/shape.ts";
import { regimeAt, stepOf } from "../../policy.ts";
import type { Scenario } from "../scenario.ts";
import type { ScenarioProblem } from "./problem.ts";

/** Slack for sums of rates written in decimals. */
const RATE_TOLERANCE = 1e-9;

/** Something that pulls, and how strongly at most. */
interface Pulling {
  readonly id: string;
  ceiling(scenario: Scenario): Ceiling;
}

/**
 * On each vector the rates of all mechanisms may sum to 1 at most, at the start and after every reform.
 * @param others what pulls besides the model's own mechanisms
 */
export function checkRates(scenario: Scenario, others: readonly Pulling[] = []): ScenarioProblem[] {
  // between these steps every parameter moves in a straight line
  const turns = scenario.reforms.flatMap(({ date, ramp }) => {
    const begins = stepOf(date, scenario.run.start);
    return [begins - 1, begins, begins + Math.max(ramp, 1) - 1];
  });
  const moments = [-Infinity, ...new Set(turns)];
  const shape = shapeOf(scenario);
  for (const step of moments) {
    const regime = regimeAt(scenario, step);
    for (const vector of ["practice", "display"] as const) {
      let total = 0;
      let largest: { id: string; rate: number } = { id: "coercive", rate: 0 };
      for (const { ceiling } of others) total += ceiling(scenario)[vector];
      for (const { id, ceiling } of INFLUENCES) {
        const rate = ceiling(regime.mechanisms[id] as never, shape, regime)[vector];
        total += rate;
        if (rate > largest.rate) largest = { id, rate };
      }
      if (total > 1 + RATE_TOLERANCE)
        return [
          {
            path: ["mechanisms", largest.id],
            message: `the rates on ${vector} sum to more than 1`,
            got: total,
            allowed: "a sum of at most 1 over all mechanisms, at their strongest",
            hint: `${largest.id} alone reaches ${largest.rate}`,
          },
        ];
    }
  }
  return [];
}
