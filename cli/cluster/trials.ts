import { isEnough } from "../../experiments/hypotheses/judge.ts";
import { looksOf } from "../../experiments/hypotheses/schema.ts";
import { EXIT, Failure } from "../failure.ts";
import { toStderr, toStdout } from "../output.ts";
import { quoted } from "../shell.ts";
import { takeStock } from "../store/store.ts";
import { begin, type Housed, readTrial } from "../test/run-trial.ts";
import { coreSeconds, TASK_SECONDS } from "./batch.ts";
import { copyOf } from "../extensions.ts";
import { clusterPath, type ClusterOptions } from "./options.ts";
import { joinLogs } from "./logs.ts";
import type { Errand } from "./scripts.ts";
import { lackingParts, refuseQueued, submitParts, submittedWords } from "./submit.ts";
import { readSubmissions, type Submission } from "./submissions.ts";
import { waitForJobs } from "./wait.ts";

/** How the trials of a folder are to be spread over a cluster. */
export interface TrialSetting {
  readonly options: ClusterOptions;
  /** Processors of one task; undefined where nobody said. */
  readonly workers: number | undefined;
  readonly timeoutSeconds: number;
  readonly wait: boolean;
  readonly isJson: boolean;
  /** Tests in a trial's family. */
  familyOf(housed: Housed): number;
}

/** A trial, and the replicate up to which it is to run before it is looked at again. */
interface Open {
  readonly housed: Housed;
  readonly look: number;
}

/**
 * Hands in what trials lack up to their next look, an array for each.
 * @returns whether none lacks anything: then it is time for the verdicts
 */
export async function submitTrials(
  trials: readonly Housed[],
  setting: TrialSetting,
): Promise<boolean> {
  for (const { folder } of trials) refuseQueued(folder);
  for (const housed of trials) begin(housed);
  let before = Infinity;
  for (;;) {
    const open = openTrials(trials, setting);
    if (open.length === 0) {
      for (const { folder } of trials) if (readSubmissions(folder).length > 0) joinLogs(folder);
      return true;
    }
    const done = runsThere(trials);
    if (done === before) throw stuck(open);
    before = done;
    const submitted = open.map((one) => submit(one, setting));
    if (!setting.wait) {
      tell(submitted, setting.isJson);
      return false;
    }
    for (const { id, submission } of submitted) toStderr(`${id}: ${submittedWords(submission)}\n`);
    const asked = await waitForJobs(open.map(({ housed }) => housed));
    if (asked === undefined) continue;
    toStderr("the jobs go on; ironcage status tells how far they are\n");
    process.exitCode = asked;
    return false;
  }
}

const runsThere = (trials: readonly Housed[]): number =>
  trials.reduce((sum, { folder, manifest }) => sum + takeStock(folder, manifest, false).done, 0);

/** Trials that lack runs up to the look at which they may stop. */
function openTrials(
  trials: readonly Housed[],
  { familyOf }: Pick<TrialSetting, "familyOf">,
): readonly Open[] {
  return trials.flatMap((housed): readonly Open[] => {
    const look = nextLook(housed, familyOf(housed));
    return look === undefined ? [] : [{ housed, look }];
  });
}

function nextLook(housed: Housed, family: number): number | undefined {
  const { folder, manifest, trial } = housed;
  const holdings = takeStock(folder, manifest, false);
  for (const look of looksOf(trial.content)) {
    if (lackingParts(manifest, holdings, 1, look).length > 0) return look;
    if (isEnough(readTrial(housed, look).measured, family)) return undefined;
  }
  return undefined;
}

interface Submitted {
  readonly id: string;
  readonly submission: Submission;
}

function submit({ housed, look }: Open, setting: TrialSetting): Submitted {
  const { folder, manifest, trial } = housed;
  const { options, workers = 1, timeoutSeconds } = setting;
  const { replicates } = manifest.study.design;
  const runs = (manifest.runs / replicates) * look;
  const wanted = Math.ceil((coreSeconds(manifest) * look) / replicates / workers / TASK_SECONDS);
  const shards = Math.min(runs, options.shards ?? wanted);
  const errand: Errand = {
    name: trial.id,
    folder: clusterPath(folder),
    upTo: look,
    wishes: {
      ...{ shards, workers, sbatch: [...options.sbatch], timeLimit: options.timeLimit },
      ...{ timeout: timeoutSeconds, csv: false },
      with: (housed.given?.files ?? []).map(({ name }) => clusterPath(copyOf(folder, name))),
    },
  };
  const tasks = lackingParts(manifest, takeStock(folder, manifest, true), shards, look);
  return { id: trial.id, submission: submitParts(errand, tasks, 0) };
}

function tell(submitted: readonly Submitted[], isJson: boolean): void {
  if (isJson) {
    const tests = submitted.map(({ id, submission: { array, shards, tasks } }) => ({
      ...{ id, array, shards, tasks },
    }));
    return toStdout(`${JSON.stringify({ submitted: tests })}\n`);
  }
  const lines = submitted.map(({ id, submission }) => `${id}: ${submittedWords(submission)}\n`);
  toStdout(
    `${lines.join("")}when they are over, the same command again looks at them, and hands in what is lacking still\n`,
  );
}

/** Jobs that ended without one run more. */
function stuck(open: readonly Open[]): Failure {
  const places = open.map(({ housed: { folder } }) => quoted(`${folder}/slurm/task-*.log`));
  return new Failure(
    EXIT.runsFailed,
    `the jobs are over, and no run was added; why may stand in ${places.slice(0, 3).join(", ")}`,
  );
}
