/** A point of practice space, or a step in it: one number per practice. */
export type Vector = readonly number[];

/** The entry of a list at an index that is known to be in it. */
export function at<T>(list: readonly T[], index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new RangeError(`no entry ${index} among ${list.length}`);
  return entry;
}

/** A list of `count` entries, each worked out from its index. */
export function list<T>(count: number, entry: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => entry(index));
}

export const sum = (xs: Vector): number => xs.reduce((total, x) => total + x, 0);
export const mean = (xs: Vector): number => sum(xs) / xs.length;
export const clamp = (x: number, low = 0, high = 1): number => Math.min(high, Math.max(low, x));

export const plus = (a: Vector, b: Vector): Vector => a.map((x, k) => x + at(b, k));
export const minus = (a: Vector, b: Vector): Vector => a.map((x, k) => x - at(b, k));
export const times = (factor: number, a: Vector): Vector => a.map((x) => factor * x);
export const dot = (a: Vector, b: Vector): number => sum(a.map((x, k) => x * at(b, k)));

/** √(Σ_k (x_k − y_k)² / K). */
export const distance = (a: Vector, b: Vector): number =>
  Math.sqrt(mean(minus(a, b).map((d) => d * d)));

/** Σ w·x / Σ w, entry by entry; nothing where the weights sum to 0. */
export function weightedMean(vectors: readonly Vector[], weights: Vector): Vector | undefined {
  const total = sum(weights);
  if (total === 0) return undefined;
  return at(vectors, 0).map(
    (_, k) => sum(vectors.map((x, i) => at(weights, i) * at(x, k))) / total,
  );
}

/** The plain mean of at least one vector. */
export const meanVector = (vectors: readonly Vector[]): Vector =>
  at(vectors, 0).map((_, k) => mean(vectors.map((x) => at(x, k))));

/** The first index whose cumulative share exceeds the uniform; the last if none does. */
export function pick(weights: Vector, uniform: number): number {
  const total = sum(weights);
  let cumulative = 0;
  for (const [index, weight] of weights.entries()) {
    cumulative += weight / total;
    if (cumulative > uniform) return index;
  }
  return weights.length - 1;
}
