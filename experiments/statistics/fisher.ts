import { exp, ln } from "../../sim/index.ts";
import { regularisedBeta } from "./beta.ts";
import { lnGamma } from "./gamma.ts";
import { findRoot } from "./root.ts";
import { requireShare } from "./sample.ts";

/** Degrees of freedom of the two sums of squares. */
export type Degrees = readonly [above: number, below: number];

/** The share x = d₁f/(d₁f + d₂) of the sum of squares above, and 1 − x, neither from the other. */
function shares(f: number, [above, below]: Degrees): [x: number, y: number] {
  const ratio = (above * f) / below;
  return ratio > 1
    ? [1 / (1 + 1 / ratio), 1 / ratio / (1 + 1 / ratio)]
    : [ratio / (1 + ratio), 1 / (1 + ratio)];
}

/** P(F > f) for Fisher's F, with relative accuracy in the upper tail. */
export function fisherTail(f: number, degrees: Degrees): number {
  if (f <= 0) return 1;
  return regularisedBeta(degrees[0] / 2, degrees[1] / 2, ...shares(f, degrees)).upper;
}

/** f with P(F > f) = tail, tail in (0,1). */
export function fisherQuantile(tail: number, degrees: Degrees): number {
  requireShare(tail, "fisherQuantile");
  const target = ln(tail);
  const excess = (u: number): number => {
    const above = fisherTail(exp(u), degrees);
    return above > 0 ? ln(above) - target : -Infinity;
  };
  let low = -1;
  let high = 1;
  while (excess(low) < 0) low *= 2;
  while (excess(high) > 0) high *= 2;
  return exp(findRoot(excess, low, high));
}

/**
 * P(F > f) for the noncentral F: the Poisson mixture Σ_j Poisson(j; λ/2)·(1 − I_x(d₁/2 + j, d₂/2)), summed outwards from its
 * largest weight. Absolute accuracy 10⁻¹³.
 * @param noncentrality λ, at least 0
 */
export function noncentralFisherTail(f: number, degrees: Degrees, noncentrality: number): number {
  if (f <= 0) return 1;
  if (noncentrality === 0) return fisherTail(f, degrees);
  const [x, y] = shares(f, degrees);
  const half = noncentrality / 2;
  const lnHalf = ln(half);
  const mode = Math.floor(half);
  const term = (j: number): [weight: number, part: number] => {
    const weight = exp(j * lnHalf - half - lnGamma(j + 1));
    return [weight, weight * regularisedBeta(degrees[0] / 2 + j, degrees[1] / 2, x, y).upper];
  };
  let sum = 0;
  for (let j = mode; j >= 0; j--) {
    const [weight, part] = term(j);
    sum += part;
    if (weight < 1e-18) break;
  }
  for (let j = mode + 1; ; j++) {
    const [weight, part] = term(j);
    sum += part;
    if (weight < 1e-18) return Math.min(1, sum);
  }
}
