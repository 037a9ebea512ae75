import type { ErrorCode } from "./codes.ts";
import { type Problem, problemAt, Refusal, shown } from "./problem.ts";
import { type Entry, type Mapping, parseFile, plain, type Tree } from "./tree.ts";
import { unwrap } from "./provenance.ts";

/** A file that was found: the name that errors show and that relative names start from, and what it holds. */
export interface Found {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A file that cannot be read, and why. */
export interface Unreadable {
  readonly name: string;
  readonly reason: string;
  readonly allowed?: string;
  readonly code?: ErrorCode;
}

/**
 * Finds a file by name: a name with a `/`, `.yaml` or `.json` in it is a path, any other is the name
 * of a shipped scenario. `within` is the folder that a path must really lie in, where it matters.
 */
export type Read = (name: string, within?: string) => Found | Unreadable | undefined;

/** Longest chain of `extends`. */
const LONGEST_CHAIN = 8;

/** Whether a name stands for a file rather than for something shipped. */
export const isPath = (name: string): boolean => /[/\\]|\.(ya?ml|json|csv)$/i.test(name);

/** A file as a tree, and what was wrong with it so far without hiding the rest. */
export interface Opened {
  readonly name: string;
  readonly tree: Mapping;
  readonly problems: readonly Problem[];
}

/**
 * A file as a tree, its provenance wrappers taken off and what it extends laid beneath it.
 * @throws {Refusal}
 */
export function openFile(name: string, read: Read): Opened {
  const found = read(name);
  if (found === undefined || !("content" in found)) throw new Refusal([unreadable(name, found)]);
  return openFound(found, read);
}

/** The same for a file that was found already. */
export function openFound(found: Found, read: Read): Opened {
  const problems: Problem[] = [];
  const own = unwrap(parseFile(found.name, found.content), problems);
  const tree = resolve(own, found.name, read, [found.name], problems);
  return { name: found.name, tree, problems };
}

function unreadable(name: string, found: Unreadable | undefined): Problem {
  const source = { name: found?.name ?? name, text: "" };
  return problemAt({ source, offset: 0 }, found?.code ?? "E001", {
    got: found?.reason ?? "no such file",
    allowed: found?.allowed ?? "a readable file, or the name of a shipped scenario",
  });
}

function resolve(
  tree: Mapping,
  name: string,
  read: Read,
  chain: readonly string[],
  problems: Problem[],
): Mapping {
  const entry = tree.entries.get("extends");
  if (entry === undefined) return tree;
  const base = openNamed(entry, ["extends"], name, read);
  if (chain.includes(base.name) || chain.length >= LONGEST_CHAIN) {
    const isCycle = chain.includes(base.name);
    throw new Refusal([
      problemAt(entry.tree.at, "E031", {
        path: ["extends"],
        got: isCycle
          ? `${shown(base.name)}, which extends this file`
          : `a chain of ${chain.length + 1} files`,
        allowed: isCycle ? "no cycle" : `at most ${LONGEST_CHAIN} files`,
      }),
    ]);
  }
  const own = unwrap(parseFile(base.name, base.content), problems);
  const under = resolve(own, base.name, read, [...chain, base.name], problems);
  return merged(under, without(tree, "extends"));
}

/**
 * The file that a key names: something shipped, or a path inside the naming file's folder.
 * @throws {Refusal} pointing at the name
 */
export function openNamed(entry: Entry, path: readonly string[], from: string, read: Read): Found {
  const wanted = plain(entry.tree);
  const refuse = (code: ErrorCode, got: string, allowed: string, hint = ""): never => {
    throw new Refusal([problemAt(entry.tree.at, code, { path, got, allowed, hint })]);
  };
  const allowed =
    path[0] === "points"
      ? "a .csv file inside this file's folder"
      : "the name of a shipped scenario, or a path inside the file's folder";
  if (typeof wanted !== "string" || wanted === "") return refuse("E022", shown(wanted), allowed);
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(wanted))
    return refuse("E032", shown(wanted), allowed, "Addresses are not supported.");
  const steps = wanted.split("/");
  if (wanted.includes("\\") || steps[0] === "" || steps.includes(".."))
    return refuse("E032", shown(wanted), allowed);
  const folder = from.includes("/") ? from.slice(0, from.lastIndexOf("/") + 1) : "";
  const target = steps
    .filter((step, index) => step !== "." && (step !== "" || index === steps.length - 1))
    .join("/"); // a first "" would make it a path from the root
  const found = isPath(wanted) ? read(folder + target, folder) : read(wanted);
  if (found !== undefined && "content" in found) return found;
  return refuse(
    found?.code ?? "E030",
    `${shown(wanted)} (${found?.reason ?? "no such file"})`,
    found?.allowed ?? allowed,
  );
}

function without(tree: Mapping, key: string): Mapping {
  return { ...tree, entries: new Map([...tree.entries].filter(([name]) => name !== key)) };
}

/** Mappings merge, anything else replaces; keys keep the order in which they first come. */
function merged(under: Tree, over: Mapping): Mapping {
  if (under.kind !== "mapping") return over;
  const entries = new Map(under.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    entries.set(
      key,
      below !== undefined && entry.tree.kind === "mapping"
        ? { key: entry.key, tree: merged(below.tree, entry.tree) }
        : entry,
    );
  }
  return { ...over, entries };
}
