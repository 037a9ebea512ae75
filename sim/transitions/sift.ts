import type { Column, FieldView } from "../field/columns.ts";
import { BLOCK, eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { Draws } from "../random/stream.ts";

/**
 * Those whose draw `n`, as a uniform number, is below a bound: where hardly anybody's is, only they need be looked at.
 * @param those slots of the living in some order
 * @param bound 0 or more
 * @returns their slots in the same order, the caller's to keep
 */
export type Sift = (those: Column, draws: Draws, n: number, bound: number) => Column;

/** Opens it on a field. */
export function openSift(field: FieldView, shared: Block, kernels: Kernels, memory: Memory): Sift {
  const found = memory.wholes(2 + BLOCK); // the kernel writes one beyond those that it finds
  let slots = new Int32Array();
  return (those, draws, n, bound) => {
    if (slots.length < those.length) slots = new Int32Array(field.counts.slot);
    let filled = 0;
    const listed = { living: those, address: field.address };
    eachOfLiving(shared, listed, 0, those.length, ({ egos, addresses, count }) => {
      kernels.sift(found, draws, addresses, n, Math.min(1, bound), count);
      for (let at = 1; at <= found[0]; at++) slots[filled++] = egos[found[at]];
    });
    return slots.slice(0, filled);
  };
}
