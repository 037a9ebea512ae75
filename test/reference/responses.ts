import { exp } from "../../sim/random/exact.ts";
import type { Draws } from "../../sim/random/stream.ts";
import { at, clamp, distance, list, map2, mean, minus, sum } from "./vectors.ts";
import { anticipationOf, count, distressOf, drawsOf, living, membersOf, othersOf, overFunders, pick, RESPONSES, slackOf, tell, type Association, type World } from "./world.ts"; // prettier-ignore

// Section 3.8: learning, and choosing a response anew.

/** h_sz for adapt, avoid, innovate, and for negotiate and cooperate alike. */
const SIGNS = {
  legitimacy: [1, -1, -1, -1],
  efficiency: [1, -1, -1, -1],
  multiplicity: [-1, 1, 1, 1],
  dependence: [1, 0, -1, 1],
  consistency: [1, 0, -1, 0],
  constraint: [-1, 1, 1, 0],
  coercion: [1, 0, -1, 0],
  diffusion: [1, 0, -1, 1],
  uncertainty: [1, 1, -1, 1],
  interconnectedness: [1, 0, -1, 1],
} as const;
type Antecedent = keyof typeof SIGNS;

export function responses(world: World) {
  const own = world.scenario.mechanisms.responses;
  const draws = drawsOf(world, "responses");
  const surprise = (ego: Association, peer = ego) => peer.payoff - ego.aspiration;
  const hasLived = (ego: Association) => ego.born < world.step - 1;
  for (const ego of living(world))
    if (hasLived(ego)) learn(ego, ego.response, own.learning, surprise(ego));
  const chosen = living(world).map((ego) => {
    if (draws.uniform(ego.address, 0) >= own.reconsider) return ego.response;
    count(world, "reconsidered");
    for (const peer of peersOf(world, draws, ego).filter(hasLived))
      learn(ego, peer.response, own.learning * own.foregone, surprise(ego, peer));
    return choose(world, draws, ego);
  });
  for (const [i, ego] of living(world).entries()) {
    if (at(chosen, i) !== ego.response) tell(world, "response", ego.address);
    ego.response = at(chosen, i);
  }
}

function learn(ego: Association, of: Association["response"], rate: number, gain: number) {
  ego.attractions = ego.attractions.map((a, s) =>
    RESPONSES[s] === of ? a + rate * (gain - a) : a,
  );
}

function peersOf(world: World, draws: Draws, ego: Association) {
  const others = othersOf("sector", world, ego);
  const { peers } = world.scenario.mechanisms.responses;
  return list(peers, (m) => pick(others, draws.uniform(ego.address, 2 + m))).flat();
}

function choose(world: World, draws: Draws, ego: Association) {
  const own = world.scenario.mechanisms.responses;
  const raw = antecedentsOf(world, ego);
  const utilities = RESPONSES.map((response, s) => {
    const column = response === "merge" ? undefined : Math.min(s, 3);
    const prior = (Object.keys(SIGNS) as Antecedent[]).map((id) => {
      const { centre, scale, weight } = own.antecedents[id];
      const sign = column === undefined ? 0 : at(SIGNS[id], column);
      return weight * sign * clamp((raw[id] - centre) / scale, -1, 1);
    });
    const isTie = response === "cooperate" || response === "merge";
    const distress = isTie ? own.distressPull * distressOf(world, ego) : 0;
    const slack = response === "innovate" ? own.slackPull * slackOf(world, ego) : 0;
    return (
      own.bases[response] + own.oliver * sum(prior) + at(ego.attractions, s) + distress + slack
    );
  });
  const highest = Math.max(...utilities);
  const weights = utilities.map((u) => exp(own.precision * (u - highest)));
  const cumulated = (s: number) => sum(weights.slice(0, s + 1)) / sum(weights);
  const uniform = draws.uniform(ego.address, 1);
  return RESPONSES.find((_, s) => cumulated(s) > uniform) ?? "merge";
}

function antecedentsOf(world: World, ego: Association): Record<Antecedent, number> {
  const { awardWeight } = world.scenario.mechanisms.responses;
  const costs = Object.values(world.scenario.field.practices).map((p) => p.faculties.unitCost);
  const saved = sum(map2(costs, minus(ego.practice, ego.prescription), (c, gap) => c * gap));
  const hoped = awardWeight * anticipationOf(ego.sector) * ego.bidding;
  const adapting = membersOf("sector", world, ego).map((a) => Number(a.response === "adapt"));
  return {
    legitimacy: distance(ego.practice, ego.prescription),
    efficiency: ego.efficiency * saved + hoped,
    multiplicity: ego.disagreement,
    dependence: ego.dependence,
    consistency: 1 - distance(ego.project, ego.prescription),
    constraint: mean(ego.insistence),
    coercion: overFunders(world, ego, (q) => q.enforcement * q.stringency),
    diffusion: mean(adapting),
    uncertainty: ego.uncertainty,
    interconnectedness: ego.meetings + (ego.grouping === undefined ? 0 : 0.25),
  };
}
