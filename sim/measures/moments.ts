import type { Column, FieldView } from "../field/columns.ts";
import type { Groups } from "../field/groups.ts";

/**
 * Means and variances of one vector over the living, in one pass: by cell (region × sector) first, each cell measured
 * from its first member, so that nothing cancels; regions, sectors and the whole follow from the cells exactly.
 */
export interface Moments {
  /** Mean of each practice. */
  readonly mean: Float64Array;
  /** Variance of each practice, dividing by n. */
  readonly variance: Float64Array;
  /** Mean of each practice in each sector, one row of K per sector; 0 where it is empty. */
  readonly sectorMeans: Float64Array;
  /** V = Σ_k variance. */
  total: number;
  /** V weighted by places. */
  weighted: number;
  /** Σ_g n_g/n · |mean of g − mean|² over regions and over sectors. */
  betweenRegions: number;
  betweenSectors: number;
}

/** Works moments out; keeps scratch between calls. */
export type TakeMoments = (vector: Column, field: FieldView, moments: Moments) => void;

/** Room for the moments of a field with K practices. */
export function emptyMoments(practices: number, sectors: number): Moments {
  return {
    mean: new Float64Array(practices),
    variance: new Float64Array(practices),
    sectorMeans: new Float64Array(sectors * practices),
    total: NaN,
    weighted: NaN,
    betweenRegions: NaN,
    betweenSectors: NaN,
  };
}

/**
 * Opens the pass on a field's cells.
 * @param cells the living by region and sector: cell = region · sectors + sector
 */
export function openMoments(
  cells: Groups,
  regions: number,
  sectors: number,
  practices: number,
): TakeMoments {
  const means = new Float64Array(cells.count * practices);
  const weightedSums = new Float64Array(cells.count * practices);
  const places = new Float64Array(cells.count);
  const counts = Int32Array.from(
    { length: cells.count },
    (_, cell) => cells.starts[cell + 1] - cells.starts[cell],
  );
  const within = new Float64Array(practices);
  const regionMeans = new Float64Array(regions * practices);

  return (vector, field, moments) => {
    const weightedSquares = takeCells(cells, vector, field, means, within, weightedSums, places);
    const n = field.living.length;
    moments.mean.fill(0);
    for (let cell = 0; cell < cells.count; cell++)
      for (let k = 0; k < practices; k++)
        moments.mean[k] += (counts[cell] / n) * means[cell * practices + k];
    moments.total = 0;
    for (let k = 0; k < practices; k++) {
      let between = 0;
      for (let cell = 0; cell < cells.count; cell++) {
        const gap = means[cell * practices + k] - moments.mean[k];
        if (counts[cell] > 0) between += counts[cell] * gap * gap;
      }
      moments.variance[k] = (within[k] + between) / n;
      moments.total += moments.variance[k];
    }
    moments.weighted = weightedVariance(means, weightedSums, places, weightedSquares, practices);
    const regionOf = (cell: number): number => Math.floor(cell / sectors);
    const sectorOf = (cell: number): number => cell % sectors;
    moments.betweenRegions = betweenGroups(means, counts, regionOf, regionMeans, moments.mean, n);
    moments.betweenSectors = betweenGroups(
      means,
      counts,
      sectorOf,
      moments.sectorMeans,
      moments.mean,
      n,
    );
  };
}

/**
 * Cell means, the squares within cells by practice, and the places-weighted sums about the cell means.
 * @returns Σ places · |x − cell mean|² over all
 */
function takeCells(
  cells: Groups,
  vector: Column,
  field: FieldView,
  means: Float64Array,
  within: Float64Array,
  weightedSums: Float64Array,
  places: Float64Array,
): number {
  const { practices } = field;
  const { starts, members } = cells;
  within.fill(0);
  let weightedSquares = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    const start = starts[cell];
    const end = starts[cell + 1];
    const out = cell * practices;
    let cellPlaces = 0;
    for (let at = start; at < end; at++) cellPlaces += field.places[members[at]];
    places[cell] = cellPlaces;
    if (start === end) continue;
    const first = members[start] * practices;
    const size = end - start;
    for (let k = 0; k < practices; k += 2) {
      const isPair = k + 1 < practices;
      const origin0 = vector[first + k];
      const origin1 = isPair ? vector[first + k + 1] : 0;
      let sum0 = 0;
      let sum1 = 0;
      let square0 = 0;
      let square1 = 0;
      let weighted0 = 0;
      let weighted1 = 0;
      let weightedSquare = 0;
      for (let at = start; at < end; at++) {
        const slot = members[at];
        const row = slot * practices + k;
        const weight = field.places[slot];
        const x0 = vector[row] - origin0;
        const x1 = isPair ? vector[row + 1] - origin1 : 0;
        sum0 += x0;
        sum1 += x1;
        const y0 = x0 * x0;
        const y1 = x1 * x1;
        square0 += y0;
        square1 += y1;
        weighted0 += weight * x0;
        weighted1 += weight * x1;
        weightedSquare += weight * (y0 + y1);
      }
      const mean0 = sum0 / size;
      const mean1 = sum1 / size;
      means[out + k] = origin0 + mean0;
      within[k] += square0 - sum0 * mean0;
      // about the cell mean m: Σ w(x−m) and Σ w(x−m)²
      weightedSums[out + k] = weighted0 - cellPlaces * mean0;
      weightedSquares += weightedSquare - mean0 * (2 * weighted0 - cellPlaces * mean0);
      if (isPair) {
        means[out + k + 1] = origin1 + mean1;
        within[k + 1] += square1 - sum1 * mean1;
        weightedSums[out + k + 1] = weighted1 - cellPlaces * mean1;
        weightedSquares -= mean1 * (2 * weighted1 - cellPlaces * mean1);
      }
    }
  }
  return weightedSquares;
}

/** Σ w|x − x̄_w|² / Σ w from cells: squares about the cell means, then the cells about the whole. */
function weightedVariance(
  means: Float64Array,
  weightedSums: Float64Array,
  places: Float64Array,
  weightedSquares: number,
  practices: number,
): number {
  let all = 0;
  for (const size of places) all += size;
  let squares = weightedSquares;
  for (let k = 0; k < practices; k++) {
    let mean = 0;
    for (let cell = 0, at = k; cell < places.length; cell++, at += practices)
      mean += (places[cell] * means[at] + weightedSums[at]) / all;
    for (let cell = 0, at = k; cell < places.length; cell++, at += practices) {
      if (places[cell] === 0) continue;
      const gap = means[at] - mean;
      squares += gap * (places[cell] * gap + 2 * weightedSums[at]);
    }
  }
  return squares / all;
}

/** Σ_g n_g/n · |mean of g − mean|²; writes the means of the groups. */
function betweenGroups(
  means: Float64Array,
  counts: Int32Array,
  groupOf: (cell: number) => number,
  groupMeans: Float64Array,
  mean: Float64Array,
  n: number,
): number {
  const practices = mean.length;
  const sizes = new Float64Array(groupMeans.length / practices);
  groupMeans.fill(0);
  for (let cell = 0; cell < counts.length; cell++) sizes[groupOf(cell)] += counts[cell];
  for (let cell = 0; cell < counts.length; cell++) {
    if (counts[cell] === 0) continue;
    const group = groupOf(cell);
    const share = counts[cell] / sizes[group];
    for (let k = 0; k < practices; k++)
      groupMeans[group * practices + k] += share * means[cell * practices + k];
  }
  let between = 0;
  for (let group = 0; group < sizes.length; group++) {
    if (sizes[group] === 0) continue;
    let squares = 0;
    for (let k = 0; k < practices; k++) {
      const gap = groupMeans[group * practices + k] - mean[k];
      squares += gap * gap;
    }
    between += (sizes[group] / n) * squares;
  }
  return between;
}
