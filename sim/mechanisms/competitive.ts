import * as z from "zod/mini";
import type { Column } from "../field/columns.ts";
import { SCOPES } from "../field/groups.ts";
import { forProfitShares } from "../field/market.ts";
import { BLOCK, eachBlock, eachOfLiving } from "../hot/blocks.ts";
import { choice, count, ID, rate, say, section, share } from "../schema/parameter.ts";
import type { Influence } from "./influence.ts";
import { openDraft, read } from "./lots.ts";

const parameters = section(
  {
    label: say("Competitive pressure", "Pression concurrentielle"),
    description: say(
      "Following the cheapest competitor met, for-profits included, where income comes from users and market.",
      "Suivre le concurrent le moins coûteux rencontré, lucratifs compris, là où le revenu vient des usagers et du marché.",
    ),
  },
  {
    rate: rate({
      default: 0.004,
      symbol: "κ_x",
      tier: "lever",
      label: say("Competitive rate", "Taux concurrentiel"),
      description: say(
        "Share of the distance to a cheaper competitor covered in a quarter by one that lives from the market alone.",
        "Part de l’écart à un concurrent moins coûteux comblée en un trimestre par qui ne vit que du marché.",
      ),
      source: "starting value tried out by hand on a prototype, to be calibrated",
    }),
    sample: count({
      default: 3,
      min: 1,
      max: 64,
      unit: "competitors",
      tier: "advanced",
      label: say("Competitors met", "Concurrents rencontrés"),
      description: say(
        "Competitors that an association meets in a quarter.",
        "Concurrents rencontrés par trimestre.",
      ),
    }),
    scope: choice(SCOPES, {
      default: "sector",
      tier: "advanced",
      label: say("Where competitors are met", "Où l’on rencontre des concurrents"),
      description: say(
        "The whole field, the region, the sector, the sector within the region, or one’s own ties (field.ties).",
        "Tout le champ, la région, le secteur, le secteur dans la région, ou ses propres liens (field.ties).",
      ),
    }),
    template: z._default(z.string().check(z.regex(ID)), "enterprise").register(z.globalRegistry, {
      title: "Template of for-profits",
      description: "Archetype that for-profit competitors follow.",
      label: say("Template of for-profits", "Modèle du lucratif"),
    }),
    advantage: share({
      default: 0.08,
      tier: "advanced",
      label: say("Cost advantage of for-profits", "Avantage de coût du lucratif"),
      description: say(
        "How much cheaper a for-profit is than its practices alone make it.",
        "De combien un lucratif coûte moins que ses seules pratiques ne l’impliquent.",
      ),
    }),
  },
);

/**
 * Competitive pressure: Δ = κ_x · exposure · (A_rival − A), exposure the share of income from users and market, rival
 * the cheapest of m competitors met if cheaper than ego; a competitor is a for-profit, with the template's practices, by
 * their share of the sector's places. Practice only. Unit: positions per quarter.
 */
export const competitive: Influence<"competitive", ReturnType<typeof parameters.parse>> = {
  id: "competitive",
  label: say("Competitive", "Concurrentiel"),
  acts: { practice: true, display: false },
  parameters,
  ceiling: (p) => ({ practice: p.rate, display: 0 }),
  start: ({ field, shape, faculties, neighbourhoods, kernels, memory, block: shared }) => {
    const draft = openDraft(field, memory);
    const chances = memory.reals(shape.sectors.length);
    const template = memory.reals(field.practices);
    const rate = memory.reals(1);
    const first = memory.wholes(BLOCK);
    const rivals = memory.wholes(BLOCK);
    const [toPeer, toTemplate] = [memory.reals(BLOCK), memory.reals(BLOCK)];

    return {
      prepare(p, draws) {
        rate[0] = p.rate;
        if (p.rate > 0) forProfitShares(field, chances);
        const named = shape.archetypePractices[shape.archetypes.indexOf(p.template)];
        if (named) template.set(named);
        let cost = shape.facultyBase.unitCost;
        for (let k = 0; k < template.length; k++) cost += shape.faculties.unitCost[k] * template[k];
        const groups = neighbourhoods[p.scope];
        const scores = read(draft, groups, -cost * (1 - p.advantage));
        eachBlock(groups.members.length, (from, to) =>
          weighCosts(scores, faculties.unitCost, groups.members, from, to),
        );
        // a for-profit by its share; only who is cheaper counts
        const market = { chances, kinds: field.sector, costs: faculties.unitCost };
        eachOfLiving(shared, field, 0, field.living.length, ({ egos, addresses, count }) =>
          kernels.chooseBest(draft, draws, addresses, egos, p.sample, market, count),
        );
      },
      act(_p, _draws, account, { egos, count }) {
        const { practice, dependence } = field;
        const { chosen } = draft;
        kernels.faceRivals(toPeer, toTemplate, rivals, rate, dependence, chosen, egos, count);
        kernels.pullTwoWays(
          account.practice,
          toPeer,
          practice,
          rivals,
          toTemplate,
          template,
          first,
          practice,
          egos,
          count,
        );
      },
    };
  },
};

/** The cheaper, the higher the score. */
function weighCosts(
  scores: Float64Array,
  unitCost: Column,
  members: Int32Array,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at++) scores[at + 1] = -unitCost[members[at]];
}
