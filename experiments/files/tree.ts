import { isMap, isScalar, isSeq, parseDocument, type Node as YamlNode, type Pair } from "yaml";
import { checkJson } from "./json.ts";
import { MOST_LISTED, type Problem, problemAt, Refusal, shown } from "./problem.ts";
import { DEEPEST, scan } from "./scan.ts";
import { CONTROL, HALF, type Place, readText, type Source } from "./text.ts";

/** Where a value comes from and how well it is known, as written beside it. */
export interface Origin {
  readonly source?: string;
  readonly grade?: "measured" | "estimated" | "assumed";
}

interface Located {
  readonly at: Place;
  readonly origin?: Origin;
}

/** A single value; `written` is its text in the file where it was plain. */
export interface Leaf extends Located {
  readonly kind: "leaf";
  readonly value: null | boolean | number | string;
  readonly written?: string;
}

export interface List extends Located {
  readonly kind: "list";
  readonly items: readonly Tree[];
}

/** A mapping in the file's order. */
export interface Mapping extends Located {
  readonly kind: "mapping";
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly key: Place;
  readonly tree: Tree;
}

/** The values of a file with the place of each. */
export type Tree = Leaf | List | Mapping;

type Path = readonly (string | number)[];

/** Keys that mean something to JavaScript objects themselves. */
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** Paths whose numbers are texts as written: 42 and "42" are one seed, 1e3 and 1000 are two. */
const AS_WRITTEN = new Set(["run.seed", "seed"]);

/**
 * A file's mapping as a tree with places.
 * @throws {Refusal} where the file is no single plain YAML mapping
 */
export function parseFile(name: string, content: string | Uint8Array): Mapping {
  const source = readText(name, content);
  const start = { source, offset: 0 };
  if (/^(\s|#.*|---|\.\.\.)*$/.test(source.text))
    throw new Refusal([
      problemAt(start, "E004", { got: "a file that is empty", allowed: "a mapping" }),
    ]);
  if (/\.json$/i.test(name)) checkJson(source);
  const tree = parseText(source);
  if (tree.kind === "mapping") return tree;
  throw new Refusal([
    problemAt(tree.at, "E008", {
      got: shown(plain(tree)),
      allowed: "KEY: VALUE lines",
      hint: "The file must be a mapping.",
    }),
  ]);
}

/**
 * A text's single YAML value as a tree with places.
 * @throws {Refusal} where the text is not plain YAML 1.2
 */
export function parseText(source: Source, path: Path = []): Tree {
  scan(source);
  const document = parseDocument(source.text, {
    version: "1.2",
    strict: true,
    uniqueKeys: false, // its check takes quadratic time; ours below names both places
    merge: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const complaints = [...document.errors, ...document.warnings];
  if (complaints.length > 0)
    throw new Refusal(
      complaints.slice(0, MOST_LISTED).map((complaint) => {
        const place = { source, offset: Math.min(complaint.pos[0], source.text.length) };
        return syntaxProblem(place, complaint.code, complaint.message);
      }),
      Math.max(0, complaints.length - MOST_LISTED),
    );
  const problems: Problem[] = [];
  const tree = grow(document.contents, { source, offset: 0 }, path, problems);
  if (problems.length > 0) throw new Refusal(problems);
  return tree;
}

function syntaxProblem(place: Place, code: string, message: string): Problem {
  if (code === "RESOURCE_EXHAUSTION" || code === "MAX_DEPTH")
    return problemAt(place, "E013", { got: "depth > 32", allowed: "at most 32 levels of nesting" });
  const line = place.source.text.slice(place.offset, place.offset + 80).split("\n", 1)[0] ?? "";
  const got = place.offset >= place.source.text.length ? "the end of the file" : shown(line);
  const isTab = code === "TAB_AS_INDENT" || line.startsWith("\t");
  return problemAt(place, "E006", {
    got,
    allowed: "YAML 1.2",
    hint: isTab ? "Indent with spaces, not tabs." : sentence(message),
  });
}

const sentence = (text: string): string => `${text.replace(/[.\s]+$/, "").slice(0, 200)}.`;

function grow(node: unknown, near: Place, path: Path, problems: Problem[]): Tree {
  const at = placeOf(node as YamlNode | null, near);
  if (path.length > DEEPEST) {
    problems.push(
      problemAt(at, "E013", {
        path: path.slice(0, 4),
        got: "depth > 32",
        allowed: "at most 32 levels of nesting",
      }),
    );
    return { kind: "leaf", at, value: null };
  }
  if (isMap(node))
    return { kind: "mapping", at, entries: growEntries(node.items, at, path, problems) };
  if (isSeq(node))
    return {
      kind: "list",
      at,
      items: node.items.map((item, index) => grow(item, at, [...path, index], problems)),
    };
  return growLeaf(node, at, path, problems);
}

function growEntries(
  pairs: readonly Pair[],
  near: Place,
  path: Path,
  problems: Problem[],
): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const pair of pairs) {
    const key = placeOf(pair.key as YamlNode | null, near);
    const name = keyText(pair.key);
    if (name === undefined) {
      problems.push(
        problemAt(key, "E011", { path, got: "a key that is no text", allowed: "plain text keys" }),
      );
      continue;
    }
    const here = [...path, name];
    const earlier = entries.get(name);
    if (FORBIDDEN.has(name) || name === "<<") {
      const allowed = name === "<<" ? "no merge key" : `any key but ${[...FORBIDDEN].join(", ")}`;
      problems.push(problemAt(key, "E015", { path: here, got: `key ${shown(name)}`, allowed }));
    } else if (CONTROL.test(name) || HALF.test(name))
      problems.push(
        problemAt(key, "E005", { path: here, got: `key ${shown(name)}`, allowed: printable(name) }),
      );
    else if (earlier !== undefined) problems.push(duplicateProblem(key, earlier.key, here));
    else entries.set(name, { key, tree: grow(pair.value, key, here, problems) });
  }
  return entries;
}

function duplicateProblem(key: Place, earlier: Place, path: Path): Problem {
  const first = problemAt(earlier, "E012", { got: "", allowed: "" });
  return problemAt(key, "E012", {
    path,
    got: "the key a second time",
    allowed: "each key once",
    hint: `First given at ${first.file}:${first.line}:${first.col}.`,
  });
}

function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  if (typeof key.value === "string") return key.value;
  return key.source ?? undefined; // `10:` or `true:` as written
}

function growLeaf(node: unknown, at: Place, path: Path, problems: Problem[]): Leaf {
  const value: unknown = isScalar(node) ? node.value : null;
  const written = isScalar(node) && node.type === "PLAIN" ? node.source : undefined;
  const leaf = { kind: "leaf", at, ...(written === undefined ? {} : { written }) } as const;
  if (typeof value === "number") {
    if (written !== undefined && AS_WRITTEN.has(path.join("."))) return { ...leaf, value: written };
    if (
      Number.isInteger(value) &&
      !Number.isSafeInteger(value) &&
      /^[-+]?\d+$|^0[xo]/.test(written ?? "")
    )
      problems.push(
        problemAt(at, "E016", {
          path,
          got: shown(written).slice(1, -1),
          allowed: "whole numbers up to 2^53 − 1 = 9007199254740991",
          hint: 'Quote it if it is a text, as in "123".',
        }),
      );
    return { ...leaf, value };
  }
  if (typeof value === "string") {
    if (CONTROL.test(value) || HALF.test(value))
      problems.push(problemAt(at, "E005", { path, got: shown(value), allowed: printable(value) }));
    return { ...leaf, value };
  }
  return { ...leaf, value: typeof value === "boolean" ? value : null };
}

const printable = (text: string): string =>
  CONTROL.test(text) ? "no control character" : "whole characters, no half of a surrogate pair";

function placeOf(node: YamlNode | null | undefined, near: Place): Place {
  const offset = node?.range?.[0];
  return offset === undefined ? near : { source: near.source, offset };
}

/** The values of a tree without their places. */
export function plain(tree: Tree): unknown {
  if (tree.kind === "leaf") return tree.value;
  if (tree.kind === "list") return tree.items.map(plain);
  return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, plain(entry.tree)]));
}

/** The deepest tree along a path, with how far it reached and the place of the last key. */
export function locate(
  root: Tree,
  path: Path,
): { readonly tree: Tree; readonly key: Place; readonly depth: number } {
  let tree = root;
  let key = root.at;
  for (const [depth, step] of path.entries()) {
    const next: Entry | undefined =
      tree.kind === "mapping"
        ? tree.entries.get(String(step))
        : tree.kind === "list"
          ? entryOf(tree.items[Number(step)])
          : undefined;
    if (next === undefined) return { tree, key, depth };
    ({ tree, key } = next);
  }
  return { tree, key, depth: path.length };
}

const entryOf = (item: Tree | undefined): Entry | undefined =>
  item === undefined ? undefined : { key: item.at, tree: item };
