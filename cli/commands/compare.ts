import { existsSync } from "node:fs";
import { join } from "node:path";
import { MODEL_VERSION, RunFailure, type RunPlan, scenarioHash } from "../../sim/index.ts";
import { compareRuns, type Comparison } from "../../experiments/compare/compare.ts";
import { tellComparison } from "../../experiments/compare/tell.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import type { StoryLanguage } from "../../experiments/story/tell.ts";
import { refuseLarge } from "../cost.ts";
import { readDisk } from "../disk.ts";
import { accepted, EXIT, Failure } from "../failure.ts";
import { seedFlag, wholeFlag } from "../flags.ts";
import { planOfSide, readKeptRun, type Side } from "../kept-run.ts";
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
  const [planA, planB] = [
    planOfSide(a, chosen, steps ?? a.steps),
    planOfSide(b, chosen, steps ?? b.steps),
  ];
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

const withChanges = (side: Side, set: readonly string[], off: readonly string[]): Side => ({
  ...side,
  set: [...side.set, ...set],
  off: [...new Set([...side.off, ...off])],
});

const described = ({ name, set, off }: Side): string =>
  [name, ...set.map((one) => `--set ${one}`), ...off.map((one) => `--off ${one}`)].join(" ");

function sideOf(name: string): Side {
  if (existsSync(join(name, "manifest.json"))) return runOf(name);
  return { name, scenario: accepted(loadScenario(name, readDisk)).scenario, set: [], off: [] };
}

/** What the folder of a run says that it ran, where nothing from outside had a part in it. */
function runOf(folder: string): Side {
  const kept = readKeptRun(folder);
  if (kept.files === undefined) return kept;
  throw new Failure(
    EXIT.badInput,
    `${folder}: a run with measures or mechanisms from outside (--with), which compare cannot follow; compare its scenario, or set the two folders' series.csv side by side: the first step that differs is where they part`,
  );
}

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
