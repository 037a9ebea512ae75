import { SWITCHES } from "../../sim/index.ts";
import { type Factor, isKnockOut, type Level, switchOf } from "../design.ts";
import { didYouMean } from "./nearest.ts";
import { MOST_LISTED, type Problem, problemAt, Refusal, shown } from "./problem.ts";
import { levelsOfRange, sampledRange } from "./ranges.ts";
import { type Place, position } from "./text.ts";
import { type Entry, type Mapping, plain, type Tree } from "./tree.ts";

/** A factor before its levels are spread out. */
export interface Axis {
  readonly path: string;
  readonly key: Place;
  readonly count: bigint;
  /** The trees of its levels that stand for all: each one of a list, the ends of a range. */
  readonly samples: readonly Tree[];
  factor(): Factor;
}

/**
 * The axis that an entry of `factors` states.
 * @param switches what else than the model's own can be switched off
 * @param isSampled whether a mapping is a range to draw from, rather than one cut into levels
 * @throws {Refusal}
 */
export function axisOf(
  [path, entry]: readonly [string, Entry],
  isSampled: boolean,
  switches: readonly string[],
): Axis {
  const { key, tree } = entry;
  if (isKnockOut(path)) return knockOuts(path, entry, switches);
  if (tree.kind === "list") return listed(path, key, tree.items);
  if (path === "scenario")
    throw new Refusal([
      problemAt(tree.at, "E051", {
        path: ["factors", path],
        got: "a range",
        allowed: "a list of scenarios, by name or file",
      }),
    ]);
  return (isSampled ? sampledRange : levelsOfRange)(path, key, tree as Mapping);
}

/** An axis of levels that are written out, each at its place. */
export const listed = (path: string, key: Place, items: readonly Tree[]): Axis => ({
  path,
  key,
  count: BigInt(items.length),
  samples: items,
  factor: () => ({ path, levels: items.map((item) => plain(item) as Level) }),
});

/** Sets of what is off, or one switch off and on. */
function knockOuts(path: string, { key, tree }: Entry, own: readonly string[]): Axis {
  const switches = [...SWITCHES.map(({ id }) => id), ...own];
  const single = switchOf(path);
  if (tree.kind !== "list")
    throw new Refusal([
      problemAt(tree.at, "E051", {
        path: ["factors", path],
        got: "a mapping",
        allowed:
          single === undefined
            ? "a list of sets of mechanisms, as [[], [mimetic]]"
            : "[true, false], or [false, true]",
      }),
    ]);
  if (single === undefined) refuseUnknownMembers(path, tree.items, switches);
  else if (switches.includes(single)) refuseUnswitched(path, single, tree.items);
  else
    throw new Refusal([unknownSwitch({ at: key, path: ["factors", path], id: single, switches })]);
  const levels = tree.items.map((set) =>
    single === undefined ? membersOf(set).map((member) => String(plain(member))) : plain(set),
  ) as Level[];
  return { path, key, count: BigInt(levels.length), samples: [], factor: () => ({ path, levels }) };
}

const membersOf = (set: Tree): readonly Tree[] => (set.kind === "list" ? set.items : [set]);

/** @throws {Refusal} where a set holds what is no mechanism or transition */
function refuseUnknownMembers(
  path: string,
  sets: readonly Tree[],
  switches: readonly string[],
): void {
  const unknown = sets.flatMap((set, index) =>
    membersOf(set)
      .filter((member) => !switches.includes(plain(member) as string))
      .map((member) => ({ member, index })),
  );
  refuseFirst(unknown, ({ member, index }) =>
    unknownSwitch({
      ...{ at: member.at, path: ["factors", path, index], id: plain(member) },
      ...{ switches, kind: "sets of " },
    }),
  );
}

/** @throws {Refusal} with a problem for each of the first ones, and a count of the others; nothing where there are none */
function refuseFirst<Wrong>(wrong: readonly Wrong[], tell: (one: Wrong) => Problem): void {
  if (wrong.length === 0) return;
  const told = wrong.slice(0, MOST_LISTED).map(tell);
  throw new Refusal(told, wrong.length - told.length);
}

interface Unknown {
  readonly at: Place;
  readonly path: readonly (string | number)[];
  readonly id: unknown;
  readonly switches: readonly string[];
  readonly kind?: string;
}

function unknownSwitch({ at, path, id, switches, kind = "" }: Unknown): Problem {
  return problemAt(at, "E054", {
    path,
    got: shown(id),
    allowed: `${kind}${switches.join(", ")}`,
    hint: didYouMean(String(id), switches),
  });
}

/** @throws {Refusal} where a switch is set to anything but true and false */
function refuseUnswitched(path: string, id: string, items: readonly Tree[]): void {
  const wrong = items.filter((item) => typeof plain(item) !== "boolean");
  refuseFirst(wrong, (item) =>
    problemAt(item.at, "E051", {
      path: ["factors", path],
      got: shown(plain(item)),
      allowed: `true (${id} is off) or false (it is on)`,
    }),
  );
}

/** The sets that a cell of a table names, as `levelCell` writes them: joined by `+`, none where it is empty. */
export const setOfCell = (tree: Tree): Tree => {
  const text = plain(tree);
  const members = typeof text === "string" && text !== "" ? text.split("+") : [];
  const items = members.map((id): Tree => ({ kind: "leaf", at: tree.at, value: id.trim() }));
  return { kind: "list", at: tree.at, items };
};

/** @throws {Refusal} where two axes set the same value, or one sets a part of the other's */
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
