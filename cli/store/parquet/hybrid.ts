/** Equal numbers in a row from which on they are told as a run: one group of packed ones. */
const SHORTEST_RUN = 8;

/** Bytes that so many numbers of at most 16 bits take at the most. */
export const hybridRoom = (numbers: number): number => 3 * numbers + 64;

/** Bits that numbers from 0 up to one take; 1 at the least, since not every reader takes 0. */
export const bitsOf = (largest: number): number => Math.max(1, 32 - Math.clz32(largest));

/**
 * Writes numbers as Parquet's hybrid of runs and packed groups of eight, the last of which zeros fill up.
 * @param bits of a number, at most 16
 * @returns bytes written from the beginning of `into`
 */
export function writeHybrid(into: Uint8Array, numbers: Uint8Array | Uint16Array, bits: number) {
  let end = 0;
  let packedFrom = 0;
  const pack = (to: number): void => {
    if (to === packedFrom) return;
    end = writeVarint(into, end, (((to - packedFrom) / SHORTEST_RUN) << 1) | 1);
    end = packGroups(into, end, { numbers, from: packedFrom, to, bits });
  };
  let at = 0;
  while (at < numbers.length) {
    const first = numbers[at];
    let next = at + 1;
    while (next < numbers.length && numbers[next] === first) next++;
    if (next - at < SHORTEST_RUN) {
      at += SHORTEST_RUN;
      continue;
    }
    pack(at);
    end = writeVarint(into, end, (next - at) << 1);
    into[end++] = first ?? 0;
    if (bits > 8) into[end++] = (first ?? 0) >>> 8;
    at = packedFrom = next;
  }
  pack(at);
  return end;
}

interface Stretch {
  readonly numbers: Uint8Array | Uint16Array;
  readonly from: number;
  readonly to: number;
  readonly bits: number;
}

/** Writes numbers bit after bit, the lowest first; beyond their end zeros. */
function packGroups(into: Uint8Array, begin: number, { numbers, from, to, bits }: Stretch): number {
  let end = begin;
  let held = 0;
  let width = 0;
  for (let at = from; at < to; at++) {
    held |= (numbers[at] ?? 0) << width;
    width += bits;
    while (width >= 8) {
      into[end++] = held;
      held >>>= 8;
      width -= 8;
    }
  }
  return end;
}

function writeVarint(into: Uint8Array, begin: number, value: number): number {
  let end = begin;
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) into[end++] = (rest & 0x7f) | 0x80;
  into[end++] = rest;
  return end;
}
