import type { StoredColumn } from "../field/columns.ts";
import { squares } from "../field/distance.ts";
import { f64, f64x2, i32, type Code } from "./assembler.ts";
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

/** Squared distances of `count` pairs of rows: out_j = Σ_k (a[there_j] − b[here_j])². */
export function apart(
  practices: number,
  out: Float64Array,
  a: StoredColumn,
  there: StoredColumn,
  b: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++)
    out[j] = squaresOf(a, there[j] * practices, b, here[j] * practices, practices);
}

/** Squared distance of two rows, as kernels add it up: even places, odd places, the last one of an odd number. */
export function squaresOf(
  a: StoredColumn,
  rowA: number,
  b: StoredColumn,
  rowB: number,
  practices: number,
): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < practices; k += 2) {
    const gap0 = a[rowA + k] - b[rowB + k];
    const gap1 = a[rowA + k + 1] - b[rowB + k + 1];
    even += gap0 * gap0;
    odd += gap1 * gap1;
  }
  const last = k < practices ? a[rowA + k] - b[rowB + k] : 0;
  return even + odd + last * last;
}

export const APART: Kernel = {
  name: "apart",
  parameters: 6,
  write(practices, frame, [out, a, there, b, here, count]) {
    const [rowA, rowB] = [frame.local("i32"), frame.local("i32")];
    const gaps = { f64: frame.local("f64"), f64x2: frame.local("f64x2") };
    const total = openTotal(frame, practices);
    return eachEntry(frame, count, (at) => [
      rowA.set(rowAt(a, there, at, practices)),
      rowB.set(rowAt(b, here, at, practices)),
      ...partsOf(practices).flatMap((part) => {
        const { lanes, offset } = part;
        const gap = gaps[lanes.type];
        return [
          gap.set(lanes.subtract(lanes.load(rowA.get, offset), lanes.load(rowB.get, offset))),
          total.add(part, lanes.multiply(gap.get, gap.get)),
        ];
      }),
      f64.store(out.get, total.get, 0),
      out.set(i32.add(out.get, i32.constant(REAL))),
    ]);
  },
};

/** The same, added up as `field/distance.ts` adds them, to the last bit. */
export function squareGaps(
  practices: number,
  out: Float64Array,
  a: StoredColumn,
  there: StoredColumn,
  b: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++)
    out[j] = squares(a, there[j] * practices, b, here[j] * practices, practices);
}

export const SQUARE_GAPS: Kernel = {
  name: "squareGaps",
  parameters: 6,
  write(practices, frame, [out, a, there, b, here, count]) {
    const [rowA, rowB] = [frame.local("i32"), frame.local("i32")];
    const [first, second, sums] = [0, 1, 2].map(() => frame.local("f64x2"));
    const [last, even] = [frame.local("f64"), frame.local("f64")];
    const gap = (lanes: typeof f64 | typeof f64x2, k: number): Code =>
      lanes.subtract(lanes.load(rowA.get, k * REAL), lanes.load(rowB.get, k * REAL));
    const square = (lanes: typeof f64 | typeof f64x2, { get }: typeof last): Code =>
      lanes.multiply(get, get);
    const fours = practices >> 2;
    return eachEntry(frame, count, (at) => [
      rowA.set(rowAt(a, there, at, practices)),
      rowB.set(rowAt(b, here, at, practices)),
      sums.set(f64x2.constant(0, 0)),
      ...Array.from({ length: fours }, (_, four) => [
        first.set(gap(f64x2, 4 * four)),
        second.set(gap(f64x2, 4 * four + 2)),
        sums.set(f64x2.add(sums.get, f64x2.add(square(f64x2, first), square(f64x2, second)))),
      ]).flat(),
      even.set(f64x2.lane(sums.get, 0)),
      ...Array.from({ length: practices - 4 * fours }, (_, rest) => [
        last.set(gap(f64, 4 * fours + rest)),
        even.set(f64.add(even.get, square(f64, last))),
      ]).flat(),
      f64.store(out.get, f64.add(even.get, f64x2.lane(sums.get, 1)), 0),
      out.set(i32.add(out.get, i32.constant(REAL))),
    ]);
  },
};

/** Adds `count` rows to sums: sums[into_j] += weight_j · x[here_j], K numbers each, in the order of the list. */
export function addRows(
  practices: number,
  sums: Float64Array,
  into: StoredColumn,
  weights: StoredColumn,
  x: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const row = here[j] * practices;
    const sum = into[j] * practices;
    for (let k = 0; k < practices; k++) sums[sum + k] += weights[j] * x[row + k];
  }
}

export const ADD_ROWS: Kernel = {
  name: "addRows",
  parameters: 6,
  write(practices, frame, [sums, into, weights, x, here, count]) {
    const [sum, row] = [frame.local("i32"), frame.local("i32")];
    const weight = openFactor(frame, practices);
    return eachEntry(frame, count, (at) => [
      sum.set(rowAt(sums, into, at, practices)),
      row.set(rowAt(x, here, at, practices)),
      weight.set(realAt(weights, at)),
      ...partsOf(practices).map(({ lanes, offset }) => {
        const added = lanes.multiply(weight.beside(lanes), lanes.load(row.get, offset));
        return lanes.store(sum.get, lanes.add(lanes.load(sum.get, offset), added), offset);
      }),
    ]);
  },
};

/** Copies `count` rows: out[into_j] = x[here_j]. */
export function copyRows(
  practices: number,
  out: Float64Array,
  into: StoredColumn,
  x: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  for (let j = 0; j < count; j++)
    for (let k = 0; k < practices; k++) out[into[j] * practices + k] = x[here[j] * practices + k];
}

export const COPY_ROWS: Kernel = {
  name: "copyRows",
  parameters: 5,
  write(practices, frame, [out, into, x, here, count]) {
    const [to, from] = [frame.local("i32"), frame.local("i32")];
    return eachEntry(frame, count, (at) => [
      to.set(rowAt(out, into, at, practices)),
      from.set(rowAt(x, here, at, practices)),
      ...partsOf(practices).map(({ lanes, offset }) =>
        lanes.store(to.get, lanes.load(from.get, offset), offset),
      ),
    ]);
  },
};
