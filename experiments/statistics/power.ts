import { fisherQuantile, noncentralFisherTail } from "./fisher.ts";
import { meanOverSpread, noncentralStudentTail } from "./noncentral.ts";
import { normalTail } from "./normal.ts";
import { findRoot } from "./root.ts";
import { requireShare } from "./sample.ts";
import { studentQuantile } from "./student.ts";

/** Most runs that are looked for. */
const MOST_RUNS = 10_000_000;

/** A paired t test that is to find an effect. */
export interface TDesign {
  /** Mean difference over the standard deviation of differences (d_z), on the alternative's side. */
  readonly effect: number;
  readonly alpha?: number;
  /** One-sided tests look on the effect's own side. */
  readonly sides?: 1 | 2;
}

/**
 * Power of the paired t test on n pairs with normal differences: the noncentral t with δ = d_z·√n beyond the critical values.
 */
export function powerOfT(n: number, { effect, alpha = 0.05, sides = 2 }: TDesign): number {
  const df = requirePairCount(n) - 1;
  requireShare(alpha, "alpha");
  const critical = -studentQuantile(alpha / sides, df);
  const noncentrality = Math.abs(effect) * Math.sqrt(n);
  const near = noncentralStudentTail(critical, df, noncentrality);
  return Math.min(
    1,
    sides === 1 ? near : near + noncentralStudentTail(critical, df, -noncentrality),
  );
}

/** Fewest pairs with at least this power. */
export function pairsForT(design: TDesign & { readonly power: number }): number {
  requireShare(design.power, "power");
  if (design.effect === 0) throw new RangeError("pairs for power: an effect of 0 is never found");
  return fewest(2, (n) => powerOfT(n, design) >= design.power, "pairs for power");
}

/** Smallest d_z that n pairs find with this power. */
export function detectableEffect(
  n: number,
  { power, alpha = 0.05, sides = 2 }: Omit<TDesign, "effect"> & { readonly power: number },
): number {
  requireShare(power, "power");
  if (power <= alpha) throw new RangeError(`power ${power} is no more than alpha`);
  let high = 1;
  while (powerOfT(n, { effect: high, alpha, sides }) < power) high *= 2;
  return findRoot((effect) => powerOfT(n, { effect, alpha, sides }) - power, 0, high);
}

/** A paired equivalence test; effect and margin over the standard deviation of differences. */
export interface EquivalenceDesign {
  /** Half the width of (−margin, margin). */
  readonly margin: number;
  /** The true difference; 0 where left out. */
  readonly effect?: number;
  readonly alpha?: number;
}

/**
 * Power of two one-sided tests on n pairs, exact for normal differences: given the sample's standard deviation s, the mean must
 * fall within ±(margin·√n − t_α·s); that chance is averaged over s.
 */
export function powerOfEquivalence(
  n: number,
  { margin, effect = 0, alpha = 0.05 }: EquivalenceDesign,
): number {
  const df = requirePairCount(n) - 1;
  requireShare(2 * alpha, "2·alpha");
  const critical = -studentQuantile(alpha, df);
  const wide = margin * Math.sqrt(n);
  const centre = effect * Math.sqrt(n);
  const chance = (s: number): number => {
    const reach = wide - critical * s;
    return reach <= 0 ? 0 : normalTail(-reach - centre) - normalTail(reach - centre);
  };
  return meanOverSpread(df, chance, wide + Math.abs(centre), wide / critical);
}

/** Fewest pairs that show equivalence with at least this power. */
export function pairsForEquivalence(
  design: EquivalenceDesign & { readonly power: number },
): number {
  requireShare(design.power, "power");
  if (!(Math.abs(design.effect ?? 0) < design.margin))
    throw new RangeError("pairs for equivalence: the true difference is not within the margin");
  return fewest(2, (n) => powerOfEquivalence(n, design) >= design.power, "pairs for equivalence");
}

/**
 * Fewest runs whose mean has a t interval of at most this half-width, given the standard deviation (from a pilot, or of
 * differences). The width itself varies: about half of all samples come out wider.
 */
export function runsForHalfWidth({
  standardDeviation,
  halfWidth,
  level = 0.95,
}: {
  readonly standardDeviation: number;
  readonly halfWidth: number;
  readonly level?: number;
}): number {
  if (!(halfWidth > 0 && standardDeviation >= 0))
    throw new RangeError(
      `runs for half-width: ${halfWidth}, standard deviation ${standardDeviation}`,
    );
  requireShare(level, "confidence level");
  const isNarrow = (n: number): boolean =>
    (studentQuantile((1 + level) / 2, n - 1) * standardDeviation) / Math.sqrt(n) <= halfWidth;
  return fewest(2, isNarrow, "runs for half-width");
}

/** A one-way comparison of several levels with seeds of their own. */
export interface LevelsDesign {
  readonly levels: number;
  /** Cohen's f: standard deviation of level means over that within levels. */
  readonly f: number;
  readonly alpha?: number;
}

/** Power of the one-way F test with n runs at each level: noncentral F with λ = n·J·f². */
export function powerOfLevels(n: number, { levels, f, alpha = 0.05 }: LevelsDesign): number {
  requirePairCount(n);
  const degrees = [levels - 1, levels * (n - 1)] as const;
  return noncentralFisherTail(fisherQuantile(alpha, degrees), degrees, n * levels * f * f);
}

/** Fewest runs at each level with at least this power. */
export function runsForLevels(design: LevelsDesign & { readonly power: number }): number {
  requireShare(design.power, "power");
  if (design.f === 0) throw new RangeError("runs for levels: an effect of 0 is never found");
  return fewest(2, (n) => powerOfLevels(n, design) >= design.power, "runs for levels");
}

function requirePairCount(n: number): number {
  if (!(Number.isInteger(n) && n >= 2)) throw new RangeError(`power: ${n} runs; at least 2 needed`);
  return n;
}

/** The smallest n from `least` on that is enough, where more than enough is enough too. */
function fewest(least: number, isEnough: (n: number) => boolean, name: string): number {
  let high = least;
  while (!isEnough(high)) {
    if (high >= MOST_RUNS) throw new RangeError(`${name}: more than ${MOST_RUNS} needed`);
    high *= 2;
  }
  let low = high === least ? least - 1 : high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
