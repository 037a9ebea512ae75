import { endianness } from "node:os";
import type { Entries } from "./distinct.ts";

/** Numbers as Parquet has them, which is little-endian; on most machines just as they lie in memory. */
export function plainBytes(values: Entries): Uint8Array {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  if (endianness() === "LE") return bytes;
  const swapped = Buffer.from(bytes);
  return values.BYTES_PER_ELEMENT === 8 ? swapped.swap64() : swapped.swap32();
}

/** Truth values, a bit for each, the lowest first. */
export function plainFlags(values: Entries): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  for (let at = 0; at < values.length; at++)
    if (values[at] !== 0) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  return bytes;
}

/** Texts, each after its length in bytes. */
export function plainTexts(texts: readonly string[]): Uint8Array {
  return Buffer.concat(
    texts.flatMap((text) => {
      const bytes = Buffer.from(text, "utf8");
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return [length, bytes];
    }),
  );
}
