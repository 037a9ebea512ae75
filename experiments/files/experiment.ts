import {
  type Design,
  type Factor,
  MOST_RUNS,
  OFF,
  pointAt,
  pointCount,
  runCount,
} from "../design.ts";
import { type ExperimentFile, experimentJsonSchema, experimentSchema } from "../experiment.ts";
import type { Study } from "../jobs.ts";
import type { SchemaNode } from "./allowed.ts";
import { type Axis, axisOf, refuseOverlaps } from "./axes.ts";
import { findings, refusalOf } from "./issues.ts";
import { openFile, openFound, openNamed, type Read } from "./library.ts";
import { type Problem, problemAt, type Problems, Refusal } from "./problem.ts";
import { attempt, refuseOtherKinds, scenarioOf } from "./scenario.ts";
import { settingOfValue, unknownPath, withSettings } from "./settings.ts";
import { type Place, position } from "./text.ts";
import { type Entry, type Mapping, plain, type Tree } from "./tree.ts";

/** A checked experiment, ready to run, or what is wrong with its files. */
export type ExperimentResult =
  | { readonly ok: true; readonly name: string; readonly study: Study }
  | { readonly ok: false; readonly problems: Problems };

/** Reads and checks an experiment, its scenario, and every level of every factor. */
export function loadExperiment(name: string, read: Read): ExperimentResult {
  return attempt(() => {
    const opened = openFile(name, read);
    return { ok: true as const, ...experimentOf(opened.name, opened.tree, opened.problems, read) };
  });
}

let schema: SchemaNode | undefined;

function experimentOf(file: string, tree: Mapping, earlier: readonly Problem[], read: Read) {
  refuseOtherKinds(tree, ["experiment"]);
  const raw = withoutFactors(tree);
  const parsed = experimentSchema.safeParse(raw);
  if (!parsed.success) {
    schema ??= experimentJsonSchema();
    const { found, more } = findings(parsed.error.issues, schema, tree);
    throw refusalOf(tree, found, more);
  }
  if (earlier.length > 0) throw new Refusal(earlier);
  const content = parsed.data;
  const named = openNamed(tree.entries.get("scenario") as Entry, ["scenario"], file, read);
  const { scenario } = scenarioOf(openFound(named, read));
  const factors = tree.entries.get("factors")?.tree;
  const axes = factors?.kind === "mapping" ? [...factors.entries].map(axisOf) : [];
  refuseOverlaps(axes);
  refuseTooMany(tree, content, axes);
  const design: Design = {
    kind: content.design,
    factors: axes.map(({ path, expand }): Factor => ({ path, levels: expand() })),
    replicates: content.replicates,
  };
  for (const axis of axes) if (axis.path !== OFF) tryLevels(axis, scenario);
  tryPoints(design, axes, scenario);
  const study: Study = {
    scenario,
    design,
    seed: content.seed ?? scenario.run.seed,
    steps: content.steps ?? scenario.run.steps,
    every: content.every,
    ...(content.measures === undefined ? {} : { measures: content.measures }),
  };
  return { name: content.name, study };
}

/** The file's plain values; a factor's list is stood in for by its first level, and checked level by level later. */
function withoutFactors(tree: Mapping): unknown {
  const raw = plain(tree) as Record<string, unknown>;
  const factors = raw["factors"];
  if (typeof factors !== "object" || factors === null || Array.isArray(factors)) return raw;
  const shortened = Object.entries(factors).map(([path, levels]): [string, unknown] => [
    path,
    Array.isArray(levels) && levels.length > 0 ? [0] : levels,
  ]);
  return { ...raw, factors: Object.fromEntries(shortened) };
}

function refuseTooMany(tree: Mapping, content: ExperimentFile, axes: readonly Axis[]): void {
  const at = tree.entries.get("factors")?.key ?? tree.at;
  const odd =
    content.design === "list" ? axes.find(({ count }) => count !== axes[0]?.count) : undefined;
  if (odd !== undefined)
    throw new Refusal([
      problemAt(odd.key, "E051", {
        path: ["factors", odd.path],
        got: `${odd.count} levels`,
        allowed: `${axes[0]?.count} levels, as many as the first factor of the list has`,
      }),
    ]);
  const points = pointCount(
    content.design,
    axes.map(({ count }) => count),
  );
  const runs = points * BigInt(content.replicates);
  if (runs > MOST_RUNS)
    throw new Refusal([
      problemAt(at, "E052", {
        path: ["factors"],
        got: `${runs} runs (${points} points × ${content.replicates} replicates)`,
        allowed: `at most ${MOST_RUNS} runs`,
      }),
    ]);
}

/** Most levels of a list that are each tried on the scenario; beyond, the extremes stand for the rest. */
const MOST_TRIED = 100;

function tryLevels(axis: Axis, scenario: Study["scenario"]): void {
  const [first] = axis.samples;
  if (axis.path === "run.seed" || axis.path === "run.steps" || axis.path.startsWith("run.burnIn."))
    throw new Refusal([
      problemAt(axis.key, "E051", {
        path: ["factors", axis.path],
        got: `an axis on ${axis.path}`,
        allowed: "any other path",
        hint: axis.path === "run.seed" ? "Use replicates." : "Use steps.",
      }),
    ]);
  const problems: Problem[] = [];
  let more = 0;
  for (const tree of thinned(axis.samples)) {
    const found = attempt(() => ({
      ok: true as const,
      scenario: withSettings(scenario, [{ path: axis.path, tree }], "each value"),
    }));
    if (found.ok) continue;
    const isUnknown = found.problems.listed.some(({ code }) => code === "E050");
    if (isUnknown && first !== undefined)
      throw new Refusal([
        {
          ...unknownPath(scenario, { path: axis.path, tree }),
          ...placeFields(axis.key),
          path: `factors.${axis.path}`,
        },
      ]);
    problems.push(
      ...found.problems.listed.map((problem) => ({ ...problem, path: `factors.${problem.path}` })),
    );
    more += found.problems.more;
  }
  if (problems.length > 0) throw new Refusal(problems, more);
}

/** Most points of a design that are tried as wholes before it runs; spread evenly where there are more. */
const MOST_POINTS = 200;

function tryPoints(design: Design, axes: readonly Axis[], scenario: Study["scenario"]): void {
  const total = runCount(design) / design.replicates;
  const tried = Math.min(total, MOST_POINTS);
  for (let i = 0; i < tried; i++) {
    const point = pointAt(design, tried === 1 ? 0 : Math.round((i * (total - 1)) / (tried - 1)));
    const settings = axes.flatMap(({ path, key }, index) => {
      const level = settingOfValue(key.source.name, path, point[index]);
      return path === OFF ? [] : [{ path, tree: { ...level.tree, at: key } }];
    });
    if (settings.length > 0) withSettings(scenario, settings);
  }
}

function placeFields(place: Place): Pick<Problem, "line" | "col" | "file"> {
  return { file: place.source.name, ...position(place) };
}

/** All of a short list; of a long one its first, and its lowest and highest numbers, and whatever is no number. */
function thinned(samples: readonly Tree[]): readonly Tree[] {
  if (samples.length <= MOST_TRIED) return samples;
  const kept = new Set(samples.slice(0, MOST_TRIED));
  let low = samples[0] as Tree;
  let high = low;
  for (const sample of samples) {
    const value = plain(sample);
    if (typeof value !== "number" || !Number.isFinite(value)) {
      if (kept.size < 2 * MOST_TRIED) kept.add(sample);
    } else if (value < Number(plain(low))) low = sample;
    else if (value > Number(plain(high))) high = sample;
  }
  return [...kept, low, high];
}
