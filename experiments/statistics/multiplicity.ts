import type { Sample } from "./sample.ts";

/**
 * Holm's (1979) adjusted p, in the order given: max over the smaller ones of (m − rank + 1)·p, at most 1. Rejecting those at
 * most alpha keeps the chance of any false rejection in the family at alpha, whatever the dependence.
 * @throws {RangeError} where a p is outside [0,1]
 */
export function holm(p: Sample): number[] {
  const order = byValue(p);
  const adjusted = Array.from(p, () => 0);
  let most = 0;
  order.forEach((index, place) => {
    most = Math.max(most, Math.min(1, (p.length - place) * p[index]!));
    adjusted[index] = most;
  });
  return adjusted;
}

/**
 * Benjamini and Hochberg's (1995) adjusted p, in the order given: the share of false discoveries among those at most q is at
 * most q, for independent or positively dependent tests. For exploration only.
 * @throws {RangeError} where a p is outside [0,1]
 */
export function benjaminiHochberg(p: Sample): number[] {
  const order = byValue(p);
  const adjusted = Array.from(p, () => 0);
  let least = 1;
  for (let place = p.length - 1; place >= 0; place--) {
    const index = order[place]!;
    least = Math.min(least, (p.length / (place + 1)) * p[index]!);
    adjusted[index] = least;
  }
  return adjusted;
}

/** Indices in ascending order of p, ties in the order given. */
function byValue(p: Sample): number[] {
  for (let index = 0; index < p.length; index++)
    if (!(p[index]! >= 0 && p[index]! <= 1)) throw new RangeError(`p is ${p[index]}`);
  return Array.from(p, (_, index) => index).sort((a, b) => p[a]! - p[b]! || a - b);
}
