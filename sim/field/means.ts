import type { Column, FieldView } from "./columns.ts";
import type { Groups } from "./groups.ts";
import { eachBlock } from "../ledger.ts";

/**
 * Mean display of each group, weighted.
 * @param weight of each slot
 * @param means receives one row of K per group; 0 where its weights sum to 0
 * @param totals receives the sum of weights per group
 */
export function weightedMeans(
  field: FieldView,
  groups: Groups,
  weight: Column,
  means: Float64Array,
  totals: Float64Array,
): void {
  const { practices } = field;
  means.fill(0);
  totals.fill(0);
  for (let group = 0; group < groups.count; group++) {
    const start = groups.starts[group];
    eachBlock(groups.starts[group + 1] - start, (from, to) => {
      addWeights(groups.members, weight, totals, group, start + from, start + to);
      for (let k = 0; k < practices; k += 2)
        addPair(field, groups.members, weight, means, group, k, start + from, start + to);
    });
    if (totals[group] > 0)
      for (let at = group * practices; at < (group + 1) * practices; at++)
        means[at] /= totals[group];
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
  weight: Column,
  means: Float64Array,
  group: number,
  k: number,
  from: number,
  to: number,
): void {
  const next = k + 1 < practices ? 1 : 0;
  let sum0 = 0;
  let sum1 = 0;
  for (let at = from; at < to; at++) {
    const slot = members[at];
    const w = weight[slot];
    sum0 += w * display[slot * practices + k];
    sum1 += w * display[slot * practices + k + next];
  }
  means[group * practices + k] += sum0;
  if (next === 1) means[group * practices + k + 1] += sum1;
}
