import type { Manifest } from "../store/manifest.ts";
import type { Holdings } from "../store/store.ts";

/** How far one part of a batch is. */
export interface PartTally {
  /** From 1, as in `--shard`. */
  readonly part: number;
  readonly runs: number;
  /** Runs that are done, whoever did them, failed ones included. */
  readonly done: number;
  readonly left: number;
}

/**
 * How far each of so many parts of a batch is.
 * @param upTo the highest replicate that counts
 */
export function tallyParts(
  manifest: Manifest,
  holdings: Holdings,
  of: number,
  upTo = Infinity,
): PartTally[] {
  const parts = Array.from({ length: Math.min(of, manifest.runs) }, () => ({ runs: 0, done: 0 }));
  const { replicates } = manifest.study.design;
  for (let run = 0; run < manifest.runs; run++) {
    const part = parts[run % of];
    if (part === undefined || (run % replicates) + 1 > upTo) continue;
    part.runs++;
    if (holdings.has(run)) part.done++;
  }
  return parts.map(({ runs, done }, index) => ({ part: index + 1, runs, done, left: runs - done }));
}
