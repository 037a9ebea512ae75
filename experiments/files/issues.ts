import type * as z from "zod/mini";
import { allowedText, keysOf, listed, schemaAt, type SchemaNode } from "./allowed.ts";
import type { ErrorCode } from "./codes.ts";
import { didYouMean } from "./nearest.ts";
import { type Problem, problemAt, Refusal, shown } from "./problem.ts";
import { locate, plain, type Tree } from "./tree.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/** Most issues that are given a place and put in reading order. */
const MOST_PLACED = 1000;

/** A finding about a value, for a schema or a check of its own. */
export interface Finding {
  readonly path: Path;
  readonly code: ErrorCode;
  readonly got: string;
  readonly allowed: string;
  readonly hint?: string;
  /** Whether the key is wrong rather than its value. */
  readonly isKey?: boolean;
}

/** What zod objects to, in the words of the schema. */
export function findings(
  issues: readonly Issue[],
  schema: SchemaNode,
  tree: Tree,
): { readonly found: readonly Finding[]; readonly more: number } {
  const found: Finding[] = [];
  let total = 0;
  for (const issue of issues.flatMap(unfolded)) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : undefined;
    total += keys?.length ?? 1;
    if (found.length >= MOST_PLACED) continue;
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    if (keys !== undefined)
      for (const key of keys.slice(0, MOST_PLACED))
        found.push(unknownKey([...path, key], schema, tree));
    else found.push(finding(issue, path, schema, tree));
  }
  const distinct = found.filter((one, index) => !isRepeated(one, found[index - 1]));
  return { found: distinct, more: total - found.length };
}

/** Whether a finding tells of a value what the one before it told: both its type and its size may be wrong. */
const isRepeated = (one: Finding, before: Finding | undefined): boolean =>
  one.isKey !== true &&
  before !== undefined &&
  one.got === before.got &&
  one.path.join(".") === before.path.join(".");

/** What a union objects to in the one option whose kind of value was given; the union itself where there is none. */
function unfolded(issue: Issue): readonly Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.filter((option) =>
    option.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
  );
  const [only] = meant;
  if (only === undefined || meant.length > 1) return [issue];
  return only
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
    .flatMap(unfolded);
}

function unknownKey(path: Path, schema: SchemaNode, tree: Tree): Finding {
  const key = String(path.at(-1));
  const holder = path.slice(0, -1);
  const names = keysOf(schemaAt(schema, holder), plain(locate(tree, holder).tree));
  return {
    path,
    code: "E020",
    got: `unknown key ${shown(key)}`,
    allowed: listed(names, 24),
    hint: didYouMean(key, names),
    isKey: true,
  };
}

function finding(issue: Issue, path: Path, schema: SchemaNode, tree: Tree): Finding {
  const node = schemaAt(schema, path);
  const at = locate(tree, path);
  const isAbsent = at.depth < path.length;
  const got = isAbsent ? "nothing" : shown(plain(at.tree));
  if (issue.code === "invalid_key") {
    const key = path[path.length - 1] ?? "";
    return { path, code: "E027", got: `id ${shown(key)}`, allowed: idAllowed(issue), isKey: true };
  }
  const options = optionsOf(issue);
  const allowed = options === undefined ? allowedText(node) : listed(options);
  if (isAbsent) return { path, code: "E021", got, allowed };
  if (issue.code === "custom") return { path, code: "E028", got, allowed: issue.message, hint: "" };
  return {
    path,
    code: codeOf(issue, plain(at.tree)),
    got,
    allowed,
    hint: hintFor(issue, plain(at.tree)),
  };
}

/** The kinds between which a mapping chooses by one of its keys. */
function optionsOf(issue: Issue): readonly string[] | undefined {
  if (issue.code !== "invalid_union") return undefined;
  const { options } = issue as { readonly options?: readonly unknown[] }; // zod gives them, its types do not
  return options?.map(String);
}

function idAllowed(issue: Extract<Issue, { code: "invalid_key" }>): string {
  const inner = issue.issues[0];
  return inner !== undefined && inner.code === "invalid_format"
    ? "letters, digits and underscores, a letter first, 64 at most"
    : "an id that the schema knows";
}

function codeOf(issue: Issue, value: unknown): ErrorCode {
  switch (issue.code) {
    case "too_small":
    case "too_big":
    case "not_multiple_of":
      return typeof value === "number" ? "E023" : typeof value === "string" ? "E024" : "E026";
    case "invalid_type":
      return typeof value === "number" && !Number.isFinite(value)
        ? "E023"
        : typeof value === "number" && issue.expected === "int"
          ? "E023"
          : "E022";
    case "invalid_format":
      return "E024";
    case "invalid_value":
      return "E025";
    case "invalid_union":
      return optionsOf(issue) === undefined ? "E022" : "E025";
    default:
      return "E028";
  }
}

function hintFor(issue: Issue, value: unknown): string {
  if (
    issue.code === "invalid_type" &&
    issue.expected === "number" &&
    typeof value === "string" &&
    /^[-+.\d][-+.\deE]*$/.test(value) &&
    Number.isFinite(Number(value))
  )
    return "Write it without quotes.";
  if (issue.code === "invalid_type" && issue.expected === "boolean") return "Write true or false.";
  if (issue.code === "invalid_type" && issue.expected === "string" && typeof value === "number")
    return "Put it in quotes.";
  const choices = issue.code === "invalid_value" ? issue.values.map(String) : optionsOf(issue);
  if (choices !== undefined && typeof value === "string") return didYouMean(value, choices);
  return "";
}

/** Findings at their places in reading order, as a refusal. */
export function refusalOf(tree: Tree, found: readonly Finding[], more = 0): Refusal {
  const placed = found.map((finding) => ({ finding, at: placeOf(tree, finding) }));
  const files = [...new Set(placed.map(({ at }) => at.source))];
  placed.sort(
    (a, b) => files.indexOf(a.at.source) - files.indexOf(b.at.source) || a.at.offset - b.at.offset,
  );
  const problems: Problem[] = placed.map(({ finding, at }) => problemAt(at, finding.code, finding));
  return new Refusal(problems, more);
}

/** The place that a finding points to: the value, else the key, else the deepest mapping that should hold it. */
export function placeOf(tree: Tree, { path, isKey }: Pick<Finding, "path" | "isKey">) {
  const at = locate(tree, path);
  return isKey === true || at.depth < path.length || isEmpty(at.tree) ? at.key : at.tree.at;
}

/** A value left out after its colon has no place of its own worth showing. */
const isEmpty = (tree: Tree): boolean =>
  tree.kind === "leaf" && tree.value === null && tree.written === "";
