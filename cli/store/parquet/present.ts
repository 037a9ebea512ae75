import type { NumberColumn } from "./chunk.ts";
import type { Entries } from "./distinct.ts";

/**
 * The entries of a column that are not missing, in their order.
 * @param marks gets 1 for each entry that is there and 0 for each that is missing
 */
export function present(
  { kind, texts = [] }: NumberColumn,
  entries: Entries,
  marks: Uint8Array,
): Entries {
  const isReal = kind === "DOUBLE" || kind === "FLOAT";
  const most = kind === "STRING" ? texts.length : Infinity;
  let found = 0;
  for (let row = 0; row < entries.length; row++) {
    const entry = entries[row] ?? NaN;
    const isThere = isReal ? !Number.isNaN(entry) : entry >= 0 && entry < most;
    marks[row] = isThere ? 1 : 0;
    if (isThere) found++;
  }
  if (found === entries.length) return entries;
  const values = new (entries.constructor as typeof Float64Array)(found);
  for (let row = 0, at = 0; row < entries.length; row++)
    if (marks[row] === 1) values[at++] = entries[row] ?? NaN;
  return values;
}
