import type { Column } from "../field/columns.ts";
import { placed, type Memory } from "./memory.ts";

/** Associations per block: what is worked out for one block stays in the fastest caches. */
export const BLOCK = 256;

/** Visits 0 … count in blocks: short calls of small functions, which engines optimise best. */
export function eachBlock(count: number, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < count; from += BLOCK) visit(from, Math.min(from + BLOCK, count));
}

/** Associations one by one, and the addresses of all. */
interface Listed {
  readonly living: Column;
  readonly address: Column;
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
  /** On the block that is shared: all the living, and those from some position on. */
  readonly rolls?: readonly [all: Roll, rest: Roll];
}

/** The living from a position on as lists, which are written once for as long as they are the same. */
interface Roll {
  living: Column | undefined;
  from: number;
  readonly egos: Int32Array;
  readonly addresses: Int32Array;
  /** Blocks cut out of the lists, one after the other. */
  readonly blocks: Block[];
}

/**
 * Room for a block.
 * @param most how many of the living can be listed at once; where there are more, every pass reads its blocks anew
 */
export function openBlock(memory: Memory, most = 0): Block {
  const roll = (): Roll => ({
    living: undefined,
    from: 0,
    egos: memory.wholes(most),
    addresses: memory.wholes(most),
    blocks: [],
  });
  const block: Block = {
    count: 0,
    egos: memory.wholes(BLOCK),
    addresses: memory.wholes(BLOCK),
    inOrder: memory.wholes(BLOCK),
    ones: memory.reals(BLOCK),
    rolls: [roll(), roll()],
  };
  for (let row = 0; row < BLOCK; row++) block.inOrder[row] = row;
  block.ones.fill(1);
  return block;
}

/** Fills a block with the living at positions `from` ≤ p < `to`. */
function readBlock(block: Block, field: Listed, from: number, to: number): void {
  block.count = to - from;
  list(field, from, to, block.egos, block.addresses);
}

/** Lists slots and addresses of the living at positions `from` ≤ p < `to`. */
function list(
  { living, address }: Listed,
  from: number,
  to: number,
  egos: Int32Array,
  addresses: Int32Array,
): void {
  for (let position = from, row = 0; position < to; position++, row++) {
    const ego = living[position];
    egos[row] = ego;
    addresses[row] = address[ego];
  }
}

/** Visits the living at positions `from` ≤ p < `to` block by block. */
export function eachOfLiving(
  block: Block,
  field: Listed,
  from: number,
  to: number,
  visit: (block: Block) => void,
): void {
  const { living } = field;
  const roll = block.rolls?.[from === 0 ? 0 : 1];
  const isListed = roll !== undefined && living.length <= roll.egos.length;
  if (isListed && (roll.living !== living || roll.from !== from)) {
    list(field, from, living.length, roll.egos, roll.addresses);
    roll.living = living;
    roll.from = from;
  }
  for (let start = from, index = 0; start < to; start += BLOCK, index++) {
    const end = Math.min(start + BLOCK, to);
    if (isListed) {
      const own = (roll.blocks[index] ??= cut(block, roll, index * BLOCK));
      own.count = end - start;
      visit(own);
    } else {
      readBlock(block, field, start, end);
      visit(block);
    }
  }
}

/** The block that begins at a place of a roll's lists. */
const cut = (shared: Block, { egos, addresses }: Roll, at: number): Block => ({
  count: 0,
  egos: placed(egos.subarray(at, at + BLOCK)),
  addresses: placed(addresses.subarray(at, at + BLOCK)),
  inOrder: shared.inOrder,
  ones: shared.ones,
});
