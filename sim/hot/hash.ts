import { i32, type Code, type Frame, type Local } from "./assembler.ts";

const GOLDEN = 0x9e3779b1;

/** The hash of `stream.ts` as code: it draws words for one entity after the other. */
export interface Hash {
  /** Turns to an entity; its first draw is number `initial`. */
  enter(entity: Code, initial: Code): Code[];
  /** Draws the next word. */
  readonly draw: Code[];
  /** The word drawn last. */
  readonly word: Code;
}

/** Opens the hash. @param key where the four words of a stream in a step lie */
export function openHash(frame: Frame, key: Local): Hash {
  const [u, v, h, weyl] = [0, 1, 2, 3].map(() => frame.local("i32"));
  const keyed = (index: number): Code => i32.load(key.get, 4 * index);
  const fold = (bits: number): Code => h.set(i32.xor(h.get, i32.shiftRightZero(h.get, bits)));
  const times = (factor: number): Code => h.set(i32.multiply(h.get, i32.constant(factor)));
  return {
    enter: (entity, initial) => [
      h.set(i32.add(entity, keyed(0))),
      h.set(i32.xor(i32.multiply(h.get, i32.constant(GOLDEN)), keyed(1))),
      ...[fold(16), times(0x7feb352d), fold(15), times(0x846ca68b), fold(16)],
      u.set(h.get),
      v.set(i32.multiply(i32.xor(u.get, keyed(2)), i32.constant(0xc2b2ae3d))),
      v.set(i32.add(v.get, keyed(3))),
      weyl.set(i32.add(u.get, i32.multiply(initial, i32.constant(GOLDEN)))),
    ],
    draw: [
      h.set(weyl.get),
      ...[fold(16), times(0x7feb352d), fold(15)],
      h.set(i32.add(h.get, v.get)),
      ...[times(0x846ca68b), fold(16)],
      weyl.set(i32.add(weyl.get, i32.constant(GOLDEN))),
    ],
    word: h.get,
  };
}
