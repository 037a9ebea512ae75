import type { Column, FieldView } from "./columns.ts";
import type { FieldShape } from "./shape.ts";
import { sizeOf } from "./situation.ts";

/** Nobody runs a place for less than this share of its reference cost: an assumption that keeps money finite. */
const LEAST_COST = 0.05;

/** How size and a double life bear on cost: `mechanisms.budget`. */
export interface CostRule {
  /** Share of the unit cost that size saves at most. */
  readonly scale: number;
  /** Cost per unit of distance between display and practice. */
  readonly doubleBooks: number;
}

/**
 * Own cost of a place: max(.05, unit cost · (1 − scale·n/(n + 10)) · (1 − saving) + doubleBooks·gap), 1 = the reference.
 * @param unitCost faculty, own efficiency included
 * @param establishments n
 * @param saving of the legal form of an effective grouping, else 0
 * @param gap distance between display and practice
 */
export function ownCost(
  rule: CostRule,
  unitCost: number,
  establishments: number,
  saving: number,
  gap: number,
): number {
  const cost =
    unitCost * (1 - rule.scale * sizeOf(establishments)) * (1 - saving) + rule.doubleBooks * gap;
  return cost > LEAST_COST ? cost : LEAST_COST;
}

/** Unit cost of one association from its practice and efficiency as they stand: (base + Σ contribution·A)·e. */
export function unitCostOf(field: FieldView, shape: FieldShape, slot: number): number {
  return costOfPractice(shape, field.practice, slot * field.practices) * field.efficiency[slot];
}

/**
 * What a row of practices costs at efficiency 1: base + Σ contribution·x. Summed as `weigh` in sim/hot sums, to the last
 * bit: who is paid what it costs makes exactly no loss.
 */
export function costOfPractice(shape: FieldShape, practice: Column, row: number): number {
  const { unitCost } = shape.faculties;
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < unitCost.length; k += 2) {
    even += unitCost[k] * practice[row + k];
    odd += unitCost[k + 1] * practice[row + k + 1];
  }
  const last = k < unitCost.length ? unitCost[k] * practice[row + k] : 0;
  return shape.facultyBase.unitCost + (even + odd + last);
}

/** Bounds of what a place is paid: far beyond what is credible, so that yearly growth for ever stays finite. */
const LEAST_TARIFF = 0.05;
const MOST_TARIFF = 100;

/** A tariff or ceiling within [.05, 100]. */
export function heldTariff(tariff: number): number {
  return tariff < LEAST_TARIFF ? LEAST_TARIFF : tariff > MOST_TARIFF ? MOST_TARIFF : tariff;
}
