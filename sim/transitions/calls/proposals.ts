import { gapOf, ofRegulators, overFunders } from "../../field/situation.ts";
import { distance } from "../../field/distance.ts";
import type { Draws } from "../../random/stream.ts";
import { award, newPlaces } from "../award.ts";
import type { Now, Stage } from "../transition.ts";
import type { Parameters } from "./parameters.ts";

/** Numbers of the draws of one association. */
const DRAW = { occasion: -1, authorisation: -2 } as const;

/** Tenths of an association's mean establishment, and most places, that may be added without a call. */
const EXTENSION = { tenths: 3, most: 15 } as const; // law: below 30 % or 15 places

/**
 * What is created outside calls: associations' own proposals, in proportion to establishments and to the initiative that
 * their funders leave them, and extensions.
 */
export function openProposals(stage: Stage): (p: Parameters, draws: Draws, now: Now) => void {
  return (p, draws, now) => {
    const { field, shape } = stage;
    const initiative = ofRegulators(now.regime, shape, "initiative");
    const extensions = ofRegulators(now.regime, shape, "extensions");
    const occasions = initiative.map((i, q) => i * p.proposals + extensions[q]);
    if (!occasions.some((rate) => rate > 0)) return;
    const { address, funders, establishments } = field;
    const width = shape.funders.length;
    // shares sum to 1 at most: hardly anybody's need be looked up
    const most = occasions.reduce((a, rate) => Math.max(a, rate)) / 400;
    const those = stage.neighbourhoods.ordered;
    for (let position = 0; position < those.length; position++) {
      const ego = those[position];
      const u = draws.uniform(address[ego], DRAW.occasion);
      if (u >= most * (establishments[ego] + 1)) continue;
      let rate = 0;
      for (let q = 0; q < occasions.length; q++) rate += occasions[q] * funders[ego * width + q];
      const n = establishments[ego] / 400;
      if (u >= rate * n) continue;
      if (u < overFunders(field, shape, ego, initiative) * p.proposals * n)
        propose(stage, p, draws, now, ego);
      else extend(stage, now, ego);
    }
  };
}

/** A project of the association's own, authorised by its lead the more surely the closer rule and need are met. */
function propose(stage: Stage, p: Parameters, draws: Draws, now: Now, ego: number): void {
  const { field, chronicle } = stage;
  const { practices } = field;
  const cell = stage.neighbourhoods.cell[ego];
  const conformity = 1 - gapOf(field, ego, "display", "prescription");
  const relevance =
    1 - distance(field.practice, ego * practices, field.need, cell * practices, practices);
  const chance = p.authorisation * 0.5 * (conformity + relevance);
  const isAuthorised = draws.uniform(field.address[ego], DRAW.authorisation) < chance;
  chronicle.flows.proposals++;
  if (chronicle.isKept)
    chronicle.events.push({
      step: now.step,
      kind: "proposal",
      association: ego,
      other: -1,
      what: isAuthorised ? "authorised" : "refused",
      causes: { conformity, relevance, chance },
    });
  if (!isAuthorised) return;
  chronicle.flows["proposals.authorised"]++;
  const places = newPlaces(stage, field.sector[ego]);
  const regulator = stage.leads.regulator[ego];
  award(stage, now, { slot: ego, regulator, places, establishments: 1 });
}

/** A few places more where there are some, without a call. */
function extend(stage: Stage, now: Now, ego: number): void {
  const { field, leads, chronicle } = stage;
  const own = field.establishments[ego];
  // rounded in whole numbers, so that a half is a half
  const rounded = Math.floor((EXTENSION.tenths * field.places[ego] + 5 * own) / (10 * own));
  const places = Math.max(1, Math.min(EXTENSION.most, rounded));
  chronicle.flows.extensions++;
  if (chronicle.isKept)
    chronicle.events.push({
      step: now.step,
      kind: "extension",
      association: ego,
      other: -1,
      causes: { places },
    });
  award(stage, now, { slot: ego, regulator: leads.regulator[ego], places, establishments: 0 });
}
