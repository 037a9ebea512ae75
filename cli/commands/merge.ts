import { join } from "node:path";
import { joinLogs } from "../cluster/logs.ts";
import { lackingParts, submitParts, submittedWords } from "../cluster/submit.ts";
import { readSubmissions, type Submission } from "../cluster/submissions.ts";
import { clusterPath } from "../cluster/options.ts";
import { EXIT, Failure } from "../failure.ts";
import { toStderr, toStdout } from "../output.ts";
import { quoted } from "../shell.ts";
import { isAlive, readLock } from "../store/lock.ts";
import { type Manifest, readManifest } from "../store/manifest.ts";
import { type Holdings, shardsOf, takeStock } from "../store/store.ts";
import { hasTables, writeTables } from "../store/tables.ts";
import { counted } from "../counted.ts";

export interface MergeFlags {
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly resubmit?: boolean;
}

/** How often in a row a merge job hands in again what died, before it leaves it to people. */
const MOST_ROUNDS = 2;

/** `ironcage merge DIR`: the tables of a batch whose runs are all there; else exit 1, naming what is missing. */
export function mergeCommand(folder: string, flags: MergeFlags): void {
  const manifest = readManifest(folder);
  const holdings = takeStock(folder, manifest, true);
  const last = readSubmissions(folder).at(-1);
  const { runs } = manifest;
  const { done, failed } = holdings;
  const isComplete = done === runs;
  if (isComplete) {
    if (!hasTables(folder, flags.csv === true))
      writeTables(folder, manifest, holdings, flags.csv === true);
    if (last !== undefined) joinLogs(folder);
  }
  const missing = isComplete ? [] : missingRuns(holdings, runs);
  const report = { folder, runs, done, failed, complete: isComplete, missing };
  if (flags.json === true) toStdout(`${JSON.stringify(report)}\n`);
  else if (isComplete)
    toStdout(
      `${done} of ${counted(runs, "run")} done${failed > 0 ? `, ${failed} of them failed` : ""}; tables in ${folder}\n`,
    );
  if (failed > 0) process.exitCode = EXIT.runsFailed;
  if (isComplete) return;
  const words = `${done} of ${counted(runs, "run")} done; missing: ${told(missing)}`;
  const again = flags.resubmit === true ? resubmit(folder, manifest, holdings, last) : undefined;
  throw new Failure(
    EXIT.runsFailed,
    `${words}\n${
      again === undefined
        ? `go on with: ironcage batch ${quoted(folder)}${last === undefined ? "" : " --engine slurm"}`
        : `handed in again: ${submittedWords(again)}`
    }`,
  );
}

/** Hands in again the parts whose task died under its work, as a killed one leaves its lock; undefined for none. */
function resubmit(
  folder: string,
  manifest: Manifest,
  holdings: Holdings,
  last: Submission | undefined,
): Submission | undefined {
  if (last === undefined || last.round >= MOST_ROUNDS) return undefined;
  const { array: _array, merge: _merge, tasks: _tasks, round, ...wishes } = last;
  const died = lackingParts(manifest, holdings, wishes.shards).filter((part) => {
    const lock = `${part}-of-${wishes.shards}.lock`;
    const holder = readLock(join(shardsOf(folder), lock));
    return holder !== undefined && !isAlive(holder);
  });
  if (died.length === 0) return undefined;
  toStderr(`shards whose task died: ${died.join(", ")}\n`);
  const errand = { name: manifest.experiment, folder: clusterPath(folder), wishes };
  return submitParts(errand, died, round + 1);
}

/** Runs that no shard holds, in stretches from first to last. */
function missingRuns({ has }: Holdings, runs: number): readonly (readonly [number, number])[] {
  const missing: [number, number][] = [];
  for (let run = 0; run < runs; run++) {
    if (has(run)) continue;
    const open = missing.at(-1);
    if (open?.[1] === run - 1) open[1] = run;
    else missing.push([run, run]);
  }
  return missing;
}

function told(stretches: readonly (readonly [number, number])[]): string {
  const words = stretches
    .slice(0, 10)
    .map(([from, to]) => (from === to ? `run ${from}` : `runs ${from} to ${to}`));
  const more = stretches.length - words.length;
  return `${words.join(", ")}${more > 0 ? ` and ${counted(more, "more stretch", "more stretches")}` : ""}`;
}
