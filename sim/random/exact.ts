/**
 * Elementary functions from `+ − × ÷` and `sqrt` alone: bit-identical in every engine.
 * Accuracy: within 1 unit in the last place of the correctly rounded value on the ranges the model uses
 * (tested against an independent implementation).
 */

const LN2_HIGH = 0.6931471803691238; // the leading 32 bits of ln 2
const LN2_LOW = 1.9082149292705877e-10; // ln 2 − LN2_HIGH
const INVERSE_LN2 = 1.4426950408889634;

/**
 * e^x. Reduction x = n·ln 2 + r with |r| ≤ ln 2 / 2, then the Taylor series of e^r − 1 to degree 13.
 * @param x any finite number; below −745.2 gives 0, above 709.8 Infinity
 */
export function exp(x: number): number {
  if (x > 709.79) return Infinity;
  if (x < -745.2) return 0;
  const n = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - n * LN2_HIGH;
  const low = n * LN2_LOW;
  const r = high - low;
  let tail = 1 / 6227020800;
  for (let i = 0; i < RECIPROCAL_FACTORIALS.length; i++) tail = tail * r + RECIPROCAL_FACTORIALS[i];
  // e^r = 1 + (r + r²·tail); the rounding error of r itself is carried along
  const correction = high - r - low;
  return timesPowerOfTwo(1 + (r + (correction + r * r * tail)), n);
}

/** 1/12! … 1/2!, highest degree first. */
const RECIPROCAL_FACTORIALS = reciprocalFactorials(12);

function reciprocalFactorials(highest: number): Float64Array {
  const values = new Float64Array(highest - 1);
  let factorial = 1;
  for (let degree = 2; degree <= highest; degree++) {
    factorial *= degree;
    values[highest - degree] = 1 / factorial;
  }
  return values;
}

function timesPowerOfTwo(x: number, n: number): number {
  let result = x;
  let power = n;
  while (power > 1023) {
    result *= 8.98846567431158e307; // 2^1023
    power -= 1023;
  }
  while (power < -1022) {
    result *= 2.2250738585072014e-308; // 2^−1022
    power += 1022;
  }
  return result * POWERS[power + 1022];
}

const bits = new DataView(new ArrayBuffer(8));

/** 2^n for −1022 ≤ n ≤ 1023, from the least on. */
const POWERS = powersOfTwo();

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2046);
  for (let at = 0, power = 2.2250738585072014e-308; at < powers.length; at++, power *= 2)
    powers[at] = power;
  return powers;
}

/**
 * Natural logarithm. x = m·2^n with m in [√½, √2); ln m = 2·artanh(s), s = (m−1)/(m+1).
 * @param x a positive finite number
 * @throws RangeError when x ≤ 0 or not finite
 */
export function ln(x: number): number {
  if (!(x > 0 && x < Infinity)) throw new RangeError(`ln(${x}): the argument must be positive`);
  let n = 0;
  let scaled = x;
  if (scaled < 2.2250738585072014e-308) {
    scaled *= 18014398509481984; // 2^54, for subnormal numbers
    n = -54;
  }
  bits.setFloat64(0, scaled);
  const head = bits.getInt32(0);
  n += ((head >>> 20) & 0x7ff) - 1023;
  bits.setInt32(0, (head & 0xfffff) | 0x3ff00000);
  let m = bits.getFloat64(0);
  if (m > 1.4142135623730951) {
    m /= 2;
    n += 1;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const square = s * s;
  let series = 0;
  for (let odd = 23; odd >= 3; odd -= 2) series = (series + 2 / odd) * square;
  // ln(1+f) = f − f²/2 + s·(f²/2 + series): the leading part is exact enough to keep one ulp
  const half = 0.5 * f * f;
  return n * LN2_HIGH - (half - (s * (half + series) + n * LN2_LOW) - f);
}

/** base^exponent for a positive base, as e^(exponent · ln base). */
export function power(base: number, exponent: number): number {
  return exponent === 0 || base === 1 ? 1 : exp(exponent * ln(base));
}
