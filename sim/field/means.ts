import { BLOCK, eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { Column, FieldView } from "./columns.ts";

/** Weighted mean displays of sectors, and the sums of their weights. */
export interface GroupMeans {
  /** One row of K per sector; 0 where the weights sum to 0. */
  readonly means: Float64Array;
  readonly totals: Float64Array;
}

/** Room for the means of some groups. */
const emptyGroupMeans = (groups: number, practices: number, memory: Memory): GroupMeans => ({
  means: memory.reals(groups * practices),
  totals: memory.reals(groups),
});

/** What two bodies of each sector declare on average. */
export interface SectorMeans {
  /** Of its professional bodies: members weighted by their meetings. */
  readonly bodies: GroupMeans;
  /** Of its professionalised: weighted by their credentials. */
  readonly professionalised: GroupMeans;
  /** Works them out. */
  take(field: FieldView, block: Block): void;
}

/** Opens the mean displays of sectors. */
export function openSectorMeans(
  sectors: number,
  practices: number,
  kernels: Kernels,
  memory: Memory,
): SectorMeans {
  const bodies = emptyGroupMeans(sectors, practices, memory);
  const professionalised = emptyGroupMeans(sectors, practices, memory);
  const weights = memory.reals(BLOCK);
  const groups = memory.wholes(BLOCK);
  const add = (field: FieldView, weight: Column, to: GroupMeans, block: Block): void => {
    const { egos, count } = block;
    readWeights(weight, field.sector, to.totals, weights, groups, block);
    kernels.addRows(to.means, groups, weights, field.display, egos, count);
  };
  return {
    bodies,
    professionalised,
    take(field, shared) {
      for (const { means, totals } of [bodies, professionalised]) {
        means.fill(0);
        totals.fill(0);
      }
      eachOfLiving(shared, field, 0, field.living.length, (block) => {
        add(field, field.meetings, bodies, block);
        add(field, field.credentials, professionalised, block);
      });
      for (const { means, totals } of [bodies, professionalised])
        for (let at = 0; at < means.length; at++) {
          const total = totals[Math.floor(at / practices)];
          if (total > 0) means[at] /= total;
        }
    },
  };
}

/** Lists a block's weights and groups, and adds the weights up. */
function readWeights(
  weight: Column,
  group: Column,
  totals: Float64Array,
  weights: Float64Array,
  groups: Int32Array,
  { egos, count }: Block,
): void {
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    const own = weight[ego];
    const its = group[ego];
    weights[row] = own;
    groups[row] = its;
    totals[its] += own;
  }
}
