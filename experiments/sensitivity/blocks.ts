import { type Design, pointCount } from "../design.ts";
import { pointsOfRow } from "../designs/saltelli.ts";

/** Runs of one outcome, put together to what an index is worked out from. */
export interface Blocks {
  /** Points of one block: a trajectory, a row of A and B with what lies between, or one point. */
  readonly size: number;
  readonly total: number;
  /** Numbers of the blocks of which every run came to a value, in rising order. */
  readonly complete: Int32Array;
  /** The mean of the replicates at each point, NaN where one lacks its value. */
  readonly means: Float64Array;
}

/** Points that only make sense together. */
const blockSize = (design: Design): number => {
  const factors = design.factors.length;
  if (design.kind === "morris") return factors + 1;
  return design.kind === "saltelli" ? pointsOfRow(factors, design.secondOrder) : 1;
};

/**
 * Groups the values of a design's runs. Replicates share their seeds over all points, so a point that lacks one of them
 * would be compared on other seeds than its neighbours: it is left out whole, and its block with it.
 * @param values of all runs in the design's order, NaN where a run failed or its outcome is undefined
 */
export function blocksOf(design: Design, values: Float64Array): Blocks {
  const points = pointCount(design);
  const means = Float64Array.from({ length: points }, (_, point) => {
    let sum = 0;
    for (let replicate = 0; replicate < design.replicates; replicate++)
      sum += values[point * design.replicates + replicate] ?? NaN;
    return sum / design.replicates;
  });
  const size = blockSize(design);
  const total = points / size;
  const complete = Array.from({ length: total }, (_, block) => block).filter((block) =>
    means.subarray(block * size, (block + 1) * size).every((mean) => !Number.isNaN(mean)),
  );
  return { size, total, complete: Int32Array.from(complete), means };
}
