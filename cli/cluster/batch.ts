import { stepsOf } from "../batch/work.ts";
import { secondsOf } from "../cost.ts";
import { EXIT, Failure } from "../failure.ts";
import { toStderr, toStdout } from "../output.ts";
import { duration } from "../progress.ts";
import { quoted } from "../shell.ts";
import type { Manifest } from "../store/manifest.ts";
import { takeStock } from "../store/store.ts";
import { clusterPath, type ClusterOptions } from "./options.ts";
import { arrayScript, type Errand, mergeScript } from "./scripts.ts";
import { hasSlurm } from "./slurm.ts";
import { lackingParts, refuseQueued, submitParts, submittedWords } from "./submit.ts";
import { waitForJobs } from "./wait.ts";

/** What the local batch and the cluster's share. */
export interface Setting {
  readonly folder: string;
  /** The folder's manifest, or the one that it is to get. */
  readonly manifest: Manifest;
  readonly options: ClusterOptions;
  /** Processors of one task; undefined where nobody said. */
  readonly workers: number | undefined;
  readonly timeoutSeconds: number;
  /** Copies of the modules of the user's own that the runs have, in the folder. */
  readonly extensions: readonly string[];
  readonly isCsv: boolean;
  readonly isJson: boolean;
}

/** A task should take about so many seconds: long beside its start, short beside a queue's limits. */
export const TASK_SECONDS = 1800;

/** Tasks where nobody says how many: at least and at most, never more than runs. */
const FEWEST_TASKS = 8;
const MOST_TASKS = 256;

/**
 * Hands in what a folder lacks: an array over its parts, and a job that merges.
 * @returns whether all jobs are over, or none was needed: then it is time for the tables
 */
export async function submitBatch(setting: Setting, wait: boolean): Promise<boolean> {
  const { folder, manifest, isJson } = setting;
  refuseQueued(folder);
  const errand = errandOf(setting);
  const { shards } = errand.wishes;
  const tasks = lackingParts(manifest, takeStock(folder, manifest, true), shards);
  if (tasks.length === 0) return true;
  const submission = submitParts(errand, tasks, 0);
  if (!wait) {
    const { array, merge } = submission;
    const report = { folder, runs: manifest.runs, array, merge, shards, tasks };
    if (isJson) toStdout(`${JSON.stringify(report)}\n`);
    else
      toStdout(
        `${submittedWords(submission)}\nironcage status ${quoted(folder)} tells how far they are\n`,
      );
    return false;
  }
  toStderr(`${submittedWords(submission)}\n`);
  const asked = await waitForJobs([{ folder, manifest }]);
  if (asked === undefined) return true;
  toStderr(`the jobs go on; ironcage status ${quoted(folder)} tells how far they are\n`);
  process.exitCode = asked;
  return false;
}

/** @throws {Failure} before anything is written, where no job could be handed in from here, or write its log there */
export function requireSlurm(folder: string): void {
  clusterPath(folder);
  if (!hasSlurm())
    throw new Failure(
      EXIT.badInput,
      "--engine slurm: no sbatch here; run it on a machine of the cluster (--dry-run shows the scripts anywhere)",
    );
}

function errandOf({ folder, manifest, options, workers = 1, ...rest }: Setting): Errand {
  const { shards = tasksFor(manifest, workers), sbatch, timeLimit } = options;
  return {
    name: manifest.experiment,
    folder: clusterPath(folder),
    wishes: {
      shards: Math.min(shards, manifest.runs),
      workers,
      sbatch: [...sbatch],
      timeLimit,
      timeout: rest.timeoutSeconds,
      csv: rest.isCsv,
      with: rest.extensions.map((path) => clusterPath(path)),
    },
  };
}

function tasksFor(manifest: Manifest, workers: number): number {
  const wanted = Math.ceil(coreSeconds(manifest) / workers / TASK_SECONDS);
  return Math.min(manifest.runs, Math.max(FEWEST_TASKS, Math.min(MOST_TASKS, wanted)));
}

/** Rough time of a whole batch on one core, in seconds. */
export const coreSeconds = ({ study }: Pick<Manifest, "study">): number =>
  secondsOf(stepsOf(study));

/** Files of a batch besides its shards: manifest, checksums, tables, journal, scripts, logs. */
const FILES_BESIDE = 12;

/** `--dry-run`: what the scripts would say and take; nothing is written. */
export function clusterPlan(setting: Setting): {
  readonly shards: number;
  readonly taskSeconds: number;
  readonly files: number;
  /** With the locks and logs of tasks at work. */
  readonly filesAtWork: number;
  readonly scripts: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
} {
  const errand = errandOf(setting);
  const { shards, workers, sbatch } = errand.wishes;
  const tasks = Array.from({ length: shards }, (_, index) => index + 1);
  const passed = ["sbatch", "--parsable", ...sbatch].map(quoted).join(" ");
  return {
    shards,
    taskSeconds: coreSeconds(setting.manifest) / shards / workers,
    files: shards + FILES_BESIDE,
    filesAtWork: 3 * shards + FILES_BESIDE,
    scripts: { "array.sh": arrayScript(errand, tasks), "merge.sh": mergeScript(errand) },
    commands: [
      `${passed} array.sh`,
      `${passed} --dependency=afterany:JOB --cpus-per-task=1 merge.sh`,
    ],
  };
}

/** The plan in words, its scripts as they would be written. */
export function planWords(plan: ReturnType<typeof clusterPlan>): string {
  return [
    `tasks       ${plan.shards}, about ${duration(plan.taskSeconds)} each`,
    `files       at most ${plan.filesAtWork}, ${plan.files} when it is done`,
    ...Object.entries(plan.scripts).map(([name, text]) => `\n── slurm/${name}\n${text.trimEnd()}`),
    "\n── handed in, in slurm/, by",
    ...plan.commands,
    "",
  ].join("\n");
}
