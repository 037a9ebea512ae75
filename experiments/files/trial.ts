import type { Scenario } from "../../sim/index.ts";
import { type Design, isKnockOut, pointAt, pointCount } from "../design.ts";
import { schemaAt } from "./allowed.ts";
import type { Axis } from "./axes.ts";
import { isPlausible } from "./plausible.ts";
import { type Problem, problemAt, Refusal } from "./problem.ts";
import { attempt, scenarioSchemaNode } from "./scenario.ts";
import { settingOfValue, unknownPath, withSettings } from "./settings.ts";
import { type Place, position } from "./text.ts";
import { plain, type Tree } from "./tree.ts";
import { SCENARIO, type Variants } from "./variants.ts";

/**
 * Most levels of a list that are each tried on the scenario, and of all lists together; beyond, the first ones and the
 * extremes stand for the rest.
 */
const MOST_TRIED = { ofOne: 100, together: 200 };

/** Whether an axis lays a value over a scenario, rather than switching something off or taking another scenario. */
const laysValues = ({ path }: Axis): boolean => !isKnockOut(path) && path !== SCENARIO;

/**
 * Lays every level of every axis over each scenario by itself: each of a list, both ends of a range.
 * @throws {Refusal} with each level that no scenario may hold, at its place
 */
export function tryLevels(axes: readonly Axis[], scenarios: readonly Scenario[]): void {
  const laid = axes.filter(laysValues);
  const together = MOST_TRIED.together / (laid.length * scenarios.length);
  const most = Math.min(MOST_TRIED.ofOne, Math.ceil(together));
  for (const axis of laid) for (const scenario of scenarios) tryAxis(axis, scenario, most);
}

function tryAxis(axis: Axis, scenario: Scenario, most: number): void {
  refuseRunPaths(axis);
  const [first] = axis.samples;
  const problems: Problem[] = [];
  let more = 0;
  for (const tree of thinned(axis.samples, axis.path, most)) {
    const found = attempt(() => ({
      ok: true as const,
      scenario: withSettings(scenario, [{ path: axis.path, tree }], "each value"),
    }));
    if (found.ok) continue;
    const isUnknown = found.problems.listed.some(({ code }) => code === "E050");
    if (isUnknown && first !== undefined) {
      const unknown = unknownPath(scenario, { path: axis.path, tree });
      const path = `factors.${unknown.path}`;
      throw new Refusal([{ ...unknown, ...placeFields(axis.key), path }]);
    }
    problems.push(
      ...found.problems.listed.map((problem) => ({ ...problem, path: `factors.${problem.path}` })),
    );
    more += found.problems.more;
  }
  if (problems.length > 0) throw new Refusal(problems, more);
}

/** Seed, horizon and burn-in are the experiment's, the same at every point. */
function refuseRunPaths({ path, key }: Axis): void {
  if (path !== "run.seed" && path !== "run.steps" && !path.startsWith("run.burnIn.")) return;
  throw new Refusal([
    problemAt(key, "E051", {
      path: ["factors", path],
      got: `an axis on ${path}`,
      allowed: "any other path",
      hint: path === "run.seed" ? "Use replicates." : "Use steps.",
    }),
  ]);
}

/** Most points of a design that are tried as wholes before it runs, 20 ms each; beyond, a spread and the extremes. */
const MOST_POINTS = 40;

/** Most points that are looked through for extremes. */
const MOST_SEEN = 10_000;

/**
 * Lays points of the design over the scenario as wholes, all of a small design; of a large one a spread, and of many more
 * the ones whose numbers are largest and smallest together, where sums and products go wrong first.
 * @throws {Refusal} at the factor, or in a list at the level, by which the first of them goes wrong
 */
export function tryPoints(
  design: Design,
  axes: readonly Axis[],
  own: Scenario,
  variants: Variants,
): void {
  const total = pointCount(design);
  const tried =
    total <= MOST_POINTS
      ? spread(total, total)
      : [...spread(total, MOST_POINTS - 2), ...extremes(design, spread(total, MOST_SEEN))];
  for (const index of new Set(tried)) {
    const point = pointAt(design, index);
    const named = point[axes.findIndex(({ path }) => path === SCENARIO)];
    const scenario = variants.get(String(named)) ?? own;
    const settings = axes.flatMap((axis, factor) => {
      if (!laysValues(axis)) return [];
      const { path, key, samples } = axis;
      const level = settingOfValue(key.source.name, path, point[factor]);
      const written = design.kind === "list" ? samples[index]?.at : undefined;
      return [{ path, tree: { ...level.tree, at: written ?? key } }];
    });
    if (settings.length > 0) withSettings(scenario, settings);
  }
}

/** Some of the whole numbers below a total, evenly, the first and the last among them. */
function spread(total: number, wanted: number): readonly number[] {
  const count = Math.min(total, wanted);
  return Array.from({ length: count }, (_, i) =>
    count === 1 ? 0 : Math.round((i * (total - 1)) / (count - 1)),
  );
}

/** The points whose numbers are largest and smallest together, each on the scale of its factor. */
function extremes(design: Design, seen: readonly number[]): readonly number[] {
  const points = seen.map((index) =>
    pointAt(design, index).map((level) => (typeof level === "number" ? level : 0)),
  );
  const [first = []] = points;
  const ends = first.map((_, factor) => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of points) {
      low = Math.min(low, point[factor] ?? 0);
      high = Math.max(high, point[factor] ?? 0);
    }
    return { low, width: high - low };
  });
  const sums = points.map((point) =>
    ends.reduce(
      (sum, { low, width }, factor) => sum + (width > 0 ? ((point[factor] ?? 0) - low) / width : 0),
      0,
    ),
  );
  let [least, most] = [0, 0];
  for (const [place, sum] of sums.entries()) {
    if (sum < (sums[least] ?? 0)) least = place;
    if (sum > (sums[most] ?? 0)) most = place;
  }
  return [seen[least] ?? 0, seen[most] ?? 0];
}

function placeFields(place: Place): Pick<Problem, "line" | "col" | "file"> {
  return { file: place.source.name, ...position(place) };
}

/** Most different texts and lists among which the new ones are told from those seen before. */
const MOST_TEXTS = 10_000;

/**
 * All of a short list; of a long one its first, its lowest and highest numbers, those that its schema would refuse, and
 * then others that are no numbers, as far as there is room.
 */
function thinned(samples: readonly Tree[], path: string, most: number): readonly Tree[] {
  if (samples.length <= most) return samples;
  const node = schemaAt(scenarioSchemaNode(), path.split("."));
  const kept = new Set(samples.slice(0, most));
  const odd: Tree[] = [];
  const others = new Map<string, Tree>();
  let low = samples[0] as Tree;
  let high = low;
  for (const sample of samples) {
    const value = plain(sample);
    const isNumber = typeof value === "number";
    if (odd.length < most && !isPlausible(node, value)) odd.push(sample);
    else if (!isNumber && others.size < MOST_TEXTS) others.set(JSON.stringify(value), sample);
    if (isNumber && value < Number(plain(low))) low = sample;
    if (isNumber && value > Number(plain(high))) high = sample;
  }
  for (const sample of [...odd, ...others.values()]) if (kept.size < 2 * most) kept.add(sample);
  return [...kept.add(low).add(high)];
}
