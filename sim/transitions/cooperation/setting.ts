import type { Column, FieldState } from "../../field/columns.ts";
import { anticipationOf, ofRegulators, overFunders } from "../../field/situation.ts";
import type { Draws } from "../../random/stream.ts";
import type { Now, Stage } from "../transition.ts";
import { readForms, type Forms } from "./forms.ts";
import { agree, openMembers, type Members } from "./members.ts";
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
  /** The terms of the gain worked out last, in the order of TERMS. */
  readonly terms: Float64Array;
}

/** What a gain is made of. */
export const TERMS = ["saving", "voice", "preference", "calls", "autonomy"] as const;

/** Opens a step. */
export function openSetting(
  stage: Stage,
  p: CooperationParameters,
  draws: Draws,
  now: Now,
): Setting {
  const { field, shape } = stage;
  const { ordered } = stage.neighbourhoods;
  return {
    stage,
    p,
    draws,
    now,
    forms: readForms(now.regime, shape),
    members: openMembers(field, ordered),
    ordered,
    preference: ofRegulators(now.regime, shape, "groupingPreference"),
    terms: new Float64Array(TERMS.length),
  };
}

/**
 * What an association gains from a form and an agreed vector y: savingWeight·saving + voiceWeight·bargaining +
 * preferenceWeight·Σ f_q·preference_q + callWeight·anticipation − autonomyWeight·(1 − autonomy)·(½ + board·Δ), Δ the root
 * mean square of P − y over the practices that the form pools. Without taste.
 * @param vector holds y, K positions from `row` on
 */
export function gainOf(
  { stage, p, forms, preference, terms }: Setting,
  slot: number,
  form: number,
  vector: Column,
  row: number,
): number {
  const { field, shape, faculties } = stage;
  const apart = pooledGap(field, slot, forms.pooled[form], vector, row);
  terms[0] = p.savingWeight * forms.saving[form];
  terms[1] = p.voiceWeight * forms.bargaining[form];
  terms[2] = p.preferenceWeight * overFunders(field, shape, slot, preference);
  terms[3] = p.callWeight * anticipationOf(field, field.sector[slot]);
  terms[4] = -p.autonomyWeight * (1 - forms.autonomy[form]) * (0.5 + faculties.board[slot] * apart);
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
