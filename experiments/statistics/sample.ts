/** Observations in a fixed order, one per run, pair or unit; a statistic reads every one of them and changes none. */
export type Sample = ArrayLike<number>;

/**
 * Turns away what no statistic can be computed from. A failed run is the caller's to leave out and to count; one that slips
 * through must not become a result.
 * @param least the fewest observations that the statistic is defined for
 * @throws {RangeError} where the sample is shorter, or an observation is NaN or infinite
 */
export function requireSample(sample: Sample, least: number, name: string): void {
  if (sample.length < least)
    throw new RangeError(`${name}: got ${sample.length} observations; at least ${least} needed`);
  for (let at = 0; at < sample.length; at++)
    if (!Number.isFinite(sample[at]))
      throw new RangeError(`${name}: observation ${at + 1} is ${sample[at]}`);
}

/**
 * Turns away two samples that are no pairs.
 * @throws {RangeError} as `requireSample`, or where the lengths differ
 */
export function requirePairs(first: Sample, second: Sample, least: number, name: string): void {
  requireSample(first, least, name);
  requireSample(second, least, name);
  if (first.length !== second.length)
    throw new RangeError(`${name}: got ${first.length} and ${second.length} observations`);
}

/** @throws {RangeError} where `share` is not strictly between 0 and 1 */
export function requireShare(share: number, name: string): void {
  if (!(share > 0 && share < 1)) throw new RangeError(`${name}: ${share} is not within (0,1)`);
}

/** A copy in ascending order. */
export function ascending(sample: Sample): Float64Array {
  return Float64Array.from(sample).sort();
}

/** Where each observation comes to lie, ties sharing the mean of their places: midranks from 1 to n. */
export function midranks(sample: Sample): Float64Array {
  const order = Array.from(sample, (_, at) => at).sort((a, b) => sample[a]! - sample[b]!);
  const ranks = new Float64Array(sample.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && sample[order[to]!] === sample[order[from]!]) to++;
    for (let place = from; place < to; place++) ranks[order[place]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
