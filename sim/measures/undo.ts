import type { Column, FieldView } from "../field/columns.ts";
import type { Kept, Roster } from "../roster.ts";
import { varianceOf, weightedVarianceOf, type Moments } from "./moments.ts";

/**
 * The field as it was before stage 8 differs from what it is by a few rows: those that came, those that went, those
 * that a merger changed. Undoing these is exact and costs nothing where nothing happened.
 */

/** One association's rows and weight, now or before stage 8. */
export interface Change {
  readonly slot: number;
  readonly places: number;
  /** Of each vector: where they are found, and where the association's row starts. */
  readonly rows: Readonly<Record<Kept, Column>>;
  readonly start: number;
  /** 1 for what is in the field now but was not before stage 8, −1 for what was but is not. */
  readonly sign: 1 | -1;
}

/** What stage 8 changed, row by row. */
function changesOf(field: FieldView, roster: Roster): readonly Change[] {
  const changes: Change[] = [];
  const present = (slot: number, sign: 1 | -1): Change => ({
    slot,
    places: field.places[slot],
    rows: field,
    start: slot * field.practices,
    sign,
  });
  for (const slot of roster.come) if (roster.isAlive(slot)) changes.push(present(slot, 1));
  for (const { slot, places, rows } of roster.changed.values()) {
    changes.push({ slot, places, rows, start: 0, sign: -1 });
    if (roster.isAlive(slot)) changes.push(present(slot, 1));
  }
  for (const slot of roster.gone)
    if (!roster.changed.has(slot) && !roster.isNew(slot)) changes.push(present(slot, -1));
  return changes;
}

/** A sum over the living as it was before stage 8, from what it is now. */
export function undone(
  field: FieldView,
  roster: Roster,
  now: number,
  valueOf: (change: Change) => number,
): number {
  let sum = now;
  for (const change of changesOf(field, roster)) sum -= change.sign * valueOf(change);
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
  const survivorSum = moments.survivors.sum.slice();
  const survivorSquares = moments.survivors.squares.slice();
  let { n: survivors } = moments.survivors;
  let living = field.living.length;
  const weighed: Weighed = {
    sum: moments.sums.weighted.slice(),
    weight: moments.weight,
    squares: moments.weightedSquares,
  };
  for (const { slot, places, rows, start, sign } of changesOf(field, roster)) {
    const column = rows[name];
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
    reweigh(weighed, centre, { column, start, change: -sign * places });
  }
  const weighted = weightedVarianceOf(weighed.sum, weighed.squares, weighed.weight);
  for (const [slot, places] of roster.resized) {
    const before = roster.changed.get(slot);
    const column = before ? before.rows[name] : field[name];
    const later = before ? before.places : field.places[slot];
    const start = before ? 0 : slot * practices;
    reweigh(weighed, centre, { column, start, change: places - later });
  }
  return {
    living,
    plain: varianceOf(sum, squares, living),
    survivors: varianceOf(survivorSum, survivorSquares, survivors),
    weighted,
    weightedAtStart: weightedVarianceOf(weighed.sum, weighed.squares, weighed.weight),
  };
}

/** Sums about a centre, weighted by places. */
interface Weighed {
  readonly sum: Float64Array;
  weight: number;
  squares: number;
}

/** Gives one row more weight. */
function reweigh(
  weighed: Weighed,
  centre: Column,
  {
    column,
    start,
    change,
  }: { readonly column: Column; readonly start: number; readonly change: number },
): void {
  const { sum } = weighed;
  let { squares } = weighed;
  for (let k = 0; k < centre.length; k++) {
    const y = column[start + k] - centre[k];
    sum[k] += change * y;
    squares += change * y * y;
  }
  weighed.squares = squares;
  weighed.weight += change;
}
