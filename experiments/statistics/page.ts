import { normalTail } from "./normal.ts";
import { midranks, requireSample } from "./sample.ts";
import type { Block } from "./trend.ts";

/** Most levels, and most replicates, for which the distribution is worked out exactly. */
const EXACT_LEVELS = 6;
const EXACT_BLOCKS = 60;

/** Page's test for ordered alternatives. */
export interface PageTest {
  /** Σ over levels of (place · sum of ranks). */
  readonly l: number;
  readonly p: number;
  readonly isExact: boolean;
}

/**
 * Page's (1963) L: do outcomes rise over the levels, in ranks within each replicate? One-sided; blind to how far they rise.
 * Exact given the ranks with their ties for up to 6 levels and 60 replicates; beyond, normal without continuity correction.
 * @param blocks replicates × levels
 * @param side `less` where outcomes are predicted to fall
 */
export function pageTest(blocks: readonly Block[], side: "greater" | "less" = "greater"): PageTest {
  const levels = blocks[0]?.length ?? 0;
  if (levels < 2) throw new RangeError(`Page's test: got ${levels} levels; at least 2 needed`);
  const ranked = blocks.map((block) => {
    requireSample(block, levels, "Page's test");
    return midranks(side === "less" ? Array.from(block, (value) => -value) : block);
  });
  const l = ranked.reduce((sum, ranks) => sum + weighted(ranks), 0);
  const isExact = levels <= EXACT_LEVELS && ranked.length <= EXACT_BLOCKS;
  return { l, p: isExact ? exactTail(ranked, l) : normalTailOf(ranked, l), isExact };
}

/** Σ (level from 1) · rank. */
function weighted(ranks: ArrayLike<number>): number {
  return Array.from(ranks).reduce((sum, rank, level) => sum + (level + 1) * rank, 0);
}

/** P(L ≥ l) where within each block all orders of its ranks are alike: blocks' distributions convolved, on doubled sums. */
function exactTail(ranked: readonly Float64Array[], l: number): number {
  const known = new Map<string, ReadonlyMap<number, number>>();
  let chances: ReadonlyMap<number, number> = new Map([[0, 1]]);
  for (const ranks of ranked) {
    const pattern = ranks.slice().sort();
    const key = pattern.join(" ");
    const ofBlock = known.get(key) ?? blockChances(pattern);
    known.set(key, ofBlock);
    const next = new Map<number, number>();
    for (const [sum, chance] of chances)
      for (const [more, other] of ofBlock)
        next.set(sum + more, (next.get(sum + more) ?? 0) + chance * other);
    chances = next;
  }
  let tail = 0;
  for (const [sum, chance] of [...chances].sort(([a], [b]) => b - a))
    if (sum >= 2 * l) tail += chance;
  return Math.min(1, tail);
}

/** Chances of a block's doubled sum over all orders of its ranks. */
function blockChances(ranks: Float64Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let orders = 0;
  const place = (left: readonly number[], level: number, sum: number): void => {
    if (left.length === 0) {
      orders++;
      counts.set(sum, (counts.get(sum) ?? 0) + 1);
      return;
    }
    left.forEach((rank, at) =>
      place([...left.slice(0, at), ...left.slice(at + 1)], level + 1, sum + 2 * level * rank),
    );
  };
  place([...ranks], 1, 0);
  return new Map([...counts].map(([sum, count]) => [sum, count / orders]));
}

function normalTailOf(ranked: readonly Float64Array[], l: number): number {
  const levels = ranked[0]!.length;
  const middle = (levels + 1) / 2;
  const places = (levels * (levels * levels - 1)) / 12; // Σ (place − middle)²
  const expected = ranked.length * levels * middle * middle;
  const spread = ranked.reduce((sum, ranks) => {
    const squares = ranks.reduce((total, rank) => total + (rank - middle) * (rank - middle), 0);
    return sum + (places * squares) / (levels - 1);
  }, 0);
  return spread === 0 ? 1 : normalTail((l - expected) / Math.sqrt(spread));
}
