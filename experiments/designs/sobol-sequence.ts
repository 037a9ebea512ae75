import { DIRECTION_NUMBERS } from "./direction-numbers.ts";

/** Most dimensions of the sequence. */
export const MOST_DIMENSIONS = DIRECTION_NUMBERS.length;

const BITS = 32;
const WHOLE = 4294967296; // 2^32

let directions: readonly Int32Array[] | undefined;

/** The direction integers of all dimensions, the k-th being m_k · 2^(32 − k). */
const directionsOf = (): readonly Int32Array[] =>
  (directions ??= DIRECTION_NUMBERS.map(([polynomial = 1, ...initial]) =>
    directionIntegers(polynomial, initial),
  ));

function directionIntegers(polynomial: number, initial: readonly number[]): Int32Array {
  const degree = 31 - Math.clz32(polynomial);
  const integers = new Int32Array(BITS);
  for (let k = 0; k < BITS; k++) {
    if (degree === 0) integers[k] = 1 << (BITS - 1 - k);
    else if (k < degree) integers[k] = (initial[k] ?? 0) << (BITS - 1 - k);
    else integers[k] = recurred(integers, k, polynomial, degree);
  }
  return integers;
}

/** v_k = a₁v_{k−1} ⊕ … ⊕ a_{s−1}v_{k−s+1} ⊕ v_{k−s} ⊕ v_{k−s} / 2^s, the a being the polynomial's coefficients. */
function recurred(integers: Int32Array, k: number, polynomial: number, degree: number): number {
  const oldest = integers[k - degree] ?? 0;
  let next = oldest ^ (oldest >>> degree);
  for (let back = 1; back < degree; back++)
    if ((polynomial >>> (degree - back)) & 1) next ^= integers[k - back] ?? 0;
  return next;
}

/**
 * One coordinate of a point of the Sobol sequence in Gray-code order, from 0 to below 1.
 * @param index of the point, from 0, which is the origin; below 2^32
 * @param dimension from 0 to below MOST_DIMENSIONS
 * @param shift 32 random bits by which every point is moved alike (a digital shift); 0 for none
 */
export function sobolAt(index: number, dimension: number, shift: number): number {
  const integers = directionsOf()[dimension];
  if (integers === undefined) throw new RangeError(`dimension ${dimension} of ${MOST_DIMENSIONS}`);
  let bits = shift;
  let gray = (index ^ (index >>> 1)) >>> 0;
  for (let k = 0; gray !== 0; k++, gray >>>= 1) if (gray & 1) bits ^= integers[k] ?? 0;
  return (bits >>> 0) / WHOLE;
}
