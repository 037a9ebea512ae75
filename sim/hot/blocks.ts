import type { FieldView } from "../field/columns.ts";
import type { Memory } from "./memory.ts";

/** Associations per block: what is worked out for one block stays in the fastest caches. */
export const BLOCK = 256;

/** Visits 0 … count in blocks: short calls of small functions, which engines optimise best. */
export function eachBlock(count: number, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < count; from += BLOCK) visit(from, Math.min(from + BLOCK, count));
}

/** Some of the living, as lists that kernels take. */
export interface Block {
  /** How many they are. */
  count: number;
  /** Their slots. */
  readonly egos: Int32Array;
  /** Addresses of their draws. */
  readonly addresses: Int32Array;
  /** 0, 1, 2 …: the rows of what is worked out for them. */
  readonly inOrder: Int32Array;
  /** 1, 1, 1 … */
  readonly ones: Float64Array;
}

/** Room for a block. */
export function openBlock(memory: Memory): Block {
  const block: Block = {
    count: 0,
    egos: memory.wholes(BLOCK),
    addresses: memory.wholes(BLOCK),
    inOrder: memory.wholes(BLOCK),
    ones: memory.reals(BLOCK),
  };
  for (let row = 0; row < BLOCK; row++) block.inOrder[row] = row;
  block.ones.fill(1);
  return block;
}

/** Fills a block with the living at positions `from` ≤ p < `to`. */
function readBlock(block: Block, field: FieldView, from: number, to: number): void {
  const { living, address } = field;
  const { egos, addresses } = block;
  block.count = to - from;
  for (let position = from, row = 0; position < to; position++, row++) {
    const ego = living[position];
    egos[row] = ego;
    addresses[row] = address[ego];
  }
}

/** Visits the living at positions `from` ≤ p < `to` block by block. */
export function eachOfLiving(
  block: Block,
  field: FieldView,
  from: number,
  to: number,
  visit: (block: Block) => void,
): void {
  for (let start = from; start < to; start += BLOCK) {
    readBlock(block, field, start, Math.min(start + BLOCK, to));
    visit(block);
  }
}
