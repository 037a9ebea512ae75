import type { StoredColumn } from "../field/columns.ts";
import {
  CUBIC_STRIPS,
  INNER_BITS,
  normalQuantile,
  OUTER_BITS,
  OUTERMOST,
} from "../random/normal.ts";
import { finish, first, second } from "../random/stream.ts";
import { choose, each, f64, i32, type Code, type Frame, type Local } from "./assembler.ts";
import { openHash } from "./hash.ts";
import { eachEntry, REAL, type Kernel } from "./kernel.ts";

/**
 * The draws 0 … width − 1 of `count` entities, a row of `width` 32-bit words each.
 * @param key the four words of a stream in a step
 */
export function words(
  out: Int32Array,
  key: Int32Array,
  entities: StoredColumn,
  width: number,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const u = first(key, entities[j]);
    const v = second(key, u);
    for (let n = 0; n < width; n++) out[j * width + n] = finish(u, v, n);
  }
}

export const WORDS: Kernel = {
  name: "words",
  parameters: 5,
  write(_practices, frame, [out, key, entities, width, count]) {
    return eachDraw(frame, key, entities, i32.constant(0), width, count, (word) => [
      i32.store(out.get, word),
      out.set(i32.add(out.get, i32.constant(4))),
    ]);
  },
};

/**
 * Standard normals for the draws initial … initial + width − 1 of `count` entities, times `scale`, a row of `width` numbers each. Those
 * beyond the cubic strips of `table` are left out and noted: `rare` holds how many, then where they belong and their words.
 */
export function normals(
  out: Float64Array,
  key: Int32Array,
  entities: StoredColumn,
  scale: StoredColumn,
  initial: number,
  width: number,
  _table: StoredColumn,
  rare: Int32Array,
  count: number,
): void {
  rare[0] = 0;
  for (let j = 0; j < count; j++) {
    const u = first(key, entities[j]);
    const v = second(key, u);
    for (let n = 0; n < width; n++)
      out[j * width + n] = scale[0] * normalQuantile(finish(u, v, initial + n));
  }
}

export const NORMALS: Kernel = {
  name: "normals",
  parameters: 9,
  write(_practices, frame, [out, key, entities, scale, initial, width, table, rare, count]) {
    const [start, noted, word, magnitude] = [0, 1, 2, 3].map(() => frame.local("i32"));
    const [sign, strip] = [frame.local("i32"), frame.local("i32")];
    const [x, factor] = [frame.local("f64"), frame.local("f64")];
    const coefficient = (degree: number): Code => f64.load(strip.get, degree * REAL);
    const cubic = [2, 1, 0].reduce<Code>(
      (higher, degree) => f64.add(coefficient(degree), f64.multiply(x.get, higher)),
      coefficient(3),
    );
    const signed = f64.fromWhole(i32.or(sign.get, i32.constant(1)));
    /** The cubic of a strip, whose position is in the bits of the magnitude below it; or something else beyond them. */
    const among = (bits: number, first: number, beyond: readonly Code[]): Code =>
      choose(
        i32.isLess(strip.get, i32.constant(CUBIC_STRIPS)),
        [
          strip.set(i32.add(table.get, i32.shiftLeft(strip.get, 5))),
          strip.set(i32.add(strip.get, i32.constant(first * 4 * REAL))),
          magnitude.set(i32.and(magnitude.get, i32.constant((1 << bits) - 1))),
          x.set(f64.add(f64.fromWhole(magnitude.get), f64.constant(0.5))),
          x.set(f64.multiply(x.get, f64.constant(1 / (1 << bits)))),
          f64.store(out.get, f64.multiply(factor.get, f64.multiply(signed, cubic)), 0),
        ],
        beyond,
      );
    return [
      start.set(out.get),
      noted.set(rare.get),
      factor.set(f64.load(scale.get, 0)),
      ...eachDraw(frame, key, entities, initial.get, width, count, (drawn) => [
        word.set(drawn),
        sign.set(i32.shiftRight(word.get, 31)),
        magnitude.set(i32.xor(word.get, sign.get)),
        strip.set(i32.shiftRightZero(magnitude.get, INNER_BITS)),
        among(INNER_BITS, 0, [
          magnitude.set(i32.and(magnitude.get, i32.constant(OUTERMOST))),
          strip.set(i32.shiftRightZero(magnitude.get, OUTER_BITS)),
          among(OUTER_BITS, CUBIC_STRIPS, [
            i32.store(noted.get, i32.shiftRight(i32.subtract(out.get, start.get), 3), 4),
            i32.store(noted.get, word.get, 8),
            noted.set(i32.add(noted.get, i32.constant(8))),
          ]),
        ]),
        out.set(i32.add(out.get, i32.constant(REAL))),
      ]),
      i32.store(rare.get, i32.shiftRight(i32.subtract(noted.get, rare.get), 3)),
    ];
  },
};

/** Fills in the draws that `normals` left out. */
export function fillRare(out: Float64Array, scale: number, rare: Int32Array): void {
  for (let n = 0, at = 1; n < rare[0]; n++, at += 2)
    out[rare[at]] = scale * normalQuantile(rare[at + 1]);
}

/** Runs the body for `width` draws of each entity, the first being `initial`. */
export function eachDraw(
  frame: Frame,
  key: Local,
  entities: Local,
  initial: Code,
  width: Local,
  count: Local,
  body: (word: Code) => readonly Code[],
): Code[] {
  const n = frame.local("i32");
  const hash = openHash(frame, key);
  return eachEntry(frame, count, (at) => [
    ...hash.enter(i32.load(i32.add(entities.get, at.get)), initial),
    n.set(i32.constant(0)),
    each(n, width.get, 1, [...hash.draw, ...body(hash.word)]),
  ]);
}
