import {
  type Contrast,
  contrastGauges,
  type Extensions,
  lastSpan,
  type MeasureInfo,
  MODEL_VERSION,
  planRun,
  RunFailure,
  type RunPlan,
  type Scenario,
  scenarioHash,
  sha256Hex,
  startRun,
} from "../sim/index.ts";
import { type Arm, type Arms, armsAt, settingsOf } from "./arms.ts";
import { type Design, isKnockOut, levelCell, offAt, type Point, type Slot } from "./design.ts";
import { type Setting, settingOfValue, withSettings } from "./files/settings.ts";
import { ExtensionFailure } from "./extension-guards.ts";
import { extensionProblem, type ExtensionRecord, type LoadedExtensions } from "./extensions.ts";
import { Refusal } from "./files/problem.ts";
import type { Origins } from "./grades.ts";
import type { Outcome } from "./outcome.ts";
import type { PanelScenarios } from "./panel.ts";

/** All that a run of a design needs beside its slot; the same for all of its runs. */
export interface Study {
  readonly scenario: Scenario;
  readonly design: Design;
  readonly seed: string;
  readonly steps: number;
  /** Names of the measures to keep; all where left out. */
  readonly measures?: readonly string[];
  /** Keeps steps 0, every, 2·every … and the last. */
  readonly every: number;
  /** Whether the states of all associations are kept, at the steps whose measures are. */
  readonly record?: "associations";
  /** Numbers that a run comes to, by name; no result depends on them. */
  readonly outcomes?: Readonly<Record<string, Outcome>>;
  /** Contrasts between the associations of each run, by name: measures `contrast.NAME`. */
  readonly contrasts?: Readonly<Record<string, Contrast>>;
  /** What the levels of a factor stand for where they are names: a path here is no path of the scenario. */
  readonly arms?: Arms;
  /** Licence of the results by its SPDX id; no result depends on it. */
  readonly licence?: string;
  /** Where the scenario's values come from and how well they are known, as its file says; no result depends on it. */
  readonly origins?: Origins;
  /** Measures and mechanisms from outside that its runs have: which, not their code. */
  readonly extension?: ExtensionRecord;
}

/**
 * A study whose runs have measures and mechanisms from outside, beside the model's; as it was without any.
 * @throws {Refusal} where they do not fit into its scenario
 */
export function extended(study: Study, loaded: LoadedExtensions | undefined): Study {
  if (loaded === undefined) return study;
  const { files, extensions } = loaded;
  const measures = extendedMeasures(study.scenario, study.contrasts, loaded);
  return { ...study, extension: { hash: extensions.hash, files, measures } };
}

/**
 * The plan of one run: the point's levels laid over the scenario, replicate r under seed `SEED/r`.
 * @throws {Refusal} where the point's levels together make no valid scenario
 */
export function planOf(study: Study, point: Point, slot: Slot): RunPlan {
  const arms = armsAt(study.arms, study.design.factors, point);
  const scenario = arms.reduce((last, arm) => arm.scenario ?? last, study.scenario);
  const off = offAt(study.design, point);
  const plan = planRun(scenario, {
    treated: treatedAt(study, scenario, point),
    off: [...new Set([...off, ...arms.flatMap((arm) => arm.off ?? [])])],
    seed: slot.seed,
    steps: study.steps,
    extension: study.extension?.hash,
  });
  return arms
    .flatMap((arm) => arm.later ?? [])
    .reduce<RunPlan>((before, regime) => {
      const settings = [...valuesAt(study, point), ...settingsOf(regime)];
      return lastSpan(before, {
        from: regime.from,
        scenario: settings.length === 0 ? scenario : withSettings(scenario, settings),
        off: [...new Set([...off, ...regime.off])],
      });
    }, plan);
}

/** The values of a point's levels that are values of the scenario. */
const valuesAt = ({ design, arms }: Study, point: Point): readonly Setting[] =>
  design.factors.flatMap(({ path }, index) =>
    isKnockOut(path) || arms?.[path] !== undefined
      ? []
      : [settingOfValue("point", path, point[index])],
  );

/** Most points whose scenario is kept, for the next replicate. */
const MOST_TREATED = 64;
const treatedOf = new WeakMap<Study, Map<string, Scenario | undefined>>();

/** The scenario with a point's values laid over it; undefined where it lays none. */
function treatedAt(study: Study, scenario: Scenario, point: Point): Scenario | undefined {
  const known = treatedOf.get(study) ?? new Map<string, Scenario | undefined>();
  treatedOf.set(study, known);
  const key = JSON.stringify(point);
  if (known.has(key)) return known.get(key);
  const arms = armsAt(study.arms, study.design.factors, point);
  const settings = [...valuesAt(study, point), ...arms.flatMap(settingsOf)];
  const treated = settings.length === 0 ? undefined : withSettings(scenario, settings);
  const [oldest] = known.keys();
  if (known.size >= MOST_TREATED && oldest !== undefined) known.delete(oldest);
  known.set(key, treated);
  return treated;
}

/** Hash of what a study simulates at no point in particular: 64 hexadecimal digits. */
export function studyHash(study: Study): string {
  const base = scenarioHash(
    planRun(study.scenario, {
      ...{ seed: study.seed, steps: study.steps },
      extension: study.extension?.hash,
    }),
  );
  const asked = Object.entries(study.contrasts ?? {}).map(([name, { label: _label, ...rest }]) => [
    name,
    rest,
  ]);
  const { record, measures = null } = study;
  const parts = [
    base,
    study.seed,
    study.steps,
    measures,
    study.every,
    ...(record ? [{ record }] : []),
  ];
  const more = study.arms === undefined ? [] : [contentOfArms(study.arms)];
  return sha256Hex(
    JSON.stringify([...parts, ...(asked.length > 0 || more.length > 0 ? [asked] : []), ...more]),
  );
}

/** Arms without the words of their scenarios. */
const contentOfArms = (arms: Arms): unknown =>
  Object.entries(arms).map(([path, levels]) => [
    path,
    Object.entries(levels).map(
      ([level, { set = {}, off = [], scenario, later }]: [string, Arm]) => [
        level,
        Object.entries(set),
        [...off].sort(),
        scenario === undefined ? null : scenarioHash(planRun(scenario, { seed: "" })),
        ...(later === undefined ? [] : [later]),
      ],
    ),
  ]);

/**
 * A run's name for good: SHA-256 over model version, study, point and replicate, the first 32 hexadecimal digits.
 * @param hash the study's hash, which is the same for all runs
 */
export function runId(hash: string, design: Design, point: Point, slot: Slot): string {
  const cells = design.factors.map(({ path }, index) => [
    path,
    levelCell(path, point[index] ?? null),
  ]);
  return sha256Hex(JSON.stringify([MODEL_VERSION, hash, cells, slot.replicate])).slice(0, 32);
}

/** Associations of the field on which measures from outside are tried: few, yet more than one. */
const TRIED = 30;

/**
 * The measures of a scenario's runs and of what else is asked of them, read off a field of one association, or of a few
 * where some are from outside.
 * @throws {RangeError} where what comes from outside does not fit in
 */
export function measuresOf(
  scenario: Scenario,
  contrasts: Study["contrasts"] = {},
  extensions?: Extensions,
): readonly MeasureInfo[] {
  const { associations } = scenario.population;
  const size = extensions === undefined ? 1 : Math.min(TRIED, associations);
  const smallest: Scenario = {
    ...scenario,
    population: { ...scenario.population, associations: size },
    run: { ...scenario.run, burnIn: 0 },
  };
  const steps = extensions === undefined ? 0 : 1; // mechanisms act in the first step, not before
  const plan = planRun(smallest, { steps, extension: extensions?.hash });
  const gauges = contrastGauges(contrasts);
  const given = extensions === undefined ? {} : { extensions };
  const run = startRun(plan, { digest: false, gauges, ...given });
  while (run.step < steps) run.advance();
  return run.measures;
}

/**
 * The measures of a scenario's runs with those from outside, which were tried on it; those of the model alone where
 * nothing is from outside.
 * @throws {Refusal} where an id or a name is taken, rates sum to more than 1, or the code fails on a small field
 */
export function extendedMeasures(
  scenario: Scenario,
  contrasts: Study["contrasts"],
  loaded: LoadedExtensions | undefined,
): readonly MeasureInfo[] {
  try {
    return measuresOf(scenario, contrasts, loaded?.extensions);
  } catch (error) {
    const isTheirs =
      loaded !== undefined &&
      (error instanceof RangeError ||
        error instanceof ExtensionFailure ||
        error instanceof RunFailure);
    if (!isTheirs) throw error;
    const names = loaded.files.map(({ name }) => name).join(", ");
    const allowed = `measures and mechanisms that fit into the scenario ${scenario.name}`;
    throw new Refusal([extensionProblem(names, [], error.message, allowed)]);
  }
}

/** The measures that a study keeps, in its own order. */
export function keptMeasures(study: Study): readonly MeasureInfo[] {
  const all = study.extension?.measures ?? measuresOf(study.scenario, study.contrasts);
  const wanted = study.measures;
  return wanted === undefined
    ? all
    : wanted.flatMap((name) => all.find((measure) => measure.name === name) ?? []);
}

/** The steps whose measures are kept: 0, every, 2·every …, and the last. */
export function keptSteps({ steps, every }: Pick<Study, "steps" | "every">): Int32Array {
  const kept: number[] = [];
  for (let step = 0; step < steps; step += every) kept.push(step);
  return Int32Array.from([...kept, steps]);
}

/** Those whose runs share a study's panel: its scenario, and what its arms bring. */
export const panelScenarios = ({ scenario, arms = {} }: Study): PanelScenarios => [
  scenario,
  ...Object.values(arms).flatMap((levels) =>
    Object.values(levels).flatMap((arm) => arm.scenario ?? []),
  ),
];
