import seedrandom from "seedrandom/seedrandom.js"; // without the other generators that the package holds
import { normalQuantile } from "./normal.ts";
import { sha256Hex } from "./sha256.ts";

/**
 * Addressed randomness: a draw is a function of (seed, stream, step, entity, n) and of nothing else.
 *
 * No generator state is carried from one draw to the next, so the order of computation, the number of workers and
 * the presence of other mechanisms cannot move a draw. Stream keys come from seedrandom, seeded with the hexadecimal
 * SHA-256 of `JSON.stringify([seed, stream])`, since seedrandom's own text seeds collide.
 */
export interface Stream {
  readonly name: string;
  /** The draws of one step (any 32-bit integer; burn-in steps are 0, −1, −2 …). */
  at(step: number): Draws;
}

/** Opens the named stream of a seed. */
export function openStream(seed: string, name: string): Stream {
  const generator = seedrandom(sha256Hex(JSON.stringify([seed, name])));
  const key = new Int32Array(4);
  for (let word = 0; word < key.length; word++) key[word] = generator.int32();
  return { name, at: (step) => new Draws(key, step) };
}

/** The draws of one stream in one step: pure functions of (entity, n). */
export class Draws {
  /** The four words that stand for the stream in this step. */
  readonly key: Int32Array;

  constructor(key: Int32Array, step: number) {
    const s = Math.imul(step, 0x9e3779b1);
    const a = scramble(key[0] ^ s);
    const b = scramble(key[1] + a + s);
    const c = scramble(key[2] ^ (b + s));
    this.key = Int32Array.of(a, b, c, scramble(key[3] + (c ^ s)));
  }

  /** 32 random bits as a signed integer, for draw `n` of an entity. */
  word(entity: number, n: number): number {
    const key = this.key;
    const u = first(key, entity);
    return finish(u, second(key, u), n);
  }

  /** Uniform on (0,1): (word + 2³¹ + ½) / 2³², never 0 or 1. */
  uniform(entity: number, n: number): number {
    return uniformOf(this.word(entity, n));
  }

  /** Standard normal, by inversion of one 32-bit uniform (|z| ≤ 6.4). */
  normal(entity: number, n: number): number {
    return normalQuantile(this.word(entity, n));
  }

  /** Uniforms for draws 0 … count − 1 of an entity, written to the start of `out`. */
  uniforms(entity: number, count: number, out: Float64Array): void {
    const key = this.key;
    const u = first(key, entity);
    const v = second(key, u);
    for (let n = 0; n < count; n++)
      out[n] = (finish(u, v, n) + 2147483648.5) * 2.3283064365386963e-10;
  }

  /** Standard normals for draws 0 … count − 1 of an entity, times `scale`, written to `out` at `at`. */
  normals(entity: number, count: number, scale: number, out: Float64Array, at: number): void {
    const key = this.key;
    const u = first(key, entity);
    const v = second(key, u);
    for (let n = 0; n < count; n++) out[at + n] = scale * normalQuantile(finish(u, v, n));
  }
}

/** Uniform on (0,1) of a 32-bit draw: (word + 2³¹ + ½) / 2³², never 0 or 1. */
export const uniformOf = (word: number): number => (word + 2147483648.5) * 2.3283064365386963e-10;

/** The first of the two words that stand for an entity in one step of a stream: no two entities share it. */
export function first(key: Int32Array, entity: number): number {
  return scramble(Math.imul(entity + key[0], 0x9e3779b1) ^ key[1]);
}

/** The second one, worked out from the first. */
export function second(key: Int32Array, word: number): number {
  return (Math.imul(word ^ key[2], 0xc2b2ae3d) + key[3]) | 0;
}

/** Draw `n` from an entity's two words: a Weyl sequence on the first, with the second entering halfway. */
export function finish(u: number, v: number, n: number): number {
  let h = (u + Math.imul(n, 0x9e3779b1)) | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x7feb352d);
  h = (h ^ (h >>> 15)) + v;
  h = Math.imul(h, 0x846ca68b);
  return h ^ (h >>> 16);
}

/** A bijection of 32-bit integers with good avalanche (two multiplications, three shifts). */
function scramble(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return h ^ (h >>> 16);
}

/**
 * The raw 32-bit draws of a stream as the engine uses them, in the order step, entity, n: input for a statistical
 * battery.
 * @param entities entities per step
 * @param perEntity draws per entity and step
 */
export function rawDraws(
  seed: string,
  stream: string,
  entities = 300,
  perEntity = 8,
): { next32(): number } {
  const source = openStream(seed, stream);
  let step = 1;
  let entity = 0;
  let n = 0;
  let draws = source.at(step);
  return {
    next32() {
      const value = draws.word(entity, n) >>> 0;
      if (++n === perEntity) {
        n = 0;
        if (++entity === entities) {
          entity = 0;
          draws = source.at(++step);
        }
      }
      return value;
    },
  };
}
