import { z } from "zod";
import type { Column } from "../field/columns.ts";
import { othersOf, pickOthers, SCOPES, type Groups } from "../field/groups.ts";
import { forProfitShares } from "../field/market.ts";
import { BLOCK } from "../hot/blocks.ts";
import { pull } from "../hot/pull.ts";
import { choice, count, ID, rate, say, section, share } from "../schema/parameter.ts";
import type { Influence } from "./influence.ts";

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
        "The whole field, the region, the sector, or the sector within the region.",
        "Tout le champ, la région, le secteur, ou le secteur dans la région.",
      ),
    }),
    template: z
      .string()
      .regex(ID)
      .default("enterprise")
      .meta({
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

const NOTHING = new Float64Array();

/** Most competitors that a scenario may let an association meet in a quarter. */
const MOST_MET = 64;

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
  start: ({ field, shape, faculties, neighbourhoods }) => {
    let rivals: Groups = neighbourhoods.field;
    let template: Column = NOTHING;
    let templateCost = 0;
    const uniforms = new Float64Array(MOST_MET);
    const competitors = new Int32Array(MOST_MET);
    const models = new Int32Array(BLOCK);
    const shares = new Float64Array(shape.sectors.length);

    /** The cheapest competitor met that is cheaper than ego: a slot, `size` for a for-profit, −1 for none. */
    const cheapest = (ego: number, met: number): number => {
      const { unitCost } = faculties;
      const lucrative = shares[field.sector[ego]];
      const others = othersOf(rivals, ego);
      for (let n = 0; n < met; n++) uniforms[n] = (uniforms[n] - lucrative) / (1 - lucrative);
      if (others > 0) pickOthers(rivals, ego, others, uniforms, met, competitors);
      let rival = -1;
      let cost = unitCost[ego];
      for (let n = 0; n < met; n++) {
        const isForProfit = uniforms[n] < 0;
        if (!isForProfit && others < 1) continue;
        const price = isForProfit ? templateCost : unitCost[competitors[n]];
        if (price < cost) {
          cost = price;
          rival = isForProfit ? field.size : competitors[n];
        }
      }
      return rival;
    };

    return {
      prepare(p) {
        rivals = neighbourhoods[p.scope];
        if (p.rate > 0) forProfitShares(field, shares);
        template = shape.archetypePractices[shape.archetypes.indexOf(p.template)] ?? NOTHING;
        templateCost = shape.facultyBase.unitCost;
        for (let k = 0; k < template.length; k++)
          templateCost += shape.faculties.unitCost[k] * template[k];
        templateCost *= 1 - p.advantage;
      },
      act(p, draws, account, from, to) {
        const { practices, living, practice, address, dependence } = field;
        const onPractice = account.practice;
        // first all choices, then all pulls: so that a wrong guess at a choice does not hold up the rows to be read
        for (let position = from; position < to; position++) {
          const ego = living[position];
          const isExposed = p.rate * (1 - dependence[ego]) > 0;
          if (isExposed) draws.uniforms(address[ego], p.sample, uniforms);
          models[position - from] = isExposed ? cheapest(ego, p.sample) : -1;
        }
        for (let position = from; position < to; position++) {
          const ego = living[position];
          const row = ego * practices;
          const at = (position - from) * practices;
          const rival = models[position - from];
          const felt = rival < 0 ? 0 : p.rate * (1 - dependence[ego]);
          const model = rival === field.size ? template : practice;
          const other = rival < 0 ? row : rival === field.size ? 0 : rival * practices;
          pull(onPractice, at, felt, model, other, practice, row, practices);
        }
      },
    };
  },
};
