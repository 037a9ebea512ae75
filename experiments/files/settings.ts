import { checkScenario, type Scenario, scenarioSchema } from "../../sim/index.ts";
import { schemaAt } from "./allowed.ts";
import { holdAgainst } from "./held.ts";
import { type Finding, findings } from "./issues.ts";
import { didYouMean } from "./nearest.ts";
import { type Problem, problemAt, Refusal, shown } from "./problem.ts";
import { unwrapped } from "./provenance.ts";
import { fitFinding, scenarioSchemaNode } from "./scenario.ts";
import { readText } from "./text.ts";
import { locate, parseText, plain, type Tree } from "./tree.ts";

/** One value laid over a scenario. */
export interface Setting {
  /** Keys joined by dots, as in `mechanisms.coercive.rate`. */
  readonly path: string;
  readonly tree: Tree;
}

/**
 * A setting written as text, such as the VALUE of `--set PATH=VALUE`, in YAML.
 * @throws {Refusal} pointing into the value, under the name given
 */
export function settingOfText(name: string, path: string, value: string): Setting {
  const source = readText(name, value);
  const keys = path.split(".");
  if (value.trim() === "")
    return { path, tree: { kind: "leaf", at: { source, offset: 0 }, value: null } };
  const problems: Problem[] = [];
  const tree = unwrapped(parseText(source, keys), keys, problems);
  if (problems.length > 0) throw new Refusal(problems);
  return { path, tree };
}

/** A setting with a plain value, such as a slider's. */
export function settingOfValue(name: string, path: string, value: unknown): Setting {
  return { path, tree: treeOf(value, name) };
}

function treeOf(value: unknown, name: string): Tree {
  const at = { source: { name, text: "" }, offset: 0 };
  if (Array.isArray(value))
    return { kind: "list", at, items: value.map((item) => treeOf(item, name)) };
  if (typeof value === "object" && value !== null)
    return {
      kind: "mapping",
      at,
      entries: new Map(
        Object.entries(value).map(([key, part]) => [key, { key: at, tree: treeOf(part, name) }]),
      ),
    };
  return { kind: "leaf", at, value: value as null | boolean | number | string };
}

/**
 * A checked scenario with values laid over it, which hold against its reforms; checked again, where `each value`
 * leaves out whether they fit together.
 * @throws {Refusal} where a path is unknown or the outcome is no valid scenario
 */
export function withSettings(
  scenario: Scenario,
  settings: readonly Setting[],
  checks: "all" | "each value" = "all",
): Scenario {
  const draft = JSON.parse(JSON.stringify(scenario)) as Scenario;
  for (const { path, tree } of settings) holdAgainst(draft.reforms, path, plain(tree));
  const unknown = settings.filter(({ path, tree }) => !lay(draft, path.split("."), plain(tree)));
  if (unknown.length > 0)
    throw new Refusal(unknown.map((setting) => unknownPath(scenario, setting)));
  const parsed = scenarioSchema.safeParse(draft);
  if (!parsed.success) {
    const whole = treeOf(draft, "");
    const { found, more } = findings(parsed.error.issues, scenarioSchemaNode(), whole);
    throw new Refusal(
      found.map((finding) => placed(finding, settings)),
      more,
    );
  }
  const unfit = checks === "all" ? checkScenario(parsed.data) : [];
  if (unfit.length > 0)
    throw new Refusal(
      unfit.map(({ related: _elsewhere, ...problem }) =>
        placed(fitFinding(problem, treeOf(null, "")), settings),
      ),
    );
  return parsed.data;
}

/** Puts a value where a path leads; false where it leads nowhere. */
function lay(draft: unknown, keys: readonly string[], value: unknown): boolean {
  let holder = draft;
  for (const key of keys.slice(0, -1)) {
    if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key)) return false;
    holder = (holder as Record<string, unknown>)[key];
  }
  const last = keys[keys.length - 1] ?? "";
  if (typeof holder !== "object" || holder === null) return false;
  const isKnown = Object.hasOwn(holder, last) || (!Array.isArray(holder) && isOptional(keys));
  if (isKnown) (holder as Record<string, unknown>)[last] = value;
  return isKnown;
}

const FORBIDDEN = /(^|\.)(__proto__|constructor|prototype)(\.|$)/;

/** Whether the schema knows a key that the scenario leaves out. */
function isOptional(keys: readonly string[]): boolean {
  if (FORBIDDEN.test(keys.join("."))) return false;
  const parent = schemaAt(scenarioSchemaNode(), keys.slice(0, -1));
  const named = parent?.["properties"];
  return (
    typeof named === "object" && named !== null && Object.hasOwn(named, keys[keys.length - 1] ?? "")
  );
}

/** The problem of a path that leads nowhere, with the nearest one that leads somewhere. */
export function unknownPath(scenario: Scenario, { path, tree }: Setting): Problem {
  return problemAt(tree.at, "E050", {
    path: [path],
    got: `unknown path ${shown(path)}`,
    allowed: "a path of the scenario (ironcage parameters lists them)",
    hint: didYouMean(path, pathsOf(scenario)),
  });
}

/** Every path of a scenario, down to its single values and its lists. */
function pathsOf(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return prefix === "" ? [] : [prefix];
  return Object.entries(value).flatMap(([key, part]) =>
    pathsOf(part, prefix === "" ? key : `${prefix}.${key}`),
  );
}

/** A finding at the setting that brought it, or at the last one where none did by itself. */
function placed(finding: Finding, settings: readonly Setting[]): Problem {
  const path = finding.path.join(".");
  const cause =
    settings.find((setting) => path === setting.path || path.startsWith(`${setting.path}.`)) ??
    settings[settings.length - 1];
  if (cause === undefined)
    throw new Error(`${path}: got ${finding.got}; allowed ${finding.allowed}`);
  const rest = finding.path.slice(cause.path.split(".").length);
  return problemAt(locate(cause.tree, rest).tree.at, finding.code, finding);
}
