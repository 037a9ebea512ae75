import { join } from "node:path";
import { pointAt, slotAt } from "../../experiments/design.ts";
import { createJobService, finish } from "../../workers/job.ts";
import { type GivenExtensions, loadExtensions } from "../../workers/extensions.ts";
import { givenExtensions, requireExtensions } from "../extensions.ts";
import { EXIT, Failure } from "../failure.ts";
import { wholeFlag } from "../flags.ts";
import { toStdout } from "../output.ts";
import { openProgress } from "../progress.ts";
import { crateDifferences } from "../store/crate.ts";
import {
  agree,
  isRunFolder,
  makeManifest,
  type Manifest,
  readRunnable,
} from "../store/manifest.ts";
import type { RunRecord } from "../store/record.ts";
import { type Holdings, takeStock } from "../store/store.ts";
import { fileSum } from "../store/table-files.ts";
import { readChecksums } from "../store/tables.ts";
import { begunFolders } from "../test/registered-trials.ts";
import { isTestFolder } from "../test/registration.ts";
import { runsWanted } from "../test/stop.ts";
import { verifyRun } from "../verify-run.ts";
import { counted } from "../counted.ts";

export interface VerifyFlags {
  readonly sample: string;
  readonly with: readonly string[];
  readonly json?: boolean;
}

/** `ironcage verify DIR`: recomputes checksums and a sample of runs; exit 4 where something differs. */
export async function verifyCommand(folder: string, flags: VerifyFlags): Promise<void> {
  const sample = wholeFlag("--sample", flags.sample, 0, 1_000_000) ?? 0;
  const given = await givenExtensions(flags.with);
  if (isRunFolder(folder)) return verifyRun(folder, sample, given, flags.json === true);
  const isTest = isTestFolder(folder);
  const folders = isTest ? begunFolders(folder) : [folder];
  const reports: Verified[] = [];
  for (const one of folders) reports.push(await verified(one, sample, given));
  const told = reports.flatMap((report) =>
    report.differences.map((what) => `${report.folder}: ${what}`),
  );
  if (told.length > 0) throw new Failure(EXIT.mismatch, told.join("; "));
  const done = reports.reduce((sum, report) => sum + report.done, 0);
  const tables = reports.reduce((sum, report) => sum + report.tables.length, 0);
  const rerun = reports.reduce((sum, report) => sum + report.rerun.length, 0);
  if (flags.json !== true)
    return toStdout(
      `${counted(done, "run")} and ${counted(tables, "table")} with the right checksums; ${counted(rerun, "run")} repeated to the last bit\n`,
    );
  const [only] = reports;
  const { folder: _folder, ...report } = only ?? { folder };
  toStdout(`${JSON.stringify(isTest ? { done, tests: reports } : report)}\n`);
}

/** What was found in one folder of results. */
interface Verified {
  readonly folder: string;
  readonly done: number;
  /** Tables whose checksums were recomputed. */
  readonly tables: readonly string[];
  /** Runs that were repeated. */
  readonly rerun: readonly number[];
  readonly differences: readonly string[];
}

async function verified(
  folder: string,
  sample: number,
  given: GivenExtensions | undefined,
): Promise<Verified> {
  const manifest = readRunnable(folder);
  if (sample > 0 || given !== undefined)
    requireExtensions(folder, manifest.study.extension, given, "repeat a sample (or --sample 0)");
  agree(manifest, makeManifest(manifest.experiment, manifest.study, manifest.runs), folder);
  const holdings = takeStock(folder, manifest, false);
  const differences: string[] = [];
  if (holdings.damaged > 0)
    differences.push(
      `shards: ${counted(holdings.damaged, "damaged stretch", "damaged stretches")}`,
    );
  const sums = readChecksums(folder) ?? {};
  for (const [name, sum] of Object.entries(sums)) {
    const found = fileSum(join(folder, name));
    if (found !== sum)
      differences.push(
        `${name}: ${found === undefined ? "missing" : "other bytes than were written"}`,
      );
  }
  differences.push(...crateDifferences(folder));
  const missing = runsWanted(folder, manifest) - holdings.done;
  if (missing > 0 && Object.keys(sums).length > 0)
    differences.push(
      `shards: ${counted(missing, "run")} missing that the tables hold; batch runs what is missing again`,
    );
  if (missing <= 0 && Object.keys(sums).length === 0)
    differences.push(
      "checksums.json: missing, though all runs are done; batch writes the tables again",
    );
  const runs = sampled(manifest, holdings, sample);
  differences.push(...(await rerun(manifest, holdings, runs, given)));
  return { folder, done: holdings.done, tables: Object.keys(sums), rerun: runs, differences };
}

/** Done runs, evenly spread. */
function sampled(manifest: Manifest, holdings: Holdings, count: number): readonly number[] {
  const done = Array.from({ length: manifest.runs }, (_, run) => run).filter((run) =>
    holdings.has(run),
  );
  const picked = Math.min(count, done.length);
  return Array.from(
    { length: picked },
    (_, i) => done[Math.floor((i * done.length) / picked)] ?? 0,
  );
}

async function rerun(
  manifest: Manifest,
  holdings: Holdings,
  runs: readonly number[],
  given: GivenExtensions | undefined,
): Promise<string[]> {
  const { study } = manifest;
  const service = createJobService(loadExtensions);
  await service.open(study, given?.texts);
  const progress = openProgress("verify");
  const differences: string[] = [];
  for (const [done, run] of runs.entries()) {
    const slot = slotAt(study.design, run, study.seed);
    const stored = holdings.states(run);
    let isSame = true;
    const request = { slot, point: pointAt(study.design, slot.point) };
    const outcome = await finish(service, request, (states) => {
      const { value } = stored.next();
      isSame &&= value !== undefined && Buffer.compare(value, states) === 0;
    });
    const record = holdings.record(run);
    isSame &&=
      record !== undefined &&
      (outcome.ok
        ? repeats(record, outcome.digest, outcome.values) && stored.next().done === true
        : !record.head.ok);
    if (!isSame) differences.push(`run ${run}: repeated, it gives another result`);
    progress.update(done + 1, runs.length);
  }
  progress.end();
  return differences;
}

function repeats({ head, values }: RunRecord, digest: string, again: Float64Array): boolean {
  if (!head.ok) return head.reason !== "failed"; // a crash or timeout says nothing of the result
  return (
    head.digest === digest &&
    values.length === again.length &&
    values.every((value, i) => Object.is(value, again[i]))
  );
}
