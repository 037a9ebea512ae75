import type { Column, FieldState } from "../../field/columns.ts";
import { anticipationOf, ofRegulators, overFunders } from "../../field/situation.ts";
import type { Draws } from "../../random/stream.ts";
import type { Now, Stage } from "../transition.ts";
import { readForms, type Forms } from "./forms.ts";
import { agree, openMembers, openRoom, type Members } from "./members.ts";
import type { CooperationParameters } from "./parameters.ts";

/** What is the same for all who decide on groupings in one step. */
export interface Setting {
  readonly stage: Stage;
  readonly p: CooperationParameters;
  readonly draws: Draws;
  readonly now: Now;
  readonly forms: Forms;
  readonly members: Members;
  /** The living by ascending address. */
  readonly ordered: Column;
  /** How much each regulator prefers groupings. */
  readonly preference: Float64Array;
  readonly constants: Constants;
  /** The terms of the gain worked out last, in the order of TERMS. */
  readonly terms: Float64Array;
}

/** What of a gain is the same for all. */
interface Constants {
  /** savingWeight·saving, voiceWeight·bargaining and −autonomyWeight·(1 − autonomy) of each legal form. */
  readonly saving: Float64Array;
  readonly voice: Float64Array;
  readonly autonomy: Float64Array;
  /** callWeight·anticipation of each sector. */
  readonly calls: Float64Array;
  /** What nobody's gain from each legal form is below. */
  readonly least: Float64Array;
}

/** Shares of budgets sum to 1, but for rounding. */
const ALL = 1.000001;

function constantsOf(
  { field }: Stage,
  p: CooperationParameters,
  forms: Forms,
  preference: Float64Array,
): Constants {
  const sectors = Int32Array.from({ length: field.counts.sector }, (_, sector) => sector);
  const saving = forms.saving.map((share) => p.savingWeight * share);
  const voice = forms.bargaining.map((bonus) => p.voiceWeight * bonus);
  const autonomy = forms.autonomy.map((kept) => -p.autonomyWeight * (1 - kept));
  const calls = Float64Array.from(sectors, (at) => p.callWeight * anticipationOf(field, at));
  const leastPreferred = Math.min(0, ...preference.map((own) => ALL * p.preferenceWeight * own));
  const leastPromised = calls.reduce((least, promised) => Math.min(least, promised), Infinity);
  // added up in the order of the terms: rounding then keeps which of two sums is the smaller
  const least = saving.map(
    (saved, form) => saved + voice[form] + leastPreferred + leastPromised + autonomy[form] * 1.5,
  );
  return { saving, voice, autonomy, calls, least };
}

/** What a gain is made of. */
export const TERMS = ["saving", "voice", "preference", "calls", "autonomy"] as const;

/** Opens cooperation on a field: what it gives opens a step, and ends the one before. */
export function openSettings(
  stage: Stage,
): (p: CooperationParameters, draws: Draws, now: Now) => Setting {
  const { field, shape } = stage;
  const room = openRoom();
  const terms = new Float64Array(TERMS.length);
  return (p, draws, now) => {
    const { ordered } = stage.neighbourhoods;
    const forms = readForms(now.regime, shape);
    const preference = ofRegulators(now.regime, shape, "groupingPreference");
    return {
      stage,
      p,
      draws,
      now,
      forms,
      members: openMembers(field, ordered, room),
      ordered,
      preference,
      constants: constantsOf(stage, p, forms, preference),
      terms,
    };
  };
}

/**
 * What an association gains from a form and an agreed vector y: savingWeight·saving + voiceWeight·bargaining +
 * preferenceWeight·Σ f_q·preference_q + callWeight·anticipation − autonomyWeight·(1 − autonomy)·(½ + board·Δ), Δ the root
 * mean square of P − y over the practices that the form pools. Without taste.
 * @param vector holds y, K positions from `row` on
 */
export function gainOf(
  setting: Setting,
  slot: number,
  form: number,
  vector: Column,
  row: number,
): number {
  const { stage, forms } = setting;
  return gainAt(setting, slot, form, pooledGap(stage.field, slot, forms.pooled[form], vector, row));
}

/** The least that it can gain from a form, to the last bit: where projects and vector are as far apart as can be. */
export function leastGainOf(setting: Setting, slot: number, form: number): number {
  return gainAt(setting, slot, form, 1);
}

/** The gain for a Δ: it falls as that grows, rounding included. */
function gainAt(
  { stage, p, preference, constants, terms }: Setting,
  slot: number,
  form: number,
  apart: number,
): number {
  const { field, shape, faculties } = stage;
  terms[0] = constants.saving[form];
  terms[1] = constants.voice[form];
  terms[2] = p.preferenceWeight * overFunders(field, shape, slot, preference);
  terms[3] = constants.calls[field.sector[slot]];
  terms[4] = constants.autonomy[form] * (0.5 + faculties.board[slot] * apart);
  return terms[0] + terms[1] + terms[2] + terms[3] + terms[4];
}

/** Root mean square of a project's distance from a vector over pooled practices; 0 where none is. */
function pooledGap(
  { project, practices }: FieldState,
  slot: number,
  pooled: readonly number[],
  vector: Column,
  row: number,
): number {
  if (pooled.length === 0) return 0;
  const own = slot * practices;
  let sum = 0;
  for (let at = 0; at < pooled.length; at++) {
    const gap = project[own + pooled[at]] - vector[row + pooled[at]];
    sum += gap * gap;
  }
  return Math.sqrt(sum / pooled.length);
}

/** The terms of the gain worked out last, by name. */
export function termsOf({ terms }: Setting): Record<(typeof TERMS)[number], number> {
  const [saving, voice, preference, calls, autonomy] = terms;
  return { saving, voice, preference, calls, autonomy };
}

/** What a form costs an association once, in its own yearly budgets. */
export function costOf({ stage, forms }: Setting, slot: number, form: number): number {
  return forms.cost[form] / stage.field.establishments[slot];
}

/** Works a grouping's agreed vector out anew. */
export function agreeAnew({ stage, members }: Setting, grouping: number): void {
  const { field } = stage;
  agree(field, members.of(grouping), field.agreed, grouping * field.practices);
}

/** Ends a grouping: its members are free. */
export function dissolve(setting: Setting, grouping: number): void {
  const { stage, now, forms, members } = setting;
  const { field, chronicle } = stage;
  const count = members.count(grouping);
  const form = field.form[grouping];
  members.dismiss(grouping);
  chronicle.flows["groupings.dissolved"]++;
  if (chronicle.isKept)
    chronicle.events.push({
      step: now.step,
      kind: "dissolved",
      association: -1,
      other: grouping,
      causes: { members: count, least: forms.least[form] },
      what: forms.ids[form],
    });
}

/** The agreed vector of a grouping, for the diary. */
export function vectorOf({ stage }: Setting, grouping: number): number[] {
  const { agreed, practices } = stage.field;
  return Array.from(agreed.subarray(grouping * practices, (grouping + 1) * practices));
}
