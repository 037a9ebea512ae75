import { exp, ln } from "../../sim/random/exact.ts";
import { stirlingRest } from "./gamma.ts";
import { ln1pMinus } from "./logarithms.ts";

const MOST_TERMS = 200_000;

/** The two shares of a beta distribution on either side of x. */
interface IncompleteBeta {
  readonly lower: number;
  readonly upper: number;
  readonly front: number;
}

/**
 * Regularised incomplete beta function I_x(a, b), by Lentz's evaluation of its continued fraction (DLMF 8.17.22) on the side
 * where that converges fast. The factor in front is written around the mode, so that large a and b lose no digits.
 * @param a positive
 * @param b positive
 * @param x in [0,1]
 * @param y 1 − x, given apart because the caller often knows it to more digits than 1 − x has
 * @returns both I and 1 − I, each with its own relative accuracy, and the factor in front, x^a·y^b / B(a, b), which is
 * x·y·dI/dx
 */
export function regularisedBeta(a: number, b: number, x: number, y: number): IncompleteBeta {
  if (x <= 0) return { lower: 0, upper: 1, front: 0 };
  if (y <= 0) return { lower: 1, upper: 0, front: 0 };
  const front = exp(lnFront(a, b, x, y));
  if (x * (a + b + 2) <= a + 1) {
    const lower = front / fraction(a, b, x, y);
    return { lower, upper: 1 - lower, front };
  }
  const upper = front / fraction(b, a, y, x);
  return { lower: 1 - upper, upper, front };
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

/**
 * front / I_x(a, b): the continued fraction taken two steps at a time (Didonato and Morris 1992), where a·y − b·x stands for
 * the difference that a large a would lose.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const lead = a * y - b * x + 1;
  const lastAt = (m: number): number => ((a + m) / (a + 2 * m + 1)) * (lead + m * (1 + y));
  let value = nonZero(lastAt(0));
  let c = value;
  let d = 0;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const scale = x / (a + 2 * m - 1);
    const part = (a + m - 1) * scale * (a + b + m - 1) * scale * m * (b - m);
    const whole = m + m * (b - m) * scale + lastAt(m);
    d = 1 / nonZero(whole + part * d);
    c = nonZero(whole + part / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return value;
}

function nonZero(denominator: number): number {
  return Math.abs(denominator) < 1e-300 ? 1e-300 : denominator;
}
