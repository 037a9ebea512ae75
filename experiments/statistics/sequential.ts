import type { Interval } from "./intervals.ts";
import { mean, standardDeviation } from "./moments.ts";
import { normalTail, normalQuantile } from "./normal.ts";
import { studentised } from "./paired-t.ts";
import { findRoot } from "./root.ts";
import { requireShare, type Sample } from "./sample.ts";
import { boundaries, type LookTime, type Spending } from "./spending.ts";
import { studentQuantile, studentTail } from "./student.ts";

/** When to look and what to stop for, stated before the first run. Of the three goals at least one is set. */
export interface StoppingRule {
  /** Pairs at which one looks, ascending, at least 2; the last is the most that are run. */
  readonly looks: readonly number[];
  /**
   * Chance of ever finding a difference where there is none, both sides together; of ever finding equivalence beyond the
   * margin.
   */
  readonly alpha: number;
  readonly spending: Spending;
  /** Goal: a difference from 0, in either direction. */
  readonly difference?: boolean;
  /** Goal: equivalence, the mean difference shown to lie within (−margin, margin). */
  readonly margin?: number;
  /** Goal: precision, the interval reaching no further than this on either side. */
  readonly halfWidth?: number;
}

/** Why one stops: what the interval shows, or that all runs are done. */
export type StoppingReason = "difference" | "equivalence" | "precision" | "exhausted";

/** One look. The intervals hold at all looks together, whatever made one stop (Jennison and Turnbull 1989). */
export interface Look {
  /** Pairs by the schedule. */
  readonly scheduled: number;
  /** Pairs that did not fail. */
  readonly pairs: number;
  readonly estimate: number;
  readonly standardError: number;
  /** Level 1 − alpha: outside it, a difference is ruled out. */
  readonly interval: Interval;
  /** Level 1 − 2·alpha: equivalence is shown where it lies within the margins. */
  readonly inner: Interval;
  readonly showsDifference: boolean;
  /** False where the rule has no margin. */
  readonly showsEquivalence: boolean;
  /** False where the rule has no half-width. */
  readonly isPrecise: boolean;
}

/** What the rule says on the differences at hand. */
export interface Decision {
  readonly stop: boolean;
  /** Null while one goes on. */
  readonly reason: StoppingReason | null;
  readonly looks: readonly Look[];
  /** The last look's interval of level 1 − alpha; null before the first. */
  readonly interval: Interval | null;
  /** Pairs to have before the next look; null where one stops. */
  readonly next: number | null;
}

/**
 * Goes through the scheduled looks that the differences reach and stops at the first that meets a goal. Differences beyond the
 * look at which one stops change nothing, and those between two looks are not read, so that resuming or overshooting gives the
 * same decision.
 *
 * At look k the interval is mean ± t·s/√n with t the quantile of Student's t at the level of the k-th boundary of an
 * error-spending design: a normal boundary carried over to t by its p, with a correction for the few pairs of early looks.
 * Errors hold for normal differences (calibrated); skewed ones err as with the t test.
 * @param differences one per pair in the order of replicates; NaN for a pair that failed, which counts for the schedule and for
 * nothing else
 * @throws {RangeError} for a rule without a goal, or a schedule out of order
 */
export function decide(differences: Sample, rule: StoppingRule): Decision {
  requireRule(rule);
  const looks: Look[] = [];
  const most = rule.looks.at(-1)!;
  const times: LookTime[] = [];
  for (const scheduled of rule.looks) {
    if (scheduled > differences.length) return decision(looks, null, scheduled);
    const drawn = Float64Array.from({ length: scheduled }, (_, at) => differences[at]!);
    const kept = drawn.filter((value) => !Number.isNaN(value));
    const isNew = kept.length >= 2 && kept.length > (times.at(-1)?.information ?? 0);
    if (isNew) {
      times.push({ time: scheduled / most, information: kept.length });
      looks.push(lookAt(kept, scheduled, times, rule));
    }
    const reason = isNew ? goalMet(looks.at(-1)!, rule) : null;
    if (reason !== null) return decision(looks, reason, null);
  }
  return decision(looks, "exhausted", null);
}

function decision(
  looks: readonly Look[],
  reason: StoppingReason | null,
  next: number | null,
): Decision {
  return { stop: reason !== null, reason, looks, interval: looks.at(-1)?.interval ?? null, next };
}

function goalMet(look: Look, { difference }: StoppingRule): StoppingReason | null {
  if (difference === true && look.showsDifference) return "difference";
  if (look.showsEquivalence) return "equivalence";
  return look.isPrecise ? "precision" : null;
}

function lookAt(
  kept: Float64Array,
  scheduled: number,
  times: readonly LookTime[],
  rule: StoppingRule,
): Look {
  const { alpha, margin, halfWidth } = rule;
  const estimate = mean(kept);
  const standardError = standardDeviation(kept) / Math.sqrt(kept.length);
  const reachAt = (oneSided: number): number => {
    const critical = criticalAt(times, oneSided, rule);
    return critical === Infinity ? Infinity : critical * standardError;
  };
  const outer = reachAt(alpha / 2);
  const inner = reachAt(alpha);
  const interval = { low: estimate - outer, high: estimate + outer, level: 1 - alpha };
  const within = { low: estimate - inner, high: estimate + inner, level: 1 - 2 * alpha };
  return {
    scheduled,
    pairs: kept.length,
    estimate,
    standardError,
    interval,
    inner: within,
    showsDifference: interval.low > 0 || interval.high < 0,
    showsEquivalence: margin !== undefined && within.low > -margin && within.high < margin,
    isPrecise: halfWidth !== undefined && outer <= halfWidth,
  };
}

/** Critical value of Student's t at the last of the looks so far; Infinity where nothing is spent yet. */
function criticalAt(times: readonly LookTime[], oneSided: number, rule: StoppingRule): number {
  const boundary = carriedBoundaries(times, oneSided, rule).at(-1)!;
  const tail = normalTail(boundary);
  return tail > 0 ? -studentQuantile(tail, times.at(-1)!.information - 1) : Infinity;
}

/**
 * By how much, over the pairs at the first look, boundaries that are carried over to t err more often than promised. Measured
 * at alpha from .05 to .001 on schedules of 3 to 19 looks beginning with 2 to 20 pairs, and rounded up: an assumption
 * elsewhere.
 */
const EXCESS: Readonly<Record<Spending, number>> = { "obrien-fleming": 0.3, pocock: 0.65 };

/** Boundaries with what carrying them over costs taken off alpha beforehand; a single look costs nothing. */
function carriedBoundaries(
  times: readonly LookTime[],
  oneSided: number,
  { looks, spending }: StoppingRule,
): readonly number[] {
  const excess = looks.length === 1 ? 0 : EXCESS[spending] / times[0]!.information;
  return boundaries(times, oneSided / (1 + excess), spending);
}

/**
 * Repeated p of a sequential decision against "no difference": the smallest two-sided alpha at which one of the looks would
 * have shown one. It is at most u with a chance of at most u, so Holm may be applied to it as to any p. Never below 10⁻¹².
 */
export function sequentialP({ looks }: Decision, rule: StoppingRule): number {
  if (looks.length === 0) return 1;
  return Math.min(1, 2 * oneSidedP(looks, rule, ({ estimate }) => Math.abs(estimate)));
}

/** Repeated p against "at the margin or beyond": the larger of both sides. */
export function sequentialEquivalenceP(
  { looks }: Decision,
  rule: StoppingRule & { readonly margin: number },
): number {
  if (looks.length === 0) return 1;
  const { margin } = rule;
  return Math.max(
    oneSidedP(looks, rule, ({ estimate }) => estimate + margin),
    oneSidedP(looks, rule, ({ estimate }) => margin - estimate),
  );
}

const LEAST_P = 1e-12;

/** The smallest one-sided alpha whose boundary is crossed at one of the looks. */
function oneSidedP(
  looks: readonly Look[],
  rule: StoppingRule,
  from: (look: Look) => number,
): number {
  const most = rule.looks.at(-1)!;
  const times = looks.map(({ scheduled, pairs }) => ({
    time: scheduled / most,
    information: pairs,
  }));
  const deviates = looks.map((look) => {
    const tail = studentTail(studentised(from(look), look.standardError), look.pairs - 1);
    return tail > 0 ? -normalQuantile(Math.min(tail, 1 - 1e-16)) : 40;
  });
  const excess = (alpha: number): number => {
    const bounds = carriedBoundaries(times, alpha, rule);
    return Math.max(...deviates.map((deviate, at) => deviate - bounds[at]!));
  };
  if (excess(0.5) < 0) return 1;
  if (excess(LEAST_P) >= 0) return LEAST_P;
  return findRoot(excess, LEAST_P, 0.5);
}

/** Looks after `first` pairs, then every `every`, and at `most`. */
export function lookSchedule(first: number, every: number, most: number): number[] {
  const looks: number[] = [];
  for (let pairs = first; pairs < most; pairs += every) looks.push(pairs);
  return [...looks, most];
}

function requireRule({ looks, alpha, difference, margin, halfWidth }: StoppingRule): void {
  requireShare(2 * alpha, "2·alpha");
  const inOrder = looks.every(
    (pairs, at) => Number.isInteger(pairs) && pairs > (looks[at - 1] ?? 1),
  );
  if (looks.length === 0 || !inOrder)
    throw new RangeError(
      `stopping rule: looks ${looks.join(", ")}; whole numbers from 2 ascending`,
    );
  if (difference !== true && margin === undefined && halfWidth === undefined)
    throw new RangeError("stopping rule: no goal: difference, margin or half-width");
  for (const goal of [margin, halfWidth])
    if (goal !== undefined && !(goal > 0))
      throw new RangeError(`stopping rule: ${goal} is not above 0`);
}
