import { exp, ln } from "../../sim/index.ts";
import { regularisedBeta } from "./beta.ts";
import { findRoot } from "./root.ts";
import { requireShare } from "./sample.ts";

/**
 * P(T > t) for Student's t with `df` degrees of freedom, with relative accuracy in the upper tail: ½·I_x(df/2, ½), x = df/(df + t²).
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
 * t with P(T ≤ t) = share. Found on the logarithmic scale in the tails, and by the probability between 0 and t near the middle.
 * @param share in (0,1)
 * @throws {RangeError} outside, or where `df` is not positive
 */
export function studentQuantile(share: number, df: number): number {
  requireShare(share, "studentQuantile");
  if (share === 0.5) return 0;
  if (share > 0.5) return -studentQuantile(1 - share, df);
  if (share > 0.25) return -fromMiddle(0.5 - share, df);
  const target = ln(share);
  const excess = (u: number): number => {
    const tail = studentTail(exp(u), df);
    return tail > 0 ? ln(tail) - target : -Infinity;
  };
  let high = 0;
  while (excess(high) > 0) high = 2 * high + 1;
  return -exp(findRoot(excess, high === 0 ? -3 : (high - 1) / 2, high));
}

/** t with P(0 < T ≤ t) = share, share below ¼. */
function fromMiddle(share: number, df: number): number {
  const excess = (t: number): number => {
    const [x, y] = shares(t, df);
    return regularisedBeta(0.5, df / 2, y, x).lower / 2 - share;
  };
  let high = 1;
  while (excess(high) < 0) high *= 2;
  return findRoot(excess, 0, high);
}
