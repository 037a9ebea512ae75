import type { FieldState } from "../../field/columns.ts";
import { inheritExposures } from "../../field/exposures.ts";
import type { FieldShape } from "../../field/shape.ts";
import type { Now, Stage } from "../transition.ts";

/** Two that merge, and how. */
export interface Merging {
  /** The one with more establishments; ties: the lower address. */
  readonly larger: number;
  readonly smaller: number;
  readonly kind: "absorption" | "creation";
  /** Index of the legal form, and its cost in yearly budgets of an establishment. */
  readonly form: number;
  readonly cost: number;
  /** The one that looked for a partner. */
  readonly seeker: number;
  /** Distance of their projects. */
  readonly apart: number;
}

/**
 * Merges two: practice, display, efficiency and standing by places, reserve and funders by budgets, so that neither
 * places nor money come from nowhere; then the merger's own cost.
 * @returns the slot that stands
 */
export function merge(stage: Stage, now: Now, merging: Merging): number {
  const { field, roster, chronicle } = stage;
  const { larger, smaller, kind } = merging;
  const isCreation = kind === "creation";
  const ceasing = isCreation ? [larger, smaller] : [smaller];
  const stands = isCreation ? roster.add(now.step) : larger;
  if (chronicle.isKept) for (const each of ceasing) tell(stage, now, merging, each, stands);
  if (isCreation) inherit(field, stage.shape, stands, merging);
  else roster.remember(larger);
  fund(field, stage.shape, stands, merging);
  pool(field, stands, larger, smaller);
  const places = field.places[larger] + field.places[smaller];
  field.establishments[stands] = field.establishments[larger] + field.establishments[smaller];
  roster.resize(stands, places);
  field.reserve[stands] -= merging.cost / field.establishments[stands];
  for (const each of ceasing) roster.remove(each, now.step, stands);
  stage.prescribeAnew(stands, now.regime);
  chronicle.flows.mergers++;
  return stands;
}

/** Writes into the diary, before anything changes, who ceases and why. */
function tell(
  { field, shape, chronicle }: Stage,
  { step }: Now,
  { seeker, apart, larger, smaller, form }: Merging,
  association: number,
  other: number,
): void {
  chronicle.events.push({
    step,
    kind: "merger",
    association,
    other,
    causes: {
      distance: apart,
      seeker,
      reserve: field.reserve[seeker],
      establishments: field.establishments[association],
      ofBoth: field.establishments[larger] + field.establishments[smaller],
    },
    what: shape.legalForms[form],
  });
}

/** What a new association takes from the two it is created from. */
function inherit(
  field: FieldState,
  shape: FieldShape,
  stands: number,
  { larger, smaller }: Merging,
): void {
  for (const name of ["region", "sector", "archetype", "response"] as const)
    field[name][stands] = field[name][larger];
  const { attraction, practices } = field;
  const { responses } = field.counts;
  attraction.copyWithin(stands * responses, larger * responses, (larger + 1) * responses);
  const mean = meanOf(field.places[larger], field.places[smaller]);
  for (const name of ["credentials", "meetings"] as const)
    field[name][stands] = mean(field[name][larger], field[name][smaller]);
  inheritExposures(field, shape, stands, larger);
  const { project, founding } = field;
  for (let k = 0; k < practices; k++) {
    const both = mean(project[larger * practices + k], project[smaller * practices + k]);
    project[stands * practices + k] = both;
    founding[stands * practices + k] = both;
  }
}

/** Rows and numbers of the one that stands as means of both. */
function pool(field: FieldState, stands: number, larger: number, smaller: number): void {
  const { practices, places, tariff } = field;
  const byPlaces = meanOf(places[larger], places[smaller]);
  const byBudget = meanOf(places[larger] * tariff[larger], places[smaller] * tariff[smaller]);
  for (const name of ["practice", "display"] as const)
    for (let k = 0; k < practices; k++)
      field[name][stands * practices + k] = byPlaces(
        field[name][larger * practices + k],
        field[name][smaller * practices + k],
      );
  field.reserve[stands] = byBudget(field.reserve[larger], field.reserve[smaller]);
  for (const name of BY_PLACES)
    field[name][stands] = byPlaces(field[name][larger], field[name][smaller]);
}

const BY_PLACES = [
  "tariff",
  "efficiency",
  "legitimacy",
  "uncertainty",
  "payoff",
  "aspiration",
] as const;

/** Mean of two numbers under two weights; within them, rounding included. */
function meanOf(a: number, b: number): (x: number, y: number) => number {
  const share = b / (a + b);
  return (x, y) => x + share * (y - x);
}

/** Shares of funders by budget, as they stand before places and tariffs are pooled, and dependence; the larger's where they are held. */
function fund(
  { funders, dependence, places, tariff }: FieldState,
  { funders: { length: payers }, regulators, isFundingHeld }: FieldShape,
  stands: number,
  { larger, smaller }: Merging,
): void {
  if (isFundingHeld) {
    funders.copyWithin(stands * payers, larger * payers, (larger + 1) * payers);
    dependence[stands] = dependence[larger];
    return;
  }
  const byBudget = meanOf(places[larger] * tariff[larger], places[smaller] * tariff[smaller]);
  let publicShare = 0;
  for (let payer = 0; payer < payers; payer++) {
    const share = byBudget(funders[larger * payers + payer], funders[smaller * payers + payer]);
    funders[stands * payers + payer] = share;
    if (payer < regulators.length) publicShare += share;
  }
  dependence[stands] = publicShare < 1 ? publicShare : 1;
}
