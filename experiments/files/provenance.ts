import { didYouMean, nearest } from "./nearest.ts";
import { type Problem, problemAt, shown } from "./problem.ts";
import { type Entry, type Mapping, type Origin, plain, type Tree } from "./tree.ts";

const PARTS = ["value", "source", "grade"] as const;
const GRADES = ["measured", "estimated", "assumed"] as const;

/** Sections whose mappings mean themselves, whatever their keys. */
const NEVER_WRAPPED = new Set(["sources", "description", "label", "claim"]);

type Path = readonly (string | number)[];

/** The tree with every `{ value, source, grade }` replaced by its value, which keeps them as its origin. */
export function unwrap(tree: Mapping, problems: Problem[]): Mapping {
  return inside(tree, [], problems);
}

/** One value, which may itself be wrapped, as `--set` gives it. */
export function unwrapped(tree: Tree, path: Path, problems: Problem[]): Tree {
  if (tree.kind === "leaf") return tree;
  if (tree.kind === "list")
    return { ...tree, items: tree.items.map((item, i) => unwrapped(item, [...path, i], problems)) };
  return isWrapper(tree) ? takenOff(tree, path, problems) : inside(tree, path, problems);
}

/** A mapping that is no wrapper itself, as a whole file never is, with those within it taken off. */
function inside(tree: Mapping, path: Path, problems: Problem[]): Mapping {
  const entries = new Map<string, Entry>();
  for (const [key, entry] of tree.entries)
    entries.set(
      key,
      NEVER_WRAPPED.has(key)
        ? entry
        : { ...entry, tree: unwrapped(entry.tree, [...path, key], problems) },
    );
  return { ...tree, entries };
}

function isWrapper({ entries }: Mapping): boolean {
  if (entries.get("value") === undefined || entries.get("value")?.tree.kind === "mapping")
    return false;
  return [...entries.keys()].every(
    (key) => PARTS.includes(key as never) || nearest(key, PARTS.slice(1)) !== undefined,
  );
}

function takenOff(wrapper: Mapping, path: Path, problems: Problem[]): Tree {
  let origin: Origin = {};
  for (const [key, entry] of wrapper.entries) {
    const here = [...path, key];
    const value = plain(entry.tree);
    if (!PARTS.includes(key as never))
      problems.push(
        problemAt(entry.key, "E034", {
          path: here,
          got: `key ${shown(key)}`,
          allowed: "value, source, grade",
          hint: didYouMean(key, PARTS),
        }),
      );
    else if (key === "source" && typeof value === "string") origin = { ...origin, source: value };
    else if (key === "grade" && GRADES.includes(value as never))
      origin = { ...origin, grade: value as (typeof GRADES)[number] };
    else if (key !== "value")
      problems.push(
        problemAt(entry.tree.at, "E034", {
          path: here,
          got: shown(value),
          allowed: key === "grade" ? GRADES.join(", ") : "an id in sources",
        }),
      );
  }
  const value = unwrapped((wrapper.entries.get("value") as Entry).tree, path, problems);
  return { ...value, origin };
}

/** Origins of a tree's values by dotted path, each source being one that `sources` holds. */
export function originsOf(tree: Mapping, problems: Problem[]): Record<string, Origin> {
  const sources = tree.entries.get("sources")?.tree;
  const known = sources?.kind === "mapping" ? [...sources.entries.keys()] : [];
  const origins: [string, Origin][] = [];
  visit(tree, [], (node, path) => {
    if (node.origin === undefined) return;
    origins.push([path.join("."), node.origin]);
    const { source } = node.origin;
    if (source === undefined || known.includes(source)) return;
    const listed = known.slice(0, 5).join(", ");
    problems.push(
      problemAt(node.at, "E033", {
        path: [...path, "source"],
        got: shown(source),
        allowed:
          known.length === 0
            ? "an id in sources (which is empty)"
            : `an id in sources: ${listed}${known.length > 5 ? ", …" : ""}`,
        hint: didYouMean(source, known),
      }),
    );
  });
  return Object.fromEntries(origins);
}

function visit(tree: Tree, path: Path, see: (tree: Tree, path: Path) => void): void {
  see(tree, path);
  if (tree.kind === "list") tree.items.forEach((item, i) => visit(item, [...path, i], see));
  if (tree.kind === "mapping")
    for (const [key, entry] of tree.entries) visit(entry.tree, [...path, key], see);
}
