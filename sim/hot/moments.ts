import type { Column, FieldView } from "../field/columns.ts";

/** Sums of y = x − c over associations, c a centre among them: so hardly anything cancels. */
export interface Sums {
  /** c of each practice. */
  readonly centre: Float64Array;
  /** Σ y by cell, a row of K each. */
  readonly cells: Float64Array;
  /** Σ y² and Σ places·y by practice. */
  readonly squares: Float64Array;
  readonly weighted: Float64Array;
}

/**
 * Adds the living at positions `from` ≤ p < `to`, in the order of their slots, so that memory is read in one go; four
 * practices at a time, in as many chains of additions.
 * @param cell of each slot
 * @returns Σ places·|y|²
 */
export function addMoments(
  sums: Sums,
  vector: Column,
  field: FieldView,
  cell: Column,
  from: number,
  to: number,
): number {
  const { practices } = field;
  let weightedSquares = 0;
  let k = 0;
  for (; k + 3 < practices; k += 4)
    weightedSquares += addFour(sums, vector, field, cell, from, to, k);
  for (; k < practices; k++) weightedSquares += addOne(sums, vector, field, cell, from, to, k);
  return weightedSquares;
}

function addFour(
  { centre, cells, squares, weighted }: Sums,
  vector: Column,
  { practices, living, places }: FieldView,
  cell: Column,
  from: number,
  to: number,
  k: number,
): number {
  const centre0 = centre[k];
  const centre1 = centre[k + 1];
  const centre2 = centre[k + 2];
  const centre3 = centre[k + 3];
  let square0 = 0;
  let square1 = 0;
  let square2 = 0;
  let square3 = 0;
  let weighted0 = 0;
  let weighted1 = 0;
  let weighted2 = 0;
  let weighted3 = 0;
  let weightedSquare = 0;
  for (let position = from; position < to; position++) {
    const slot = living[position];
    const row = slot * practices + k;
    const weight = places[slot];
    const y0 = vector[row] - centre0;
    const y1 = vector[row + 1] - centre1;
    const y2 = vector[row + 2] - centre2;
    const y3 = vector[row + 3] - centre3;
    weighted0 += weight * y0;
    weighted1 += weight * y1;
    weighted2 += weight * y2;
    weighted3 += weight * y3;
    const z0 = y0 * y0;
    const z1 = y1 * y1;
    const z2 = y2 * y2;
    const z3 = y3 * y3;
    square0 += z0;
    square1 += z1;
    square2 += z2;
    square3 += z3;
    weightedSquare += weight * (z0 + z1 + (z2 + z3));
    const sum = cell[slot] * practices + k;
    cells[sum] += y0;
    cells[sum + 1] += y1;
    cells[sum + 2] += y2;
    cells[sum + 3] += y3;
  }
  squares[k] += square0;
  squares[k + 1] += square1;
  squares[k + 2] += square2;
  squares[k + 3] += square3;
  weighted[k] += weighted0;
  weighted[k + 1] += weighted1;
  weighted[k + 2] += weighted2;
  weighted[k + 3] += weighted3;
  return weightedSquare;
}

function addOne(
  { centre, cells, squares, weighted }: Sums,
  vector: Column,
  { practices, living, places }: FieldView,
  cell: Column,
  from: number,
  to: number,
  k: number,
): number {
  let weightedSquare = 0;
  for (let position = from; position < to; position++) {
    const slot = living[position];
    const y = vector[slot * practices + k] - centre[k];
    squares[k] += y * y;
    weighted[k] += places[slot] * y;
    weightedSquare += places[slot] * (y * y);
    cells[cell[slot] * practices + k] += y;
  }
  return weightedSquare;
}
