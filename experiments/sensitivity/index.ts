import type { Design } from "../design.ts";
import { type Blocks, blocksOf } from "./blocks.ts";
import type { Resampling } from "./estimate.ts";
import { type MorrisIndices, morrisIndices } from "./morris.ts";
import { type SampleIndices, sampleIndices } from "./sample.ts";
import { type SobolIndices, sobolIndices } from "./sobol.ts";
import { type VarianceParts, varianceParts } from "./variance.ts";

/** How much an outcome depends on each factor of a design, and what that rests on. */
export interface Sensitivity {
  /** Runs of the design, those that gave no value, and those set aside with them. */
  readonly runs: { readonly total: number; readonly missing: number; readonly leftOut: number };
  /** Trajectories, rows of Saltelli's scheme, or points; only complete ones count. */
  readonly blocks: { readonly size: number; readonly total: number; readonly complete: number };
  readonly variance: VarianceParts | null;
  /** Null where fewer than two blocks are complete, or for a design that samples nothing. */
  readonly indices: MorrisIndices | SobolIndices | SampleIndices | null;
}

/**
 * Sensitivity of one outcome.
 * @param values of all runs in the design's order, NaN where a run failed or its outcome is undefined
 */
export function sensitivityOf(
  design: Design,
  values: Float64Array,
  resampling: Resampling,
): Sensitivity {
  const blocks = blocksOf(design, values);
  const missing = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  const used = blocks.complete.length * blocks.size * design.replicates;
  return {
    runs: { total: values.length, missing, leftOut: values.length - used - missing },
    blocks: { size: blocks.size, total: blocks.total, complete: blocks.complete.length },
    variance: varianceParts(design, values, blocks),
    indices: blocks.complete.length < 2 ? null : indicesOf(design, blocks, resampling),
  };
}

function indicesOf(design: Design, blocks: Blocks, resampling: Resampling): Sensitivity["indices"] {
  switch (design.kind) {
    case "morris":
      return morrisIndices(design, blocks, resampling);
    case "saltelli":
      return sobolIndices(design, blocks, resampling);
    case "lhs":
    case "sobol":
      return sampleIndices(design, blocks, resampling);
    case "grid":
    case "list":
      return null;
  }
}
