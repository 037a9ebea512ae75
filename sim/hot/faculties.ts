import type { StoredColumn } from "../field/columns.ts";
import { f64, f64x2, i32, type Code } from "./assembler.ts";
import { eachEntry, openPart, openTotal, partsOf, REAL } from "./kernel.ts";
import { rowAt, together, type Kernel } from "./kernel.ts";

/** What associations can do, by slot. */
export interface Abilities {
  readonly receptivity: Float64Array;
  readonly board: Float64Array;
  readonly unitCost: Float64Array;
}

/**
 * Works out what associations of a block can do: base + Σ contribution·x; the first two within [least,1], the third
 * times own efficiency.
 * @param weights contributions to receptivity, board and unit cost, a row of K each
 * @param bases the base of each, then the least receptivity and board
 * @param x, efficiency by slot
 */
export function workOut(
  practices: number,
  { receptivity, board, unitCost }: Abilities,
  weights: StoredColumn,
  bases: StoredColumn,
  x: StoredColumn,
  efficiency: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  const within = (least: number, level: number): number =>
    level < least ? least : level > 1 ? 1 : level;
  for (let j = 0; j < count; j++) {
    const ego = here[j];
    const row = ego * practices;
    receptivity[ego] = within(bases[3], bases[0] + weighed(practices, weights, 0, x, row));
    board[ego] = within(bases[4], bases[1] + weighed(practices, weights, practices, x, row));
    const cost = bases[2] + weighed(practices, weights, 2 * practices, x, row);
    unitCost[ego] = cost * efficiency[ego];
  }
}

/** Σ weight·x, even places, odd places and the last one of an odd number. */
function weighed(
  practices: number,
  weights: StoredColumn,
  from: number,
  x: StoredColumn,
  row: number,
): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < practices; k += 2) {
    even += weights[from + k] * x[row + k];
    odd += weights[from + k + 1] * x[row + k + 1];
  }
  const last = k < practices ? weights[from + k] * x[row + k] : 0;
  return even + odd + last;
}

export const WORK_OUT: Kernel = {
  name: "workOut",
  parameters: 9,
  write(practices, frame, [receptivity, board, unitCost, weights, bases, x, efficiency, ...rest]) {
    const [here, count] = rest;
    const [from, slot] = [frame.local("i32"), frame.local("i32")];
    const own = openPart(frame);
    const totals = [0, 1, 2].map(() => openTotal(frame, practices));
    const [open, powerful, costly] = totals;
    const levels = frame.local("f64x2");
    const at = (column: typeof here): Code => i32.add(column.get, slot.get);
    return eachEntry(frame, count, (entry) => [
      from.set(rowAt(x, here, entry, practices)),
      slot.set(i32.shiftLeft(i32.load(i32.add(here.get, entry.get)), 3)),
      ...partsOf(practices).flatMap((part) => [
        own.set(part, part.lanes.load(from.get, part.offset)),
        ...totals.map((total, faculty) => {
          const weight = part.lanes.load(weights.get, faculty * practices * REAL + part.offset);
          return total.add(part, part.lanes.multiply(weight, own.get(part)));
        }),
      ]),
      levels.set(f64x2.add(f64x2.load(bases.get, 0), together(practices, open, powerful))),
      levels.set(f64x2.most(levels.get, f64x2.load(bases.get, 3 * REAL))),
      levels.set(f64x2.least(levels.get, f64x2.constant(1, 1))),
      f64.store(at(receptivity), f64x2.lane(levels.get, 0), 0),
      f64.store(at(board), f64x2.lane(levels.get, 1), 0),
      f64.store(
        at(unitCost),
        f64.multiply(
          f64.add(f64.load(bases.get, 2 * REAL), costly.get),
          f64.load(at(efficiency), 0),
        ),
        0,
      ),
    ]);
  },
};
