import { heldTariff, ownCost, unitCostOf } from "../field/cost.ts";
import { quantity, say, section, share } from "../schema/parameter.ts";
import type { Draws } from "../random/stream.ts";
import type { Now, Stage, Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Foundings", "Créations"),
    description: say("New associations are founded.", "De nouvelles associations naissent."),
  },
  {
    rate: quantity({
      default: 0.005,
      min: 0,
      max: 1,
      unit: "per year",
      label: say("Founding rate", "Taux de création"),
      description: say(
        "New associations in a year, as a share of those that live.",
        "Associations nouvelles par an, en part de celles qui vivent.",
      ),
      source:
        "starting value tried out by hand on the French field of 2009 (with mergers, associations of one establishment then fall by 1.4 % a year), to be calibrated",
    }),
    imitation: share({
      default: 0.2,
      tier: "advanced",
      label: say("Founded in the likeness of the sector", "Créées à l’image du secteur"),
      description: say(
        "Share of new associations modelled on what their sector declares instead of on an archetype.",
        "Part des associations nouvelles calquées sur ce que leur secteur affiche plutôt que sur un archétype.",
      ),
      source: "starting value tried out by hand, to be calibrated",
    }),
    legitimacy: share({
      default: 0.4,
      tier: "advanced",
      label: say("Legitimacy of newcomers", "Légitimité des nouvelles venues"),
      description: say(
        "Legitimacy with which an association begins: newcomers have yet to be known.",
        "Légitimité avec laquelle une association débute : les nouvelles venues sont encore inconnues.",
      ),
      source: "starting value tried out by hand, to be calibrated",
    }),
  },
);

type Parameters = ReturnType<typeof parameters.parse>;

/** The draw at address −1 that decides on one more, and that of each new one on its model. */
const ONE_MORE = 0;
const IMITATE = 10;

/**
 * Foundings: rate/4 of the living, whole ones and one more by chance, founded as those of the start with one
 * establishment each; some on the mean display of their sector instead of on an archetype.
 */
export const foundings: Transition<"foundings", Parameters> = {
  id: "foundings",
  label: say("Foundings", "Créations"),
  parameters,
  start: (stage) => (p, draws, now) => {
    const expected = (p.rate / 4) * stage.field.living.length;
    const whole = Math.floor(expected);
    const count = whole + (draws.uniform(-1, ONE_MORE) < expected - whole ? 1 : 0);
    if (count === 0) return;
    const before = countBySector(stage);
    for (let n = 0; n < count; n++) found(stage, p, draws, now, before);
    stage.roster.settle();
  },
};

/** Associations of each sector at the end of the step before: the living and those gone since, less those come since. */
function countBySector({ field, shape, neighbourhoods, roster }: Stage): Int32Array {
  const sectors = shape.sectors.length;
  const counts = new Int32Array(sectors);
  neighbourhoods.cellCounts.forEach((count, cell) => (counts[cell % sectors] += count));
  for (const slot of roster.gone) counts[field.sector[slot]]++;
  for (const slot of roster.come) counts[field.sector[slot]]--;
  return counts;
}

/** Founds one. */
function found(stage: Stage, p: Parameters, draws: Draws, now: Now, before: Int32Array): void {
  const { field, shape, founders, roster, chronicle } = stage;
  const { budget, standing } = now.regime.mechanisms;
  const slot = roster.add(now.step);
  founders.situate(field, draws, slot);
  founders.endow(field, draws, slot, 1);
  const sector = field.sector[slot];
  const isModelled =
    before[sector] > 0 && draws.uniform(field.address[slot], IMITATE) < p.imitation;
  const { practices } = field;
  const template = isModelled
    ? stage.sectorDisplays.subarray(sector * practices, (sector + 1) * practices)
    : shape.archetypePractices[field.archetype[slot]];
  founders.practise(field, draws, slot, template);
  stage.tie(slot);
  field.tariff[slot] = heldTariff(ownCost(budget, unitCostOf(field, shape, slot), 1, 0, 0));
  field.legitimacy[slot] = p.legitimacy;
  field.uncertainty[slot] = standing.uncertaintyBase;
  field.payoff[slot] = 0.5;
  field.aspiration[slot] = 0.5;
  stage.prescribeAnew(slot, now.regime);
  chronicle.flows.foundings++;
  if (chronicle.isKept)
    chronicle.events.push({
      step: now.step,
      kind: "founding",
      association: slot,
      other: -1,
      causes: { rate: p.rate, imitation: p.imitation },
      what: isModelled ? "sector" : shape.archetypes[field.archetype[slot]],
    });
}
