import { closeSync, existsSync, lstatSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pointAt, slotAt } from "../../experiments/design.ts";
import { runId } from "../../experiments/jobs.ts";
import { toStderr } from "../output.ts";
import { makeFolder, storing } from "./files.ts";
import type { Manifest } from "./manifest.ts";
import { type Extent, isQuarantined, quarantine, readRecord, scanShard } from "./shard.ts";
import type { RunRecord } from "./record.ts";

/** The runs that a folder holds: where each done one lies. */
export interface Holdings {
  /** Runs that are done, failed ones included. */
  readonly done: number;
  readonly failed: number;
  /** Damaged stretches found in the shards, but for those that a batch has seen and set aside. */
  readonly damaged: number;
  has(run: number): boolean;
  /** All done runs in the order of the design, one record in memory at a time. */
  records(): Generator<RunRecord>;
  /** The record of one done run. */
  record(run: number): RunRecord | undefined;
}

/** Folder of the shards. */
export const shardsOf = (folder: string): string => join(folder, "shards");

/** Makes the folders of a store where they are missing. */
export function makeFolders(folder: string): void {
  for (const path of [folder, shardsOf(folder), join(folder, "quarantine")]) makeFolder(path);
}

/**
 * Looks through all shards: a run is done where a record's checksum is right and it carries the run's own id.
 * @param isKeeper whether damaged bytes are to be copied to quarantine, as a batch does
 */
export function takeStock(folder: string, manifest: Manifest, isKeeper: boolean): Holdings {
  const { runs } = manifest;
  const shards = shardFiles(folder);
  const shardOf = new Int32Array(runs).fill(-1);
  const offsets = new Float64Array(runs);
  const lengths = new Float64Array(runs);
  const failures = new Set<number>();
  let done = 0;
  let damaged = 0;
  for (const [index, path] of shards.entries()) {
    const damage = scanShard(path, (head, extent) => {
      const { run } = head;
      if (!(run >= 0 && run < runs) || shardOf[run] !== -1) return;
      if (head.id !== idOf(manifest, run)) return;
      shardOf[run] = index;
      offsets[run] = extent.offset;
      lengths[run] = extent.length;
      done++;
      if (!head.ok) failures.add(run);
    });
    const fresh = damage.filter((stretch) => !isQuarantined(folder, path, stretch));
    damaged += fresh.length;
    for (const stretch of isKeeper ? fresh : []) {
      quarantine(folder, path, stretch);
      toStderr(
        `${path}: ${stretch.length} damaged bytes at ${stretch.offset}, copied to quarantine; their runs run again\n`,
      );
    }
  }
  const descriptors = new Map<number, number>();
  const record = (run: number): RunRecord | undefined => {
    const shard = shardOf[run] ?? -1;
    const path = shards[shard];
    if (path === undefined) return undefined;
    const descriptor = descriptors.get(shard) ?? storing(path, () => openSync(path, "r"));
    descriptors.set(shard, descriptor);
    const extent: Extent = { offset: offsets[run] ?? 0, length: lengths[run] ?? 0 };
    return storing(path, () => readRecord(descriptor, extent));
  };
  return {
    done,
    failed: failures.size,
    damaged,
    has: (run) => shardOf[run] !== -1,
    record,
    *records() {
      try {
        for (let run = 0; run < runs; run++) {
          const found = record(run);
          if (found !== undefined) yield found;
        }
      } finally {
        for (const descriptor of descriptors.values()) closeSync(descriptor);
        descriptors.clear();
      }
    },
  };
}

/** The id that a run's record must carry. */
export function idOf({ hash, study }: Manifest, run: number): string {
  const slot = slotAt(study.design, run, study.seed);
  return runId(hash, study.design, pointAt(study.design, slot.point), slot);
}

/** The shards of a folder in name order; anything else that lies there is left alone. */
function shardFiles(folder: string): readonly string[] {
  const shards = shardsOf(folder);
  if (!existsSync(shards)) return [];
  return storing(shards, () => readdirSync(shards))
    .filter((name) => /^\d+-of-\d+\.log$/.test(name))
    .sort()
    .map((name) => join(shards, name))
    .filter((path) => lstatSync(path).isFile()); // a link may lead anywhere
}
