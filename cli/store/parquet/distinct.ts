/** Most different entries that a column is coded by. */
const MOST_DISTINCT = 1 << 14;

/** Places of the table of those seen: four for each, so that few collide. */
const PLACE_BITS = 16;

/** A column is given up once more than this many, and half of all that were seen, are different. */
const SEEN_BEFORE = 256;

/** Numbers of a column as they lie in memory. */
export type Entries = Float64Array | Float32Array | Int32Array;

/** Entries as numbers of the different ones, counted from 0 in the order in which they come up. */
export interface Coded {
  readonly codes: Uint16Array;
  /** Where each of the different ones came up first. */
  readonly firsts: Int32Array;
}

/**
 * What codes columns whose entries take few different values; entries with other bits are different, as -0 from 0.
 * @param rows most entries of a column
 * @returns codes that hold until the next call, or undefined where too many entries are different
 */
export function openCoder(rows: number): (entries: Entries) => Coded | undefined {
  const codes = new Uint16Array(rows);
  const firsts = new Int32Array(MOST_DISTINCT);
  const places = new Int16Array(1 << PLACE_BITS);
  return (entries) => {
    const words = new Int32Array(entries.buffer, entries.byteOffset, entries.byteLength / 4);
    const wide = entries.BYTES_PER_ELEMENT / 4 - 1; // 1 where an entry is two words
    places.fill(-1);
    let distinct = 0;
    for (let at = 0, low = 0; at < entries.length; at++, low += 1 + wide) {
      const high = low + wide;
      let place = placeOf(words[low] ?? 0, words[high] ?? 0);
      let code = places[place] ?? -1;
      while (code >= 0) {
        const first = (firsts[code] ?? 0) * (1 + wide);
        if (words[first] === words[low] && words[first + wide] === words[high]) break;
        place = (place + 1) & ((1 << PLACE_BITS) - 1);
        code = places[place] ?? -1;
      }
      if (code < 0) {
        if (distinct === MOST_DISTINCT || distinct > SEEN_BEFORE + at / 2) return undefined;
        code = distinct++;
        places[place] = code;
        firsts[code] = at;
      }
      codes[at] = code;
    }
    return { codes: codes.subarray(0, entries.length), firsts: firsts.subarray(0, distinct) };
  };
}

/** Where an entry is looked for first: the upper bits of a product that all of its bits reach. */
function placeOf(low: number, high: number): number {
  const mixed = Math.imul(low, 0x9e37_79b1) ^ Math.imul(high, 0x85eb_ca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2_ae35) >>> (32 - PLACE_BITS);
}
