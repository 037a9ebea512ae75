/** The entry of a list at an index that is known to be in it. */
export const at = <T>(list: readonly T[], index: number) => list[index] as T;

/** A list of `count` entries, each worked out from its index. */
export function list<T>(count: number, entry: (index: number) => T): T[] {
  const entries: T[] = [];
  for (let index = 0; index < count; index++) entries.push(entry(index));
  return entries;
}

/** What f makes of two lists, entry by entry. */
export const map2 = <A, B, C>(as: readonly A[], bs: readonly B[], f: (a: A, b: B) => C): C[] =>
  list(as.length, (index) => f(at(as, index), at(bs, index)));

export function sum(xs: number[]) {
  let total = 0;
  for (const x of xs) total += x;
  return total;
}
export const mean = (xs: number[]) => sum(xs) / xs.length;
export const clamp = (x: number, low = 0, high = 1) => Math.min(high, Math.max(low, x));
export const plus = (a: number[], b: number[]) => map2(a, b, (x, y) => x + y);
export const minus = (a: number[], b: number[]) => map2(a, b, (x, y) => x - y);
export function dot(a: number[], b: number[]) {
  let total = 0;
  for (let k = 0; k < a.length; k++) total += at(a, k) * at(b, k);
  return total;
}

/** rate·(to − from). */
export const pull = (rate: number, to: number[], from: number[]) =>
  minus(to, from).map((gap) => rate * gap);

/** √(Σ_k (x_k − y_k)² / K). */
export function distance(a: number[], b: number[]) {
  let total = 0;
  for (let k = 0; k < a.length; k++) total += (at(a, k) - at(b, k)) * (at(a, k) - at(b, k));
  return Math.sqrt(total / a.length);
}

/** Σ w·x / Σ w, entry by entry; `otherwise` where the weights sum to 0. */
export function average(rows: number[][], weights = rows.map(() => 1), otherwise: number[] = []) {
  const total = sum(weights);
  if (total === 0) return otherwise;
  const sums = at(rows, 0).map(() => 0);
  for (let i = 0; i < rows.length; i++)
    for (let k = 0; k < sums.length; k++)
      sums[k] = at(sums, k) + at(weights, i) * at(at(rows, i), k);
  return sums.map((x) => x / total);
}

/** The same of what rows have, each with its weight. */
export const averageOf = <T>(
  rows: readonly T[],
  x: (row: T) => number[],
  weight: (row: T) => number = () => 1,
  otherwise: number[] = [],
) => average(rows.map(x), rows.map(weight), otherwise);

/** The first of those whose score is least. */
export function firstBy<T>(candidates: T[], score: (one: T) => number): T | undefined {
  const scores = candidates.map(score);
  return candidates[scores.indexOf(Math.min(...scores))];
}
