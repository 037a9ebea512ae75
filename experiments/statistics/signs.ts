import { openStream } from "../../sim/index.ts";
import { regularisedBeta } from "./beta.ts";
import type { Side } from "./intervals.ts";
import { requireSample, type Sample } from "./sample.ts";

/** Most differences for which all 2ⁿ signs are gone through. */
const MOST_EXACT = 16;

/** A test that turns signs about. */
export interface SignFlipTest {
  readonly p: number;
  /** Whether all assignments of signs were counted, or drawn. */
  readonly isExact: boolean;
}

/**
 * Permutation test of paired differences (Fisher 1935): where treatment does nothing, each difference might as well have the
 * other sign. p is the share of assignments whose sum is at least as far out. Exact up to 16 differences; beyond, p = (1 +
 * hits)/(1 + draws). Assumes that differences are symmetric about 0 under the null hypothesis.
 * @param seed of the draws, beyond 16 differences
 */
export function signFlipTest(
  differences: Sample,
  { side = "two", seed, draws = 9999 }: { side?: Side; seed: string; draws?: number },
): SignFlipTest {
  requireSample(differences, 1, "sign-flip test");
  const sign = side === "less" ? -1 : 1;
  const values = Float64Array.from(differences, (value) => sign * value);
  const total = values.reduce((sum, value) => sum + value, 0);
  // sums that differ by rounding only are equal
  const rounding = 1e-12 * values.reduce((sum, value) => sum + Math.abs(value), 0);
  const observed = (side === "two" ? Math.abs(total) : total) - rounding;
  const isFar = (sum: number): boolean => (side === "two" ? Math.abs(sum) : sum) >= observed;
  if (values.length <= MOST_EXACT) return { p: exactShare(values, isFar), isExact: true };
  return { p: drawnShare(values, isFar, { seed, draws }), isExact: false };
}

function exactShare(values: Float64Array, isFar: (sum: number) => boolean): number {
  const count = (at: number, sum: number): number => {
    if (at === values.length) return isFar(sum) ? 1 : 0;
    return count(at + 1, sum + values[at]!) + count(at + 1, sum - values[at]!);
  };
  return count(0, 0) / Number(1n << BigInt(values.length));
}

function drawnShare(
  values: Float64Array,
  isFar: (sum: number) => boolean,
  { seed, draws }: { seed: string; draws: number },
): number {
  const source = openStream(seed, "signs").at(0);
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    let bits = 0;
    for (let at = 0; at < values.length; at++) {
      if ((at & 31) === 0) bits = source.word(draw, at >> 5);
      sum += ((bits >>> (at & 31)) & 1) === 0 ? values[at]! : -values[at]!;
    }
    if (isFar(sum)) hits++;
  }
  return (1 + hits) / (1 + draws);
}

/** The sign test's counts and p. */
export interface SignTest {
  readonly above: number;
  readonly below: number;
  /** Differences of exactly 0, left out. */
  readonly ties: number;
  readonly p: number;
}

/**
 * Sign test: is the median difference another than 0? Exact binomial with share ½; two-sided p is twice the smaller tail, at
 * most 1. Assumes independent pairs and nothing else.
 */
export function signTest(differences: Sample, side: Side = "two"): SignTest {
  requireSample(differences, 1, "sign test");
  let above = 0;
  let below = 0;
  for (let at = 0; at < differences.length; at++) {
    if (differences[at]! > 0) above++;
    if (differences[at]! < 0) below++;
  }
  const n = above + below;
  // P(X ≥ k) for X binomial with share ½
  const tail = (k: number): number => (k === 0 ? 1 : regularisedBeta(k, n - k + 1, 0.5, 0.5).lower);
  const p =
    side === "two"
      ? Math.min(1, 2 * tail(Math.max(above, below)))
      : tail(side === "greater" ? above : below);
  return { above, below, ties: differences.length - n, p };
}
