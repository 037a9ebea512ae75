import type { Side } from "./intervals.ts";
import { normalTail } from "./normal.ts";
import { midranks, requireSample, type Sample } from "./sample.ts";

/** Most differences for which the distribution is worked out exactly. */
const MOST_EXACT = 150;

/** Wilcoxon's signed-rank test. */
export interface SignedRankTest {
  /** Sum of the ranks of positive differences. */
  readonly v: number;
  /** Differences other than 0; the others are left out. */
  readonly n: number;
  readonly p: number;
}

/**
 * Wilcoxon's signed-rank test on paired differences: is their centre of symmetry another than 0? Exact for up to 150
 * differences, given the ranks with their ties; beyond, normal with continuity correction. Two-sided p is twice the smaller
 * tail, at most 1.
 */
export function signedRankTest(differences: Sample, side: Side = "two"): SignedRankTest {
  requireSample(differences, 1, "signed-rank test");
  const others = Float64Array.from(differences).filter((value) => value !== 0);
  const ranks = midranks(others.map((value) => Math.abs(value)));
  const v = ranks.reduce((sum, rank, at) => sum + (others[at]! > 0 ? rank : 0), 0);
  const n = others.length;
  if (n === 0) return { v, n, p: 1 };
  const whole = (n * (n + 1)) / 2;
  const tail = n <= MOST_EXACT ? exactTail(ranks) : normalTailOf(ranks);
  const above = tail(v);
  const below = tail(whole - v); // the distribution is symmetric
  const p =
    side === "two" ? Math.min(1, 2 * Math.min(above, below)) : side === "greater" ? above : below;
  return { v, n, p };
}

/** P(V ≥ v): each rank enters with chance ½. On doubled ranks, which are whole numbers. */
function exactTail(ranks: Float64Array): (v: number) => number {
  const doubled = ranks.map((rank) => 2 * rank);
  const most = doubled.reduce((sum, rank) => sum + rank, 0);
  const chance = new Float64Array(most + 1);
  chance[0] = 1;
  let reached = 0;
  for (const rank of doubled) {
    reached += rank;
    for (let sum = reached; sum >= 0; sum--)
      chance[sum] = (chance[sum]! + (sum >= rank ? chance[sum - rank]! : 0)) / 2;
  }
  return (v) => {
    let tail = 0;
    for (let sum = most; sum >= 2 * v; sum--) tail += chance[sum]!;
    return Math.min(1, tail);
  };
}

function normalTailOf(ranks: Float64Array): (v: number) => number {
  const expected = ranks.reduce((sum, rank) => sum + rank, 0) / 2;
  const squares = ranks.reduce((sum, rank) => sum + rank * rank, 0);
  return (v) => normalTail((v - 0.5 - expected) / Math.sqrt(squares / 4));
}
