import type { Column } from "./columns.ts";

/** Root mean square over K practices of the difference of two rows: Euclidean distance over √K, in [0,1]. */
export function distance(
  a: Column,
  rowA: number,
  b: Column,
  rowB: number,
  practices: number,
): number {
  let sum = 0;
  for (let k = 0; k < practices; k++) {
    const gap = a[rowA + k] - b[rowB + k];
    sum += gap * gap;
  }
  return Math.sqrt(sum / practices);
}
