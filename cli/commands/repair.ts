import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, Failure, StorageFailure } from "../failure.ts";
import { toStdout } from "../output.ts";
import { quoted } from "../shell.ts";
import { createFile, makeFolder, rename } from "../store/files.ts";
import { isAlive, readLock } from "../store/lock.ts";
import { type Manifest, MANIFEST, parseManifest, refuseRun } from "../store/manifest.ts";
import type { RecordHead } from "../store/record.ts";
import { scanShard } from "../store/shard.ts";
import { shardFiles, shardsOf, takeStock } from "../store/store.ts";
import { fileSum } from "../store/table-files.ts";
import { hasTables, writeTables } from "../store/tables.ts";

export interface RepairFlags {
  readonly csv?: boolean;
  readonly json?: boolean;
}

/**
 * `ironcage repair DIR`: a lost or damaged manifest is had back from the copies that open the shards, damaged stretches
 * of shards go to quarantine, and the tables of a complete batch are written again where they or their list of
 * checksums differ. Nothing is deleted, and no run is run.
 */
export function repairCommand(folder: string, flags: RepairFlags): void {
  refuseAtWork(folder);
  const { manifest, wasRebuilt } = manifestOf(folder);
  makeFolder(join(folder, "quarantine"));
  const holdings = takeStock(folder, manifest, true);
  const left = manifest.runs - holdings.done;
  const isCsv = flags.csv === true || existsSync(join(folder, "runs.csv"));
  const lacksTables = left === 0 && !hasTables(folder, isCsv);
  const tables = lacksTables ? writeTables(folder, manifest, holdings, isCsv) : [];
  const report = {
    folder,
    manifest: wasRebuilt ? "rebuilt" : "sound",
    done: holdings.done,
    left,
    damaged: holdings.damaged,
    tables,
  };
  if (flags.json === true) return toStdout(`${JSON.stringify(report)}\n`);
  toStdout(
    [
      wasRebuilt ? "manifest  rebuilt from the shards" : "manifest  sound",
      `runs      ${report.done} of ${manifest.runs} whole`,
      ...(tables.length > 0 ? [`tables    written again: ${tables.join(", ")}`] : []),
      ...(left > 0 ? [`go on with: ironcage batch ${quoted(folder)}`] : []),
      "",
    ].join("\n"),
  );
}

/** @throws {StorageFailure} where somebody writes into the folder */
function refuseAtWork(folder: string): void {
  const shards = shardsOf(folder);
  for (const name of existsSync(shards) ? readdirSync(shards) : []) {
    const holder = name.endsWith(".lock") ? readLock(join(shards, name)) : undefined;
    if (holder !== undefined && isAlive(holder))
      throw new StorageFailure(
        `${join(shards, name)}: held by process ${holder.pid} on ${holder.host}; wait for it, or end it`,
      );
  }
}

function manifestOf(folder: string): { readonly manifest: Manifest; readonly wasRebuilt: boolean } {
  const path = join(folder, MANIFEST);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const standing = parseManifest(text);
  if (standing !== undefined) return { manifest: standing, wasRebuilt: false };
  refuseRun(folder, text);
  const copies = [...new Set(shardFiles(folder).flatMap(copiesIn))];
  const [copy] = copies;
  const manifest = copy === undefined ? undefined : parseManifest(copy);
  if (copy === undefined || manifest === undefined || copies.length > 1)
    throw new Failure(
      EXIT.mismatch,
      copies.length > 1
        ? `${folder}: its shards are of ${copies.length} different batches; sort them apart first`
        : `${path}: cannot be rebuilt, since no shard holds a copy of it`,
    );
  if (existsSync(path)) {
    makeFolder(join(folder, "quarantine"));
    rename(path, join(folder, "quarantine", `${MANIFEST}.${(fileSum(path) ?? "").slice(0, 16)}`));
  }
  createFile(path, copy);
  return { manifest, wasRebuilt: true };
}

/** The sound copies of a manifest in a shard. */
function copiesIn(path: string): string[] {
  const copies: string[] = [];
  scanShard(path, (head: RecordHead) => {
    if (head.run !== -1 || !head.ok || head.manifest === undefined) return;
    if (parseManifest(head.manifest) !== undefined) copies.push(head.manifest);
  });
  return copies;
}
