/** The number of parts of each factor. */
const countsOf = (parts: readonly Int32Array[]): readonly number[] =>
  parts.map((own) => own.reduce((most, part) => Math.max(most, part + 1), 0));

/** One number for each factor, from chosen points; repeats count as often as they come. */
type ByFactor = (chosen: Int32Array) => readonly number[];

/**
 * PAWN: how far the outcome's distribution within a part of a factor's range lies from that of all points, whatever moves,
 * mean, spread or tail: the median over the parts of the Kolmogorov–Smirnov distance.
 * Source: F. Pianosi and T. Wagener, Environmental Modelling & Software 108 (2018) 1–11.
 * @param parts of each factor, a number from 0 for each point
 */
export function partDistances(parts: readonly Int32Array[], outcome: Float64Array): ByFactor {
  const order = [...outcome.keys()].sort((a, b) => (outcome[a] ?? 0) - (outcome[b] ?? 0) || a - b);
  const counts = countsOf(parts);
  const weights = new Float64Array(outcome.length);
  return (chosen) => {
    weights.fill(0);
    for (const place of chosen) weights[place]! += 1;
    return parts.map((own, factor) =>
      median(distances(own, counts[factor] ?? 0, { order, weights, outcome })),
    );
  };
}

/**
 * First-order shares of variance from any sample: the correlation ratio η², the variance of the parts' means over that of
 * all points, without what chance alone gives it: ε² = 1 − (1 − η²)(n − 1)/(n − parts).
 */
export function firstShares(parts: readonly Int32Array[], outcome: Float64Array): ByFactor {
  const counts = countsOf(parts);
  return (chosen) =>
    parts.map((own, factor) => firstShare(own, counts[factor] ?? 0, outcome, chosen));
}

interface Ordered {
  readonly order: readonly number[];
  readonly weights: Float64Array;
  readonly outcome: Float64Array;
}

/**
 * Kolmogorov–Smirnov distance of each part to the whole. Between a part's own points its share stands still while the
 * whole's rises, so the largest differences lie at its points, just before or just after them.
 */
function distances(
  parts: Int32Array,
  count: number,
  { order, weights, outcome }: Ordered,
): number[] {
  const sizes = new Float64Array(count);
  for (const [place, weight] of weights.entries()) sizes[parts[place] ?? 0]! += weight;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const below = new Float64Array(count);
  const furthest = new Float64Array(count);
  let passed = 0;
  const look = (place: number): void => {
    if (weights[place] === 0) return;
    const part = parts[place] ?? 0;
    const apart = Math.abs((below[part] ?? 0) / (sizes[part] ?? 1) - passed / total);
    if (apart > (furthest[part] ?? 0)) furthest[part] = apart;
  };
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && outcome[order[to] ?? 0] === outcome[order[from] ?? 0]) to++;
    for (let at = from; at < to; at++) look(order[at] ?? 0);
    for (let at = from; at < to; at++) {
      const place = order[at] ?? 0;
      below[parts[place] ?? 0]! += weights[place] ?? 0;
      passed += weights[place] ?? 0;
    }
    for (let at = from; at < to; at++) look(order[at] ?? 0);
    from = to;
  }
  return [...furthest].filter((_, part) => (sizes[part] ?? 0) > 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

function firstShare(
  parts: Int32Array,
  count: number,
  outcome: Float64Array,
  chosen: Int32Array,
): number {
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  let all = 0;
  for (const place of chosen) {
    sums[parts[place] ?? 0]! += outcome[place] ?? NaN;
    sizes[parts[place] ?? 0]! += 1;
    all += outcome[place] ?? NaN;
  }
  const mean = all / chosen.length;
  let total = 0;
  let within = 0;
  for (const place of chosen) {
    const part = parts[place] ?? 0;
    const value = outcome[place] ?? NaN;
    const own = (sums[part] ?? 0) / (sizes[part] ?? 1);
    total += (value - mean) * (value - mean);
    within += (value - own) * (value - own);
  }
  const used = sizes.filter((size) => size > 0).length;
  return total > 0 && chosen.length > used
    ? 1 - ((within / total) * (chosen.length - 1)) / (chosen.length - used)
    : NaN;
}
