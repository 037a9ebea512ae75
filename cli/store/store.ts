import { closeSync, existsSync, lstatSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pointAt, slotAt } from "../../experiments/design.ts";
import { runId } from "../../experiments/jobs.ts";
import { toStderr } from "../output.ts";
import { makeFolder, storing } from "./files.ts";
import { isHeldByAnother } from "./lock.ts";
import type { Manifest } from "./manifest.ts";
import { openExtents } from "./extents.ts";
import { decodeContent, decodeRecord, type RunRecord } from "./record.ts";
import { type Extent, isQuarantined, quarantine, readBody, scanShard, statesOf } from "./shard.ts";
import { counted } from "../counted.ts";

/** The runs that a folder holds: where each done one lies. */
export interface Holdings {
  /** Runs that are done, failed ones included. */
  readonly done: number;
  readonly failed: number;
  /** Damaged stretches found in the shards, but for those that a batch has seen and set aside. */
  readonly damaged: number;
  has(run: number): boolean;
  /** Whether a done run came to no end. */
  hasFailed(run: number): boolean;
  /** All done runs in the order of the design, one record in memory at a time. */
  records(): Generator<RunRecord>;
  /** The record of one done run. */
  record(run: number): RunRecord | undefined;
  /** The recorded states of one done run, part by part. */
  states(run: number): Generator<Uint8Array>;
}

/** Folder of the shards. */
export const shardsOf = (folder: string): string => join(folder, "shards");

/** Makes the folders of a store where they are missing. */
export function makeFolders(folder: string): void {
  for (const path of [folder, shardsOf(folder), join(folder, "quarantine")]) makeFolder(path);
}

/**
 * Looks through all shards: a run is done where a record's checksum is right, it carries the run's own id, and all the
 * states that it counts are there. A run that failed and was tried again counts as it went when it went well.
 * @param isKeeper whether damaged bytes are to be copied to quarantine, as a batch does
 */
export function takeStock(folder: string, manifest: Manifest, isKeeper: boolean): Holdings {
  const { runs } = manifest;
  const shards = shardFiles(folder);
  const files = openFiles();
  const states = openExtents(manifest.study.record === undefined ? 0 : runs);
  const shardOf = new Int32Array(runs).fill(-1);
  const offsets = new Float64Array(runs);
  const lengths = new Float64Array(runs);
  const failures = new Set<number>();
  let done = 0;
  let damaged = 0;
  const scan = <Of extends "runs" | "states">(
    path: string,
    content: Of,
    see: Parameters<typeof scanShard<Of>>[1],
  ): void => {
    const damage = scanShard(path, see, content);
    const fresh = damage.filter(
      (stretch) =>
        !isQuarantined(folder, path, stretch) && !(stretch.isLast && isBeingWritten(path)),
    );
    damaged += fresh.length;
    for (const stretch of isKeeper ? fresh : []) {
      quarantine(folder, path, stretch);
      toStderr(
        `${path}: ${counted(stretch.length, "damaged byte")} at ${stretch.offset}, copied to quarantine; their runs run again\n`,
      );
    }
  };
  const isOwn = ({ run, id }: { readonly run: number; readonly id: string }): boolean =>
    run >= 0 && run < runs && id === idOf(manifest, run);

  if (manifest.study.record !== undefined)
    for (const [shard, path] of shards.entries()) {
      const beside = statesOf(path);
      if (!isFile(beside)) continue;
      scan(beside, "states", (head, extent) => {
        if (isOwn(head)) states.add(head.run, head.part, shard, extent);
      });
    }
  for (const [shard, path] of shards.entries())
    scan(path, "runs", (head, extent) => {
      const { run } = head;
      const known = shardOf[run] ?? -1;
      if (known !== -1 && !(head.ok && failures.has(run))) return;
      if (!isOwn(head)) return;
      if (head.ok && states.count(run, head.parts ?? 0) < (head.parts ?? 0)) return;
      shardOf[run] = shard;
      offsets[run] = extent.offset;
      lengths[run] = extent.length;
      if (known === -1) done++;
      if (head.ok) failures.delete(run);
      else failures.add(run);
    });

  const record = (run: number): RunRecord | undefined => {
    const path = shards[shardOf[run] ?? -1];
    if (path === undefined) return undefined;
    return decodeRecord(files.read(path, { offset: offsets[run] ?? 0, length: lengths[run] ?? 0 }));
  };
  return {
    done,
    failed: failures.size,
    damaged,
    has: (run) => shardOf[run] !== -1,
    hasFailed: (run) => failures.has(run),
    record,
    *records() {
      try {
        for (let run = 0; run < runs; run++) {
          const found = record(run);
          if (found !== undefined) yield found;
        }
      } finally {
        files.close();
      }
    },
    *states(run) {
      for (let part = 0; ; part++) {
        const place = states.find(run, part);
        if (place === undefined) return;
        yield decodeContent(files.read(statesOf(shards[place.shard] ?? ""), place));
      }
    },
  };
}

/** Whether another process is at work on a shard or its states: then its last bytes may be half of a record to come. */
const isBeingWritten = (path: string): boolean =>
  isHeldByAnother(path.replace(/\.(log|states)$/, ".lock"));

/** Files that are open for reading, each once. */
function openFiles() {
  const descriptors = new Map<string, number>();
  return {
    read(path: string, extent: Extent): Buffer {
      const descriptor = descriptors.get(path) ?? storing(path, () => openSync(path, "r"));
      descriptors.set(path, descriptor);
      return storing(path, () => readBody(descriptor, extent));
    },
    close(): void {
      for (const descriptor of descriptors.values()) closeSync(descriptor);
      descriptors.clear();
    },
  };
}

/** The id that a run's record must carry. */
export function idOf({ hash, study }: Manifest, run: number): string {
  const slot = slotAt(study.design, run, study.seed);
  return runId(hash, study.design, pointAt(study.design, slot.point), slot);
}

/** The shards of a folder in name order; anything else that lies there is left alone. */
export function shardFiles(folder: string): readonly string[] {
  const shards = shardsOf(folder);
  if (!existsSync(shards)) return [];
  return storing(shards, () => readdirSync(shards))
    .filter((name) => /^\d+-of-\d+\.log$/.test(name))
    .sort()
    .map((name) => join(shards, name))
    .filter(isFile);
}

/** Whether a file is there, and no link, which may lead anywhere. */
const isFile = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
