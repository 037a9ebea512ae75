import { EXIT, Failure } from "../failure.ts";
import { differenceOf, type Manifest, readManifest } from "../store/manifest.ts";
import type { ShardWriter } from "../store/shard.ts";
import { type Holdings, idOf, takeStock } from "../store/store.ts";

/** Runs of an earlier batch by what they are: a run's id holds its scenario, point, replicate and model version. */
export interface Earlier {
  /** Copies the run with this id into a shard, if it is there and went well. @returns whether it did */
  copy(id: string, run: number, shard: ShardWriter): boolean;
  /** Why no run of an earlier folder is one of this batch; empty where that may be. */
  readonly reason: string;
}

/**
 * Opens the folder of an earlier batch to take its runs from.
 * @throws {Failure} with exit 4 where it was computed by another model, or by a machine that computes otherwise
 */
export function openEarlier(folder: string, now: Manifest): Earlier {
  const old = readManifest(folder);
  if (old.model !== now.model || old.selfTest !== now.selfTest)
    throw new Failure(
      EXIT.mismatch,
      `--reuse ${folder}: ${
        old.model === now.model
          ? `the self-test gave ${old.selfTest} there and gives ${now.selfTest} here`
          : `model version was ${old.model}, is ${now.model}`
      }`,
    );
  const holdings = takeStock(folder, old, false);
  const runs = runsById(old, holdings);
  return {
    reason: old.hash === now.hash ? "" : differenceOf(old, now),
    copy(id, run, shard) {
      const from = runs.get(id);
      const record = from === undefined ? undefined : holdings.record(from);
      if (from === undefined || record?.head.ok !== true) return false;
      let part = 0;
      for (const states of holdings.states(from))
        shard.appendStates({ id, run, part: part++ }, states);
      shard.append({ head: { ...record.head, run }, values: record.values });
      return true;
    },
  };
}

function runsById(manifest: Manifest, holdings: Holdings): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let run = 0; run < manifest.runs; run++)
    if (holdings.has(run) && !holdings.hasFailed(run)) found.set(idOf(manifest, run), run);
  return found;
}
