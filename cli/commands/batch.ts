import { availableParallelism } from "node:os";
import { runCount } from "../../experiments/design.ts";
import { outcomesAsked } from "../../experiments/files/outcomes.ts";
import { shown } from "../../experiments/files/problem.ts";
import { attempt } from "../../experiments/files/scenario.ts";
import { didYouMean } from "../../experiments/files/nearest.ts";
import { measuresOf, type Study } from "../../experiments/jobs.ts";
import { type Driven, drive, type Part } from "../batch/driver.ts";
import { sourceOf } from "../batch/source.ts";
import { openEarlier } from "../batch/reuse.ts";
import { refuseLargeBatch, tellCost } from "../batch/tell-cost.ts";
import { clusterPlan, requireSlurm, submitBatch } from "../cluster/batch.ts";
import { clusterOptions, type ClusterFlags, type ClusterOptions } from "../cluster/options.ts";
import { backToQueue } from "../cluster/return.ts";
import { accepted, EXIT } from "../failure.ts";
import { copyOf, givenExtensions, keepExtensions } from "../extensions.ts";
import { badFlags, flagProblem, licenceFlag, requireOut, wholeFlag } from "../flags.ts";
import { toStderr, toStdout } from "../output.ts";
import { quoted } from "../shell.ts";
import {
  agree,
  findManifest,
  makeManifest,
  type Manifest,
  writeManifest,
} from "../store/manifest.ts";
import { makeFolders, takeStock } from "../store/store.ts";
import { hasTables, writeTables } from "../store/tables.ts";
import { mergeCommand } from "./merge.ts";
import { counted } from "../counted.ts";

export interface BatchFlags extends ClusterFlags {
  readonly out?: string;
  readonly workers?: string;
  readonly measures?: string;
  readonly every?: string;
  readonly record?: "associations";
  readonly timeout: string;
  readonly upTo?: string;
  readonly licence?: string;
  readonly reuse?: string;
  readonly retryFailed?: boolean;
  readonly allowLarge?: boolean;
  readonly csv?: boolean;
  readonly dryRun?: boolean;
  /** False where the tables are left to `ironcage merge`. */
  readonly tables: boolean;
  readonly json?: boolean;
  /** Modules of the user's own. */
  readonly with: readonly string[];
}

/** `ironcage batch`: all runs of a design that the folder lacks, here or on a cluster, then its tables. */
export async function batchCommand(
  file: string,
  flags: BatchFlags,
  command: readonly string[],
): Promise<void> {
  requireOut(flags.out);
  const cluster = clusterOptions(flags);
  const workers = wholeFlag("--workers", flags.workers, 1, 1024);
  const timeoutSeconds = wholeFlag("--timeout", flags.timeout, 1, 2_000_000) ?? 0;
  const part = partFlag(flags.shard);
  const upTo = wholeFlag("--up-to", flags.upTo, 1, 1_000_000);
  const given = await givenExtensions(flags.with);
  const source = sourceOf(file, flags.out, given);
  const study = source.folder === undefined ? withFlags(source.study, flags) : source.study;
  const manifest = makeManifest(source.name, study, runCount(study.design));
  const folder = flags.out ?? source.folder;
  const isJson = flags.json === true;
  const isCsv = flags.csv === true;
  const setting = (chosen: string, settled: Manifest, options: ClusterOptions) => ({
    ...{ folder: chosen, manifest: settled, options, workers, timeoutSeconds, isCsv, isJson },
    extensions: (given?.files ?? []).map(({ name }) => copyOf(chosen, name)),
  });
  if (flags.dryRun === true)
    return tellCost(
      manifest,
      workers ?? (cluster === undefined ? availableParallelism() : 1),
      isJson,
      cluster && clusterPlan(setting(folder ?? ".", manifest, cluster)),
    );
  if (folder === undefined)
    throw badFlags([
      flagProblem("--out", "E021", { got: "nothing", allowed: "a folder for the results" }),
    ]);
  if (cluster !== undefined) requireSlurm(folder);
  refuseLargeBatch(manifest, flags.allowLarge === true);
  const reuse = flags.reuse === undefined ? undefined : openEarlier(flags.reuse, manifest);

  const earlier = findManifest(folder);
  if (earlier !== undefined) agree(earlier, manifest, folder);
  makeFolders(folder);
  if (earlier === undefined) writeManifest(folder, manifest);
  keepExtensions(folder, given);
  const settled = earlier ?? manifest;
  tellLicence(flags, settled);
  const driving = {
    ...{ folder, manifest: settled, part, earlier: reuse },
    workers: workers ?? availableParallelism(),
    timeoutMs: 1000 * timeoutSeconds,
    extensions: given?.texts,
    ...(upTo === undefined ? {} : { upTo }),
    isRetrying: flags.retryFailed === true,
    takeStock: () => takeStock(folder, settled, true),
  };
  if (cluster !== undefined) {
    if (reuse !== undefined)
      tellReused(await drive({ ...driving, isCopyingOnly: true }), flags.reuse, reuse.reason);
    const isOver = await submitBatch(setting(folder, settled, cluster), flags.wait === true);
    return isOver ? mergeCommand(folder, flags) : undefined;
  }
  const driven = await drive(driving);
  if (reuse !== undefined) tellReused(driven, flags.reuse, reuse.reason);
  conclude(folder, settled, driven, flags, command);
}

/** What is sealed stays: another licence is for whoever publishes to write into the metadata. */
function tellLicence({ licence }: BatchFlags, { study }: Manifest): void {
  if (licence === undefined || licence === study.licence) return;
  const own = study.licence ?? "none";
  toStderr(
    `the manifest says ${own} for a licence, and stays; write ${licence} into ro-crate-metadata.json\n`,
  );
}

/** How many runs came from an earlier batch; where none did, why not. */
function tellReused({ reused }: Driven, from = "", reason: string): void {
  const why = reused === 0 && reason !== "" ? `: ${reason}` : "";
  toStderr(`${counted(reused, "run")} reused from ${from}${why}\n`);
}

function conclude(
  folder: string,
  manifest: Manifest,
  driven: Driven,
  flags: BatchFlags,
  command: readonly string[],
): void {
  const { ran, reused, failures, failed, interrupted } = driven;
  for (const { run, reason, message } of failed) toStderr(`run ${run} ${reason}: ${message}\n`);
  if (failures > failed.length) toStderr(`… ${failures - failed.length} more failed\n`);
  if (interrupted !== undefined) {
    toStderr(`${counted(ran, "run")} kept; go on with: ${command.map(quoted).join(" ")}\n`);
    if (interrupted === EXIT.terminated) backToQueue(ran);
    process.exitCode = interrupted;
    return;
  }
  if (!flags.tables) return concludePart(ran, failures, flags.json === true);
  const holdings = driven.holdings ?? takeStock(folder, manifest, false);
  const isComplete = holdings.done === manifest.runs;
  if (isComplete && (ran + reused > 0 || !hasTables(folder, flags.csv === true)))
    writeTables(folder, manifest, holdings, flags.csv === true);
  const report = {
    folder,
    runs: manifest.runs,
    done: holdings.done,
    failed: holdings.failed,
    ran,
    ...(flags.reuse === undefined ? {} : { reused }),
    complete: isComplete,
  };
  const words = `${report.done} of ${counted(report.runs, "run")} done${report.failed > 0 ? `, ${report.failed} of them failed` : ""}`;
  if (flags.json === true) toStdout(`${JSON.stringify(report)}\n`);
  else toStdout(`${words}; ${isComplete ? "tables" : "shards"} in ${folder}\n`);
  if (holdings.failed > 0) process.exitCode = EXIT.runsFailed;
}

/** Ends one part of a batch whose tables somebody else writes. */
function concludePart(ran: number, failed: number, isJson: boolean): void {
  const words = `${counted(ran, "run")} done${failed > 0 ? `, ${failed} of them failed` : ""}`;
  toStdout(
    isJson
      ? `${JSON.stringify({ ran, failed })}\n`
      : `${words}; ironcage merge writes the tables\n`,
  );
  if (failed > 0) process.exitCode = EXIT.runsFailed;
}

/** `i/n`, i counting from 1. */
function partFlag(value: string | undefined): Part {
  if (value === undefined) return { part: 1, of: 1 };
  const [, part, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? []).map(Number);
  if (part !== undefined && of !== undefined && part >= 1 && part <= of) return { part, of };
  throw badFlags([
    flagProblem("--shard", "E024", { got: shown(value), allowed: "i/n with i from 1 to n" }),
  ]);
}

/** A study with what flags change of it, its measures checked by name. */
function withFlags(stated: Study, flags: BatchFlags): Study {
  const every = wholeFlag("--every", flags.every, 1, 100_000) ?? stated.every;
  const record = flags.record ?? stated.record;
  const licence = licenceFlag(flags.licence) ?? stated.licence;
  const study = {
    ...{ ...stated, every },
    ...(record === undefined ? {} : { record }),
    ...(licence === undefined ? {} : { licence }),
  };
  const measures = flags.measures?.split(",").map((name) => name.trim()) ?? study.measures;
  if (measures === undefined) return refuseLostOutcomes(study);
  const names = (study.extension?.measures ?? measuresOf(study.scenario, study.contrasts)).map(
    ({ name }) => name,
  );
  const unknown = measures.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw badFlags(
      unknown.map((name) =>
        flagProblem(flags.measures === undefined ? "measures" : "--measures", "E055", {
          got: shown(name),
          allowed: `${names.slice(0, 8).join(", ")}, …`,
          hint: didYouMean(name, names),
        }),
      ),
    );
  return refuseLostOutcomes({ ...study, measures: [...new Set(measures)] });
}

/** The study, which still keeps the measures and steps of every outcome that it states. */
function refuseLostOutcomes(study: Study): Study {
  const names = Object.keys(study.outcomes ?? {});
  if (names.length === 0) return study;
  accepted(attempt(() => ({ ok: true as const, kept: outcomesAsked(names, study, "outcomes") })));
  return study;
}
