import type { FieldState } from "../field/columns.ts";
import { othersOf, pickOthers } from "../field/groups.ts";
import type { Draws } from "../random/stream.ts";
import { say } from "../schema/parameter.ts";
import { RESPONSES } from "../schema/population.ts";
import { circumstances } from "./responses/antecedents.ts";
import { causesOf, choose, deliberation, weigh } from "./responses/choice.ts";
import { MOST_PEERS, parameters, type Parameters } from "./responses/parameters.ts";
import type { Now, Stage, Transition } from "./transition.ts";

/** Numbers of the draws of one association; peers take one each from theirs on. */
const DRAW = { reconsider: 0, choice: 1, peers: 2 } as const;

/**
 * How associations choose and learn a response to pressure. Everyone learns from its own payoff; the few that reconsider
 * look at peers and choose by a logit over U = base + oliver·Σ weight·h·z + attraction (+ distress, + slack). All see
 * the responses of the step before.
 */
export const responses: Transition<"responses", Parameters> = {
  id: "responses",
  label: say("Responses", "Réponses"),
  parameters,
  start: (stage) => {
    const lookAround = openEyes(stage);
    return (p, draws, now) => {
      const { field, chronicle } = stage;
      experience(field, p, now.step);
      const those = stage.sift(field.living, draws, DRAW.reconsider, p.reconsider);
      if (those.length === 0) return;
      chronicle.flows.reconsidered += those.length;
      const of = circumstances(field, stage.shape, stage.neighbourhoods.sector, now.regime);
      const on = deliberation(p, now.regime);
      const { ruin } = now.regime.mechanisms.budget;
      const chosen = Array.from(those, (ego) => {
        lookAround(p, draws, now, ego);
        weigh(on, of, p, ego, ruin);
        const next = choose(
          on.utility,
          p.precision,
          draws.uniform(field.address[ego], DRAW.choice),
        );
        const last = field.response[ego];
        if (chronicle.isKept && next !== last)
          chronicle.events.push({
            step: now.step,
            kind: "response",
            association: ego,
            other: -1,
            what: RESPONSES[next],
            causes: causesOf(on, field, ego, last, next),
          });
        return next;
      });
      chosen.forEach((next, index) => (field.response[those[index]] = next));
    };
  },
};

/** Whether an association has lived through a whole step, so that its payoff is one. */
const hasLived = (born: number, step: number): boolean => born < step - 1;

/** What each learns from its own payoff, a_own += learning·((π − α) − a_own). */
function experience(field: FieldState, { learning }: Parameters, step: number): void {
  const { living, response, payoff, aspiration, attraction, born } = field;
  for (let position = 0; position < living.length; position++) {
    const ego = living[position];
    if (!hasLived(born[ego], step)) continue;
    const own = ego * RESPONSES.length + response[ego];
    attraction[own] += learning * (payoff[ego] - aspiration[ego] - attraction[own]);
  }
}

/** What one that reconsiders learns from peers: a_ρ += learning·foregone·((π_peer − α_own) − a_ρ), one after the other. */
function openEyes(stage: Stage): (p: Parameters, draws: Draws, now: Now, ego: number) => void {
  const uniforms = new Float64Array(MOST_PEERS);
  const peers = new Int32Array(MOST_PEERS);
  return (p, draws, now, ego) => {
    const { field, neighbourhoods } = stage;
    const around = neighbourhoods.sector;
    const others = othersOf(around, ego);
    if (others < 1) return;
    for (let m = 0; m < p.peers; m++)
      uniforms[m] = draws.uniform(field.address[ego], DRAW.peers + m);
    pickOthers(around, ego, others, uniforms, p.peers, peers);
    for (let m = 0; m < p.peers; m++) {
      const peer = peers[m];
      if (!hasLived(field.born[peer], now.step)) continue;
      const other = ego * RESPONSES.length + field.response[peer];
      field.attraction[other] +=
        p.learning *
        p.foregone *
        (field.payoff[peer] - field.aspiration[ego] - field.attraction[other]);
    }
  };
}
