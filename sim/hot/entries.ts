import type { StoredColumn } from "../field/columns.ts";
import { each, f64, i32 } from "./assembler.ts";
import { BLOCK } from "./blocks.ts";
import {
  advance,
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
 * Moves `count` rows by all the lines of a block that are active: next = clamp(current + Σ Δ), row here_j of each.
 * @param lines displacements, line after line, BLOCK rows of K each; row j is that of here_j
 * @param active the lines to add up, in this order
 * @param prescription R, row here_j
 * @param centres c of each practice
 * @param ways receives s = A + A′ − 2c and q = A + A′ − 2R: a row of 2K each, by j
 * @param taken receives what the clamp to [0,1] takes back, K numbers by j, and after BLOCK rows the sum of its squares
 */
export function moveRows(
  practices: number,
  next: Float64Array,
  current: StoredColumn,
  prescription: StoredColumn,
  here: StoredColumn,
  lines: StoredColumn,
  active: StoredColumn,
  actives: number,
  centres: StoredColumn,
  ways: Float64Array,
  taken: Float64Array,
  count: number,
): void {
  let squares = 0;
  for (let j = 0; j < count; j++) {
    const row = here[j] * practices;
    const at = j * practices;
    let even = 0;
    let odd = 0;
    let last = 0;
    for (let k = 0; k < practices; k++) {
      let moved = 0;
      for (let n = 0; n < actives; n++) moved += lines[active[n] * BLOCK * practices + at + k];
      const before = current[row + k];
      const proposed = before + moved;
      const after = proposed < 0 ? 0 : proposed > 1 ? 1 : proposed;
      const cut = after - proposed;
      const prescribed = prescription[row + k];
      next[row + k] = after;
      taken[at + k] = cut;
      ways[2 * at + k] = before - centres[k] + (after - centres[k]);
      ways[2 * at + practices + k] = before - prescribed + (after - prescribed);
      if (k + 1 === practices && k % 2 === 0) last = cut * cut;
      else if (k % 2 === 0) even += cut * cut;
      else odd += cut * cut;
    }
    squares += even + odd + last;
  }
  taken[BLOCK * practices] = squares;
}

export const MOVE_ROWS: Kernel = {
  name: "moveRows",
  parameters: 11,
  write(practices, frame, parameters) {
    const [next, current, prescription, here, lines, active, actives] = parameters;
    const [centres, ways, taken, count] = parameters.slice(7);
    const [from, to, rule, line] = [0, 1, 2, 3].map(() => frame.local("i32"));
    const [own, end, n] = [0, 1, 2].map(() => frame.local("i32"));
    const squares = frame.local("f64");
    const total = openTotal(frame, practices);
    const moved = partsOf(practices).map((part) => ({ part, sum: frame.local(part.lanes.type) }));
    const scratch = (type: "f64" | "f64x2") => ({
      before: frame.local(type),
      proposed: frame.local(type),
      after: frame.local(type),
      against: frame.local(type),
    });
    const held = { f64: scratch("f64"), f64x2: scratch("f64x2") };
    const second = practices * REAL;
    return [
      own.set(taken.get),
      end.set(i32.add(active.get, i32.shiftLeft(actives.get, 2))),
      ...eachEntry(frame, count, (at) => [
        ...moved.map(({ part: { lanes }, sum }) => sum.set(lanes.spread(f64.constant(0)))),
        n.set(active.get),
        each(n, end.get, 4, [
          line.set(i32.multiply(i32.load(n.get), i32.constant(BLOCK * second))),
          line.set(i32.add(i32.add(line.get, lines.get), i32.subtract(own.get, taken.get))),
          ...moved.map(({ part: { lanes, offset }, sum }) =>
            sum.set(lanes.add(sum.get, lanes.load(line.get, offset))),
          ),
        ]),
        from.set(rowAt(current, here, at, practices)),
        to.set(rowAt(next, here, at, practices)),
        rule.set(rowAt(prescription, here, at, practices)),
        ...moved.flatMap(({ part, sum }) => {
          const { lanes, offset } = part;
          const { before, proposed, after, against } = held[lanes.type];
          const twice = (origin: typeof against) =>
            lanes.add(
              lanes.subtract(before.get, origin.get),
              lanes.subtract(after.get, origin.get),
            );
          return [
            before.set(lanes.load(from.get, offset)),
            proposed.set(lanes.add(before.get, sum.get)),
            after.set(lanes.clamp(proposed.get)),
            lanes.store(to.get, after.get, offset),
            proposed.set(lanes.subtract(after.get, proposed.get)),
            lanes.store(own.get, proposed.get, offset),
            total.add(part, lanes.multiply(proposed.get, proposed.get)),
            against.set(lanes.load(centres.get, offset)),
            lanes.store(ways.get, twice(against), offset),
            against.set(lanes.load(rule.get, offset)),
            lanes.store(ways.get, twice(against), second + offset),
          ];
        }),
        squares.set(f64.add(squares.get, total.get)),
        ways.set(i32.add(ways.get, i32.constant(2 * second))),
        advance(own, practices),
      ]),
      f64.store(taken.get, squares.get, BLOCK * second),
    ];
  },
};

/** How many numbers `enterRows` keeps for a line. */
export const kept = (practices: number): number => 2 * practices + 3;

/**
 * Enters `count` rows Δ of one line: `sums` (zeroed before the first block) holds Σ Δ by practice, Σ w·Δ by practice,
 * Σ s·Δ, Σ w·s·Δ and Σ q·Δ.
 * @param at place in the block of each row
 * @param ways s and q of the block, a row of 2K for each place
 * @param weights w of each place
 */
export function enterRows(
  practices: number,
  sums: Float64Array,
  line: StoredColumn,
  at: StoredColumn,
  ways: StoredColumn,
  weights: StoredColumn,
  count: number,
): void {
  const end = 2 * practices;
  for (let j = 0; j < count; j++) {
    const delta = j * practices;
    const way = at[j] * 2 * practices;
    const weight = weights[at[j]];
    let even = 0;
    let odd = 0;
    let evenRule = 0;
    let oddRule = 0;
    let k = 0;
    for (; k + 1 < practices; k += 2) {
      even += line[delta + k] * ways[way + k];
      odd += line[delta + k + 1] * ways[way + k + 1];
      evenRule += line[delta + k] * ways[way + practices + k];
      oddRule += line[delta + k + 1] * ways[way + practices + k + 1];
    }
    const isOdd = k < practices;
    const dot = even + odd + (isOdd ? line[delta + k] * ways[way + k] : 0);
    for (k = 0; k < practices; k++) {
      sums[k] += line[delta + k];
      sums[practices + k] += weight * line[delta + k];
    }
    sums[end] += dot;
    sums[end + 1] += weight * dot;
    const last = practices - 1;
    sums[end + 2] +=
      evenRule + oddRule + (isOdd ? line[delta + last] * ways[way + practices + last] : 0);
  }
}

export const ENTER_ROWS: Kernel = {
  name: "enterRows",
  parameters: 6,
  write(practices, frame, [sums, line, at, ways, weights, count]) {
    const way = frame.local("i32");
    const place = frame.local("i32");
    const weight = openFactor(frame, practices);
    const [all, weighted, ruled] = [0, 1, 2].map(() => frame.local("f64"));
    const deltas = { f64: frame.local("f64"), f64x2: frame.local("f64x2") };
    const dot = openTotal(frame, practices);
    const rule = openTotal(frame, practices);
    const held = partsOf(practices).map((part) => ({
      part,
      moved: frame.local(part.lanes.type),
      weightedMoved: frame.local(part.lanes.type),
    }));
    const second = practices * REAL;
    const row = frame.local("f64");
    return [
      all.set(f64.load(sums.get, 2 * second)),
      weighted.set(f64.load(sums.get, 2 * second + REAL)),
      ruled.set(f64.load(sums.get, 2 * second + 2 * REAL)),
      ...held.flatMap(({ part: { lanes, offset }, moved, weightedMoved }) => [
        moved.set(lanes.load(sums.get, offset)),
        weightedMoved.set(lanes.load(sums.get, second + offset)),
      ]),
      ...eachEntry(frame, count, (entry) => [
        place.set(i32.shiftLeft(i32.load(i32.add(at.get, entry.get)), 2)),
        way.set(rowAt(ways, at, entry, 2 * practices)),
        weight.set(realAt(weights, place)),
        ...held.flatMap(({ part, moved, weightedMoved }) => {
          const { lanes, offset } = part;
          const delta = deltas[lanes.type];
          return [
            delta.set(lanes.load(line.get, offset)),
            moved.set(lanes.add(moved.get, delta.get)),
            weightedMoved.set(
              lanes.add(weightedMoved.get, lanes.multiply(weight.beside(lanes), delta.get)),
            ),
            dot.add(part, lanes.multiply(delta.get, lanes.load(way.get, offset))),
            rule.add(part, lanes.multiply(delta.get, lanes.load(way.get, second + offset))),
          ];
        }),
        row.set(dot.get),
        all.set(f64.add(all.get, row.get)),
        weighted.set(f64.add(weighted.get, f64.multiply(weight.single, row.get))),
        ruled.set(f64.add(ruled.get, rule.get)),
        advance(line, practices),
      ]),
      f64.store(sums.get, all.get, 2 * second),
      f64.store(sums.get, weighted.get, 2 * second + REAL),
      f64.store(sums.get, ruled.get, 2 * second + 2 * REAL),
      ...held.flatMap(({ part: { lanes, offset }, moved, weightedMoved }) => [
        lanes.store(sums.get, moved.get, offset),
        lanes.store(sums.get, weightedMoved.get, second + offset),
      ]),
    ];
  },
};
