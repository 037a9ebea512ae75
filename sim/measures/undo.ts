import type { Column, FieldView } from "../field/columns.ts";
import type { Before, Kept, Roster } from "../roster.ts";
import { varianceOf, weightedVarianceOf, type Moments } from "./moments.ts";

/**
 * The field as it was before stage 8 differs from what it is by a few rows: those that came, those that went, those
 * that a merger changed. Undoing these is exact and costs nothing where nothing happened.
 */

/** One association's row and weight, now or before stage 8. */
export interface Entry {
  readonly slot: number;
  readonly places: number;
  /** A vector's column, and where the association's row starts in it. */
  row(name: Kept): readonly [column: Column, start: number];
}

/** Visits the rows that are in the field now but were not before stage 8, and those that were but are not. */
function eachChange(
  field: FieldView,
  roster: Roster,
  visit: (entry: Entry, sign: 1 | -1) => void,
): void {
  const present = (slot: number): Entry => ({
    slot,
    places: field.places[slot],
    row: (name) => [field[name], slot * field.practices],
  });
  const past = ({ slot, places, rows }: Before): Entry => ({
    slot,
    places,
    row: (name) => [rows[name], 0],
  });
  for (const slot of roster.come) if (roster.isAlive(slot)) visit(present(slot), 1);
  for (const before of roster.changed.values()) {
    visit(past(before), -1);
    if (roster.isAlive(before.slot)) visit(present(before.slot), 1);
  }
  for (const slot of roster.gone)
    if (!roster.changed.has(slot) && !roster.isNew(slot)) visit(present(slot), -1);
}

/** A sum over the living as it was before stage 8, from what it is now. */
export function undone(
  field: FieldView,
  roster: Roster,
  now: number,
  valueOf: (entry: Entry) => number,
): number {
  let sum = now;
  eachChange(field, roster, (entry, sign) => (sum -= sign * valueOf(entry)));
  return sum;
}

/** Dispersions before stage 8. */
export interface Past {
  readonly living: number;
  readonly plain: number;
  readonly survivors: number;
  /** With the weights of the start of stage 8, and with those of the start of the step. */
  readonly weighted: number;
  readonly weightedAtStart: number;
}

/** Works a vector's dispersions back to before stage 8. */
export function pastOf(
  field: FieldView,
  roster: Roster,
  name: "practice" | "display" | "project",
  moments: Moments,
): Past {
  const { practices } = field;
  const { centre } = moments.sums;
  const sum = Float64Array.from(centre, (c, k) => (moments.mean[k] - c) * field.living.length);
  const squares = moments.sums.squares.slice();
  const weightedSum = moments.sums.weighted.slice();
  const survivorSum = moments.survivors.sum.slice();
  const survivorSquares = moments.survivors.squares.slice();
  let { n: survivors } = moments.survivors;
  let living = field.living.length;
  let { weight, weightedSquares } = moments;
  const reweigh = (column: Column, start: number, change: number): void => {
    weight += change;
    for (let k = 0; k < practices; k++) {
      const y = column[start + k] - centre[k];
      weightedSum[k] += change * y;
      weightedSquares += change * y * y;
    }
  };
  eachChange(field, roster, ({ slot, places, row }, sign) => {
    const [column, start] = row(name);
    const isSurvivor = slot < field.founders;
    living -= sign;
    if (isSurvivor) survivors -= sign;
    for (let k = 0; k < practices; k++) {
      const y = column[start + k] - centre[k];
      sum[k] -= sign * y;
      squares[k] -= sign * y * y;
      if (!isSurvivor) continue;
      survivorSum[k] -= sign * y;
      survivorSquares[k] -= sign * y * y;
    }
    reweigh(column, start, -sign * places);
  });
  const weighted = weightedVarianceOf(weightedSum, weightedSquares, weight);
  for (const [slot, places] of roster.resized) {
    const before = roster.changed.get(slot);
    const column = before ? before.rows[name] : field[name];
    const later = before ? before.places : field.places[slot];
    reweigh(column, before ? 0 : slot * practices, places - later);
  }
  return {
    living,
    plain: varianceOf(sum, squares, living),
    survivors: varianceOf(survivorSum, survivorSquares, survivors),
    weighted,
    weightedAtStart: weightedVarianceOf(weightedSum, weightedSquares, weight),
  };
}
