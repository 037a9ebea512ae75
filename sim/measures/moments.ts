import { between, listInhabited, openCellMap, type CellMap } from "./cells.ts";
import type { Column, FieldView, StoredColumn } from "../field/columns.ts";
import type { Neighbourhoods } from "../field/groups.ts";
import { BLOCK, eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";

/**
 * Means and variances of one vector over the living, in one pass: squares about the mean of a few, so that
 * hardly anything cancels (a variance that rounding takes below 0 is 0); means by cell (region × sector), from which those of regions and sectors follow.
 */
export interface Moments {
  /** Mean of each practice. */
  readonly mean: Float64Array;
  /** Variance of each practice, dividing by n. */
  readonly variance: Float64Array;
  /** Mean of each practice in each region and in each sector, one row of K each; 0 where it is empty. */
  readonly regionMeans: Float64Array;
  readonly sectorMeans: Float64Array;
  /** What they follow from. */
  readonly sums: Sums;
  /** Σ places·|y|², and Σ places. */
  weightedSquares: number;
  weight: number;
  /** Those of step 0 that still live: how many, Σ y and Σ y² by practice about the same centre. */
  readonly survivors: Survivors;
  /** V = Σ_k variance. */
  total: number;
  /** V weighted by places. */
  weighted: number;
  /** Σ_g n_g/n · |mean of g − mean|² over regions and over sectors. */
  betweenRegions: number;
  betweenSectors: number;
}

/** Sums of y = x − c over associations, c a centre among them: so hardly anything cancels. */
export interface Sums {
  /** c of each practice. */
  readonly centre: Float64Array;
  /** Σ y by cell, a row of K each. */
  readonly cells: Float64Array;
  /** Σ y² and Σ places·y by practice. */
  readonly squares: Float64Array;
  readonly weighted: Float64Array;
  /** Both of these, and after them Σ places·|y|²: as kernels write them. */
  readonly all: Float64Array;
}

/** Sums over the survivors, who come first among the living. */
export interface Survivors {
  n: number;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/** Works the moments of some vectors out; keeps scratch between calls. */
export type TakeMoments = (
  field: FieldView,
  vectors: readonly { readonly column: StoredColumn; readonly moments: Moments }[],
) => void;

/** Room for the moments of a field with K practices. */
export function emptyMoments(
  practices: number,
  regions: number,
  sectors: number,
  memory: Memory,
): Moments {
  const all = memory.reals(2 * practices + 1);
  return {
    sums: {
      centre: memory.reals(practices),
      cells: memory.reals(regions * sectors * practices),
      squares: all.subarray(0, practices),
      weighted: all.subarray(practices, 2 * practices),
      all,
    },
    weightedSquares: NaN,
    weight: NaN,
    survivors: {
      n: 0,
      sum: new Float64Array(practices),
      squares: new Float64Array(practices),
    },
    mean: memory.reals(practices),
    variance: new Float64Array(practices),
    regionMeans: memory.reals(regions * practices),
    sectorMeans: memory.reals(sectors * practices),
    total: NaN,
    weighted: NaN,
    betweenRegions: NaN,
    betweenSectors: NaN,
  };
}

/**
 * Opens the pass on a field's cells.
 * @param around the living by region and sector
 */
export function openMoments(
  around: Neighbourhoods,
  regions: number,
  sectors: number,
  kernels: Kernels,
  memory: Memory,
  shared: Block,
): TakeMoments {
  const counts = around.cellCounts;
  const map = openCellMap(regions, sectors, memory);
  const weights = memory.reals(BLOCK);
  const cells = memory.wholes(BLOCK);

  return (field, vectors) => {
    const { living } = field;
    let all = 0;
    const add = (block: Block): void => {
      const { egos, count } = block;
      all += readCells(field.places, around.cell, weights, cells, block);
      for (const { column, moments } of vectors) {
        const { sums } = moments;
        kernels.addMoments(sums.all, sums.cells, column, sums.centre, egos, weights, cells, count);
      }
    };
    for (const { column, moments } of vectors) begin(moments, column, living);
    // those of step 0 have the lowest slots, so the living begin with them
    const survivors = countBelow(living, field.founders);
    eachOfLiving(shared, field, 0, survivors, add);
    for (const { moments } of vectors) noteSurvivors(moments, survivors);
    eachOfLiving(shared, field, survivors, living.length, add);
    listInhabited(map, counts);
    for (const { moments } of vectors) finish(moments, map, kernels, all);
  };
}

/** Sets a vector's sums to 0, about the mean of a few. */
function begin({ sums }: Moments, vector: Column, living: Column): void {
  const { centre } = sums;
  const practices = centre.length;
  const sampled = sampleSize(living.length);
  const stride = Math.floor(living.length / sampled);
  const sample = new Float64Array(sampled);
  for (let k = 0; k < practices; k++) {
    for (let at = 0; at < sampled; at++) sample[at] = vector[living[at * stride] * practices + k];
    centre[k] = halfway(sample);
  }
  sums.cells.fill(0);
  sums.all.fill(0);
}

/** Lists a block's places and cells; returns the sum of the places. */
function readCells(
  places: Column,
  cell: Column,
  weights: Float64Array,
  cells: Int32Array,
  { egos, count }: Block,
): number {
  let all = 0;
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    const weight = places[ego];
    weights[row] = weight;
    cells[row] = cell[ego];
    all += weight;
  }
  return all;
}

/** Works moments out of their sums. */
function finish(moments: Moments, map: CellMap, kernels: Kernels, weight: number): void {
  const { sums, mean, regionMeans, sectorMeans } = moments;
  const [n] = map.living;
  for (const means of [mean, regionMeans, sectorMeans]) means.fill(0);
  const { cells, centre } = sums;
  kernels.gatherCells(mean, regionMeans, sectorMeans, cells, centre, map.living, map, map.count);
  moments.total = 0;
  for (let k = 0; k < mean.length; k++) {
    const gap = mean[k]; // about the centre, so far
    const variance = sums.squares[k] / n - gap * gap;
    moments.variance[k] = variance > 0 ? variance : 0;
    moments.total += moments.variance[k];
    mean[k] += centre[k];
  }
  moments.weight = weight;
  moments.weightedSquares = sums.all[2 * mean.length];
  moments.weighted = weightedVarianceOf(sums.weighted, moments.weightedSquares, weight);
  moments.betweenRegions = between(map.regionSizes, regionMeans, mean, n);
  moments.betweenSectors = between(map.sectorSizes, sectorMeans, mean, n);
}

/** Σ_k Var(y_k) from Σ y and Σ y² of n; what rounding takes below 0 is 0, and so is that of nobody. */
export function varianceOf(sum: Float64Array, squares: Float64Array, n: number): number {
  let total = 0;
  for (let k = 0; k < sum.length && n > 0; k++) {
    const mean = sum[k] / n;
    total += Math.max(0, squares[k] / n - mean * mean);
  }
  return total;
}

/** The same with weights, from Σ w·y by practice, Σ w·|y|² and Σ w. */
export function weightedVarianceOf(sum: Float64Array, squares: number, weight: number): number {
  let rest = squares;
  for (const part of sum) rest -= (part / weight) * part;
  return rest > 0 ? rest / weight : 0;
}

/** How many of ascending slots lie below a limit. */
export function countBelow(slots: Column, limit: number): number {
  let count = slots.length;
  while (count > 0 && slots[count - 1] >= limit) count--;
  return count;
}

/** Keeps what has been summed up so far as the sums of the survivors. */
function noteSurvivors({ sums, survivors }: Moments, n: number): void {
  const practices = sums.centre.length;
  survivors.n = n;
  survivors.squares.set(sums.squares);
  survivors.sum.fill(0);
  for (let at = 0; at < sums.cells.length;)
    for (let k = 0; k < practices; k++) survivors.sum[k] += sums.cells[at++];
}

/** Most associations that the centre is taken from. */
const SAMPLED = 16;

/** The largest power of two that is neither above SAMPLED nor above the number of the living. */
function sampleSize(living: number): number {
  let size = 1;
  while (size * 2 <= SAMPLED && size * 2 <= living) size *= 2;
  return size;
}

/** Mean of numbers (a power of two of them) by halves: of equal ones it is exactly that number. Overwrites them. */
function halfway(sample: Float64Array): number {
  for (let count = sample.length / 2; count >= 1; count /= 2)
    for (let at = 0; at < count; at++) sample[at] = (sample[2 * at] + sample[2 * at + 1]) / 2;
  return sample[0];
}
