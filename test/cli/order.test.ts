import fc from "fast-check";
import { expect, it } from "vitest";
import { orderOf } from "../../cli/batch/order.ts";

const runsOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, run) => run);

/** Every run that children ask for, each child asking at random, until none gets any. */
function taken(replicates: number, runs: Int32Array, lanes: readonly number[]): number[] {
  const order = orderOf({ replicates }, runs);
  const given: number[] = [];
  const asking = new Set(lanes);
  for (let turn = 0; asking.size > 0; turn++) {
    const lane = lanes[turn % lanes.length] ?? 0;
    const run = asking.has(lane) ? order.next(lane) : undefined;
    if (run === undefined) asking.delete(lane);
    else given.push(run);
  }
  return given;
}

it("gives one child all points of a replicate, replicate by replicate", () => {
  const order = orderOf({ replicates: 3 }, runsOf(6)); // two points
  expect([order.next(0), order.next(1), order.next(0), order.next(1)]).toEqual([0, 1, 3, 4]);
  expect([order.next(1), order.next(0), order.next(1)]).toEqual([2, 5, undefined]);
});

it("shares a lone replicate out among all children", () => {
  const order = orderOf({ replicates: 1 }, runsOf(8));
  expect(order.next(0)).toBe(0);
  expect(order.next(1)).toBe(4); // of 1 … 7, the later four
  expect(order.next(2)).toBe(2); // of the 1, 2, 3 that are left
});

it("gives every run once, however many ask and whatever is lacking", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 20 }),
      (lacking, replicates, lanes) => {
        const runs = Int32Array.from(lacking).sort();
        expect(Int32Array.from(taken(replicates, runs, lanes)).sort()).toEqual(runs);
      },
    ),
    { seed: 41 },
  );
});
