import { type Level, spaced } from "../design.ts";
import { between, rounded, type Scale } from "../designs/factor.ts";
import { schemaAt } from "./allowed.ts";
import type { Axis } from "./axes.ts";
import { problemAt, Refusal } from "./problem.ts";
import { scenarioSchemaNode } from "./scenario.ts";
import type { Place } from "./text.ts";
import { type Entry, type Mapping, plain, type Tree } from "./tree.ts";

/** A range as a file states it; its numbers are checked already. */
interface Range {
  readonly path: string;
  readonly tree: Mapping;
  readonly from: number;
  readonly to: number;
  readonly scale: Scale;
  has(name: string): boolean;
  value(name: string): unknown;
  /** Where a key's value stands, or the range where it has none. */
  placeOf(name: string): Place;
  refuse(at: Place, got: string, allowed: string): never;
}

function rangeOf(path: string, tree: Mapping): Range {
  const value = (name: string): unknown => {
    const entry = tree.entries.get(name);
    return entry === undefined ? undefined : plain(entry.tree);
  };
  const range: Range = {
    path,
    tree,
    from: Number(value("from")),
    to: Number(value("to")),
    scale: value("scale") === "log" ? "log" : "linear",
    has: (name) => tree.entries.has(name),
    value,
    placeOf: (name) => tree.entries.get(name)?.tree.at ?? tree.at,
    refuse(at, got, allowed) {
      throw new Refusal([problemAt(at, "E051", { path: ["factors", path], got, allowed })]);
    },
  };
  const { from, to } = range;
  if (from > to)
    return range.refuse(range.placeOf("from"), `from ${from} and to ${to}`, "from ≤ to");
  if (range.scale === "log" && !(from > 0))
    return range.refuse(
      range.placeOf("from"),
      `from ${from} on a log scale`,
      "a number above 0, or scale: linear",
    );
  return range;
}

const ends = (tree: Mapping): readonly Tree[] =>
  ["from", "to"].map((name) => (tree.entries.get(name) as Entry).tree);

/** `from`, `to`, and either `step` or `count`, cut into levels. */
export function levelsOfRange(path: string, key: Place, tree: Mapping): Axis {
  const range = rangeOf(path, tree);
  const { from, to, has, placeOf } = range;
  if (has("step") === has("count"))
    return range.refuse(
      tree.at,
      has("step") ? "both step and count" : "neither step nor count",
      "one of step and count",
    );
  if (has("integer"))
    return range.refuse(
      placeOf("integer"),
      "integer where levels are cut",
      "step: 1, or a sampled design",
    );
  const intervals = intervalsOf(range);
  return {
    path,
    key,
    count: BigInt(intervals) + 1n,
    samples: ends(tree),
    factor: () => ({ path, levels: cut(range, intervals) }),
  };

  function intervalsOf({ scale, refuse, value }: Range): number {
    const given = Number(value(has("step") ? "step" : "count"));
    if (has("step") && scale === "log")
      return refuse(placeOf("step"), "step on a log scale", "count");
    if (has("step") && !(given > 0))
      return refuse(placeOf("step"), `step ${given} from ${from} to ${to}`, "a step above 0");
    if (has("count") && given === 1 && from !== to)
      return refuse(
        placeOf("count"),
        `count 1 with from ${from} and to ${to}`,
        "count ≥ 2 where from and to differ",
      );
    const found = has("step") ? Math.floor((to - from) / given + 1e-9) : given - 1;
    if (!Number.isFinite(found))
      return refuse(tree.at, `step ${given} from ${from} to ${to}`, "a countable number of levels");
    return found;
  }
}

function cut({ from, to, scale, has, value }: Range, intervals: number): readonly Level[] {
  if (scale === "log")
    return Array.from({ length: intervals + 1 }, (_, i) =>
      i === intervals ? to : rounded(between(from, to, scale, i / intervals)),
    );
  const step = has("step") ? Number(value("step")) : intervals === 0 ? 0 : (to - from) / intervals;
  return spaced(from, step, intervals + 1);
}

/** `from` and `to`, to be drawn from; whole numbers where the parameter is one, or where the file says so. */
export function sampledRange(path: string, key: Place, tree: Mapping): Axis {
  const range = rangeOf(path, tree);
  const { from, to, scale, has, value, placeOf, refuse } = range;
  for (const name of ["step", "count"])
    if (has(name))
      return refuse(placeOf(name), `${name} in a sampled design`, "from and to alone, or a list");
  if (from === to)
    return refuse(placeOf("to"), `from ${from} and to ${to}`, "from < to in a sampled design");
  const integer = has("integer") ? value("integer") === true : isWhole(path);
  const broken = ["from", "to"].find((name) => integer && !Number.isInteger(value(name)));
  if (broken !== undefined)
    return refuse(placeOf(broken), `${broken} ${String(value(broken))}`, "a whole number");
  return {
    path,
    key,
    count: 1n,
    samples: ends(tree),
    factor: () => ({ path, from, to, scale, integer }),
  };
}

/** Whether the scenario's schema wants a whole number at a path. */
const isWhole = (path: string): boolean =>
  schemaAt(scenarioSchemaNode(), path.split("."))?.["type"] === "integer";
