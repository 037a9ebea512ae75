/** Associations per block: accounts of one block stay in the fastest cache. */
export const BLOCK = 128;

/** Visits 0 … count in blocks: short calls of small functions, which engines optimise best. */
export function eachBlock(count: number, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < count; from += BLOCK) visit(from, Math.min(from + BLOCK, count));
}
