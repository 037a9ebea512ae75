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

/** total = a + b, over the first `size` numbers. */
export function addTwo(total: Float64Array, a: Float64Array, b: Float64Array, size: number): void {
  for (let at = 0; at < size; at++) total[at] = a[at] + b[at];
}

/** total = (total + a) + b: from left to right, so that leaving out a line of zeros changes no bit. */
export function addTwoMore(
  total: Float64Array,
  a: Float64Array,
  b: Float64Array,
  size: number,
): void {
  for (let at = 0; at < size; at++) total[at] = total[at] + a[at] + b[at];
}

/** total += a. */
export function addOneMore(total: Float64Array, a: Float64Array, size: number): void {
  for (let at = 0; at < size; at++) total[at] += a[at];
}

/**
 * Σ weight·value over rows of K, and per practice Σ value added to `sums` from `at` on.
 * @returns Σ weight·value over all rows and practices
 */
export function dotAndSums(
  weight: Float64Array,
  value: Float64Array,
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
      const v0 = value[i];
      const v1 = value[i + 1];
      const v2 = value[i + 2];
      const v3 = value[i + 3];
      sum0 += v0;
      sum1 += v1;
      sum2 += v2;
      sum3 += v3;
      dot0 += v0 * weight[i];
      dot1 += v1 * weight[i + 1];
      dot2 += v2 * weight[i + 2];
      dot3 += v3 * weight[i + 3];
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
      sum += value[i];
      dot += value[i] * weight[i];
    }
    sums[at + k] += sum;
    total += dot;
  }
  return total;
}

/** Per practice, Σ value over rows of K, added to `sums`. */
export function columnSums(
  value: Float64Array,
  rows: number,
  practices: number,
  sums: Float64Array,
): void {
  const size = rows * practices;
  let k = 0;
  for (; k + 3 < practices; k += 4) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let i = k; i < size; i += practices) {
      sum0 += value[i];
      sum1 += value[i + 1];
      sum2 += value[i + 2];
      sum3 += value[i + 3];
    }
    sums[k] += sum0;
    sums[k + 1] += sum1;
    sums[k + 2] += sum2;
    sums[k + 3] += sum3;
  }
  for (; k < practices; k++) {
    let sum = 0;
    for (let i = k; i < size; i += practices) sum += value[i];
    sums[k] += sum;
  }
}
