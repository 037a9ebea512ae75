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
  // four at a time: all loads first, so that the engine checks each array once
  for (; k + 3 < practices; k += 4) {
    const x0 = a[rowA + k] - b[rowB + k];
    const x1 = a[rowA + k + 1] - b[rowB + k + 1];
    const x2 = a[rowA + k + 2] - b[rowB + k + 2];
    const x3 = a[rowA + k + 3] - b[rowB + k + 3];
    even += x0 * x0 + x2 * x2;
    odd += x1 * x1 + x3 * x3;
  }
  for (; k < practices; k++) {
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
