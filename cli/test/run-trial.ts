import { join } from "node:path";
import { runCount } from "../../experiments/design.ts";
import type { Trial } from "../../experiments/hypotheses/compile.ts";
import { isEnough, type Measured, measure } from "../../experiments/hypotheses/judge.ts";
import { looksOf } from "../../experiments/hypotheses/schema.ts";
import type { GivenExtensions } from "../../workers/extensions.ts";
import type { Pool } from "../../workers/pool.ts";
import { drive } from "../batch/driver.ts";
import { keepExtensions } from "../extensions.ts";
import type { ExitCode } from "../failure.ts";
import type { Progress } from "../progress.ts";
import {
  agree,
  findManifest,
  makeManifest,
  type Manifest,
  writeManifest,
} from "../store/manifest.ts";
import { makeFolders, takeStock } from "../store/store.ts";
import { hasTables, writeTables } from "../store/tables.ts";
import { type Read, readOutcomes } from "./outcomes.ts";
import { writeStop } from "./stop.ts";

/** A trial with the folder of its runs: one of a batch like any other. */
export interface Housed {
  readonly trial: Trial;
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether the folder has a manifest already. */
  readonly isBegun: boolean;
  /** Measures and mechanisms from outside that its runs have. */
  readonly given?: GivenExtensions | undefined;
}

/**
 * Finds the folder of a trial, without making it.
 * @throws {Failure} with exit 4 where its runs are of other values
 */
export function house(out: string, trial: Trial, given?: GivenExtensions): Housed {
  const folder = join(out, trial.id);
  const manifest = makeManifest(trial.id, trial.study, runCount(trial.study.design));
  const earlier = findManifest(folder);
  if (earlier !== undefined) agree(earlier, manifest, folder);
  return { trial, folder, manifest: earlier ?? manifest, isBegun: earlier !== undefined, given };
}

/** Runs of a trial that are done. */
export const runsDone = ({ folder, manifest, isBegun }: Housed): number =>
  isBegun ? takeStock(folder, manifest, false).done : 0;

/** A trial whose runs are there, and how they went. */
export interface Ran {
  readonly measured: Measured;
  readonly read: Read;
  readonly failures: number;
}

export interface RunTrialOptions {
  readonly workers: number;
  readonly timeoutMs: number;
  /** Whether runs that failed before are tried again. */
  readonly isRetrying: boolean;
  /** Tests in the trial's family. */
  readonly family: number;
  readonly progress: Progress;
  /** Children that go from trial to trial and keep burn-ins that trials share. */
  readonly pool: Pool;
}

/** Makes a trial's folder, with all that is to be known before its first run. */
export function begin({ folder, manifest, given, isBegun }: Housed): void {
  makeFolders(folder);
  if (!isBegun) writeManifest(folder, manifest);
  keepExtensions(folder, given);
}

/** Runs what a trial lacks, look by look, until it may stop; then writes its tables. */
export async function runTrial(housed: Housed, options: RunTrialOptions): Promise<Ran | ExitCode> {
  const { folder, manifest, trial } = housed;
  begin(housed);
  let hasRun = false;
  for (const look of looksOf(trial.content)) {
    const driven = await drive({
      ...{ folder, manifest, part: { part: 1, of: 1 }, upTo: look },
      ...{ workers: options.workers, timeoutMs: options.timeoutMs, progress: options.progress },
      ...{ isRetrying: options.isRetrying, pool: options.pool },
      takeStock: () => takeStock(folder, manifest, true),
    });
    if (driven.interrupted !== undefined) return driven.interrupted;
    hasRun ||= driven.ran > 0;
    const ran = readTrial(housed, look);
    if (!isEnough(ran.measured, options.family)) continue;
    writeStop(folder, manifest, look);
    if (hasRun || !hasTables(folder, false))
      writeTables(folder, manifest, takeStock(folder, manifest, false), false);
    return ran;
  }
  throw new Error(`${trial.id}: no look was the last`);
}

/** Effects read off the runs of a trial up to a replicate. */
export function readTrial({ folder, manifest, trial }: Housed, replicates: number): Ran {
  const holdings = takeStock(folder, manifest, false);
  const read = readOutcomes(trial, manifest, holdings, replicates);
  const measured = measure(trial, read.outcomes, replicates);
  const failures = read.arms.reduce((total, { failed }) => total + failed, 0);
  return { measured, read, failures };
}
