import { z } from "zod";
import type { Column } from "../field/columns.ts";
import { SCOPES, type Groups } from "../field/groups.ts";
import { forProfitShares } from "../field/market.ts";
import { BLOCK, type Block } from "../hot/blocks.ts";
import { uniformOf } from "../random/stream.ts";
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

/** Most competitors that a scenario may let an association meet in a quarter. */
const MOST_MET = 64;

/** A for-profit among the choices of rivals; −1 is nobody. */
const FOR_PROFIT = -2;

/** What is known of competitors in a step, and room for a block's choices. */
interface Market {
  readonly forProfit: Float64Array;
  /** Unit cost of a for-profit. */
  templateCost: number;
  readonly words: Int32Array;
  /** The rival of each association of the block: a slot, FOR_PROFIT, or −1 for none that is cheaper. */
  readonly rivals: Int32Array;
}

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
  start: ({ field, shape, faculties, neighbourhoods, kernels, memory }) => {
    const market: Market = {
      forProfit: new Float64Array(shape.sectors.length),
      templateCost: 0,
      words: memory.wholes(BLOCK * MOST_MET),
      rivals: memory.wholes(BLOCK),
    };
    const { words, rivals } = market;
    const template = memory.reals(field.practices);
    const first = memory.wholes(BLOCK);
    const [toPeer, toTemplate] = [memory.reals(BLOCK), memory.reals(BLOCK)];
    return {
      prepare(p) {
        if (p.rate > 0) forProfitShares(field, market.forProfit);
        const named = shape.archetypePractices[shape.archetypes.indexOf(p.template)];
        if (named) template.set(named);
        market.templateCost = shape.facultyBase.unitCost;
        for (let k = 0; k < template.length; k++)
          market.templateCost += shape.faculties.unitCost[k] * template[k];
        market.templateCost *= 1 - p.advantage;
      },
      act(p, draws, account, block) {
        const { practice, dependence, sector } = field;
        const { egos, addresses, count } = block;
        kernels.words(words, draws, addresses, p.sample, count);
        meet(market, neighbourhoods[p.scope], faculties.unitCost, sector, p.sample, block);
        for (let row = 0; row < count; row++) {
          const rival = rivals[row];
          const felt = p.rate * (1 - dependence[egos[row]]);
          toPeer[row] = rival >= 0 ? felt : 0;
          toTemplate[row] = rival === FOR_PROFIT ? felt : 0;
          if (rival < 0) rivals[row] = 0; // any row will do
        }
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

/** Finds the cheapest competitor that each association of a block meets and that is cheaper than itself. */
function meet(
  { forProfit, templateCost, words, rivals }: Market,
  { of, starts, rank, members }: Groups,
  unitCost: Column,
  sector: Column,
  met: number,
  { egos, count }: Block,
): void {
  for (let row = 0, draw = 0; row < count; row++, draw += met) {
    const ego = egos[row];
    const start = starts[of[ego]];
    const own = rank[ego];
    const others = starts[of[ego] + 1] - start - (own >= 0 ? 1 : 0);
    const skipped = start + (own >= 0 ? own : others);
    const lucrative = forProfit[sector[ego]];
    const scale = others / (1 - lucrative);
    let rival = -1;
    let cost = unitCost[ego];
    for (let n = 0; n < met; n++) {
      const drawn = uniformOf(words[draw + n]) - lucrative;
      let peer = FOR_PROFIT;
      let price = templateCost;
      if (drawn >= 0) {
        if (others < 1) continue;
        const place = start + Math.floor(drawn * scale);
        peer = members[place >= skipped ? place + 1 : place];
        price = unitCost[peer];
      }
      if (price < cost) {
        cost = price;
        rival = peer;
      }
    }
    rivals[row] = rival;
  }
}
