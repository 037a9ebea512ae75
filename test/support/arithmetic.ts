/**
 * A hash over 100,000 chained floating-point operations on typed arrays, of the kinds the model uses:
 * + − × ÷, square root, rounding to 32 bits and integer multiplication.
 * Equal in every engine that keeps to IEEE 754 double precision; 8 hexadecimal digits.
 */
export function hashArithmetic(): string {
  const values = new Float64Array(100_000);
  let state = 1;
  let x = 0.5;
  for (let index = 0; index < values.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const share = state / 4_294_967_296;
    x = Math.sqrt(x * share + 1 / (1 + x)) - share * 0.3;
    values[index] = index % 2 === 0 ? x : Math.fround(x);
  }
  let hash = 2_166_136_261;
  for (const byte of new Uint8Array(values.buffer)) hash = Math.imul(hash ^ byte, 16_777_619);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** What `hashArithmetic` gave under Node 20 on x86-64. */
export const ARITHMETIC_HASH = "e7a43afa";
