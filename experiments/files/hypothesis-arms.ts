import type { Scenario } from "../../sim/index.ts";
import { MOST_RUNS, runCount } from "../design.ts";
import type { Scenarios } from "../hypotheses/compile.ts";
import type { HypothesisFile } from "../hypotheses/schema.ts";
import type { LoadedExtensions } from "../extensions.ts";
import { extendedMeasures, keptSteps, type Study } from "../jobs.ts";
import { outcomeFaults } from "../outcome.ts";
import { placeOf } from "./issues.ts";
import { didYouMean } from "./nearest.ts";
import { type Problem, problemAt, Refusal, shown } from "./problem.ts";
import { attempt } from "./scenario.ts";
import { type Setting, unknownPath, withSettings } from "./settings.ts";
import { type Place, position } from "./text.ts";
import { type Entry, locate, type Mapping, type Tree } from "./tree.ts";

type Path = readonly (string | number)[];

/** Sections that an arm may lay values over; seed, steps and texts have keys of their own. */
const SECTIONS = ["field", "population", "regulators", "reforms", "mechanisms", "legalForms"];

/** An arm as the file writes it: where, and its values with their places. */
interface Written {
  readonly path: Path;
  readonly entries: readonly (readonly [path: string, entry: Entry])[];
}

function written(tree: Mapping, path: Path): Written {
  const at = locate(tree, [...path, "set"]);
  const set = at.depth === path.length + 1 ? at.tree : undefined;
  return { path, entries: set?.kind === "mapping" ? [...set.entries] : [] };
}

/**
 * Checks every value of every arm for itself, then all arms together as they run.
 * @throws {Refusal}
 */
export function checkArms(content: HypothesisFile, scenarios: Scenarios, tree: Mapping): void {
  const versions = Object.keys(content.versions).map((version) => ["versions", version]);
  const levels = content.treatment.levels.map((_, index) => ["treatment", "levels", index]);
  const controls = Object.keys(content.control ?? {})
    .filter((key) => key !== "label")
    .map((key) => ["control", key]);
  const setting = written(tree, ["setting"]);
  const variants = versions.map((path) => written(tree, path));
  const doses = levels.map((path) => written(tree, path));
  const taken = controls.map((path) => written(tree, path));
  const problems = [
    ...[setting, ...variants, ...taken].flatMap((arm) => valueProblems(arm, scenarios.own)),
    ...doses.flatMap((arm, at) => valueProblems(arm, scenarios.byLevel[at] ?? scenarios.own)),
    ...couplingProblems(content, scenarios.own, tree),
  ];
  if (problems.length > 0) throw new Refusal(problems);
  for (const variant of variants.length === 0 ? [undefined] : variants)
    for (const [at, dose] of doses.entries())
      for (const control of [undefined, ...taken]) {
        const arms = [setting, variant, dose, control].filter((arm) => arm !== undefined);
        const settings = arms.flatMap(({ entries }) => entries.map(settingOf));
        if (settings.length > 0) withSettings(scenarios.byLevel[at] ?? scenarios.own, settings);
      }
}

const settingOf = ([path, { tree }]: readonly [string, Entry]): Setting => ({ path, tree });

function valueProblems({ path: arm, entries }: Written, scenario: Scenario): readonly Problem[] {
  return entries.flatMap(([path, { key, tree }]): readonly Problem[] => {
    const prefix = [...arm, "set"].join(".");
    const [section = ""] = path.split(".");
    if (!SECTIONS.includes(section))
      return [
        problemAt(key, "E051", {
          path: [prefix, path],
          got: `a value for ${shown(path)}`,
          allowed: `a path in ${SECTIONS.join(", ")}`,
          hint: section === "run" ? "Use seed and steps." : didYouMean(section, SECTIONS),
        }),
      ];
    const setting = { path, tree };
    const tried = attempt(() => ({
      ok: true as const,
      scenario: withSettings(scenario, [setting], "each value"),
    }));
    if (tried.ok) return [];
    const { listed } = tried.problems;
    if (listed.some(({ code }) => code === "E050")) {
      const unknown = unknownPath(scenario, setting);
      return [{ ...unknown, ...fieldsOf(key), path: `${prefix}.${unknown.path}` }];
    }
    return listed.map((problem) => ({ ...problem, path: `${prefix}.${problem.path}` }));
  });
}

const fieldsOf = (place: Place): Pick<Problem, "file" | "line" | "col"> => ({
  file: place.source.name,
  ...position(place),
});

function couplingProblems(
  { couplings }: HypothesisFile,
  scenario: Scenario,
  tree: Mapping,
): readonly Problem[] {
  return couplings.flatMap((path, index) => {
    if (leads(scenario, path.split("."))) return [];
    const at: Tree = locate(tree, ["couplings", index]).tree;
    return [{ ...unknownPath(scenario, { path, tree: at }), path: `couplings.${index}` }];
  });
}

function leads(scenario: Scenario, keys: readonly string[]): boolean {
  let holder: unknown = scenario;
  for (const key of keys) {
    if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key)) return false;
    holder = (holder as Readonly<Record<string, unknown>>)[key];
  }
  return true;
}

/**
 * Checks that every run gives the outcome and what else is kept, and that the runs are not too many.
 * @param names of the measures that there are
 * @throws {Refusal}
 */
export function checkOutcome(
  content: HypothesisFile,
  study: Study,
  names: readonly string[],
  tree: Mapping,
): void {
  const problems: Problem[] = [];
  const refuse = (
    path: Path,
    code: "E040" | "E052" | "E055",
    got: string,
    allowed: string,
    hint = "",
  ) => {
    problems.push(problemAt(placeOf(tree, { path }), code, { path, got, allowed, hint }));
  };
  const runs = runCount(study.design) * Math.max(1, Object.keys(content.versions).length);
  if (runs > MOST_RUNS)
    refuse(
      ["treatment"],
      "E052",
      `${runs} runs`,
      `at most ${MOST_RUNS} runs`,
      "Take fewer replicates.",
    );
  const unknown = (path: Path, name: string): void =>
    refuse(
      path,
      "E055",
      shown(name),
      `${names.slice(0, 8).join(", ")}, …${content.treatment.levels.some(({ scenario }) => scenario !== undefined) ? " (measures of all scenarios)" : ""}`,
      didYouMean(name, names),
    );
  content.measures.forEach((name, index) => {
    if (!names.includes(name)) unknown(["measures", index], name);
  });
  for (const { key, got, allowed } of outcomeFaults(content.outcome, keptSteps(study), names)) {
    const name = content.outcome[key];
    if (key === "measure" || key === "minus" || key === "per")
      unknown(["outcome", key], String(name));
    else refuse(["outcome", key], "E040", got, allowed);
  }
  if (problems.length > 0) throw new Refusal(problems);
}

/**
 * Names of the measures that the runs of all scenarios have.
 * @throws {Refusal} where what comes from outside does not fit into one of them
 */
export function measuresOfAll(
  study: Study,
  { own, byLevel }: Scenarios,
  loaded: LoadedExtensions | undefined,
): readonly string[] {
  const others = byLevel.filter((scenario) => scenario !== undefined);
  const [names = [], ...rest] = [own, ...others].map((scenario) =>
    extendedMeasures(scenario, study.contrasts, loaded).map(({ name }) => name),
  );
  return names.filter((name) => rest.every((more) => more.includes(name)));
}
