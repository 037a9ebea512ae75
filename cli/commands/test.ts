import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { judge } from "../../experiments/hypotheses/judge.ts";
import { contentHash } from "../../experiments/hypotheses/schema.ts";
import type { GivenExtensions } from "../../workers/extensions.ts";
import { createPool, type PoolOptions } from "../../workers/pool.ts";
import { refuseLargeBatch } from "../batch/tell-cost.ts";
import { givenExtensions } from "../extensions.ts";
import { requireSlurm } from "../cluster/batch.ts";
import { type ClusterFlags, clusterOptions } from "../cluster/options.ts";
import { submitTrials } from "../cluster/trials.ts";
import { EXIT } from "../failure.ts";
import { badFlags, flagProblem, licenceFlag, requireOut, wholeFlag } from "../flags.ts";
import { toStderr, toStdout } from "../output.ts";
import { openProgress } from "../progress.ts";
import { quoted } from "../shell.ts";
import { makeFolder } from "../store/files.ts";
import { takeLock } from "../store/lock.ts";
import { tellTestCost } from "../test/cost.ts";
import { finish, type Held, heldElsewhere } from "../test/finish.ts";
import { type Loaded, loadAll } from "../test/files.ts";
import {
  readRegistration,
  registered,
  type Registration,
  type Stated,
  writeRegistration,
} from "../test/registration.ts";
import { trialIds } from "../test/registered-trials.ts";
import { lastOf } from "../test/registration.ts";
import { house, type Housed, runsDone, runTrial, type RunTrialOptions } from "../test/run-trial.ts";
import { verdictTable } from "../test/table.ts";
import { verdictsOf, writeVerdicts } from "../test/verdicts.ts";
import { counted } from "../counted.ts";

export interface TestFlags extends ClusterFlags {
  readonly out?: string;
  readonly replicates?: string;
  readonly licence?: string;
  readonly workers?: string;
  readonly timeout: string;
  readonly allowLarge?: boolean;
  readonly retryFailed?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** Modules of the user's own. */
  readonly with: readonly string[];
}

/** `ironcage test HYPOTHESIS…`: runs hypotheses with their controls, and says what becomes of each. */
export async function testCommand(
  names: readonly string[],
  flags: TestFlags,
  command: readonly string[],
): Promise<void> {
  const replicates = wholeFlag("--replicates", flags.replicates, 2, 100_000);
  requireOut(flags.out);
  const cluster = clusterOptions(flags);
  if (cluster !== undefined && flags.retryFailed === true)
    throw badFlags([
      flagProblem("--retry-failed", "E040", { got: "--engine slurm", allowed: "the local engine" }),
    ]);
  const asked = wholeFlag("--workers", flags.workers, 1, 1024);
  const workers = asked ?? availableParallelism();
  const timeoutMs = 1000 * (wholeFlag("--timeout", flags.timeout, 1, 2_000_000) ?? 0);
  const given = await givenExtensions(flags.with);
  const licence = licenceFlag(flags.licence);
  const loaded = loadAll(names, { replicates, own: given, licence });
  if (flags.dryRun === true) return tellTestCost(loaded, workers, flags.json === true);
  const out = flags.out;
  if (out === undefined)
    throw badFlags([
      flagProblem("--out", "E021", { got: "nothing", allowed: "a folder for the results" }),
    ]);
  if (cluster !== undefined) requireSlurm(out);
  const asks = { loaded, given, replicates };
  if (existsSync(out)) readRegistration(out); // whatever else lies there is told before a lock is
  else housedIn(out, asks, flags.allowLarge === true); // whatever is refused is, before there is a folder
  makeFolder(out);
  const release = takeLock(join(out, "test.lock"), 0);
  try {
    const { registration, trials } = register(out, asks, flags.allowLarge === true);
    if (cluster !== undefined) {
      const sizes = familySizes(registration);
      const isOver = await submitTrials(trials, {
        ...{ options: cluster, workers: asked, timeoutSeconds: timeoutMs / 1000 },
        ...{ wait: flags.wait === true, isJson: flags.json === true },
        familyOf: ({ trial }) => sizes.get(trial.content.family) ?? 1,
      });
      if (!isOver) return;
    }
    const isRetrying = flags.retryFailed === true;
    const done = await runAll(trials, registration, {
      ...{ workers, timeoutMs, isRetrying },
      extensions: given?.texts,
    });
    if (typeof done === "number") {
      toStderr(`the runs so far are kept; go on with: ${command.map(quoted).join(" ")}\n`);
      process.exitCode = done;
      return;
    }
    await conclude(out, registration, done, flags.json === true);
  } finally {
    release();
  }
}

/** What a call asks for. */
interface Asked {
  readonly loaded: readonly Loaded[];
  readonly given: GivenExtensions | undefined;
  readonly replicates: number | undefined;
}

const withOf = (given: GivenExtensions | undefined): Pick<Stated, "with"> =>
  given === undefined ? {} : { with: given.files };

/** Finds the folders of all trials; refuses what would change runs that there are, or take long. */
function housedIn(out: string, { loaded, given }: Asked, isLarge: boolean) {
  const housed = loaded.map(({ content, trials }) => ({
    content,
    trials: trials.map((trial) => house(out, trial, given)),
  }));
  for (const { manifest } of housed.flatMap(({ trials }) => trials))
    refuseLargeBatch(manifest, isLarge);
  return housed;
}

/** Writes down what each hypothesis says before its first run, unless it is refused. */
function register(
  out: string,
  asked: Asked,
  isLarge: boolean,
): { readonly registration: Registration; readonly trials: readonly Housed[] } {
  const { given, replicates } = asked;
  const before = readRegistration(out);
  const housed = housedIn(out, asked, isLarge);
  const registration = housed.reduce((held, { content, trials }) => {
    const stated = {
      hash: contentHash(content),
      content,
      replicates: replicates ?? null,
      ...withOf(given),
    };
    const runs = trials.reduce((total, trial) => total + runsDone(trial), 0);
    return registered(held, stated, runs);
  }, before);
  if (registration !== before) writeRegistration(out, registration);
  return { registration, trials: housed.flatMap(({ trials }) => trials) };
}

/** Tests in each family of a registration. */
function familySizes(registration: Registration): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const entry of Object.values(registration)) {
    const { content } = lastOf(entry);
    const { family } = content;
    sizes.set(family, (sizes.get(family) ?? 0) + trialIds(content).length);
  }
  return sizes;
}

/** Runs all trials one after the other, each on all children; the exit code where somebody asked for the end. */
async function runAll(
  trials: readonly Housed[],
  registration: Registration,
  options: Pick<RunTrialOptions, "workers" | "timeoutMs" | "isRetrying"> &
    Pick<PoolOptions, "extensions">,
): Promise<readonly Held[] | number> {
  const sizes = familySizes(registration);
  const progress = openProgress("test");
  let total = trials.reduce((sum, { manifest }) => sum + manifest.runs, 0);
  let before = 0;
  const held: Held[] = [];
  const [first] = trials;
  if (first === undefined) return held;
  const pool = createPool(first.trial.study, options);
  try {
    for (const [at, housed] of trials.entries()) {
      const { trial, manifest } = housed;
      const note = `${trial.id} (${at + 1} of ${trials.length})`;
      const ran = await runTrial(housed, {
        ...options,
        pool,
        family: sizes.get(trial.content.family) ?? 1,
        progress: {
          update: (done, of) => progress.update(before + (manifest.runs - of) + done, total, note),
          end: () => undefined,
        },
      });
      if (typeof ran === "number") return ran;
      const used = (manifest.runs / manifest.study.design.replicates) * ran.measured.replicates;
      total -= manifest.runs - used;
      before += used;
      held.push({ housed, ran });
    }
    return held;
  } finally {
    pool.close();
    progress.end();
  }
}

/** Writes the verdicts on all hypotheses of the folder, those of earlier calls included, and a page on them; tells them. */
async function conclude(
  out: string,
  registration: Registration,
  now: readonly Held[],
  isJson: boolean,
): Promise<void> {
  const elsewhere = heldElsewhere(out, registration, now);
  const finished = finish(registration, [...now, ...elsewhere.held], elsewhere.unfinished, judge);
  writeVerdicts(out, finished, elsewhere.unfinished);
  const { writeReport } = await import("./report.ts"); // which nobody needs before
  writeReport(out, "en");
  const failures = finished.reduce(
    (total, { arms }) => total + arms.reduce((sum, { failed }) => sum + failed, 0),
    0,
  );
  if (isJson) toStdout(`${JSON.stringify(verdictsOf(finished, elsewhere.unfinished))}\n`);
  else toStdout(`${verdictTable(finished)}\nverdicts.json, verdicts.csv, report.html in ${out}\n`);
  if (failures === 0) return;
  toStderr(`${counted(failures, "run")} failed; runs.parquet tells why\n`);
  process.exitCode = EXIT.runsFailed;
}
