import type { FieldView } from "../../field/columns.ts";
import { distressOf, slackOf } from "../../field/situation.ts";
import type { Causes } from "../../chronicle.ts";
import { onceFor, type Regime } from "../../policy.ts";
import { exp } from "../../random/exact.ts";
import { RESPONSES } from "../../schema/population.ts";
import { measureAntecedents, type Circumstances } from "./antecedents.ts";
import { ANTECEDENTS, OLIVER } from "./oliver.ts";
import type { Parameters } from "./parameters.ts";

const INNOVATE = RESPONSES.indexOf("innovate");
const COOPERATE = RESPONSES.indexOf("cooperate");
const MERGE = RESPONSES.indexOf("merge");

/** Oliver's signs, one row of responses per antecedent. */
const SIGNS = Float64Array.from(
  ANTECEDENTS.flatMap((id) => RESPONSES.map((response) => OLIVER[id][response])),
);

/** One association's deliberation: what it sees in each response. */
export interface Deliberation {
  /** Utility of each response. */
  readonly utility: Float64Array;
  /** Utility that each antecedent carries at sign +1: oliver · weight · z. */
  readonly push: Float64Array;
  /** What distress or slack adds to each response. */
  readonly pull: Float64Array;
  readonly base: Float64Array;
  /** oliver · weight of each antecedent. */
  readonly weight: Float64Array;
}

/** Opens deliberations under a regime: one after the other, each in the place of the one before. */
export function deliberation(
  { bases, oliver, antecedents }: Parameters,
  regime: Regime,
): Deliberation {
  return onceFor(regime, "responses.deliberation", () => ({
    utility: new Float64Array(RESPONSES.length),
    push: new Float64Array(ANTECEDENTS.length),
    pull: new Float64Array(RESPONSES.length),
    base: Float64Array.from(RESPONSES, (id) => bases[id]),
    weight: Float64Array.from(ANTECEDENTS, (id) => oliver * antecedents[id].weight),
  }));
}

/** Works out the utilities of ego: base + oliver·Σ weight·h·z + attraction + pull of distress or slack. */
export function weigh(
  on: Deliberation,
  of: Circumstances,
  p: Parameters,
  ego: number,
  ruin: number,
): void {
  const { utility, push, pull, base, weight } = on;
  const { attraction, reserve } = of.field;
  measureAntecedents(of, ego, push);
  pull[COOPERATE] = pull[MERGE] = p.distressPull * distressOf(reserve[ego], ruin);
  pull[INNOVATE] = p.slackPull * slackOf(reserve[ego], ruin);
  const responses = utility.length;
  utility.fill(0);
  // antecedent by antecedent, so that no sum waits for another
  for (let at = 0, sign = 0; at < push.length; at++) {
    const pushed = (push[at] *= weight[at]);
    for (let s = 0; s < responses; s++, sign++) utility[s] += SIGNS[sign] * pushed;
  }
  const row = ego * responses;
  for (let s = 0; s < responses; s++)
    utility[s] = base[s] + utility[s] + attraction[row + s] + pull[s];
}

/**
 * The first response whose cumulative share of exp(precision·U) exceeds a uniform number.
 * @param uniform in (0,1)
 */
export function choose(utility: Float64Array, precision: number, uniform: number): number {
  let highest = utility[0];
  for (let s = 1; s < utility.length; s++) if (utility[s] > highest) highest = utility[s];
  let total = 0;
  for (let s = 0; s < utility.length; s++)
    appeal[s] = total += exp(precision * (utility[s] - highest));
  let chosen = 0;
  while (chosen < utility.length - 1 && appeal[chosen] / total <= uniform) chosen++;
  return chosen;
}

/** Running sums of exp(precision·U) while one choice is made. */
const appeal = new Float64Array(RESPONSES.length);

/** What made the difference between two responses: parts of U_to − U_from, those that are 0 left out. */
export function causesOf(
  on: Deliberation,
  field: FieldView,
  ego: number,
  from: number,
  to: number,
): Causes {
  const row = ego * RESPONSES.length;
  const parts: [string, number][] = ANTECEDENTS.map((id, at) => [
    id,
    (SIGNS[at * RESPONSES.length + to] - SIGNS[at * RESPONSES.length + from]) * on.push[at],
  ]);
  const isPoor = field.reserve[ego] < 0;
  parts.push(
    ["learned", field.attraction[row + to] - field.attraction[row + from]],
    [isPoor ? "distress" : "slack", on.pull[to] - on.pull[from]],
    ["base", on.base[to] - on.base[from]],
  );
  return Object.fromEntries(parts.filter(([, part]) => part !== 0));
}
