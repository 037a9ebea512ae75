import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { Read } from "../../experiments/files/library.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import {
  branchRun,
  planRun,
  type PlanOptions,
  type Run,
  type Scenario,
  type Snapshot,
  startRun,
} from "../../sim/index.ts";
import { pastOf } from "../../sim/plan.ts";
import { ROOT } from "../support/sources.ts";

const FOLDER = join(ROOT, "scenarios");

/** Names of the shipped scenarios: files straight in scenarios/, without their ending. */
export const SHIPPED: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(/\.yaml$/, ""))
  .sort();

/** The text of a shipped scenario. */
export const textOf = (name: string): string => readFileSync(join(FOLDER, `${name}.yaml`), "utf8");

const read: Read = (name) => {
  const file = name.endsWith(".yaml") ? name : `${name}.yaml`;
  return existsSync(join(FOLDER, file))
    ? { name: file, content: readFileSync(join(FOLDER, file)) }
    : undefined;
};

/** A shipped scenario and where its values come from. @throws where it does not load */
export function load(name: string) {
  const result = loadScenario(name, read);
  if (result.ok) return result;
  const faults = result.problems.listed.map(
    ({ path, got, allowed }) => `${path}: got ${got}; allowed ${allowed}`,
  );
  throw new Error(`${name}: ${faults.join("\n")}`);
}

/** A shipped scenario. */
export const shipped = (name: string): Scenario => load(name).scenario;

/** Snapshots at step 0, by what led there: variants of a scenario live through their common burn-in once. */
const begun = new Map<string, Snapshot>();

/** A run at step 0, without a digest unless it is asked for. */
export function begin(scenario: Scenario, options: PlanOptions = {}, digest = false): Run {
  const plan = planRun(scenario, options);
  if (digest) return startRun(plan, { events: false });
  const past = pastOf(plan, 0);
  const snapshot = begun.get(past);
  if (snapshot !== undefined) return branchRun(snapshot, plan, { events: false });
  const run = startRun(plan, { digest: false, events: false });
  begun.set(past, run.snapshot());
  return run;
}

/** A run brought to a step. */
export function runTo(step: number, scenario: Scenario, options: PlanOptions = {}): Run {
  const run = begin(scenario, options);
  while (run.step < step) run.advance();
  return run;
}

/** A measure of a run's current step. @throws where there is none of that name */
export function valueOf(run: Run, name: string): number {
  const index = run.measures.findIndex((measure) => measure.name === name);
  if (index < 0) throw new Error(`no measure ${name}`);
  return run.values[index] ?? NaN;
}

/** Measures at every step from 0 to the last, by name. */
export function seriesOf(
  names: readonly string[],
  scenario: Scenario,
  options: PlanOptions = {},
): Record<string, number[]> {
  const run = begin(scenario, options);
  const series = Object.fromEntries(names.map((name) => [name, [valueOf(run, name)]]));
  while (run.step < run.plan.steps) {
    run.advance();
    for (const name of names) series[name]?.push(valueOf(run, name));
  }
  return series;
}

/** The seeds that a claim over several runs means: `SEED/1` … `SEED/n`; a single run has the scenario's own. */
export function seedsOf({ run }: Scenario, count: number): string[] {
  if (count === 1) return [run.seed];
  return Array.from({ length: count }, (_, index) => `${run.seed}/${index + 1}`);
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
