import { join } from "node:path";
import type { Manifest } from "../store/manifest.ts";
import { StorageFailure } from "../failure.ts";
import { makeFolder, replaceFile } from "../store/files.ts";
import type { Holdings } from "../store/store.ts";
import { arrayScript, type Errand, mergeScript, ranges } from "./scripts.ts";
import { queueOf, submitScript } from "./slurm.ts";
import {
  addSubmission,
  clusterFolder,
  jobsOf,
  readSubmissions,
  type Submission,
} from "./submissions.ts";
import { tallyParts } from "./tally.ts";

/** Parts of a batch that lack runs, up to a replicate where one is given. */
export const lackingParts = (
  manifest: Manifest,
  holdings: Holdings,
  of: number,
  upTo?: number,
): number[] =>
  tallyParts(manifest, holdings, of, upTo).flatMap(({ part, left }) => (left > 0 ? [part] : []));

/**
 * Hands in an array over some parts of a batch, and the job that merges after it; none merges replicates up to a look,
 * after which somebody decides.
 * @param round how often in a row merge jobs handed in again what died
 */
export function submitParts(errand: Errand, tasks: readonly number[], round: number): Submission {
  const place = clusterFolder(errand.folder);
  makeFolder(place);
  replaceFile(join(place, "array.sh"), arrayScript(errand, tasks));
  const { sbatch } = errand.wishes;
  const array = submitScript(place, "array.sh", sbatch);
  const merge = errand.upTo === undefined ? submitMerge(errand, array) : null;
  const submission = { ...errand.wishes, array, merge, tasks: [...tasks], round };
  addSubmission(errand.folder, submission);
  return submission;
}

/** Hands in the job that merges after an array. */
function submitMerge(errand: Errand, array: string): string {
  const place = clusterFolder(errand.folder);
  replaceFile(join(place, "merge.sh"), mergeScript(errand));
  const after = [`--dependency=afterany:${array}`, "--cpus-per-task=1"];
  return submitScript(place, "merge.sh", [...errand.wishes.sbatch, ...after]);
}

/**
 * Refuses where jobs of an earlier submission are not over: two arrays on one folder would do the same runs.
 * @throws {StorageFailure} naming them
 */
export function refuseQueued(folder: string): void {
  const earlier = jobsOf(readSubmissions(folder));
  const queued = queueOf(earlier);
  if (queued === undefined)
    throw new StorageFailure("squeue: no answer, so that nobody knows what is queued already");
  if (queued.length === 0) return;
  const jobs = earlier.filter((id) => queued.some(({ job }) => job === id));
  const told = jobs.map((id) => `job ${id} (${stateOf(queued.filter(({ job }) => job === id))})`);
  throw new StorageFailure(
    `${folder}: handed in already: ${told.join(", ")}; wait (ironcage status tells how far it is), or end it with: scancel ${jobs.join(" ")}`,
  );
}

/** States of one job's tasks in words: `3 running, 1 pending`; of a job that is no array just its state. */
export function stateOf(
  queued: readonly { readonly state: string; readonly task?: number | undefined }[],
): string {
  const [first] = queued;
  if (first !== undefined && first.task === undefined) return first.state.toLowerCase();
  const states = [...new Set(queued.map(({ state }) => state))].sort();
  return states
    .map((state) => {
      const tasks = queued.filter((each) => each.state === state);
      return `${tasks.length} ${state.toLowerCase()}`;
    })
    .join(", ");
}

/** One line for people: which jobs do which parts. */
export const submittedWords = ({ array, merge, tasks, shards }: Submission): string =>
  `job ${array}: shards ${ranges(tasks)} of ${shards}${merge === null ? "" : `; job ${merge} merges after it`}`;
