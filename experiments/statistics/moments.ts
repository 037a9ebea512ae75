import { ascending, requirePairs, requireSample, type Sample } from "./sample.ts";

/**
 * Arithmetic mean: the plain sum over n, then the mean of what is left over, which takes back the sum's rounding.
 * @throws {RangeError} for an empty sample, or where an observation is not finite
 */
export function mean(sample: Sample): number {
  requireSample(sample, 1, "mean");
  let sum = 0;
  for (let at = 0; at < sample.length; at++) sum += sample[at]!;
  const rough = sum / sample.length;
  let left = 0;
  for (let at = 0; at < sample.length; at++) left += sample[at]! - rough;
  return rough + left / sample.length;
}

/**
 * Variance with n − 1 below, in two passes with the correction of Chan, Golub and LeVeque (1983). A sample of equal values
 * gives exactly 0.
 * @throws {RangeError} for fewer than two observations
 */
export function variance(sample: Sample): number {
  requireSample(sample, 2, "variance");
  const centre = mean(sample);
  let squares = 0;
  let rest = 0;
  for (let at = 0; at < sample.length; at++) {
    const from = sample[at]! - centre;
    squares += from * from;
    rest += from;
  }
  return Math.max(0, squares - (rest * rest) / sample.length) / (sample.length - 1);
}

/** Square root of the variance with n − 1 below. */
export function standardDeviation(sample: Sample): number {
  return Math.sqrt(variance(sample));
}

/**
 * Sample quantile of Hyndman and Fan's (1996) type 7, linear between order statistics: R's default.
 * @param share in [0,1]
 * @throws {RangeError} for an empty sample or a share outside [0,1]
 */
export function quantile(sample: Sample, share: number): number {
  requireSample(sample, 1, "quantile");
  if (!(share >= 0 && share <= 1)) throw new RangeError(`quantile: ${share} is not within [0,1]`);
  const sorted = ascending(sample);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low === high ? low : low + (place - below) * (high - low);
}

/** The middle observation, or the mean of the two. */
export function median(sample: Sample): number {
  return quantile(sample, 0.5);
}

/**
 * Third moment over the second to the power 3/2, both with n below: 0 where all observations are equal.
 * @throws {RangeError} for an empty sample
 */
export function skewness(sample: Sample): number {
  const centre = mean(sample);
  let second = 0;
  let third = 0;
  for (let at = 0; at < sample.length; at++) {
    const from = sample[at]! - centre;
    second += from * from;
    third += from * from * from;
  }
  if (second === 0) return 0;
  const average = second / sample.length;
  return third / sample.length / (average * Math.sqrt(average));
}

/**
 * Pearson's correlation of two paired samples, in [−1,1].
 * @returns null where one of the two does not vary
 * @throws {RangeError} for fewer than two pairs or unequal lengths
 */
export function correlation(first: Sample, second: Sample): number | null {
  requirePairs(first, second, 2, "correlation");
  const firstCentre = mean(first);
  const secondCentre = mean(second);
  let ofFirst = 0;
  let ofSecond = 0;
  let ofBoth = 0;
  for (let at = 0; at < first.length; at++) {
    const a = first[at]! - firstCentre;
    const b = second[at]! - secondCentre;
    ofFirst += a * a;
    ofSecond += b * b;
    ofBoth += a * b;
  }
  if (ofFirst === 0 || ofSecond === 0) return null;
  return Math.max(-1, Math.min(1, ofBoth / Math.sqrt(ofFirst) / Math.sqrt(ofSecond)));
}
