import type { Memory } from "../hot/memory.ts";

/** The cells that are not empty, as lists that kernels take, and the groups that they are parts of. */
export interface CellMap {
  /** How many cells are not empty. */
  count: number;
  /** The cell, and how many live there. */
  readonly cell: Int32Array;
  readonly size: Float64Array;
  /** Its region and its sector, and its share of those who live there. */
  readonly region: Int32Array;
  readonly regionShare: Float64Array;
  readonly sector: Int32Array;
  readonly sectorShare: Float64Array;
  /** How many live in each region and each sector, and in all, a list of one. */
  readonly regionSizes: Float64Array;
  readonly sectorSizes: Float64Array;
  readonly living: Float64Array;
}

/** Room for the cells of so many regions and sectors. */
export function openCellMap(regions: number, sectors: number, memory: Memory): CellMap {
  const cells = regions * sectors;
  return {
    count: 0,
    cell: memory.wholes(cells),
    size: memory.reals(cells),
    region: memory.wholes(cells),
    regionShare: memory.reals(cells),
    sector: memory.wholes(cells),
    sectorShare: memory.reals(cells),
    regionSizes: new Float64Array(regions),
    sectorSizes: new Float64Array(sectors),
    living: memory.reals(1),
  };
}

/**
 * Lists the cells that are not empty.
 * @param counts how many live in each cell: region after region, a number for each sector
 */
export function listInhabited(map: CellMap, counts: Int32Array): void {
  const { cell, size, region, regionShare, sector, sectorShare, regionSizes, sectorSizes } = map;
  const sectors = sectorSizes.length;
  regionSizes.fill(0);
  sectorSizes.fill(0);
  let count = 0;
  let living = 0;
  for (let r = 0, at = 0; r < regionSizes.length; r++)
    for (let s = 0; s < sectors; s++, at++) {
      const own = counts[at];
      if (own === 0) continue;
      cell[count] = at;
      size[count] = own;
      region[count] = r;
      sector[count++] = s;
      regionSizes[r] += own;
      sectorSizes[s] += own;
      living += own;
    }
  for (let entry = 0; entry < count; entry++) {
    regionShare[entry] = size[entry] / regionSizes[region[entry]];
    sectorShare[entry] = size[entry] / sectorSizes[sector[entry]];
  }
  map.count = count;
  map.living[0] = living;
}

/** Σ_g n_g/n · |mean of g − mean|². */
export function between(
  sizes: Float64Array,
  groupMeans: Float64Array,
  mean: Float64Array,
  n: number,
): number {
  const practices = mean.length;
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
