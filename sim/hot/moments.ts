import type { StoredColumn } from "../field/columns.ts";
import { f64 } from "./assembler.ts";
import {
  eachEntry,
  openFactor,
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
