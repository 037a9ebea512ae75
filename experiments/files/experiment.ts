import { MECHANISMS } from "../../sim/index.ts";
import {
  type Design,
  type Factor,
  type Level,
  MOST_RUNS,
  OFF,
  pointCount,
  spaced,
} from "../design.ts";
import { type ExperimentFile, experimentJsonSchema, experimentSchema } from "../experiment.ts";
import type { Study } from "../jobs.ts";
import type { SchemaNode } from "./allowed.ts";
import { findings, refusalOf } from "./issues.ts";
import { openFile, openFound, openNamed, type Read } from "./library.ts";
import { didYouMean } from "./nearest.ts";
import { type Problem, problemAt, type Problems, Refusal, shown } from "./problem.ts";
import { attempt, refuseOtherKinds, scenarioOf } from "./scenario.ts";
import { unknownPath, withSettings } from "./settings.ts";
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

/** A factor before its levels are spread out. */
interface Axis {
  readonly path: string;
  readonly key: Place;
  readonly count: bigint;
  /** The trees of its levels that stand for all: each one of a list, the ends of a range. */
  readonly samples: readonly Tree[];
  expand(): readonly Level[];
}

function axisOf([path, { key, tree }]: readonly [string, Entry]): Axis {
  if (path === OFF) return knockOuts(path, key, tree);
  if (tree.kind === "list")
    return {
      path,
      key,
      count: BigInt(tree.items.length),
      samples: tree.items,
      expand: () => tree.items.map((item) => plain(item) as Level),
    };
  return rangeOf(path, key, tree as Mapping);
}

function knockOuts(path: string, key: Place, tree: Tree): Axis {
  const ids: readonly string[] = MECHANISMS.map(({ id }) => id).filter((id) => id !== "bounds");
  const sets = tree.kind === "list" ? tree.items : [];
  const problems: Problem[] = [];
  const levels = sets.map((set, index): string[] => {
    const members = set.kind === "list" ? set.items : [set];
    return members.map((member) => {
      const id = plain(member);
      if (typeof id !== "string" || !ids.includes(id))
        problems.push(
          problemAt(member.at, "E054", {
            path: ["factors", path, index],
            got: shown(id),
            allowed: `sets of ${ids.join(", ")}`,
            hint: didYouMean(String(id), ids),
          }),
        );
      return String(id);
    });
  });
  if (tree.kind !== "list")
    problems.push(
      problemAt(tree.at, "E051", {
        path: ["factors", path],
        got: "a mapping",
        allowed: "a list of sets of mechanisms, as [[], [mimetic]]",
      }),
    );
  if (problems.length > 0) throw new Refusal(problems);
  return { path, key, count: BigInt(levels.length), samples: [], expand: () => levels };
}

/** `from`, `to`, and either `step` or `count`. */
function rangeOf(path: string, key: Place, tree: Mapping): Axis {
  const number = (name: string): number | undefined =>
    plain(tree.entries.get(name)?.tree ?? tree) as number;
  const [from, to] = [number("from") as number, number("to") as number];
  const has = (name: string) => tree.entries.has(name);
  const refuse = (at: Place, got: string, allowed: string): never => {
    throw new Refusal([problemAt(at, "E051", { path: ["factors", path], got, allowed })]);
  };
  const placeOf = (name: string): Place => tree.entries.get(name)?.tree.at ?? tree.at;
  if (has("step") === has("count"))
    return refuse(
      tree.at,
      has("step") ? "both step and count" : "neither step nor count",
      "one of step and count",
    );
  if (from > to) return refuse(placeOf("from"), `from ${from} and to ${to}`, "from ≤ to");
  const given = number(has("step") ? "step" : "count") as number;
  if (has("step") && !(given > 0))
    return refuse(placeOf("step"), `step ${given} from ${from} to ${to}`, "a step above 0");
  if (has("count") && given === 1 && from !== to)
    return refuse(
      placeOf("count"),
      `count 1 with from ${from} and to ${to}`,
      "count ≥ 2 where from and to differ",
    );
  const intervals = has("step") ? Math.floor((to - from) / given + 1e-9) : given - 1;
  if (!Number.isFinite(intervals))
    return refuse(tree.at, `step ${given} from ${from} to ${to}`, "a countable number of levels");
  const step = has("step") ? given : intervals === 0 ? 0 : (to - from) / intervals;
  return {
    path,
    key,
    count: BigInt(intervals) + 1n,
    samples: ["from", "to"].map((name) => (tree.entries.get(name) as Entry).tree),
    expand: () => spaced(from, step, intervals + 1),
  };
}

function refuseOverlaps(axes: readonly Axis[]): void {
  for (const [index, axis] of axes.entries())
    for (const other of axes.slice(0, index)) {
      const [short, long] = [axis.path, other.path].sort((a, b) => a.length - b.length) as [
        string,
        string,
      ];
      if (long !== short && !long.startsWith(`${short}.`)) continue;
      const first = position(other.key);
      throw new Refusal([
        problemAt(axis.key, "E053", {
          path: ["factors", axis.path],
          got: `a second axis on ${other.path}`,
          allowed: "one axis for each value",
          hint: `First given at ${other.key.source.name}:${first.line}:${first.col}.`,
        }),
      ]);
    }
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
      scenario: withSettings(scenario, [{ path: axis.path, tree }]),
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
