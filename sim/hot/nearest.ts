import type { StoredColumn } from "../field/columns.ts";
import { each, f64, f64x2, i32 } from "./assembler.ts";
import { advance, eachEntry, openPart, openTotal, partsOf, REAL } from "./kernel.ts";
import { rowAt, together, type Kernel } from "./kernel.ts";
import { squaresOf } from "./rows.ts";

/** How many numbers `addNearest` keeps for so many pairs of templates. */
export const nearestSums = (pairs: number): number => 3 * 2 * pairs;

/**
 * Adds to `sums` the distances of a block's rows to each template (root mean squares), then for each template how many
 * rows it is nearest to, the first of equals; room for the block's own sums follows.
 * @param templates rows of K, an even number of them; one that shall be nobody's nearest is infinite
 */
export function addNearest(
  practices: number,
  sums: Float64Array,
  templates: StoredColumn,
  pairs: number,
  x: StoredColumn,
  here: StoredColumn,
  count: number,
): void {
  const share = 1 / practices;
  const all = 2 * pairs;
  for (let template = 0; template < all; template++) sums[2 * all + template] = 0;
  for (let j = 0; j < count; j++) {
    let least = Infinity;
    let nearest = 0;
    for (let template = 0; template < all; template++) {
      const row = here[j] * practices;
      const squares = squaresOf(x, row, templates, template * practices, practices);
      sums[2 * all + template] += Math.sqrt(squares * share);
      if (squares < least) {
        least = squares;
        nearest = template;
      }
    }
    sums[all + nearest]++;
  }
  for (let template = 0; template < all; template++) sums[template] += sums[2 * all + template];
}

export const ADD_NEAREST: Kernel = {
  name: "addNearest",
  parameters: 6,
  write(practices, frame, [sums, templates, pairs, x, here, count]) {
    const [row, line, pair, end] = [0, 1, 2, 3].map(() => frame.local("i32"));
    const [counts, block, even, odd] = [0, 1, 2, 3].map(() => frame.local("i32"));
    const own = partsOf(practices).map((part) => ({ part, value: openPart(frame) }));
    const gap = openPart(frame);
    const [one, other] = [openTotal(frame, practices), openTotal(frame, practices)];
    const [squares, least] = [frame.local("f64x2"), frame.local("f64x2")];
    const share = f64x2.constant(1 / practices, 1 / practices);
    const sumAt = i32.add(block.get, pair.get);
    const isCloser = (lane: 0 | 1) =>
      f64.isLess(f64x2.lane(squares.get, lane), f64x2.lane(least.get, lane));
    const [leastEven, leastOdd] = [f64x2.lane(least.get, 0), f64x2.lane(least.get, 1)];
    const isOdd = i32.or(
      f64.isLess(leastOdd, leastEven),
      i32.and(f64.isEqual(leastOdd, leastEven), i32.isLess(odd.get, even.get)),
    );
    return [
      end.set(i32.shiftLeft(pairs.get, 4)),
      counts.set(i32.add(sums.get, end.get)),
      block.set(i32.add(counts.get, end.get)),
      ...[pair.set(i32.constant(0))],
      each(pair, end.get, 2 * REAL, [f64x2.store(sumAt, f64x2.constant(0, 0), 0)]),
      ...eachEntry(frame, count, (at) => [
        row.set(rowAt(x, here, at, practices)),
        ...own.map(({ part, value }) => value.set(part, part.lanes.load(row.get, part.offset))),
        least.set(f64x2.constant(Infinity, Infinity)),
        ...[even, odd, pair].map((place) => place.set(i32.constant(0))),
        line.set(templates.get),
        each(pair, end.get, 2 * REAL, [
          ...[one, other].flatMap((total) => [
            ...own.flatMap(({ part, value }) => [
              gap.set(
                part,
                part.lanes.subtract(value.get(part), part.lanes.load(line.get, part.offset)),
              ),
              total.add(part, part.lanes.multiply(gap.get(part), gap.get(part))),
            ]),
            advance(line, practices),
          ]),
          squares.set(together(practices, one, other)),
          even.set(i32.pick(isCloser(0), pair.get, even.get)),
          odd.set(i32.pick(isCloser(1), i32.add(pair.get, i32.constant(REAL)), odd.get)),
          least.set(f64x2.least(least.get, squares.get)),
          f64x2.store(
            sumAt,
            f64x2.add(f64x2.load(sumAt, 0), f64x2.root(f64x2.multiply(squares.get, share))),
            0,
          ),
        ]),
        even.set(i32.add(counts.get, i32.pick(isOdd, odd.get, even.get))),
        f64.store(even.get, f64.add(f64.load(even.get, 0), f64.constant(1)), 0),
      ]),
      ...[pair.set(i32.constant(0))],
      each(pair, end.get, 2 * REAL, [
        line.set(i32.add(sums.get, pair.get)),
        f64x2.store(line.get, f64x2.add(f64x2.load(line.get, 0), f64x2.load(sumAt, 0)), 0),
      ]),
    ];
  },
};
