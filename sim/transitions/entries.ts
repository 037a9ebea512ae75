import type { FieldView } from "../field/columns.ts";
import { say, section, share } from "../schema/parameter.ts";
import type { Now, Stage, Transition } from "./transition.ts";

const parameters = section(
  {
    label: say("Entry of for-profits", "Entrée du lucratif"),
    description: say(
      "For-profits grow where users choose and pay; how fast stands with each sector.",
      "Le lucratif croît là où les usagers choisissent et paient ; le rythme est indiqué pour chaque secteur.",
    ),
  },
  {
    opening: share({
      default: 1,
      tier: "advanced",
      label: say("Opening of the market", "Ouverture du marché"),
      description: say(
        "Share of the sectors' pace of entry that the law lets through; a reform can open or close the market.",
        "Part du rythme d’entrée des secteurs que la loi laisse passer ; une réforme peut ouvrir ou fermer le marché.",
      ),
    }),
  },
);

/** For-profits stop growing in a cell where they run so many times the associations' places: an assumption. */
const MOST_TIMES = 99;

/** For-profit places of each cell grow by opening·entry/4 · (their own + those of associations that users pay for). */
export const entries: Transition<"entries", ReturnType<typeof parameters.parse>> = {
  id: "entries",
  label: say("Entry of for-profits", "Entrée du lucratif"),
  parameters,
  start: (stage) => (p, _draws, now) => {
    const { field, shape } = stage;
    const { entry } = shape;
    if (p.opening === 0 || entry.every((pace) => pace === 0)) return;
    const { all, paid } = placesByCell(stage);
    for (let cell = 0; cell < all.length; cell++) {
      const pace = p.opening * entry[cell % entry.length];
      const before = field.lucrative[cell];
      if (pace === 0 || before >= MOST_TIMES * all[cell]) continue;
      const grown = (pace / 4) * (before + paid[cell]);
      field.lucrative[cell] = before + grown;
      stage.chronicle.flows.entries += grown;
      tell(stage, now, cell, before, all[cell]);
    }
  },
};

/** Places of associations in each cell, and those that users pay for. */
function placesByCell({ field, shape }: Stage): { all: Float64Array; paid: Float64Array } {
  const sectors = shape.sectors.length;
  const all = new Float64Array(field.counts.cell);
  const paid = new Float64Array(field.counts.cell);
  for (let position = 0; position < field.living.length; position++) {
    const slot = field.living[position];
    const cell = field.region[slot] * sectors + field.sector[slot];
    all[cell] += field.places[slot];
    paid[cell] += field.places[slot] * usersShare(field, shape.regulators.length, slot);
  }
  return { all, paid };
}

/** Share of its budget that users pay: the column after the regulators'. */
const usersShare = (field: FieldView, regulators: number, slot: number): number =>
  field.funders[slot * field.counts.funders + regulators];

/** Tells of it when for-profits pass one more tenth of a cell's places. */
function tell({ field, chronicle }: Stage, now: Now, cell: number, before: number, own: number) {
  const after = field.lucrative[cell];
  const tenths = (places: number): number => Math.floor((10 * places) / (places + own));
  if (!chronicle.isKept || tenths(after) === tenths(before)) return;
  chronicle.events.push({
    step: now.step,
    kind: "entry",
    association: -1,
    other: cell,
    causes: { share: after / (after + own), places: after - before },
  });
}
