/**
 * The inner loops that most of a run's time goes into. They are written for speed (several sums side by side, so that
 * additions need not wait for each other) and measured by `npm run bench`; everything that reads like the model lives
 * elsewhere. The order of additions is fixed, so results do not depend on anything but the data.
 */

import type { Column } from "./field/columns.ts";

/**
 * One row of a pull: out = rate · (target − own), K numbers.
 * @param at where the row starts in `out`
 * @param there where it starts in `target`
 * @param here where it starts in `own`
 */
export function pull(
  out: Float64Array,
  at: number,
  rate: number,
  target: Column,
  there: number,
  own: Column,
  here: number,
  practices: number,
): void {
  let k = 0;
  for (; k + 3 < practices; k += 4) {
    out[at + k] = rate * (target[there + k] - own[here + k]);
    out[at + k + 1] = rate * (target[there + k + 1] - own[here + k + 1]);
    out[at + k + 2] = rate * (target[there + k + 2] - own[here + k + 2]);
    out[at + k + 3] = rate * (target[there + k + 3] - own[here + k + 3]);
  }
  for (; k < practices; k++) out[at + k] = rate * (target[there + k] - own[here + k]);
}

/** Adds lines `a` and `b` of a memory to its line `total`, over `size` numbers (a multiple of 4 is read and written). */
export function addLines(
  memory: Float64Array,
  total: number,
  a: number,
  b: number,
  size: number,
): void {
  for (let i = 0; i < size; i += 4) {
    memory[total + i] += memory[a + i] + memory[b + i];
    memory[total + i + 1] += memory[a + i + 1] + memory[b + i + 1];
    memory[total + i + 2] += memory[a + i + 2] + memory[b + i + 2];
    memory[total + i + 3] += memory[a + i + 3] + memory[b + i + 3];
  }
}

/** Where `moveRows` finds and leaves things. All lines lie in one memory: the engine then checks one array, not seven. */
export interface Move {
  readonly memory: Float64Array;
  /** Where four lines of displacements begin, and the sum of all others. */
  readonly lines: [number, number, number, number];
  readonly rest: number;
  /** Where s = A + A′ − 2c goes, by row. */
  readonly sum: number;
  readonly centres: Float64Array;
  /** Receive Σ s by practice, Σ Δ of the four lines by line and practice, Σ s·Δ of the four lines. */
  readonly sums: Float64Array;
  readonly moved: Float64Array;
  readonly dots: Float64Array;
}

/**
 * next = clamp(current + ((Δ0 + Δ1) + (Δ2 + Δ3)) + rest) for the living at positions `from` ≤ p < `to`, with the four
 * lines entered in passing.
 * @returns true where the clamp to [0,1] took something back
 */
export function moveRows(
  move: Move,
  current: Column,
  next: Float64Array,
  living: Column,
  from: number,
  to: number,
): boolean {
  const { memory, rest, sum, centres, sums, moved, dots } = move;
  const [line0, line1, line2, line3] = move.lines;
  const practices = centres.length;
  let isClamped = false;
  for (let k = 0; k < practices; k++) {
    const centre = centres[k];
    let total = 0;
    let moved0 = 0;
    let moved1 = 0;
    let moved2 = 0;
    let moved3 = 0;
    let dot0 = 0;
    let dot1 = 0;
    let dot2 = 0;
    let dot3 = 0;
    for (let position = from, at = k; position < to; position++, at += practices) {
      const place = living[position] * practices + k;
      const before = current[place];
      const delta0 = memory[line0 + at];
      const delta1 = memory[line1 + at];
      const delta2 = memory[line2 + at];
      const delta3 = memory[line3 + at];
      const proposed = before + (delta0 + delta1 + (delta2 + delta3) + memory[rest + at]);
      const after = proposed < 0 ? 0 : proposed > 1 ? 1 : proposed;
      if (after !== proposed) isClamped = true;
      const s = before - centre + (after - centre);
      next[place] = after;
      memory[sum + at] = s;
      total += s;
      moved0 += delta0;
      moved1 += delta1;
      moved2 += delta2;
      moved3 += delta3;
      dot0 += s * delta0;
      dot1 += s * delta1;
      dot2 += s * delta2;
      dot3 += s * delta3;
    }
    sums[k] += total;
    moved[k] += moved0;
    moved[practices + k] += moved1;
    moved[2 * practices + k] += moved2;
    moved[3 * practices + k] += moved3;
    dots[0] += dot0;
    dots[1] += dot1;
    dots[2] += dot2;
    dots[3] += dot3;
  }
  return isClamped;
}

/**
 * Σ weight·value over rows of K of two lines of a memory; per practice, Σ value is added to `sums` from `at` on.
 * @returns Σ weight·value over all rows and practices
 */
export function dotAndSums(
  memory: Float64Array,
  weight: number,
  value: number,
  rows: number,
  practices: number,
  sums: Float64Array,
  at: number,
): number {
  const size = rows * practices;
  let total = 0;
  let k = 0;
  for (; k + 3 < practices; k += 4) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    let dot0 = 0;
    let dot1 = 0;
    let dot2 = 0;
    let dot3 = 0;
    for (let i = k; i < size; i += practices) {
      const v0 = memory[value + i];
      const v1 = memory[value + i + 1];
      const v2 = memory[value + i + 2];
      const v3 = memory[value + i + 3];
      sum0 += v0;
      sum1 += v1;
      sum2 += v2;
      sum3 += v3;
      dot0 += v0 * memory[weight + i];
      dot1 += v1 * memory[weight + i + 1];
      dot2 += v2 * memory[weight + i + 2];
      dot3 += v3 * memory[weight + i + 3];
    }
    sums[at + k] += sum0;
    sums[at + k + 1] += sum1;
    sums[at + k + 2] += sum2;
    sums[at + k + 3] += sum3;
    total += dot0 + dot1 + (dot2 + dot3);
  }
  for (; k < practices; k++) {
    let sum = 0;
    let dot = 0;
    for (let i = k; i < size; i += practices) {
      sum += memory[value + i];
      dot += memory[value + i] * memory[weight + i];
    }
    sums[at + k] += sum;
    total += dot;
  }
  return total;
}
