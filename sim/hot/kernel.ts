import {
  each,
  f64,
  f64x2,
  i32,
  type Code,
  type Frame,
  type Lanes,
  type Local,
} from "./assembler.ts";

/** Bytes of a real number. */
export const REAL = 8;

/** A kernel as WebAssembly, for a given number of practices. */
export interface Kernel {
  readonly name: string;
  /** How many whole numbers it takes: addresses in bytes, counts. */
  readonly parameters: number;
  /** Its code; whatever is a row of K is unrolled. */
  write(practices: number, frame: Frame, parameters: readonly Local[]): readonly Code[];
}

/** Two neighbouring practices of a row, or the last one of an odd number. */
export interface Part {
  readonly lanes: Lanes;
  /** Bytes from the start of the row. */
  readonly offset: number;
}

/** A row of K practices, two at a time. */
export function partsOf(practices: number): readonly Part[] {
  return Array.from({ length: (practices + 1) >> 1 }, (_, pair) => ({
    lanes: 2 * pair + 1 < practices ? f64x2 : f64,
    offset: 2 * pair * REAL,
  }));
}

/** Address of the row that entry `at` (in bytes) of a list of rows names. */
export function rowAt(base: Local, list: Local, at: Local, practices: number): Code {
  const row = i32.load(i32.add(list.get, at.get));
  return i32.add(base.get, i32.multiply(row, i32.constant(practices * REAL)));
}

/** The number at entry `at` (in bytes of a list of rows) of a list of reals. */
export function realAt(base: Local, at: Local): Code {
  return f64.load(i32.add(base.get, i32.shiftLeft(at.get, 1)), 0);
}

/** A sum over a row, part by part. */
export interface Total {
  /** Of even places and of odd ones, and of the last one of an odd number. */
  readonly pairs: Local;
  readonly last: Local;
  /** Adds a part's products; the first part starts anew. */
  add(part: Part, value: Code): Code;
  readonly get: Code;
}

/** Keeps the sum of all that is added, part by part: of even places, of odd places and of the last. */
export function openTotal(frame: Frame, practices: number): Total {
  const pairs = frame.local("f64x2");
  const last = frame.local("f64");
  const sums = { f64x2: pairs, f64: last } as const;
  return {
    pairs,
    last,
    add({ lanes, offset }, value) {
      const sum = sums[lanes.type];
      const isFirst = offset === 0 || lanes.type === "f64";
      return sum.set(isFirst ? value : lanes.add(sum.get, value));
    },
    get: ((): Code => {
      if (practices === 1) return last.get;
      const paired = f64x2.total(pairs.get);
      return practices % 2 === 0 ? paired : f64.add(paired, last.get);
    })(),
  };
}

/** Two sums over rows, side by side. */
export function together(practices: number, a: Total, b: Total): Code {
  const lasts = f64x2.of(a.last.get, b.last.get);
  if (practices === 1) return lasts;
  const evens = f64x2.firsts(a.pairs.get, b.pairs.get);
  const paired = f64x2.add(evens, f64x2.seconds(a.pairs.get, b.pairs.get));
  return practices % 2 === 0 ? paired : f64x2.add(paired, lasts);
}

/** A variable for each width that a part of a row may have. */
export function openPart(frame: Frame) {
  const held = { f64: frame.local("f64"), f64x2: frame.local("f64x2") } as const;
  return {
    get: ({ lanes }: Part): Code => held[lanes.type].get,
    set: ({ lanes }: Part, value: Code): Code => held[lanes.type].set(value),
  };
}

/** Address of a row of K, `row` being its distance in bytes from the start of the column. */
export const along = (column: Local, row: Local): Code => i32.add(column.get, row.get);

/** Runs the body for each of `count` entries of lists; `at` is the entry's place in a list of rows, in bytes. */
export function eachEntry(
  frame: Frame,
  count: Local,
  body: (at: Local) => readonly Code[],
): Code[] {
  const at = frame.local("i32");
  return [at.set(i32.constant(0)), each(at, i32.shiftLeft(count.get, 2), 4, body(at))];
}

/** Moves an address on by one row of K. */
export const advance = (address: Local, practices: number): Code =>
  address.set(i32.add(address.get, i32.constant(practices * REAL)));

/** A number that stands beside every practice of a row: spread once, then at hand for every part. */
export function openFactor(frame: Frame, practices: number) {
  const [single, pair] = [frame.local("f64"), frame.local("f64x2")];
  return {
    set: (value: Code): Code => [
      ...single.set(value),
      ...(practices > 1 ? pair.set(f64x2.spread(single.get)) : []),
    ],
    single: single.get,
    beside: ({ type }: Lanes): Code => (type === "f64" ? single.get : pair.get),
  };
}
