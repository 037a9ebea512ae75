import { ln } from "../../sim/index.ts";
import type { BootstrapInterval } from "./bca.ts";
import { bootstrap, bootstrapGroups, type BootstrapOptions } from "./bootstrap.ts";
import type { Side } from "./intervals.ts";
import { correlation, median, variance } from "./moments.ts";
import { tProbability } from "./paired-t.ts";
import { requirePairs, type Sample } from "./sample.ts";
import { signFlipTest, type SignFlipTest } from "./signs.ts";

/**
 * Natural logarithm of the ratio of two variances: how much further apart seeds end under the first arm than under the second.
 * @returns ±Infinity where one variance is 0, NaN where both are
 */
export function lnVarianceRatio(first: Sample, second: Sample): number {
  const above = variance(first);
  const below = variance(second);
  if (above === 0) return below === 0 ? NaN : -Infinity;
  return below === 0 ? Infinity : ln(above) - ln(below);
}

/**
 * Pitman and Morgan's (1939) test of equal variances in pairs: the correlation of sums and differences is 0 exactly where
 * variances are equal. Exact for normal pairs; with heavy tails it rejects too often, where `spreadPermutation` is to be
 * preferred.
 * @returns t on n − 2 degrees of freedom and p; null where an arm's sums or differences do not vary
 * @throws {RangeError} for fewer than three pairs
 */
export function pitmanMorgan(
  first: Sample,
  second: Sample,
  side: Side = "two",
): { readonly t: number; readonly df: number; readonly p: number } | null {
  requirePairs(first, second, 3, "Pitman–Morgan test");
  const sums = Float64Array.from(first, (value, at) => value + second[at]!);
  const differences = Float64Array.from(first, (value, at) => value - second[at]!);
  const r = correlation(sums, differences);
  if (r === null) return null;
  const df = first.length - 2;
  const t = r * Math.sqrt(df / ((1 - r) * (1 + r)));
  return { t, df, p: tProbability(t, df, side) };
}

/**
 * Permutation test of equal spreads in pairs: about their own medians (Brown and Forsythe 1974), the two arms of a pair might
 * as well change places. The statistic is the difference of sums of squares, so that swaps are flips of the sign of a² − b².
 * Keeps its level on skewed and heavy-tailed arms too, where centring at means would not. Assumes arms of like shape.
 */
export function spreadPermutation(
  first: Sample,
  second: Sample,
  options: { readonly side?: Side; readonly seed: string; readonly draws?: number },
): SignFlipTest {
  requirePairs(first, second, 3, "permutation test of spreads");
  const firstCentre = median(first);
  const secondCentre = median(second);
  const differences = Float64Array.from(first, (value, at) => {
    const a = value - firstCentre;
    const b = second[at]! - secondCentre;
    return (a - b) * (a + b);
  });
  return signFlipTest(differences, options);
}

/**
 * BCa interval of the logarithm of the variance ratio of paired arms; pairs stay together.
 * @throws {RangeError} where an arm does not vary
 */
export function pairedSpreadInterval(
  first: Sample,
  second: Sample,
  options: BootstrapOptions,
): BootstrapInterval {
  requirePairs(first, second, 3, "spread interval");
  const pairs = Array.from(first, (value, at) => [value, second[at]!] as const);
  const ofPairs = (drawn: readonly (readonly [number, number])[]): number =>
    lnVarianceRatio(
      drawn.map(([a]) => a),
      drawn.map(([, b]) => b),
    );
  return bootstrap(pairs, ofPairs, options);
}

/**
 * The same for arms with seeds of their own.
 * @throws {RangeError} where an arm does not vary
 */
export function independentSpreadInterval(
  first: Sample,
  second: Sample,
  options: BootstrapOptions,
): BootstrapInterval {
  return bootstrapGroups(
    [Array.from(first), Array.from(second)],
    ([a, b]) => lnVarianceRatio(a!, b!),
    options,
  );
}
