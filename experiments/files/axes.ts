import { SWITCHES } from "../../sim/index.ts";
import { type Level, OFF, spaced } from "../design.ts";
import { didYouMean } from "./nearest.ts";
import { type Problem, problemAt, Refusal, shown } from "./problem.ts";
import { type Place, position } from "./text.ts";
import { type Entry, type Mapping, plain, type Tree } from "./tree.ts";

/** A factor before its levels are spread out. */
export interface Axis {
  readonly path: string;
  readonly key: Place;
  readonly count: bigint;
  /** The trees of its levels that stand for all: each one of a list, the ends of a range. */
  readonly samples: readonly Tree[];
  expand(): readonly Level[];
}

export function axisOf([path, { key, tree }]: readonly [string, Entry]): Axis {
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
  const ids: readonly string[] = SWITCHES.map(({ id }) => id);
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

export function refuseOverlaps(axes: readonly Axis[]): void {
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
