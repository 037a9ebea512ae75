import { othersOf, pickOthers } from "../field/groups.ts";
import { DUST } from "../field/situation.ts";
import { rate, say, section } from "../schema/parameter.ts";
import type { Draws } from "../random/stream.ts";
import type { Now, Stage, Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Closures", "Fermetures"),
    description: say(
      "Associations fail or give up; others may take their places over.",
      "Des associations défaillent ou renoncent ; d’autres peuvent reprendre leurs places.",
    ),
  },
  {
    failing: rate({
      default: 0.25,
      label: say("Failure in ruin", "Défaillance en ruine"),
      description: say(
        "Chance in a quarter that an association whose debt is beyond ruin closes.",
        "Chance par trimestre qu’une association endettée au-delà du seuil de défaillance ferme.",
      ),
      source: "starting value tried out by hand, to be calibrated",
    }),
    hazard: rate({
      default: 0.002,
      unit: "per year",
      tier: "advanced",
      label: say("Other closures", "Autres fermetures"),
      description: say(
        "Chance in a year that an association closes for reasons outside the model.",
        "Chance par an qu’une association ferme pour des raisons hors modèle.",
      ),
      source: "starting value tried out by hand, to be calibrated",
    }),
  },
);

/** Draw numbers of one that may close, and how many look at its places. */
const CLOSE = 0;
const TAKERS = 1;
const LOOKED_AT = 6;

/**
 * Closures: a debt beyond ruin closes an association sooner or later, and anybody may give up. One of the same cell, or
 * of the same sector, takes the places if it has a reserve; else they are lost. The last association never closes.
 */
export const closures: Transition<"closures", ReturnType<typeof parameters.parse>> = {
  id: "closures",
  label: say("Closures", "Fermetures"),
  parameters,
  start: (stage) => (p, draws, now) => {
    const { field, roster } = stage;
    const { ruin } = now.regime.mechanisms.budget;
    const hazard = p.hazard / 4;
    let alive = field.living.length;
    const those = stage.sift(
      stage.neighbourhoods.ordered,
      draws,
      CLOSE,
      Math.max(p.failing, hazard),
    );
    for (let index = 0; index < those.length && alive > 1; index++) {
      const slot = those[index];
      const chance = field.reserve[slot] < -ruin ? p.failing : hazard;
      if (draws.uniform(field.address[slot], CLOSE) >= chance) continue;
      close(stage, draws, now, slot);
      alive--;
    }
    roster.settle();
  },
};

/** Takes an association out and hands its establishments on. */
function close(stage: Stage, draws: Draws, { step }: Now, slot: number): void {
  const { field, roster, chronicle } = stage;
  const establishments = field.establishments[slot];
  const places = field.places[slot];
  const taker = takerOf(stage, draws, slot);
  roster.remove(slot, step, -1);
  if (taker >= 0) {
    roster.resize(taker, field.places[taker] + places);
    field.establishments[taker] += establishments;
  }
  chronicle.flows.closures++;
  if (chronicle.isKept)
    chronicle.events.push({
      step,
      kind: "closure",
      association: slot,
      other: taker,
      causes: { reserve: field.reserve[slot], establishments, places },
    });
}

/** The one with the highest reserve among those drawn from its cell, or its sector, if it has one; else −1. */
function takerOf({ field, neighbourhoods, roster }: Stage, draws: Draws, slot: number): number {
  const isAlone = othersOf(neighbourhoods.regionSector, slot) === 0;
  const around = isAlone ? neighbourhoods.sector : neighbourhoods.regionSector;
  const others = othersOf(around, slot);
  if (others < 1) return -1;
  const uniforms = new Float64Array(LOOKED_AT);
  const picked = new Int32Array(LOOKED_AT);
  for (let m = 0; m < LOOKED_AT; m++) uniforms[m] = draws.uniform(field.address[slot], TAKERS + m);
  pickOthers(around, slot, others, uniforms, LOOKED_AT, picked);
  let taker = -1;
  let highest = DUST;
  for (const other of picked) {
    if (!roster.isAlive(other) || field.reserve[other] <= highest) continue;
    highest = field.reserve[other];
    taker = other;
  }
  return taker;
}
