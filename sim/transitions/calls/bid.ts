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

/** What earns points, each in [0,1], in the order in which they are added up; the committee's luck comes last. */
export const TERMS = [
  "fit",
  "need",
  "territory",
  "capacity",
  "price",
  "legitimacy",
  "innovation",
  "luck",
] as const;

/** Points by term, for the diary. */
export function pointsOf(points: Float64Array): Readonly<Record<string, number>> {
  return Object.fromEntries(TERMS.map((term, index) => [term, points[index]]));
}

const INNOVATE = RESPONSES.indexOf("innovate");

/** Judges bids in one step. */
export interface Judge {
  /** Share of for-profits in each sector, as the transition began. */
  readonly lucrative: Float64Array;
  /** Points of the bid scored last, in the order of TERMS. */
  readonly points: Float64Array;
  /** Chance that an association invited to a call bids. */
  inclination(call: Call, slot: number): number;
  /** Score of an association's bid. */
  score(call: Call, slot: number, luck: number): number;
  /** That of a for-profit's; NaN where the field has no template for it. */
  lucrativeScore(call: Call, luck: number): number;
  /** Distance of what is declared from what is called for; −1 is a for-profit. */
  apart(call: Call, slot: number): number;
  /** Whether an association's response is to innovate. */
  isInnovative(slot: number): boolean;
}

function apartOf({ specification }: Call, vector: Column, row: number): number {
  return distance(vector, row, specification, 0, specification.length);
}

/** Closeness of a row to what is called for: max(0, 1 − distance/(1 − η)). */
function fitOf(call: Call, vector: Column, row: number): number {
  return Math.max(0, 1 - apartOf(call, vector, row) / (1 - call.narrowing));
}

/** Opens the judging of a step's calls. */
export function openJudge(stage: Stage, demand: Demand, p: Parameters, now: Now): Judge {
  const { field, shape } = stage;
  const { practices } = field;
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
  const weights = weightsOf(p);
  const points = new Float64Array(TERMS.length);
  /** Weighs the terms that `points` holds. */
  const total = (): number => {
    let score = 0;
    for (let term = 0; term < points.length; term++) score += points[term] *= weights[term];
    return score;
  };
  const judge: Judge = {
    lucrative,
    points,
    inclination(call, slot) {
      const inclined =
        p.bidFit * fitOf(call, field.display, slot * practices) +
        p.bidSkill * facultyOf(field, shape, "bidding", slot) +
        p.bidSize * capacity(slot, formOf(slot)) +
        p.anticipation * anticipationOf(field, call.desk.sector) -
        p.bidThreshold;
      return 1 / (1 + exp(-p.bidPrecision * inclined));
    },
    score(call, slot, luck) {
      const { display, need } = field;
      const form = formOf(slot);
      const row = slot * practices;
      const cell = stage.neighbourhoods.cell[slot] * practices;
      const cost = ownCost(
        budget,
        stage.faculties.unitCost[slot],
        field.establishments[slot],
        form < 0 ? 0 : savings[form],
        distance(display, row, field.practice, row, practices),
      );
      const { region } = call.desk;
      points[0] = fitOf(call, display, row);
      points[1] = 1 - distance(display, row, need, cell, practices);
      points[2] = region < 0 || region === field.region[slot] ? 1 : 0;
      points[3] = capacity(slot, form);
      points[4] = cheapness(cost);
      points[5] = field.legitimacy[slot];
      points[6] = judge.isInnovative(slot) ? 1 : 0;
      points[7] = luck;
      return total();
    },
    lucrativeScore(call, luck) {
      if (template === undefined) return NaN;
      points[0] = fitOf(call, template, 0);
      points[1] = 1 - distance(template, 0, call.need, 0, practices);
      points[2] = 1;
      points[3] = 0.5;
      points[4] = cheapness(costOfPractice(shape, template, 0) * (1 - competitive.advantage));
      points[5] = 0.5;
      points[6] = 0;
      points[7] = luck;
      return total();
    },
    apart: (call, slot) =>
      slot < 0
        ? apartOf(call, template ?? call.specification, 0)
        : apartOf(call, field.display, slot * practices),
    isInnovative: (slot) => field.response[slot] === INNOVATE,
  };
  return judge;
}

/** What each term counts for. */
const weightsOf = (p: Parameters): Float64Array =>
  Float64Array.of(
    p.fitWeight,
    p.needWeight,
    p.territoryWeight,
    p.capacityWeight,
    p.priceWeight,
    p.legitimacyWeight,
    p.innovationWeight,
    p.noise,
  );
