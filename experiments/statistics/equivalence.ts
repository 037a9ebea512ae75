import type { Interval } from "./intervals.ts";
import { pairedTTest } from "./paired-t.ts";
import { requireShare, type Sample } from "./sample.ts";

/** Two one-sided tests on paired differences. */
export interface Equivalence {
  readonly n: number;
  readonly estimate: number;
  readonly standardError: number;
  /** Margins as stated, in the outcome's unit. */
  readonly low: number;
  readonly high: number;
  /** The larger of the two one-sided p. */
  readonly p: number;
  /** p ≤ alpha: the mean difference lies within the margins. */
  readonly isEquivalent: boolean;
  /** The interval of level 1 − 2·alpha, which lies within the margins exactly where both tests reject. */
  readonly interval: Interval;
}

/**
 * TOST (Schuirmann 1987): shows that a mean difference is smaller than what counts, H₀: it is at `low` or below, or at `high`
 * or above. The error of declaring equivalence is at most alpha.
 * @param margin stated beforehand: a positive number for (−margin, margin), or both ends
 * @throws {RangeError} for fewer than two differences, or margins out of order
 */
export function pairedEquivalence(
  differences: Sample,
  margin: number | readonly [low: number, high: number],
  alpha = 0.05,
): Equivalence {
  const [low, high] = typeof margin === "number" ? [-margin, margin] : margin;
  if (!(low < high)) throw new RangeError(`equivalence: margins ${low} and ${high}`);
  requireShare(2 * alpha, "2·alpha");
  const level = 1 - 2 * alpha;
  const above = pairedTTest(differences, { nullValue: low, side: "greater", level });
  const below = pairedTTest(differences, { nullValue: high, side: "less", level });
  // without spread, a difference on the margin itself has t = 0 and p = ½: never equivalent
  const p = Math.max(above.p, below.p);
  const { n, estimate, standardError, interval } = above;
  return { n, estimate, standardError, low, high, p, isEquivalent: p <= alpha, interval };
}
