import { ln } from "./exact.ts";

/**
 * Standard normal quantile of a 32-bit draw, from `+ − × ÷` and `sqrt` alone.
 *
 * The upper half of (0,1) is cut into 512 equal strips; the last 16 of them, one thirty-second of the half, are cut
 * into 512 strips again. In every strip but the last 16 of the second table a cubic through four exact quantiles stands in for
 * the quantile function (error below 2·10⁻⁸); only beyond, once in a thousand draws, is the quantile computed in full
 * (Wichura 1988, algorithm AS 241, relative error 10⁻¹⁵). The sign bit gives the sign.
 */

const STRIPS = 512;
/** Strips of each table that have a cubic. */
export const CUBIC_STRIPS = STRIPS - 16;
/** Bits of a magnitude that are the position in a strip of the first table, and of the second. */
export const INNER_BITS = 22;
export const OUTER_BITS = 17;
/** The 26 bits of a magnitude in the second table: those below its leading five ones. */
export const OUTERMOST = 0x3ffffff;

/** Quantile of (word + 2³¹ + ½)/2³² for a signed 32-bit word; odd about the middle, without a branch on the sign. */
export function normalQuantile(word: number): number {
  const sign = word >> 31; // 0 above the middle, −1 below
  const magnitude = word ^ sign;
  const strip = magnitude >>> INNER_BITS;
  if (strip >= CUBIC_STRIPS) return (sign | 1) * outer(magnitude);
  const x = ((magnitude & 0x3fffff) + 0.5) * 2.384185791015625e-7; // position in the strip, (0,1)
  const at = strip << 2;
  const cubic = INNER[at] + x * (INNER[at + 1] + x * (INNER[at + 2] + x * INNER[at + 3]));
  return (sign | 1) * cubic;
}

/** The same for a magnitude (31 bits) in the last thirty-second of the half. */
function outer(magnitude: number): number {
  const inside = magnitude & OUTERMOST;
  const strip = inside >>> OUTER_BITS;
  if (strip >= CUBIC_STRIPS) return upperQuantile((magnitude + 0.5) * 4.656612873077393e-10);
  const x = ((inside & 0x1ffff) + 0.5) * 7.62939453125e-6;
  const at = strip << 2;
  return OUTER[at] + x * (OUTER[at + 1] + x * (OUTER[at + 2] + x * OUTER[at + 3]));
}

/** Power-basis coefficients of the cubics through positions 0, ⅓, ⅔, 1 of each strip of [start, 1). */
function cubicStrips(start: number): Float64Array {
  const coefficients = new Float64Array(STRIPS * 4);
  for (let strip = 0; strip < CUBIC_STRIPS; strip++) {
    const at = (position: number): number =>
      upperQuantile(start + ((1 - start) * (strip + position)) / STRIPS);
    const y0 = at(0);
    const y1 = at(1 / 3);
    const y2 = at(2 / 3);
    const y3 = at(1);
    coefficients[4 * strip] = y0;
    coefficients[4 * strip + 1] = (-11 * y0 + 18 * y1 - 9 * y2 + 2 * y3) / 2;
    coefficients[4 * strip + 2] = (18 * y0 - 45 * y1 + 36 * y2 - 9 * y3) / 2;
    coefficients[4 * strip + 3] = (-9 * y0 + 27 * y1 - 27 * y2 + 9 * y3) / 2;
  }
  return coefficients;
}

/**
 * z with P(|Z| ≤ z) = share, that is the normal quantile of ½ + share/2.
 * @param share in [0,1)
 */
export function upperQuantile(share: number): number {
  const q = share / 2;
  if (q <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-ln((1 - share) / 2));
  return r <= 5 ? ratio(MIDDLE, r - 1.6) : ratio(TAIL, r - 5);
}

type Rational = readonly [numerator: readonly number[], denominator: readonly number[]];

function ratio([numerator, denominator]: Rational, x: number): number {
  let top = 0;
  let bottom = 0;
  for (let i = 7; i >= 0; i--) {
    top = top * x + numerator[i];
    bottom = bottom * x + denominator[i];
  }
  return top / bottom;
}

// Constants of AS 241 (Wichura 1988, Applied Statistics 37, 477–484), lowest degree first.
const CENTRE: Rational = [
  [
    3.3871328727963666, 133.14166789178438, 1971.5909503065514, 13731.693765509461,
    45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586596,
    39307.89580009271, 28729.085735721943, 5226.495278852855,
  ],
];
const MIDDLE: Rational = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
    1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 7.745450142783414e-4,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
    0.015198666563616457, 5.475938084995345e-4, 1.0507500716444169e-9,
  ],
];
const TAIL: Rational = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
    0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 7.868691311456133e-4,
    1.8463183175100547e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

/** Cubics of the strips of the upper half and of its last thirty-second, four coefficients each, lowest degree first. */
export const INNER = cubicStrips(0);
export const OUTER = cubicStrips(CUBIC_STRIPS / STRIPS);
