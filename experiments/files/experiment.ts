import { MOST_RUNS } from "../design.ts";
import {
  countPoints,
  designOf,
  faultOf,
  isSampled,
  type Layout,
  layoutOf,
} from "../designs/kinds.ts";
import { experimentJsonSchema, experimentSchema } from "../experiment.ts";
import { type LoadedExtensions, switchesOf } from "../extensions.ts";
import { extended, extendedMeasures, keptMeasures, type Study } from "../jobs.ts";
import { listed, type SchemaNode } from "./allowed.ts";
import { type Axis, axisOf, refuseOverlaps } from "./axes.ts";
import { findings, placeOf, refusalOf } from "./issues.ts";
import { type Opened, openFile, openFound, openNamed, type Read } from "./library.ts";
import { didYouMean } from "./nearest.ts";
import { problemAt, type Problems, Refusal, shown } from "./problem.ts";
import { refuseOutcomes } from "./outcomes.ts";
import { axesOfPoints } from "./points.ts";
import { attempt, refuseOtherKinds, scenarioOf } from "./scenario.ts";
import { tryLevels, tryPoints } from "./trial.ts";
import { type Entry, type Mapping, plain } from "./tree.ts";
import { armsOfVariants, variantsOf } from "./variants.ts";

/** A checked experiment, ready to run, or what is wrong with its files. */
export type ExperimentResult =
  | { readonly ok: true; readonly name: string; readonly study: Study }
  | { readonly ok: false; readonly problems: Problems };

/**
 * Reads and checks an experiment, its scenario, and every level of every factor.
 * @param own measures and mechanisms from outside that its runs are to have
 */
export function loadExperiment(name: string, read: Read, own?: LoadedExtensions): ExperimentResult {
  return attempt(() => ({ ok: true as const, ...experimentOf(openFile(name, read), read, own) }));
}

let schema: SchemaNode | undefined;

function experimentOf(
  { name: file, tree, problems: earlier }: Opened,
  read: Read,
  own: LoadedExtensions | undefined,
) {
  refuseOtherKinds(tree, ["experiment"]);
  refuseUnstated(tree);
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
  const { scenario, origins } = scenarioOf(openFound(named, read));
  const seed = content.seed ?? scenario.run.seed;
  const layout = layoutOf(content.design, seed);
  const axes = axesOf({ tree, layout, file, switches: switchesOf(own) }, read);
  refuseOverlaps(axes);
  refuseUnfit(tree, layout, axes);
  refuseTooMany(tree, { layout, axes, replicates: content.replicates });
  const factors = axes.map((axis) => axis.factor());
  const design = designOf(layout, factors, content.replicates);
  const variants = variantsOf(axes, read);
  tryLevels(axes, [scenario, ...variants.values()]);
  tryPoints(design, axes, scenario, variants);
  for (const variant of variants.values())
    if (own !== undefined) extendedMeasures(variant, content.contrasts, own);
  const { steps, every, measures, record, outcomes, contrasts, licence } = content;
  const stated: Study = {
    scenario,
    design,
    seed,
    steps: steps ?? scenario.run.steps,
    every,
    ...(measures === undefined ? {} : { measures }),
    ...(record === undefined ? {} : { record }),
    ...(licence === undefined ? {} : { licence }),
    ...(Object.keys(outcomes).length === 0 ? {} : { outcomes }),
    ...(Object.keys(contrasts).length === 0 ? {} : { contrasts }),
    ...armsOfVariants(variants),
    ...(Object.keys(origins).length === 0 ? {} : { origins }),
  };
  const study = extended(stated, own);
  refuseMeasures(tree, study);
  refuseOutcomes(tree, outcomes, study);
  return { name: content.name, study };
}

/** @throws {Refusal} with each of `measures` that the runs do not have */
function refuseMeasures(tree: Mapping, study: Study): void {
  const { measures = [], ...everything } = study;
  const names = keptMeasures(everything).map(({ name }) => name);
  const problems = measures.flatMap((name, index) => {
    if (names.includes(name)) return [];
    const path = ["measures", index];
    const says = { got: shown(name), allowed: listed(names, 8), hint: didYouMean(name, names) };
    return [problemAt(placeOf(tree, { path }), "E055", { path, ...says })];
  });
  if (problems.length > 0) throw new Refusal(problems);
}

/** @throws {Refusal} where `design` is neither a kind that its name alone states nor a mapping */
function refuseUnstated(tree: Mapping): void {
  const design = tree.entries.get("design")?.tree;
  if (design === undefined || design.kind === "mapping") return;
  const value = plain(design);
  if (value === "grid" || value === "list") return;
  throw new Refusal([
    problemAt(design.at, "E025", {
      path: ["design"],
      got: shown(value),
      allowed: "grid, list, or a mapping as { kind: lhs, size: 100 }",
    }),
  ]);
}

/** What a file states of its axes. */
interface Stated {
  readonly tree: Mapping;
  readonly layout: Layout;
  readonly file: string;
  /** What else than the model's own can be switched off. */
  readonly switches: readonly string[];
}

/** The axes that a file states, or that its table of points does. */
function axesOf({ tree, layout, file, switches }: Stated, read: Read): readonly Axis[] {
  const points = tree.entries.get("points");
  const factors = tree.entries.get("factors");
  if (points === undefined)
    return factors?.tree.kind === "mapping"
      ? [...factors.tree.entries].map((entry) => axisOf(entry, isSampled(layout), switches))
      : [];
  if (factors !== undefined || layout.kind !== "list")
    throw new Refusal([
      problemAt(points.key, "E051", {
        path: ["points"],
        got: factors === undefined ? `points with design ${layout.kind}` : "points beside factors",
        allowed: "points with design: list and without factors",
      }),
    ]);
  return axesOfPoints(points, { file, switches }, read);
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

/** @throws {Refusal} where factors and layout do not go together */
function refuseUnfit(tree: Mapping, layout: Layout, axes: readonly Axis[]): void {
  const odd =
    layout.kind === "list" ? axes.find(({ count }) => count !== axes[0]?.count) : undefined;
  if (odd !== undefined)
    throw new Refusal([
      problemAt(odd.key, "E051", {
        path: ["factors", odd.path],
        got: `${odd.count} levels`,
        allowed: `${axes[0]?.count} levels, as many as the first factor of the list has`,
      }),
    ]);
  if (isSampled(layout) && axes.length === 0)
    throw new Refusal([
      problemAt(placeOf(tree, { path: ["factors"] }), "E051", {
        path: ["factors"],
        got: "no factor",
        allowed: `at least one factor for design ${layout.kind}`,
      }),
    ]);
  const fault = faultOf(layout, axes.length);
  if (fault === undefined) return;
  const path = ["design", fault.key];
  throw new Refusal([problemAt(placeOf(tree, { path }), "E051", { path, ...fault })]);
}

/** @throws {Refusal} where the design has more runs than are allowed */
function refuseTooMany(
  tree: Mapping,
  { layout, axes, replicates }: { layout: Layout; axes: readonly Axis[]; replicates: number },
): void {
  const points = countPoints(
    layout,
    axes.map(({ count }) => count),
  );
  const runs = points * BigInt(replicates);
  if (runs <= MOST_RUNS) return;
  const at = tree.entries.get(isSampled(layout) ? "design" : "factors")?.key ?? tree.at;
  throw new Refusal([
    problemAt(at, "E052", {
      path: [isSampled(layout) ? "design" : "factors"],
      got: `${runs} runs (${points} points × ${replicates} replicates)`,
      allowed: `at most ${MOST_RUNS} runs`,
    }),
  ]);
}
