import type { Column } from "./columns.ts";

/** Sum of squares of the difference of two rows of K. */
export function squares(
  a: Column,
  rowA: number,
  b: Column,
  rowB: number,
  practices: number,
): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < practices; k += 2) {
    const first = a[rowA + k] - b[rowB + k];
    const second = a[rowA + k + 1] - b[rowB + k + 1];
    even += first * first;
    odd += second * second;
  }
  if (k < practices) {
    const last = a[rowA + k] - b[rowB + k];
    even += last * last;
  }
  return even + odd;
}

/** Root mean square over K practices of the difference of two rows: Euclidean distance over √K, in [0,1]. */
export function distance(
  a: Column,
  rowA: number,
  b: Column,
  rowB: number,
  practices: number,
): number {
  return Math.sqrt(squares(a, rowA, b, rowB, practices) / practices);
}
