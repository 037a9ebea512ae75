import { sha256Hex } from "./random/sha256.ts";
import { COLUMN_NAMES, COLUMNS, usedOf, type FieldState } from "./field/columns.ts";

/**
 * A running 128-bit hash over the whole state at every step: equal for equal runs in every engine. Not cryptographic.
 * Numbers enter as the two 32-bit halves of their IEEE 754 bits, low half first.
 */
export interface Digest {
  /** Takes in the state: all columns at the start of a run, those that can move afterwards. */
  take(field: FieldState, isStart: boolean): void;
  /** Takes in a text: runs that differ by it have different digests whatever happens. */
  mark(text: string): void;
  /** 32 hexadecimal digits. */
  hex(): string;
  /** The four lanes and the count of words taken in, to go on elsewhere. */
  readonly words: Int32Array;
}

/** Opens a digest, from scratch or from the words of another. */
export function openDigest(words?: Int32Array): Digest {
  const lanes = words
    ? Int32Array.from(words)
    : Int32Array.of(0x243f6a88, 0x85a308d3 | 0, 0x13198a2e, 0x03707344, 0);
  return {
    words: lanes,
    take(field, isStart) {
      mix(lanes, Int32Array.of(field.size, field.groupings));
      for (const name of COLUMN_NAMES)
        if (isStart || COLUMNS[name].moves)
          mix(lanes, wordsOf(field[name].subarray(0, usedOf(field, name))));
    },
    mark(text) {
      const hash = sha256Hex(text);
      mix(
        lanes,
        Int32Array.from({ length: 8 }, (_, word) =>
          parseInt(hash.slice(8 * word, 8 * word + 8), 16),
        ),
      );
    },
    hex() {
      const closed = Int32Array.from(lanes);
      for (let round = 0; round < 2; round++)
        for (let lane = 0; lane < 4; lane++)
          closed[lane] = scramble(closed[lane] + closed[(lane + 1) & 3] + lanes[4]);
      return Array.from(closed.subarray(0, 4), (lane) =>
        (lane >>> 0).toString(16).padStart(8, "0"),
      ).join("");
    },
  };
}

/** A column's 32-bit words; bytes are widened, so that every column has whole words. */
function wordsOf(column: Float64Array | Int32Array | Uint8Array): Int32Array {
  return column instanceof Uint8Array
    ? Int32Array.from(column)
    : new Int32Array(column.buffer, column.byteOffset, column.byteLength >> 2);
}

/** Four independent multiply-rotate lanes over the words. */
function mix(lanes: Int32Array, words: Int32Array): void {
  let [a, b, c, d] = lanes;
  const whole = words.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    a = Math.imul(a ^ words[at], 0x9e3779b1);
    b = Math.imul(b ^ words[at + 1], 0x85ebca77);
    c = Math.imul(c ^ words[at + 2], 0xc2b2ae3d | 0);
    d = Math.imul(d ^ words[at + 3], 0x27d4eb2f);
    // cut to 32 bits at once: left to itself, the engine keeps such sums as reals
    a = (((a << 13) | (a >>> 19)) + b) | 0;
    b = (((b << 11) | (b >>> 21)) + c) | 0;
    c = (((c << 7) | (c >>> 25)) + d) | 0;
    d = (((d << 17) | (d >>> 15)) + a) | 0;
  }
  for (let at = whole; at < words.length; at++) a = scramble(a ^ words[at]);
  lanes.set([a, b, c, d]);
  lanes[4] += words.length;
}

function scramble(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return h ^ (h >>> 16);
}

/** Throws where the machine is big-endian: digests would differ without the results being wrong. */
export function assertLittleEndian(): void {
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1)
    throw new Error("Ironcage needs a little-endian machine.");
}
