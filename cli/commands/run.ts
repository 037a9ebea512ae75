import {
  FLOWS,
  MODEL_VERSION,
  planRun,
  type Run,
  RunFailure,
  type RunPlan,
  scenarioHash,
  startRun,
} from "../../sim/index.ts";
import { ExtensionFailure } from "../../experiments/extension-guards.ts";
import { switchesOf } from "../../experiments/extensions.ts";
import { attempt, loadScenario } from "../../experiments/files/scenario.ts";
import { extendedMeasures } from "../../experiments/jobs.ts";
import { panelRowBytes } from "../../experiments/panel.ts";
import { refuseLarge, refuseLargeStates } from "../cost.ts";
import { readDisk } from "../disk.ts";
import { givenExtensions, keepExtensions } from "../extensions.ts";
import { reproducibility } from "../exactness.ts";
import { accepted, EXIT, Failure } from "../failure.ts";
import {
  badFlags,
  flagProblem,
  licenceFlag,
  requireOut,
  seedFlag,
  switchesOff,
  wholeFlag,
  withFlags,
} from "../flags.ts";
import { toStderr, toStdout } from "../output.ts";
import { openProgress } from "../progress.ts";
import { writeRunCrate } from "../run-crate.ts";
import { claimFolder, closeRun, followRun } from "../run-folder.ts";
import { runTable } from "../tables.ts";
import { VERSION } from "../version.ts";

export interface RunFlags {
  readonly seed?: string;
  readonly steps?: string;
  readonly set: readonly string[];
  readonly off: readonly string[];
  readonly out?: string;
  readonly record?: "associations";
  readonly licence?: string;
  readonly json?: boolean;
  readonly allowLarge?: boolean;
  /** Modules of the user's own. */
  readonly with: readonly string[];
}

/** Series of a run: one array per measure, index = step; null where undefined. */
type Series = Record<string, (number | null)[]>;

/** `ironcage run`: one run, as a table or one JSON object, and into a folder if asked. */
export async function runCommand(name: string, flags: RunFlags): Promise<void> {
  requireOut(flags.out);
  const given = await givenExtensions(flags.with);
  const off = switchesOff(flags.off, switchesOf(given));
  const seed = seedFlag(flags.seed);
  const licence = licenceFlag(flags.licence);
  const steps = wholeFlag("--steps", flags.steps, 0, 100_000);
  const { scenario } = accepted(loadScenario(name, readDisk));
  const treated = flags.set.length === 0 ? undefined : withFlags(scenario, flags.set);
  if (given !== undefined)
    accepted(
      attempt(() => ({
        ok: true as const,
        measures: extendedMeasures(treated ?? scenario, {}, given),
      })),
    );
  const extension = given?.extensions.hash;
  const plan = planRun(scenario, { treated, off, seed, steps, extension });
  refuseLarge(plan, flags.allowLarge === true);
  if (flags.record !== undefined) refuseRecord(plan, flags);
  if (flags.out !== undefined) claimFolder(flags.out);

  const progress = openProgress(`run ${scenario.name}`);
  const total = plan.steps + scenario.run.burnIn;
  const run = failing(() =>
    startRun(plan, {
      events: flags.out !== undefined,
      ...(given === undefined ? {} : { extensions: given.extensions }),
      onBurnIn: (done) => progress.update(done, total, "burn-in"),
    }),
  );
  const folder = flags.out === undefined ? undefined : followRun(flags.out, run, flags.record);
  const series: Series = Object.fromEntries(run.measures.map(({ name }) => [name, []]));
  const record = (): void => {
    run.measures.forEach(({ name }, index) => {
      const value = run.values[index] ?? NaN;
      series[name]?.push(Number.isNaN(value) ? null : value);
    });
    folder?.step();
  };
  record();
  while (run.step < plan.steps) {
    failing(() => run.advance());
    record();
    progress.update(scenario.run.burnIn + run.step, total);
  }
  progress.end();
  folder?.close();

  const result = resultOf(run, scenario.name, series);
  if (flags.out !== undefined) {
    const { series: _inItsOwnFile, final: _there, ...summary } = result;
    closeRun(flags.out, run, {
      ...summary,
      off,
      set: flags.set,
      scenarioContent: scenario,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      ...(given === undefined ? {} : { with: given.files }),
      ...(licence === undefined ? {} : { licence }),
    });
    keepExtensions(flags.out, given);
    writeRunCrate(flags.out, run, { off, set: flags.set, files: given?.files, licence });
  }
  if (flags.json === true) toStdout(`${JSON.stringify(result)}\n`);
  else toStdout(runTable(run, series, result));
  if (flags.out !== undefined) toStderr(`results in ${flags.out}\n`);
}

/** States go into the run's folder, and no more of them than a disk holds. */
function refuseRecord({ spans, steps }: RunPlan, flags: RunFlags): void {
  if (flags.out === undefined)
    throw badFlags([
      flagProblem("--out", "E021", { got: "nothing", allowed: "a folder for --record" }),
    ]);
  const [{ scenario }] = spans;
  const rows = (steps + 1) * scenario.population.associations;
  if (flags.allowLarge !== true) refuseLargeStates(rows * panelRowBytes([scenario]));
}

/** What `--json` prints; `final` holds the last values, `counts` totals. */
function resultOf(run: Run, scenario: string, series: Series) {
  return {
    ironcage: VERSION,
    model: MODEL_VERSION,
    ...reproducibility(),
    scenario,
    scenarioHash: scenarioHash(run.plan),
    seed: run.plan.seed,
    steps: run.plan.steps,
    digest: run.digest(),
    series,
    final: Object.fromEntries(
      Object.entries(series).map(([name, values]) => [name, values.at(-1) ?? null]),
    ),
    counts: {
      associations: run.field.size,
      living: run.field.living.length,
      reforms: run.events.filter(({ kind }) => kind === "reform").length,
      ...Object.fromEntries(
        FLOWS.flatMap((flow) =>
          series[flow] === undefined
            ? []
            : [[flow, series[flow].reduce<number>((sum, value) => sum + (value ?? 0), 0)]],
        ),
      ),
    },
  };
}

export type RunResult = ReturnType<typeof resultOf>;

function failing<Outcome>(work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (error instanceof RunFailure || error instanceof ExtensionFailure)
      throw new Failure(EXIT.runsFailed, `the run failed: ${error.message}`);
    throw error;
  }
}
