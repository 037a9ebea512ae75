import {
  bootstrap,
  type BootstrapInterval,
  contrastWeights,
  decide,
  hedgesCorrection,
  type Interval,
  lnVarianceRatio,
  mean,
  median,
  monotoneSteps,
  pageTest,
  pairedEquivalence,
  pairedSpreadInterval,
  pairedTTest,
  pairingGain,
  sequentialEquivalenceP,
  sequentialP,
  signTest,
  standardDeviation,
  standardisedInterval,
  type StoppingRule,
  variance,
} from "../statistics/index.ts";

/** What is asked of the outcomes of a treatment's levels. */
export interface EffectQuestion {
  /** One weight per level; the effect of a seed is the weighted sum of its outcomes. */
  readonly weights: readonly number[];
  /** Smallest effect that counts. */
  readonly margin: number;
  readonly alpha: number;
  /** Whether a seed's outcome counts as its distance from the median of all seeds at that level. */
  readonly isSpread: boolean;
  /** Seed of the bootstrap's draws. */
  readonly seed: string;
  /** Replicates at which one may stop; the last is the most. */
  readonly looks: readonly number[];
  readonly spending: StoppingRule["spending"];
}

/** The outcomes of one level over the seeds that count. */
export interface LevelSummary {
  readonly n: number;
  readonly mean: number | null;
  readonly standardDeviation: number | null;
  /** Student's interval for the mean, of level 1 − alpha. */
  readonly interval: Interval | null;
  /** One per replicate, in their order; null where the run failed or its outcome is undefined. */
  readonly values: readonly (number | null)[];
}

/** What a treatment does, read off paired runs. */
export interface Effect {
  readonly levels: readonly LevelSummary[];
  /** One per replicate: the weighted sum over its levels; null where a level's outcome is missing. */
  readonly differences: readonly (number | null)[];
  /** Replicates with an outcome at every level. */
  readonly pairs: number;
  /** Replicates without. */
  readonly lost: number;
  /** Every difference is exactly 0. */
  readonly isExactlyZero: boolean;
  /** What pairs say; null with fewer than two. */
  readonly found: Found | null;
}

export interface Found {
  /** Mean difference, in the outcome's unit. */
  readonly estimate: number;
  readonly standardDeviation: number;
  /** BCa bootstrap interval of level 1 − alpha. */
  readonly interval: BootstrapInterval;
  /** Interval of level 1 − alpha that holds at whatever look one stops; Student's with a single look. */
  readonly confidence: Interval;
  /** Two-sided p against "no effect". */
  readonly p: number;
  readonly equivalence: {
    readonly margin: number;
    /** p against "the effect is as large as the margin or larger". */
    readonly p: number;
    /** Interval of level 1 − 2·alpha. */
    readonly interval: Interval;
  };
  /** One-sided p against "no larger than the margin", upwards and downwards. */
  readonly beyond: { readonly above: number; readonly below: number };
  readonly standardised: {
    readonly dz: number | null;
    readonly dzInterval: Interval | null;
    readonly hedges: number | null;
    readonly dav: number | null;
    /** estimate over the first level's mean. */
    readonly relative: number | null;
  };
  /** Of the first and last level over seeds; gain in variance from pairing. */
  readonly pairing: { readonly correlation: number | null; readonly gain: number | null };
  /** For more than two levels: does the outcome go one way from each level to the next? */
  readonly trend: {
    readonly steps: readonly { readonly estimate: number; readonly interval: Interval }[];
    readonly rises: { readonly monotone: number; readonly page: number };
    readonly falls: { readonly monotone: number; readonly page: number };
  } | null;
  /** For a spread between seeds over two levels: ln of the ratio of the last level's variance to the first's. */
  readonly spread: { readonly lnVarianceRatio: number; readonly interval: Interval } | null;
}

/**
 * Weights of levels whose weighted sum is the change along the fitted line from the first dose to the last; given weights as they are.
 */
export function levelWeights(
  doses: readonly number[],
  given: readonly number[] | undefined,
): readonly number[] {
  if (given !== undefined) return given;
  const range = (doses.at(-1) ?? 1) - (doses[0] ?? 0);
  return Array.from(contrastWeights(doses, 1), (weight) => weight * range);
}

/**
 * The effect of a treatment.
 * @param outcomes one list per level, one entry per replicate; NaN where a run failed or its outcome is undefined
 */
export function effectOf(outcomes: readonly Float64Array[], question: EffectQuestion): Effect {
  const replicates = outcomes[0]?.length ?? 0;
  const isWhole = Array.from({ length: replicates }, (_, at) =>
    outcomes.every((level) => Number.isFinite(level[at])),
  );
  const judged = question.isSpread ? outcomes.map((level) => fromMedian(level, isWhole)) : outcomes;
  const differences = Float64Array.from(isWhole, (whole, at) =>
    whole ? weighted(judged, question.weights, at) : NaN,
  );
  const pairs = isWhole.filter(Boolean).length;
  const kept = differences.filter((value) => !Number.isNaN(value));
  return {
    levels: judged.map((level) => summaryOf(level, question.alpha)),
    differences: Array.from(differences, orNull),
    pairs,
    lost: replicates - pairs,
    isExactlyZero: pairs > 0 && kept.every((value) => value === 0),
    found: pairs < 2 ? null : foundIn({ outcomes, judged, differences, kept, isWhole }, question),
  };
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Weights sum to 0, so outcomes are taken from the first level's: levels that are the same give exactly 0. */
function weighted(levels: readonly Float64Array[], weights: readonly number[], at: number): number {
  const first = levels[0]?.[at] ?? NaN;
  let sum = 0;
  for (const [level, values] of levels.entries())
    sum += (weights[level] ?? 0) * ((values[at] ?? NaN) - first);
  return sum + 0;
}

/** Distances from the median of the seeds that have an outcome at every level. */
function fromMedian(level: Float64Array, isWhole: readonly boolean[]): Float64Array {
  const kept = level.filter((_, at) => isWhole[at]);
  const middle = kept.length === 0 ? NaN : median(kept);
  return level.map((value) => Math.abs(value - middle));
}

function summaryOf(level: Float64Array, alpha: number): LevelSummary {
  const kept = level.filter((value) => Number.isFinite(value));
  const isSpread = kept.length >= 2;
  return {
    n: kept.length,
    mean: kept.length === 0 ? null : mean(kept),
    standardDeviation: isSpread ? standardDeviation(kept) : null,
    interval: isSpread ? pairedTTest(kept, { level: 1 - alpha }).interval : null,
    values: Array.from(level, orNull),
  };
}

interface Paired {
  readonly outcomes: readonly Float64Array[];
  readonly judged: readonly Float64Array[];
  /** NaN where a level is missing. */
  readonly differences: Float64Array;
  readonly kept: Float64Array;
  readonly isWhole: readonly boolean[];
}

function foundIn(paired: Paired, question: EffectQuestion): Found {
  const { kept } = paired;
  const { alpha, margin, seed } = question;
  const whole = (levels: readonly Float64Array[]) =>
    levels.map((level) => level.filter((_, at) => paired.isWhole[at]));
  const levels = whole(paired.judged);
  const estimate = mean(kept);
  const deviation = standardDeviation(kept);
  const [first, last] = [levels[0] ?? kept, levels.at(-1) ?? kept];
  const pairing = pairingGain(last, first);
  const dz = deviation > 0 ? estimate / deviation : null;
  const rms = Math.sqrt(mean(levels.map((level) => variance(level))));
  const baseline = mean(first);
  return {
    estimate,
    standardDeviation: deviation,
    interval: bootstrap(Array.from(kept), (values) => mean(values), { seed, level: 1 - alpha }),
    ...testsOf(paired.differences, kept, question),
    equivalence: equivalenceOf(paired.differences, kept, question),
    beyond: {
      above: beyondOf(paired.differences, kept, question, margin),
      below: beyondOf(negated(paired.differences), negated(kept), question, margin),
    },
    standardised: {
      dz,
      dzInterval: deviation > 0 ? standardisedInterval(kept, 1 - alpha) : null,
      hedges: dz === null ? null : dz * hedgesCorrection(kept.length - 1),
      dav: rms > 0 ? estimate / rms : null,
      relative: baseline === 0 ? null : estimate / baseline,
    },
    pairing: { correlation: pairing.correlation, gain: pairing.gain },
    trend: levels.length > 2 ? trendOf(levels) : null,
    spread:
      question.isSpread && levels.length === 2 ? spreadOf(whole(paired.outcomes), question) : null,
  };
}

const negated = (values: Float64Array): Float64Array => values.map((value) => -value);

/** All looks that the differences reach, whatever they show: one looks on until the verdict is there. */
function looksAt(differences: Float64Array, question: EffectQuestion) {
  const { looks, alpha, spending } = question;
  const rule: StoppingRule = { looks, alpha, spending, halfWidth: Number.MIN_VALUE };
  return { rule, decision: decide(differences, rule) };
}

function testsOf(
  differences: Float64Array,
  kept: Float64Array,
  question: EffectQuestion,
): { readonly p: number; readonly confidence: Interval } {
  const test = pairedTTest(kept, { level: 1 - question.alpha });
  // equal differences have no spread to judge by, but their signs
  if (test.standardError === 0) return { p: signTest(kept).p, confidence: test.interval };
  if (question.looks.length === 1) return { p: test.p, confidence: test.interval };
  const { rule, decision } = looksAt(differences, question);
  return {
    p: sequentialP(decision, rule),
    confidence: decision.looks.at(-1)?.interval ?? test.interval,
  };
}

function equivalenceOf(
  differences: Float64Array,
  kept: Float64Array,
  question: EffectQuestion,
): Found["equivalence"] {
  const { alpha, margin } = question;
  const test = pairedEquivalence(kept, margin, alpha);
  if (question.looks.length === 1 || test.standardError === 0)
    return { margin, p: test.p, interval: test.interval };
  const { rule, decision } = looksAt(differences, question);
  return {
    margin,
    p: sequentialEquivalenceP(decision, { ...rule, margin }),
    interval: decision.looks.at(-1)?.inner ?? test.interval,
  };
}

/** One-sided p against "at most the margin". */
function beyondOf(
  differences: Float64Array,
  kept: Float64Array,
  question: EffectQuestion,
  margin: number,
): number {
  const test = pairedTTest(kept, { nullValue: margin, side: "greater" });
  if (question.looks.length === 1 || test.standardError === 0) return test.p;
  if (test.estimate <= margin) return 1;
  const { rule, decision } = looksAt(
    differences.map((value) => value - margin),
    question,
  );
  return sequentialP(decision, rule); // two-sided, so rather too large than too small
}

function trendOf(levels: readonly Float64Array[]): Found["trend"] {
  const blocks = Array.from(levels[0] ?? [], (_, at) => levels.map((level) => level[at] ?? NaN));
  const up = monotoneSteps(blocks, "greater");
  const down = monotoneSteps(blocks, "less");
  return {
    steps: up.steps.map(({ estimate, interval }) => ({ estimate, interval })),
    rises: { monotone: up.p, page: pageTest(blocks, "greater").p },
    falls: { monotone: down.p, page: pageTest(blocks, "less").p },
  };
}

function spreadOf(
  [first, last]: readonly Float64Array[],
  { seed, alpha }: EffectQuestion,
): Found["spread"] {
  if (first === undefined || last === undefined) return null;
  if (!(variance(first) > 0 && variance(last) > 0)) return null;
  const interval = pairedSpreadInterval(last, first, { seed, level: 1 - alpha });
  return { lnVarianceRatio: lnVarianceRatio(last, first), interval };
}
