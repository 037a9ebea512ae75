import { exp, ln } from "../../sim/random/exact.ts";
import { upperQuantile } from "../../sim/random/normal.ts";
import { requireShare } from "./sample.ts";

const ROOT_TWO_PI = 2.5066282746310002;

/** Standard normal density at z. */
export function normalDensity(z: number): number {
  return exp(-0.5 * z * z) / ROOT_TWO_PI;
}

/**
 * P(Z > z) for a standard normal Z, with relative accuracy in the upper tail: below 2.5 the series
 * φ(z)·(z + z³/3 + z⁵/15 + …) taken from ½, above it Laplace's continued fraction.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  if (z < 2.5) {
    let term = z;
    let sum = z;
    for (let odd = 3; term > sum * 1e-17; odd += 2) {
      term *= (z * z) / odd;
      sum += term;
    }
    return 0.5 - normalDensity(z) * sum;
  }
  if (z > 39) return 0;
  let below = z;
  for (let term = Math.ceil(20 + 500 / (z * z)); term >= 1; term--) below = z + term / below;
  return normalDensity(z) / below;
}

/** P(Z ≤ z) for a standard normal Z. */
export function normalCdf(z: number): number {
  return normalTail(-z);
}

/**
 * z with P(Z ≤ z) = share: the model's own quantile (Wichura 1988) where its argument still has digits, then Newton's steps on
 * the logarithm of the tail.
 * @param share in (0,1)
 * @throws {RangeError} outside
 */
export function normalQuantile(share: number): number {
  requireShare(share, "normalQuantile");
  if (share > 0.5) return -normalQuantile(1 - share);
  const target = ln(share);
  let z = share > 1e-9 ? upperQuantile(1 - 2 * share) : Math.sqrt(-2 * target);
  for (let turn = 0; turn < 8; turn++) {
    const tail = normalTail(z);
    const step = ((ln(tail) - target) * tail) / normalDensity(z);
    z += step;
    if (Math.abs(step) <= 1e-15 * Math.abs(z)) break;
  }
  return -z;
}
