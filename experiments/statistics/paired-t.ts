import type { Interval, Side } from "./intervals.ts";
import { mean, standardDeviation } from "./moments.ts";
import { requireSample, requireShare, type Sample } from "./sample.ts";
import { studentQuantile, studentTail } from "./student.ts";

/** Student's test on paired differences. */
export interface TTest {
  readonly n: number;
  /** Mean difference, in the outcome's unit. */
  readonly estimate: number;
  readonly standardError: number;
  /**
   * (estimate − null value) / standard error; ±Infinity where differences are equal and not the null value, 0 where they equal
   * it.
   */
  readonly t: number;
  readonly df: number;
  readonly p: number;
  /** Two-sided interval for the mean difference. */
  readonly interval: Interval;
}

/**
 * Paired t test: is the mean difference another than `null`? Assumes independent pairs and a mean that is about normal. Equal
 * differences have no spread to judge by: their interval is the point, and p is 1 at the null value and 0 elsewhere on the
 * alternative's side.
 * @param differences one per pair, treated − control
 * @throws {RangeError} for fewer than two differences
 */
export function pairedTTest(
  differences: Sample,
  {
    nullValue = 0,
    side = "two",
    level = 0.95,
  }: { nullValue?: number; side?: Side; level?: number } = {},
): TTest {
  requireSample(differences, 2, "paired t test");
  requireShare(level, "confidence level");
  const n = differences.length;
  const df = n - 1;
  const estimate = mean(differences);
  const standardError = standardDeviation(differences) / Math.sqrt(n);
  const t = studentised(estimate - nullValue, standardError);
  const reach = standardError === 0 ? 0 : studentQuantile((1 + level) / 2, df) * standardError;
  const interval = { low: estimate - reach, high: estimate + reach, level };
  return { n, estimate, standardError, t, df, p: tProbability(t, df, side), interval };
}

/** from / standard error; without spread ±Infinity, or 0 where there is no distance either. */
export function studentised(from: number, standardError: number): number {
  return from === 0 ? 0 : from / standardError;
}

/** p of a value of Student's t against an alternative on one side or on both. */
export function tProbability(t: number, df: number, side: Side): number {
  if (side === "two") return Math.min(1, 2 * studentTail(Math.abs(t), df));
  return studentTail(side === "greater" ? t : -t, df);
}
