import type { Scenario } from "../../sim/index.ts";
import type { Json } from "../../workers/protocol.ts";
import { readPath } from "../session/state.ts";

interface Words {
  readonly en: string;
  readonly fr: string;
}

/** One thing that can be set, as the schema describes it. */
export interface Parameter {
  readonly path: string;
  readonly kind: "number" | "integer" | "boolean" | "option" | "positions";
  readonly label: Words;
  readonly explanation: Words | null;
  readonly unit: string;
  readonly symbol: string;
  readonly tier: string;
  readonly source: string;
  readonly grade: string;
  readonly least: number;
  readonly most: number;
  readonly options: readonly string[];
}

/** A section of the settings: its own parameters, and sections within it. */
export interface Section {
  readonly path: string;
  readonly label: Words;
  readonly parameters: readonly Parameter[];
  readonly sections: readonly Section[];
}

type Node = Readonly<Record<string, Json>>;

/** Sections that hold texts, claims and files' own words, not settings. */
const LEFT_OUT = new Set([
  "ironcage",
  "kind",
  "name",
  "sources",
  "description",
  "expect",
  "reforms",
  "seed",
  "start",
  "map",
  "label",
]);

/** Walks the scenario's JSON Schema along a scenario, whose ids say which entries its mappings have. */
export function walkSchema(schema: Json, scenario: Scenario): Section {
  return section(asNode(schema), "", { en: "", fr: "" }, scenario);
}

/** All parameters of a section and of those within it, in order. */
export function parametersIn({ parameters, sections }: Section): readonly Parameter[] {
  return [...parameters, ...sections.flatMap(parametersIn)];
}

function section(node: Node, path: string, label: Words, scenario: Scenario): Section {
  const parameters: Parameter[] = [];
  const sections: Section[] = [];
  for (const [key, child] of entries(node, path, scenario)) {
    if (LEFT_OUT.has(key)) continue;
    const here = path === "" ? key : `${path}.${key}`;
    const kind = kindOf(child);
    if (kind !== null) parameters.push(parameter(child, here, kind));
    else if (child["type"] === "object") {
      const inner = section(child, here, labelOf(child, key, here, scenario), scenario);
      if (parametersIn(inner).length > 0) sections.push(inner);
    }
  }
  return { path, label, parameters, sections };
}

/** Named properties of an object; for a mapping, one entry per id that the scenario holds. */
function entries(node: Node, path: string, scenario: Scenario): [string, Node][] {
  const own = Object.entries(asNode(node["properties"])).map(([key, child]): [string, Node] => [
    key,
    asNode(child),
  ]);
  if (own.length > 0) return own;
  const each = asNode(node["additionalProperties"]);
  const held = path === "" ? undefined : readPath(scenario, path);
  if (Object.keys(each).length === 0 || typeof held !== "object" || held === null) return [];
  return Object.keys(held).map((id) => [id, each]);
}

function kindOf(node: Node): Parameter["kind"] | null {
  if (Array.isArray(node["enum"])) return "option";
  if (node["type"] === "number") return "number";
  if (node["type"] === "integer") return "integer";
  if (node["type"] === "boolean") return "boolean";
  const items = asNode(node["items"]);
  return node["type"] === "array" && items["type"] === "number" ? "positions" : null;
}

function parameter(node: Node, path: string, kind: Parameter["kind"]): Parameter {
  const range = kind === "positions" ? asNode(node["items"]) : node;
  const key = path.slice(path.lastIndexOf(".") + 1);
  return {
    path,
    kind,
    label: wordsOf(node["label"]) ?? { en: key, fr: key },
    explanation: wordsOf(node["explanation"]),
    unit: textOf(node["unit"]),
    symbol: textOf(node["symbol"]),
    tier: textOf(node["tier"]) || "basic",
    source: textOf(node["source"]),
    grade: textOf(node["grade"]),
    least: numberOf(range["minimum"], 0),
    most: numberOf(range["maximum"], 1),
    options: Array.isArray(node["enum"]) ? node["enum"].map(String) : [],
  };
}

/** What a section calls itself, or its entry in the scenario, or its key. */
function labelOf(node: Node, key: string, path: string, scenario: Scenario): Words {
  return (
    wordsOf(node["label"]) ?? wordsOf(readPath(scenario, `${path}.label`)) ?? { en: key, fr: key }
  );
}

function asNode(value: Json | undefined): Node {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Node)
    : {};
}

function wordsOf(value: Json | undefined): Words | null {
  const { en, fr } = asNode(value);
  return typeof en === "string" && typeof fr === "string" ? { en, fr } : null;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function numberOf(value: Json | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
