import type { Column, FieldView } from "./columns.ts";
import { distance } from "./distance.ts";
import type { Faculty, FieldShape } from "./shape.ts";
import { onceFor, type Regime } from "../policy.ts";

/** What can be said of one association's situation from the state alone; each is a sentence of the model's declaration. */

/** A reserve nearer to 0 than this, in yearly budgets, is one of 0: the rest is rounding. */
export const DUST = 1e-9;

/** The regulator with the largest share of its budget (ties: the first); −1 where none pays. */
export function leadOf(field: FieldView, shape: FieldShape, slot: number): number {
  const { funders } = field;
  const first = slot * shape.funders.length;
  const regulators = shape.regulators.length;
  let lead = -1;
  let largest = 0;
  for (let q = 0; q < regulators; q++) {
    const share = funders[first + q];
    if (share > largest) {
      largest = share;
      lead = q;
    }
  }
  return lead;
}

/** Σ_q f_q·x_q over the regulators, x one number for each. */
export function overFunders(
  field: FieldView,
  shape: FieldShape,
  slot: number,
  values: Float64Array,
): number {
  const first = slot * shape.funders.length;
  let sum = 0;
  for (let q = 0; q < values.length; q++) sum += field.funders[first + q] * values[q];
  return sum;
}

/** One parameter of all regulators, in their order. */
export function ofRegulators(
  regime: Regime,
  shape: FieldShape,
  name:
    | "stringency"
    | "monitoring"
    | "depth"
    | "enforcement"
    | "openness"
    | "initiative"
    | "negotiability"
    | "groupingPreference"
    | "injunction"
    | "callRate"
    | "extensions"
    | "growth"
    | "convergence"
    | "lift"
    | "ceilingQuantile"
    | "contractExemption"
    | "bailout",
): Float64Array {
  return onceFor(regime, `regulators.${name}`, () =>
    Float64Array.from(shape.regulators, (id) => regime.regulators[id][name]),
  );
}

/** A faculty from practices as they stand: base + Σ contribution·A, clamped to [0,1]. */
export function facultyOf(
  field: FieldView,
  shape: FieldShape,
  faculty: Exclude<Faculty, "unitCost" | "board">,
  slot: number,
): number {
  const contribution = shape.faculties[faculty];
  const row = slot * field.practices;
  let level = shape.facultyBase[faculty];
  for (let k = 0; k < field.practices; k++) level += contribution[k] * field.practice[row + k];
  return level < 0 ? 0 : level > 1 ? 1 : level;
}

/** Distress min(1, max(0, −r/ruin)): 1 on the brink of failure. */
export function distressOf(reserve: number, ruin: number): number {
  return reserve >= 0 ? 0 : Math.min(1, -reserve / ruin);
}

/** Slack min(1, max(0, r/ruin)). */
export function slackOf(reserve: number, ruin: number): number {
  return reserve <= 0 ? 0 : Math.min(1, reserve / ruin);
}

/** Whether its contract is in force in a step. */
export function isUnderContract(field: FieldView, slot: number, step: number): boolean {
  return field.contractUntil[slot] >= step;
}

/** Index of the legal form of its grouping where that is effective: in its present form for `time` quarters; else −1. */
export function effectiveForm(field: FieldView, times: Column, slot: number, step: number): number {
  const grouping = field.grouping[slot];
  return grouping < 0 ? -1 : formInForce(field, times, grouping, step);
}

/** Index of the legal form of a grouping where that is effective; else −1. */
export function formInForce(
  field: FieldView,
  times: Column,
  grouping: number,
  step: number,
): number {
  if (field.members[grouping] === 0) return -1;
  const form = field.form[grouping];
  return step - field.deepened[grouping] >= times[form] ? form : -1;
}

/** A number that every legal form has. */
export type LegalFormNumber =
  | "members"
  | "most"
  | "dependence"
  | "autonomy"
  | "pooled"
  | "saving"
  | "cost"
  | "bargaining"
  | "exit"
  | "rate"
  | "available";

/** One parameter of all legal forms, in their order. */
export function ofLegalForms(
  regime: Regime,
  shape: FieldShape,
  name: LegalFormNumber,
): Float64Array {
  return onceFor(regime, `legalForms.${name}`, () =>
    Float64Array.from(shape.legalForms, (id) => regime.legalForms[id][name]),
  );
}

/** Quarters that each legal form takes to set up. */
export function setUpTimes(regime: Regime, shape: FieldShape): Int32Array {
  return onceFor(regime, "legalForms.time", () =>
    Int32Array.from(shape.legalForms, (id) => regime.legalForms[id].time),
  );
}

/** What a call can promise a sector: heat/(1 + heat), in [0,1). */
export function anticipationOf(field: FieldView, sector: number): number {
  const heat = field.callHeat[sector];
  return heat / (1 + heat);
}

/** Size as the model counts it: n/(n + 10), in (0,1). */
export const sizeOf = (establishments: number): number =>
  establishments / (establishments + HALF_SIZE);

/** Establishments at which size counts for half of what it can; an assumption. */
const HALF_SIZE = 10;

/** Root mean square distance of two vectors of one association. */
export function gapOf(
  field: FieldView,
  slot: number,
  a: "practice" | "display" | "project" | "prescription" | "settlement",
  b: "practice" | "display" | "project" | "prescription" | "settlement",
): number {
  const row = slot * field.practices;
  return distance(field[a], row, field[b], row, field.practices);
}
