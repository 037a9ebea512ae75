import type { StoredColumn } from "../field/columns.ts";
import { finish, first, second, uniformOf } from "../random/stream.ts";
import { i32 } from "./assembler.ts";
import { eachDraw } from "./draws.ts";
import type { Kernel } from "./kernel.ts";

/**
 * Of `count` entities, those whose draw `n` as a uniform number is below a bound: `found` holds how many, then their
 * places, ascending.
 * @param bound in [0,1]
 */
export function sift(
  found: Int32Array,
  key: Int32Array,
  entities: StoredColumn,
  n: number,
  bound: number,
  count: number,
): void {
  let filled = 0;
  for (let j = 0; j < count; j++) {
    const u = first(key, entities[j]);
    if (uniformOf(finish(u, second(key, u), n)) < bound) found[++filled] = j;
  }
  found[0] = filled;
}

/** The highest 32-bit draw whose uniform number is below a bound in [0,1]; −2³¹ − 1 where none is. */
export const highestBelow = (bound: number): number =>
  Math.ceil(bound * 4294967296 - 0.5) - 2147483649;

export const SIFT: Kernel = {
  name: "sift",
  parameters: 6,
  write(_practices, frame, [found, key, entities, n, highest, count]) {
    const [width, place, last] = [0, 1, 2].map(() => frame.local("i32"));
    return [
      width.set(i32.constant(1)),
      place.set(i32.constant(0)),
      last.set(found.get),
      ...eachDraw(frame, key, entities, n.get, width, count, (word) => [
        // written in any case, and kept by moving on: no branch that could be foretold wrongly
        i32.store(last.get, place.get, 4),
        last.set(
          i32.add(
            last.get,
            i32.subtract(i32.constant(4), i32.shiftLeft(i32.isLess(highest.get, word), 2)),
          ),
        ),
        place.set(i32.add(place.get, i32.constant(1))),
      ]),
      i32.store(found.get, i32.shiftRight(i32.subtract(last.get, found.get), 2)),
    ];
  },
};
