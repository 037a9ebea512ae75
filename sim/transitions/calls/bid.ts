import { costOfPractice, ownCost } from "../../field/cost.ts";
import type { Column } from "../../field/columns.ts";
import { distance } from "../../field/distance.ts";
import { forProfitShares } from "../../field/market.ts";
import {
  anticipationOf,
  effectiveForm,
  facultyOf,
  ofLegalForms,
  setUpTimes,
  sizeOf,
} from "../../field/situation.ts";
import { exp } from "../../random/exact.ts";
import { RESPONSES } from "../../schema/population.ts";
import type { Now, Stage } from "../transition.ts";
import type { Demand, Desk } from "./demand.ts";
import type { Parameters } from "./parameters.ts";

/** One call for projects. */
export interface Call {
  readonly desk: Desk;
  readonly isExperimental: boolean;
  /** What is asked for, K positions. */
  readonly specification: Float64Array;
  /** What users need there, K positions. */
  readonly need: Float64Array;
  /** η: bids farther than 1 − η from the specification do not fit at all. */
  readonly narrowing: number;
}

/** What earns points, each in [0,1]. */
export type Terms = Readonly<
  Record<"fit" | "need" | "territory" | "capacity" | "price" | "legitimacy" | "innovation", number>
>;

/** A bid: an association's slot, or −1 for a for-profit. */
export interface Bid {
  readonly slot: number;
  readonly score: number;
  /** Points by term, the committee's luck among them. */
  readonly points: Readonly<Record<string, number>>;
}

const INNOVATE = RESPONSES.indexOf("innovate");

/** Judges bids in one step. */
export interface Judge {
  /** Share of for-profits in each sector, as the transition began. */
  readonly lucrative: Float64Array;
  /** Chance that an association invited to a call bids. */
  inclination(call: Call, slot: number): number;
  /** The terms of an association's bid. */
  terms(call: Call, slot: number): Terms;
  /** Those of a for-profit's, undefined where the field has no template for it. */
  lucrativeTerms(call: Call): Terms | undefined;
}

/** Closeness of a row to what is called for: max(0, 1 − distance/(1 − η)). */
function fitOf(call: Call, vector: Column, row: number): number {
  const { specification, narrowing } = call;
  const apart = distance(vector, row, specification, 0, specification.length);
  return Math.max(0, 1 - apart / (1 - narrowing));
}

/** Opens the judging of a step's calls. */
export function openJudge(stage: Stage, demand: Demand, p: Parameters, now: Now): Judge {
  const { field, shape } = stage;
  const { budget, competitive } = now.regime.mechanisms;
  const times = setUpTimes(now.regime, shape);
  const savings = ofLegalForms(now.regime, shape, "saving");
  const lucrative = new Float64Array(shape.sectors.length);
  forProfitShares(field, lucrative);
  const template = shape.archetypePractices[shape.archetypes.indexOf(competitive.template)];
  const formOf = (slot: number): number => effectiveForm(field, times, slot, now.step);
  /** Size of the association, or of the consortium that it can bid with. */
  const capacity = (slot: number, form: number): number =>
    sizeOf(form < 0 ? field.establishments[slot] : demand.byGrouping[field.grouping[slot]]);
  const cheapness = (cost: number): number => Math.min(1, Math.max(0, 1.5 - cost));
  const { practices } = field;
  return {
    lucrative,
    inclination(call, slot) {
      const inclined =
        p.bidFit * fitOf(call, field.display, slot * practices) +
        p.bidSkill * facultyOf(field, shape, "bidding", slot) +
        p.bidSize * capacity(slot, formOf(slot)) +
        p.anticipation * anticipationOf(field, call.desk.sector) -
        p.bidThreshold;
      return 1 / (1 + exp(-p.bidPrecision * inclined));
    },
    terms(call, slot) {
      const form = formOf(slot);
      const cell = stage.neighbourhoods.cell[slot];
      const cost = ownCost(
        budget,
        stage.faculties.unitCost[slot],
        field.establishments[slot],
        form < 0 ? 0 : savings[form],
        distance(field.display, slot * practices, field.practice, slot * practices, practices),
      );
      const { region } = call.desk;
      return {
        fit: fitOf(call, field.display, slot * practices),
        need:
          1 - distance(field.display, slot * practices, field.need, cell * practices, practices),
        territory: region < 0 || region === field.region[slot] ? 1 : 0,
        capacity: capacity(slot, form),
        price: cheapness(cost),
        legitimacy: field.legitimacy[slot],
        innovation: field.response[slot] === INNOVATE ? 1 : 0,
      };
    },
    lucrativeTerms(call) {
      if (template === undefined) return undefined;
      return {
        fit: fitOf(call, template, 0),
        need: 1 - distance(template, 0, call.need, 0, practices),
        territory: 1,
        capacity: 0.5,
        price: cheapness(costOfPractice(shape, template, 0) * (1 - competitive.advantage)),
        legitimacy: 0.5,
        innovation: 0,
      };
    },
  };
}

/** Weighs the terms of a bid. */
export function scoreOf(p: Parameters, slot: number, terms: Terms, luck: number): Bid {
  const points = {
    fit: p.fitWeight * terms.fit,
    need: p.needWeight * terms.need,
    territory: p.territoryWeight * terms.territory,
    capacity: p.capacityWeight * terms.capacity,
    price: p.priceWeight * terms.price,
    legitimacy: p.legitimacyWeight * terms.legitimacy,
    innovation: p.innovationWeight * terms.innovation,
    luck: p.noise * luck,
  };
  const score =
    points.fit +
    points.need +
    points.territory +
    points.capacity +
    points.price +
    points.legitimacy +
    points.innovation +
    points.luck;
  return { slot, score, points };
}
