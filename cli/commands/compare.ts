import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  MODEL_VERSION,
  planRun,
  RunFailure,
  type RunPlan,
  type Scenario,
  scenarioHash,
} from "../../sim/index.ts";
import { compareRuns, type Comparison } from "../../experiments/compare/compare.ts";
import { tellComparison } from "../../experiments/compare/tell.ts";
import type { Read } from "../../experiments/files/library.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import type { StoryLanguage } from "../../experiments/story/tell.ts";
import { refuseLarge } from "../cost.ts";
import { readDisk, reasonOf } from "../disk.ts";
import { accepted, EXIT, Failure, StorageFailure } from "../failure.ts";
import { seedFlag, switchesOff, wholeFlag, withFlags } from "../flags.ts";
import { toStderr, toStdout } from "../output.ts";
import { openProgress } from "../progress.ts";
import { VERSION } from "../version.ts";

export interface CompareFlags {
  readonly seed?: string;
  readonly steps?: string;
  readonly set: readonly string[];
  readonly off: readonly string[];
  readonly setB: readonly string[];
  readonly offB: readonly string[];
  readonly language: StoryLanguage;
  readonly json?: boolean;
  readonly allowLarge?: boolean;
}

/** One side: a scenario as its run of old or its file has it, and what is laid over it. */
interface Side {
  readonly name: string;
  readonly scenario: Scenario;
  readonly set: readonly string[];
  readonly off: readonly string[];
  readonly seed?: string;
  readonly steps?: number;
}

/**
 * `ironcage compare A [B]`: two scenarios or folders of runs on one seed, side by side. `--set` and `--off` change both,
 * `--set-b` and `--off-b` the second only; without B, the second is A with those changes.
 */
export function compareCommand(
  nameA: string,
  nameB: string | undefined,
  flags: CompareFlags,
): void {
  const seed = seedFlag(flags.seed);
  const steps = wholeFlag("--steps", flags.steps, 0, 100_000);
  const a = withChanges(sideOf(nameA), flags.set, flags.off);
  const own = withChanges(sideOf(nameB ?? nameA), flags.set, flags.off);
  const b = withChanges(own, flags.setB, flags.offB);
  const chosen = seed ?? a.seed ?? a.scenario.run.seed;
  const [planA, planB] = [planOf(a, chosen, steps), planOf(b, chosen, steps)];
  const otherSeed = b.seed ?? b.scenario.run.seed;
  if (seed === undefined && otherSeed !== chosen)
    toStderr(`both on the seed of ${a.name}, ${chosen}; that of ${b.name} is ${otherSeed}\n`);
  for (const plan of [planA, planB]) refuseLarge(plan, flags.allowLarge === true);

  const progress = openProgress("compare");
  const comparison = failing(() =>
    compareRuns(planA, planB, (done, total) => progress.update(done, total)),
  );
  progress.end();
  if (flags.json === true)
    return toStdout(`${JSON.stringify(reportOf(comparison, [a, planA], [b, planB]))}\n`);
  const heading = [`A  ${described(a)}`, `B  ${described(b)}`, ""];
  toStdout(`${[...heading, ...tellComparison(comparison, planA, flags.language)].join("\n")}\n`);
}

function planOf(
  { scenario, set, off, ...own }: Side,
  seed: string,
  steps: number | undefined,
): RunPlan {
  const treated = set.length === 0 ? undefined : withFlags(scenario, set);
  return planRun(scenario, { treated, off: switchesOff(off), seed, steps: steps ?? own.steps });
}

const withChanges = (side: Side, set: readonly string[], off: readonly string[]): Side => ({
  ...side,
  set: [...side.set, ...set],
  off: [...new Set([...side.off, ...off])],
});

const described = ({ name, set, off }: Side): string =>
  [name, ...set.map((one) => `--set ${one}`), ...off.map((one) => `--off ${one}`)].join(" ");

function sideOf(name: string): Side {
  const manifest = join(name, "manifest.json");
  if (existsSync(manifest)) return runOf(name, manifest);
  return { name, scenario: accepted(loadScenario(name, readDisk)).scenario, set: [], off: [] };
}

/** What the folder of a run says that it ran. */
function runOf(folder: string, path: string): Side {
  let manifest: Record<string, unknown>;
  try {
    manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch (error) {
    const fault = error as NodeJS.ErrnoException;
    throw new StorageFailure(
      `${path}: ${fault.code === undefined ? fault.message : reasonOf(fault)}`,
    );
  }
  const { model, seed, steps, set, off, scenarioContent } = manifest;
  const isRun =
    typeof seed === "string" &&
    typeof steps === "number" &&
    areTexts(set) &&
    areTexts(off) &&
    typeof scenarioContent === "object";
  if (!isRun)
    throw new Failure(
      EXIT.badInput,
      `${path}: not the folder of a run (ironcage run --out); of a batch, compare the scenarios`,
    );
  if (model !== MODEL_VERSION)
    throw new Failure(
      EXIT.mismatch,
      `${path}: model ${String(model)}, this is model ${MODEL_VERSION}, which runs it otherwise`,
    );
  if (manifest["with"] !== undefined)
    throw new Failure(
      EXIT.badInput,
      `${path}: a run with measures or mechanisms from outside (--with), which compare cannot follow; compare its scenario, or set the two folders' series.csv side by side: the first step that differs is where they part`,
    );
  const content = Buffer.from(JSON.stringify(scenarioContent));
  const read: Read = () => ({ name: `${path}#scenarioContent.json`, content });
  const { scenario } = accepted(loadScenario(`${path}#scenarioContent.json`, read));
  return { name: folder, scenario, set, off, seed, steps };
}

const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === "string");

function failing<Outcome>(work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (error instanceof RunFailure) throw new Failure(EXIT.runsFailed, error.message);
    throw error;
  }
}

/** What `--json` prints. */
function reportOf(comparison: Comparison, ...sides: readonly [Side, RunPlan][]): object {
  const [a, b] = sides.map(([{ name, set, off }, plan]) => ({
    ...{ name, set, off, scenarioHash: scenarioHash(plan), steps: plan.steps },
  }));
  const { steps, parameters, parting, spread, firstSteps } = comparison;
  return {
    ironcage: VERSION,
    model: MODEL_VERSION,
    seed: sides[0]?.[1].seed,
    steps,
    a,
    b,
    same: parting === undefined,
    parameters,
    parting: parting ?? null,
    spread,
    firstSteps: [...firstSteps].map(([association, step]) => ({ association, step })),
  };
}
