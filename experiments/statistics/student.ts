import { exp, ln } from "../../sim/random/exact.ts";
import { regularisedBeta } from "./beta.ts";
import { normalQuantile } from "./normal.ts";
import { requireShare } from "./sample.ts";

/**
 * P(T > t) for Student's t with `df` degrees of freedom, with relative accuracy in the upper tail: ½·I_x(df/2, ½), x = df/(df +
 * t²).
 * @param df positive
 */
export function studentTail(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`Student's t: ${df} degrees of freedom`);
  if (t < 0) return 1 - studentTail(-t, df);
  if (t === Infinity) return 0;
  return regularisedBeta(df / 2, 0.5, ...shares(t, df)).lower / 2;
}

/** P(T ≤ t) for Student's t with `df` degrees of freedom. */
export function studentCdf(t: number, df: number): number {
  return studentTail(-t, df);
}

/** x = df/(df + t²) and 1 − x, neither from the other. */
function shares(t: number, df: number): [x: number, y: number] {
  const ratio = t / Math.sqrt(df);
  const square = ratio * ratio;
  return square > 1
    ? [1 / square / (1 + 1 / square), 1 / (1 + 1 / square)]
    : [1 / (1 + square), square / (1 + square)];
}

/**
 * t with P(T ≤ t) = share. Newton's steps on logarithms of t and of a probability, that of the tail or, near the middle, that
 * between 0 and t: either curve is concave, so that the steps cannot go astray.
 * @param share in (0,1)
 * @throws {RangeError} outside, or where `df` is not positive
 */
export function studentQuantile(share: number, df: number): number {
  requireShare(share, "studentQuantile");
  if (!(df > 0)) throw new RangeError(`Student's t: ${df} degrees of freedom`);
  if (share === 0.5) return 0;
  if (share > 0.5) return -studentQuantile(1 - share, df);
  const isTail = share <= 0.25;
  const target = ln(2 * (isTail ? share : 0.5 - share));
  const z = -normalQuantile(share);
  // Cornish and Fisher's first term
  let u = ln(z * (1 + (z * z + 1) / (4 * df)));
  for (let turn = 0; turn < 100; turn++) {
    const [x, y] = shares(exp(u), df);
    const { lower, upper, front } = regularisedBeta(df / 2, 0.5, x, y);
    const probability = isTail ? lower : upper;
    if (probability === 0) {
      u -= 1; // so far out that the tail has no digits left
      continue;
    }
    const slope = (2 * (isTail ? -front : front)) / probability; // dx/du = −2xy
    const step = (target - ln(probability)) / slope;
    u += step;
    if (Math.abs(step) < 1e-8) break;
  }
  return -exp(u);
}
