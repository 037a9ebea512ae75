import type { StoredColumn } from "../field/columns.ts";
import { f64, f64x2, i32, type Code } from "./assembler.ts";
import { eachEntry, openPart, openTotal, partsOf, realAt, REAL } from "./kernel.ts";
import { rowAt, together, type Kernel } from "./kernel.ts";
import { squaresOf } from "./rows.ts";

/** What the practices of a block are held against: lists by row. */
export interface Standards {
  /** What users need: one row of K for each cell, and the cells. */
  readonly need: StoredColumn;
  readonly cells: StoredColumn;
  /** What the lead holds right: one row of K for each table, the tables, and 1 for those that have a lead, else 0. */
  readonly doctrine: StoredColumn;
  readonly tables: StoredColumn;
  readonly led: StoredColumn;
}

/** How many numbers `addUnmet` keeps. */
export const UNMET_SUMS = 6;

/**
 * Adds a block's distances of practice (root mean squares) up in `sums`: to need and, for those led, to doctrine; how
 * many there are and how many are led; the distance to need times places; places.
 * @param weights places of every slot
 */
export function addUnmet(
  practices: number,
  sums: Float64Array,
  { need, cells, doctrine, tables, led }: Standards,
  practice: StoredColumn,
  weights: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  const share = 1 / practices;
  const block = new Float64Array(UNMET_SUMS);
  for (let j = 0; j < count; j++) {
    const row = here[j] * practices;
    const weight = weights[here[j]];
    const unmet = Math.sqrt(
      squaresOf(need, cells[j] * practices, practice, row, practices) * share,
    );
    const astray = Math.sqrt(
      squaresOf(doctrine, tables[j] * practices, practice, row, practices) * share,
    );
    [unmet, led[j] * astray, 1, led[j], weight * unmet, weight].forEach(
      (value, at) => (block[at] += value),
    );
  }
  for (let at = 0; at < UNMET_SUMS; at++) sums[at] += block[at];
}

export const ADD_UNMET: Kernel = {
  name: "addUnmet",
  parameters: 10,
  write(practices, frame, [sums, need, cells, doctrine, tables, led, practice, ...rest]) {
    const [weights, here, count] = rest;
    const [needed, taught, from, slot] = [0, 1, 2, 3].map(() => frame.local("i32"));
    const [own, gap] = [openPart(frame), openPart(frame)];
    const [unmet, astray] = [openTotal(frame, practices), openTotal(frame, practices)];
    const [distances, felt, weight] = [0, 1, 2].map(() => frame.local("f64x2"));
    const kept = [0, 1, 2].map(() => frame.local("f64x2"));
    const [distanceSum, countSum, weightSum] = kept;
    const share = f64x2.constant(1 / practices, 1 / practices);
    const grow = (sum: typeof weight, value: Code): Code => sum.set(f64x2.add(sum.get, value));
    return [
      ...eachEntry(frame, count, (at) => [
        slot.set(i32.load(i32.add(here.get, at.get))),
        from.set(rowAt(practice, here, at, practices)),
        needed.set(rowAt(need, cells, at, practices)),
        taught.set(rowAt(doctrine, tables, at, practices)),
        ...partsOf(practices).flatMap((part) => {
          const { lanes, offset } = part;
          const square = (total: typeof unmet, to: typeof needed): Code[] => [
            gap.set(part, lanes.subtract(lanes.load(to.get, offset), own.get(part))),
            total.add(part, lanes.multiply(gap.get(part), gap.get(part))),
          ];
          return [
            own.set(part, lanes.load(from.get, offset)),
            ...square(unmet, needed),
            ...square(astray, taught),
          ];
        }),
        felt.set(f64x2.of(f64.constant(1), realAt(led, at))),
        distances.set(f64x2.root(f64x2.multiply(together(practices, unmet, astray), share))),
        grow(distanceSum, f64x2.multiply(felt.get, distances.get)),
        grow(countSum, felt.get),
        weight.set(f64x2.loadSpread(i32.add(weights.get, i32.shiftLeft(slot.get, 3)), 0)),
        grow(
          weightSum,
          f64x2.multiply(weight.get, f64x2.of(f64x2.lane(distances.get, 0), f64.constant(1))),
        ),
      ]),
      ...kept.map((sum, pair) => {
        const offset = 2 * pair * REAL;
        return f64x2.store(sums.get, f64x2.add(f64x2.load(sums.get, offset), sum.get), offset);
      }),
    ];
  },
};
