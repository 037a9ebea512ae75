import { spawnSync } from "node:child_process";
import { StorageFailure } from "../failure.ts";

/** Longest wait for an answer of the queue, in milliseconds. */
const PATIENCE_MS = 60_000;

/** What a command of Slurm answered; undefined where there is no such command. */
function ask(
  command: string,
  args: readonly string[],
  folder?: string,
): { readonly status: number; readonly stdout: string; readonly stderr: string } | undefined {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    timeout: PATIENCE_MS,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (error !== undefined && "code" in error && error.code === "ENOENT") return undefined;
  return { status: status ?? 1, stdout, stderr: stderr.trim() || (error?.message ?? "") };
}

/** Whether jobs can be handed in from this machine. */
export const hasSlurm = (): boolean => ask("sbatch", ["--version"]) !== undefined;

/**
 * Hands a script in; its working folder is the one that it lies in.
 * @returns the job's id
 * @throws {StorageFailure} with Slurm's own words
 */
export function submitScript(folder: string, script: string, options: readonly string[]): string {
  const answer = ask("sbatch", ["--parsable", ...options, script], folder);
  if (answer === undefined)
    throw new StorageFailure("sbatch: no such command; is this a machine of the cluster?");
  const [id = ""] = answer.stdout.trim().split(";"); // a cluster's name may follow
  if (answer.status === 0 && /^\d+$/.test(id)) return id;
  throw new StorageFailure(
    `sbatch: ${answer.stderr || answer.stdout.trim() || `it ended with ${answer.status}`}`,
  );
}

/** One job, or one task of an array, that the queue still holds. */
export interface Queued {
  /** `123`, or `123_4`. */
  readonly id: string;
  /** Of the array as a whole. */
  readonly job: string;
  /** Its number in the array; undefined for a job that is none. */
  readonly task: number | undefined;
  /** As Slurm says it: `PENDING`, `RUNNING`, `COMPLETING` … */
  readonly state: string;
  /** Why it waits, as Slurm says it. */
  readonly reason: string;
}

/**
 * What the queue still holds of some jobs, in the order in which they were handed in: the queue's own changes with priority.
 * @param jobs ids, of arrays or single tasks; none asks for nothing
 * @returns undefined where the queue cannot be asked
 */
export function queueOf(jobs: readonly string[]): readonly Queued[] | undefined {
  if (jobs.length === 0) return [];
  const form = "--format=%F|%K|%T|%r";
  const answer = ask("squeue", ["--noheader", "--array", form, `--jobs=${jobs.join(",")}`]);
  if (answer === undefined) return undefined;
  // it has forgotten all of them: they ended a while ago
  if (answer.status !== 0) return /invalid job id/i.test(answer.stderr) ? [] : undefined;
  return answer.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [job = "", array = "", state = "", reason = ""] = line.split("|");
      const task = /^\d+$/.test(array) ? Number(array) : undefined;
      return { id: task === undefined ? job : `${job}_${task}`, job, task, state, reason };
    })
    .sort((a, b) => Number(a.job) - Number(b.job) || (a.task ?? -1) - (b.task ?? -1));
}

/** Milliseconds for which an answer about one array is good for its other tasks too. */
const FRESH_MS = 1000;

const answers = new Map<
  string,
  { readonly at: number; readonly queued: ReturnType<typeof queueOf> }
>();

/**
 * Whether a job may still have a process somewhere; taken to where the queue cannot be asked.
 * @param id `123`, or `123_4`
 */
export function mayRun(id: string): boolean {
  const [job = ""] = id.split("_");
  const now = performance.now();
  let answer = answers.get(job);
  if (answer === undefined || now - answer.at > FRESH_MS) {
    answer = { at: now, queued: queueOf([job]) };
    answers.set(job, answer);
  }
  return answer.queued?.some((each) => each.id === id && each.state !== "PENDING") ?? true;
}

/**
 * Puts the own job back into the queue, if it still counts as running: one that its owner cancelled is left to end.
 * @returns whether the queue took it back
 */
export function requeue(job: string): boolean {
  const shown = ask("scontrol", ["--oneliner", "show", "job", job]);
  if (shown?.status !== 0 || !/\bJobState=RUNNING\b/.test(shown.stdout)) return false;
  return ask("scontrol", ["requeue", job])?.status === 0;
}
