import type { Column, FieldView } from "./columns.ts";
import type { Groups } from "./groups.ts";
import { eachBlock } from "../hot/blocks.ts";

/** Weighted mean displays of groups, and the sums of their weights. */
export interface GroupMeans {
  /** One row of K per group; 0 where the weights sum to 0. */
  readonly means: Float64Array;
  readonly totals: Float64Array;
}

/** Room for the means of some groups. */
export const emptyGroupMeans = (groups: number, practices: number): GroupMeans => ({
  means: new Float64Array(groups * practices),
  totals: new Float64Array(groups),
});

/** Mean display of each group under two weightings at once. */
export function weightedMeans(
  field: FieldView,
  groups: Groups,
  weights: readonly [Column, Column],
  results: readonly [GroupMeans, GroupMeans],
): void {
  const { practices } = field;
  for (const { means, totals } of results) {
    means.fill(0);
    totals.fill(0);
  }
  for (let group = 0; group < groups.count; group++) {
    const start = groups.starts[group];
    eachBlock(groups.starts[group + 1] - start, (from, to) => {
      for (let side = 0; side < 2; side++)
        addWeights(
          groups.members,
          weights[side],
          results[side].totals,
          group,
          start + from,
          start + to,
        );
      for (let k = 0; k < practices; k += 2)
        addPair(field, groups.members, weights, results, group, k, start + from, start + to);
    });
  }
  for (const { means, totals } of results)
    for (let at = 0; at < means.length; at++) {
      const total = totals[Math.floor(at / practices)];
      if (total > 0) means[at] /= total;
    }
}

function addWeights(
  members: Int32Array,
  weight: Column,
  totals: Float64Array,
  group: number,
  from: number,
  to: number,
): void {
  let total = 0;
  for (let at = from; at < to; at++) total += weight[members[at]];
  totals[group] += total;
}

/** Two neighbouring practices at once: their sums need not wait for each other. */
function addPair(
  { practices, display }: FieldView,
  members: Int32Array,
  [weightA, weightB]: readonly [Column, Column],
  [a, b]: readonly [GroupMeans, GroupMeans],
  group: number,
  k: number,
  from: number,
  to: number,
): void {
  const next = k + 1 < practices ? 1 : 0;
  let sumA0 = 0;
  let sumA1 = 0;
  let sumB0 = 0;
  let sumB1 = 0;
  for (let at = from; at < to; at++) {
    const slot = members[at];
    const x0 = display[slot * practices + k];
    const x1 = display[slot * practices + k + next];
    sumA0 += weightA[slot] * x0;
    sumA1 += weightA[slot] * x1;
    sumB0 += weightB[slot] * x0;
    sumB1 += weightB[slot] * x1;
  }
  const out = group * practices + k;
  a.means[out] += sumA0;
  b.means[out] += sumB0;
  if (next === 0) return;
  a.means[out + 1] += sumA1;
  b.means[out + 1] += sumB1;
}
