import type { StoredColumn } from "../field/columns.ts";
import { f64, type Code, type Local } from "./assembler.ts";
import {
  eachEntry,
  openFactor,
  openPart,
  openTotal,
  partsOf,
  realAt,
  REAL,
  rowAt,
  type Kernel,
} from "./kernel.ts";

/**
 * Adds `count` rows to sums of y = x[here_j] − centre: `sums` holds Σ y² by practice, Σ weight·y by practice and last
 * Σ weight·|y|²; `cells` holds Σ y, a row of K per cell.
 */
export function addMoments(
  practices: number,
  sums: Float64Array,
  cells: Float64Array,
  x: StoredColumn,
  centre: StoredColumn,
  here: StoredColumn,
  weights: StoredColumn,
  cell: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const row = here[j] * practices;
    const sum = cell[j] * practices;
    const weight = weights[j];
    let even = 0;
    let odd = 0;
    let last = 0;
    for (let k = 0; k < practices; k++) {
      const y = x[row + k] - centre[k];
      const square = y * y;
      sums[k] += square;
      sums[practices + k] += weight * y;
      cells[sum + k] += y;
      if (k + 1 === practices && k % 2 === 0) last = square;
      else if (k % 2 === 0) even += square;
      else odd += square;
    }
    sums[2 * practices] += weight * (even + odd + last);
  }
}

export const ADD_MOMENTS: Kernel = {
  name: "addMoments",
  parameters: 8,
  write(practices, frame, [sums, cells, x, centre, here, weights, cell, count]) {
    const [row, sum] = [frame.local("i32"), frame.local("i32")];
    const weight = openFactor(frame, practices);
    const all = frame.local("f64");
    const ys = { f64: frame.local("f64"), f64x2: frame.local("f64x2") };
    const total = openTotal(frame, practices);
    const kept = partsOf(practices).map((part) => ({
      part,
      squares: frame.local(part.lanes.type),
      weighted: frame.local(part.lanes.type),
      square: frame.local(part.lanes.type),
    }));
    const second = practices * REAL;
    return [
      all.set(f64.load(sums.get, 2 * second)),
      ...kept.flatMap(({ part: { lanes, offset }, squares, weighted }) => [
        squares.set(lanes.load(sums.get, offset)),
        weighted.set(lanes.load(sums.get, second + offset)),
      ]),
      ...eachEntry(frame, count, (at) => [
        row.set(rowAt(x, here, at, practices)),
        sum.set(rowAt(cells, cell, at, practices)),
        weight.set(realAt(weights, at)),
        ...kept.flatMap(({ part, squares, weighted, square }) => {
          const { lanes, offset } = part;
          const y = ys[lanes.type];
          return [
            y.set(lanes.subtract(lanes.load(row.get, offset), lanes.load(centre.get, offset))),
            square.set(lanes.multiply(y.get, y.get)),
            squares.set(lanes.add(squares.get, square.get)),
            weighted.set(lanes.add(weighted.get, lanes.multiply(weight.beside(lanes), y.get))),
            lanes.store(sum.get, lanes.add(lanes.load(sum.get, offset), y.get), offset),
            total.add(part, square.get),
          ];
        }),
        all.set(f64.add(all.get, f64.multiply(weight.single, total.get))),
      ]),
      f64.store(sums.get, all.get, 2 * second),
      ...kept.flatMap(({ part: { lanes, offset }, squares, weighted }) => [
        lanes.store(sums.get, squares.get, offset),
        lanes.store(sums.get, weighted.get, second + offset),
      ]),
    ];
  },
};

/** Cells that are not empty, as lists. */
export interface Inhabited {
  /** The cell, and how many live there. */
  readonly cell: StoredColumn;
  readonly size: StoredColumn;
  /** Its region and its sector, and its share of those who live there. */
  readonly region: StoredColumn;
  readonly regionShare: StoredColumn;
  readonly sector: StoredColumn;
  readonly sectorShare: StoredColumn;
}

/**
 * Gathers sums over cells: adds to `mean` what lies off the centre, cells / n, and to the means of regions and of sectors
 * the means of their cells, centre + cells / size, each times its share.
 * @param n all who live, a list of one
 */
export function gatherCells(
  practices: number,
  mean: Float64Array,
  regionMeans: Float64Array,
  sectorMeans: Float64Array,
  cells: StoredColumn,
  centre: StoredColumn,
  n: StoredColumn,
  { cell, size, region, regionShare, sector, sectorShare }: Inhabited,
  count: number,
): void {
  for (let j = 0; j < count; j++)
    for (let k = 0; k < practices; k++) {
      const sum = cells[cell[j] * practices + k];
      const own = centre[k] + sum / size[j];
      mean[k] += sum / n[0];
      regionMeans[region[j] * practices + k] += regionShare[j] * own;
      sectorMeans[sector[j] * practices + k] += sectorShare[j] * own;
    }
}

export const GATHER_CELLS: Kernel = {
  name: "gatherCells",
  parameters: 13,
  write(practices, frame, [mean, regionMeans, sectorMeans, cells, centre, n, cell, size, ...rest]) {
    const [region, regionShare, sector, sectorShare, count] = rest;
    const [row, regionRow, sectorRow] = [0, 1, 2].map(() => frame.local("i32"));
    const factors = [size, regionShare, sectorShare, n].map((list) => ({
      list,
      held: openFactor(frame, practices),
    }));
    const [sized, inRegion, inSector, all] = factors.map(({ held }) => held);
    const [sum, own] = [openPart(frame), openPart(frame)];
    return [
      all.set(f64.load(n.get, 0)),
      ...eachEntry(frame, count, (at) => [
        row.set(rowAt(cells, cell, at, practices)),
        regionRow.set(rowAt(regionMeans, region, at, practices)),
        sectorRow.set(rowAt(sectorMeans, sector, at, practices)),
        ...factors.slice(0, 3).map(({ list, held }) => held.set(realAt(list, at))),
        ...partsOf(practices).flatMap((part) => {
          const { lanes, offset } = part;
          const grow = (to: Local, value: Code): Code =>
            lanes.store(to.get, lanes.add(lanes.load(to.get, offset), value), offset);
          const shared = (factor: typeof all): Code =>
            lanes.multiply(factor.beside(lanes), own.get(part));
          const mid = lanes.load(centre.get, offset);
          return [
            sum.set(part, lanes.load(row.get, offset)),
            grow(mean, lanes.divide(sum.get(part), all.beside(lanes))),
            own.set(part, lanes.add(mid, lanes.divide(sum.get(part), sized.beside(lanes)))),
            grow(regionRow, shared(inRegion)),
            grow(sectorRow, shared(inSector)),
          ];
        }),
      ]),
    ];
  },
};
