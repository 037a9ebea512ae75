import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "../disk.ts";
import { EXIT, Failure, StorageFailure } from "../failure.ts";
import { replaceFile } from "../store/files.ts";

/** How a batch is to be spread over a cluster. */
export interface Wishes {
  /** Parts that the runs are dealt into: `--shard 1/SHARDS` … */
  readonly shards: number;
  /** Processors of one task. */
  readonly workers: number;
  /** Options passed on to sbatch, word by word. */
  readonly sbatch: readonly string[];
  readonly timeLimit: string | null;
  /** Longest time for one run in seconds. */
  readonly timeout: number;
  readonly csv: boolean;
  /** Modules of the user's own that each task is given: copies in the folder. */
  readonly with: readonly string[];
}

/** A job array that was handed in, and the job that merges after it. */
export interface Submission extends Wishes {
  readonly array: string;
  /** Null where none merges. */
  readonly merge: string | null;
  /** The parts that were handed in: those that lacked runs. */
  readonly tasks: readonly number[];
  /** How often merge jobs handed in again what died, in a row. */
  readonly round: number;
}

/** Folder of scripts, logs and the journal. */
export const clusterFolder = (folder: string): string => join(folder, "slurm");

const journalOf = (folder: string): string => join(clusterFolder(folder), "jobs.json");

/** What was handed in for a folder so far, first things first; nothing where no cluster was asked. */
export function readSubmissions(folder: string): readonly Submission[] {
  const path = journalOf(folder);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const fault = error as NodeJS.ErrnoException;
    if (fault.code === "ENOENT" || fault.code === "ENOTDIR") return [];
    throw new StorageFailure(`${path}: ${reasonOf(fault)}`);
  }
  const { format, submissions } = parsed(text);
  if (format === 1 && Array.isArray(submissions) && submissions.every(isSubmission))
    return submissions.map((one) => ({ ...one, with: (one as Partial<Submission>).with ?? [] }));
  throw new Failure(EXIT.mismatch, `${path}: not what ironcage wrote there; put it back`);
}

function parsed(text: string): { readonly format?: unknown; readonly submissions?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}

/** Whether what a file says may be handed to commands again: ids are numbers, options texts. */
function isSubmission(value: unknown): value is Submission {
  const isCount = (number: unknown): boolean => Number.isInteger(number) && Number(number) >= 1;
  const isId = (id: unknown): boolean => typeof id === "string" && /^\d{1,20}$/.test(id);
  const { array, merge, tasks, round, shards, workers, sbatch, timeLimit, timeout, csv, ...more } =
    {
      ...(value as Partial<Submission>),
    };
  return (
    isId(array) &&
    (merge === null || isId(merge)) &&
    Array.isArray(tasks) &&
    tasks.every(isCount) &&
    Number.isInteger(round) &&
    [shards, workers, timeout].every(isCount) &&
    Array.isArray(sbatch) &&
    sbatch.every((word) => typeof word === "string") &&
    (timeLimit === null || typeof timeLimit === "string") &&
    typeof csv === "boolean" &&
    (more.with ?? []).every((path) => typeof path === "string")
  );
}

export function addSubmission(folder: string, added: Submission): void {
  const submissions = [...readSubmissions(folder), added];
  replaceFile(journalOf(folder), `${JSON.stringify({ format: 1, submissions }, null, 2)}\n`);
}

/** Ids of all jobs of some submissions. */
export const jobsOf = (submissions: readonly Submission[]): readonly string[] =>
  submissions.flatMap(({ array, merge }) => (merge === null ? [array] : [array, merge]));
