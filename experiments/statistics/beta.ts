import { exp, ln } from "../../sim/index.ts";
import { stirlingRest } from "./gamma.ts";
import { ln1pMinus } from "./logarithms.ts";

const MOST_TERMS = 200_000;

/**
 * Regularised incomplete beta function I_x(a, b), by Lentz's evaluation of its continued fraction (DLMF 8.17.22) on the side
 * where that converges fast. The factor in front is written around the mode, so that large a and b lose no digits.
 * @param a positive
 * @param b positive
 * @param x in [0,1]
 * @param y 1 − x, given apart because the caller often knows it to more digits than 1 − x has
 * @returns both I and 1 − I, each with its own relative accuracy
 */
export function regularisedBeta(
  a: number,
  b: number,
  x: number,
  y: number,
): { readonly lower: number; readonly upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const front = exp(lnFront(a, b, x, y));
  if (x * (a + b + 2) <= a + 1) {
    const lower = (front / a) * fraction(a, b, x);
    return { lower, upper: 1 - lower };
  }
  const upper = (front / b) * fraction(b, a, y);
  return { lower: 1 - upper, upper };
}

/** ln(x^a·y^b / B(a, b)). With p = a/(a+b), q = 1 − p: a·ln(x/p) + b·ln(y/q) + ½·ln(ab/(2π(a+b))) and Stirling's rests. */
function lnFront(a: number, b: number, x: number, y: number): number {
  const whole = a + b;
  // x − p to full accuracy from the smaller of x and y
  const off = x < y ? x - a / whole : b / whole - y;
  const deviance =
    a * lnRatioMinus((x * whole) / a, (off * whole) / a) +
    b * lnRatioMinus((y * whole) / b, (-off * whole) / b);
  return (
    deviance +
    0.5 * ln((a / whole) * (b / (2 * Math.PI))) +
    stirlingRest(whole) -
    stirlingRest(a) -
    stirlingRest(b)
  );
}

/** ln(ratio) − excess for a ratio 1 + excess, from whichever of the two has the digits. */
function lnRatioMinus(ratio: number, excess: number): number {
  return Math.abs(excess) < 0.3 ? ln1pMinus(excess) : ln(ratio) - excess;
}

/** The continued fraction of a·I_x(a, b) / front. */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return value;

  function nonZero(denominator: number): number {
    return Math.abs(denominator) < tiny ? tiny : denominator;
  }
}
