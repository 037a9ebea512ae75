import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { scenarioJsonSchema } from "../../sim/index.ts";
import { load, SHIPPED, textOf } from "./shipped.ts";

// The shipped files are the worked examples: every key of a scenario stands in one of them, and what tells of a real field says
// of every value where it comes from.

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
}

/** What a `*` in a key path stands for: an id of a mapping, or a place in a list of objects. */
const entriesOf = ({ additionalProperties, items }: Node): Node | undefined => {
  if (typeof additionalProperties === "object") return additionalProperties;
  return items?.properties === undefined ? undefined : items;
};

/** Dotted paths of all keys of the schema, `*` for any id. */
function keysOf(node: Node, path = ""): string[] {
  const below = Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return [at, ...keysOf(child, at)];
  });
  const entry = entriesOf(node);
  return entry === undefined ? below : [...below, `${path}.*`, ...keysOf(entry, `${path}.*`)];
}

/** The same paths as far as a file writes them. */
function keysIn(value: unknown, node: Node, path = ""): string[] {
  if (typeof value !== "object" || value === null || "value" in value) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const own = node.properties?.[key];
    const below = own ?? entriesOf(node);
    if (below === undefined) return [];
    const name = own === undefined ? "*" : key;
    const at = path === "" ? name : `${path}.${name}`;
    return [at, ...keysIn(child, below, at)];
  });
}

const schema = scenarioJsonSchema() as Node;

test("every key of a scenario has a worked example in a shipped file", () => {
  const keys = keysOf(schema);
  expect(keys.length).toBeGreaterThan(300);
  expect(keys).toContain("legalForms.*.available");
  const shown = new Set(SHIPPED.flatMap((name) => keysIn(parse(textOf(name)), schema)));
  expect(keys.filter((key) => !shown.has(key))).toEqual([]);
});

test("a key that a file does not write, or writes in the wrong place, counts as not shown", () => {
  const file = { run: { steps: { value: 8, source: "A", grade: "assumed" } }, seed: "1" };
  expect(keysIn(file, schema)).toEqual(["run", "run.steps"]);
});

/** Scenarios that tell of a real field, or of a thought experiment on one: all but the limiting cases. */
const SOURCED = [
  "long-reform-1975-2020",
  "tutelage-1975",
  "renewal-2002",
  "quebec-montreal",
  "tariff-squeeze",
  "compulsory-grouping",
  "market-opening",
  "regional-prescriptions",
  "universities",
];

interface Stated {
  readonly path: string;
  readonly source: unknown;
  readonly grade: unknown;
}

/** Every number and list of numbers below a node, with the source and grade that the file states; rungs are an order only. */
function statedIn(node: unknown, path: string): Stated[] {
  if (/^legalForms\.\w+\.step$/.test(path)) return [];
  const bare = [{ path, source: undefined, grade: undefined }];
  if (typeof node === "number") return bare;
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node) && node.some((entry) => typeof entry === "number")) return bare;
  if ("value" in node) return [{ path, source: undefined, grade: undefined, ...node }];
  return Object.entries(node).flatMap(([key, entry]) => statedIn(entry, `${path}.${key}`));
}

describe.each(SOURCED)("provenance of %s", (name) => {
  const { sources } = load(name).scenario;
  const file = parse(textOf(name)) as Record<string, unknown>;
  const stated = ["field", "population", "regulators", "reforms", "mechanisms", "legalForms"].flatMap(
    (section) => statedIn(file[section], section),
  );

  test("every value has a grade, and a source that is listed", () => {
    const grades = ["measured", "estimated", "assumed"];
    expect(stated.filter(({ grade }) => !grades.includes(String(grade)))).toEqual([]);
    expect(stated.filter(({ source }) => !Object.hasOwn(sources, String(source)))).toEqual([]);
  });

  test("what is measured or estimated rests on more than an assumption", () => {
    const known = stated.filter(({ grade }) => grade !== "assumed");
    const isAssumption = ({ source }: Stated) =>
      sources[String(source)]?.text.startsWith("Assumption") ?? true;
    expect(known.filter(isAssumption)).toEqual([]);
  });

  test("no source of its own is listed in vain", () => {
    const used = new Set(stated.map(({ source }) => source));
    const own = Object.keys(file["sources"] ?? {});
    const claims = (file["expect"] ?? []) as { source?: string }[];
    const words = [...own.map((id) => sources[id]?.text), ...claims.map((each) => each.source)].join(
      " ",
    );
    const isNamed = (id: string) => new RegExp(`\\b${id}\\b`).test(words);
    expect(own.filter((id) => !used.has(id) && !isNamed(id))).toEqual([]);
  });
});
