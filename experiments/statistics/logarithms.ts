import { ln } from "../../sim/random/exact.ts";

/**
 * ln(1 + x) without losing the digits of a small x: the error of rounding 1 + x cancels (Kahan).
 * @param x above −1
 */
export function ln1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : (ln(sum) * x) / (sum - 1);
}

/**
 * ln(1 + x) − x, at most 0, to full relative accuracy also near x = 0: the series of 2·artanh(s) with s = x / (2 + x), since
 * ln(1 + x) − x = 2·(s³/3 + s⁵/5 + …) − s·x.
 * @param x above −1
 */
export function ln1pMinus(x: number): number {
  if (x < -0.3 || x > 0.45) return ln1p(x) - x;
  const s = x / (2 + x);
  const square = s * s;
  let odd = s * square;
  let sum = odd / 3;
  for (let degree = 5; degree < 60; degree += 2) {
    odd *= square;
    const term = odd / degree;
    if (Math.abs(term) < Math.abs(sum) * 1e-18) break;
    sum += term;
  }
  return 2 * sum - s * x;
}
