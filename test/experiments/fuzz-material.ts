import { readdirSync, readFileSync } from "node:fs";
import fc, { type Arbitrary } from "fast-check";
import { parse, stringify } from "yaml";
import { PLAIN } from "./hypotheses/files.ts";

// What the fuzzer is fed with: shipped texts that were tampered with, and texts made from nothing.

const FOLDER = new URL("../../scenarios/", import.meta.url);
const textsIn = (folder: string, ending: string): Map<string, string> =>
  new Map(
    readdirSync(new URL(folder, FOLDER))
      .filter((name) => name.endsWith(ending))
      .map((name) => [name, readFileSync(new URL(folder + name, FOLDER), "utf8")]),
  );

/** Shipped scenarios by file name: what a mutant may extend. */
export const SCENARIOS = textsIn("./", ".yaml");
/** A shipped table, of the default field. */
const TABLE = readFileSync(new URL("experiments/list-regimes.csv", FOLDER), "utf8").replace(
  "ars",
  "authority",
);

/** The smaller ones, so that many fit into the time; the largest is cut from by the test of every byte. */
const small = (texts: ReadonlyMap<string, string>): string[] =>
  [...texts.values()].filter((text) => text.length < 12_000);
const EXPERIMENTS = small(textsIn("experiments/", ".yaml"));
const HYPOTHESES = small(textsIn("hypotheses/", ".yaml")).concat(
  PLAIN.replace("field.yaml", "no-pressure")
    .replace("replicates: 4", "stopping: { decision: true, looks: [4], most: 8 }")
    .concat(
      "setting: { off: [noise] }\nversions: { a: { set: { mechanisms.noise.spread: 0 } } }\n",
    ),
);

const BITS = [
  ..."[]{}:,-?&*!|>'\"%@`#=;()\n\t\r \u0000\u0085\u2028\ufeff\\/",
  ..."~ null .inf .nan -1 1e999 1e-400 9007199254740993 0x1F <<: *a &a !t --- ... %TAG __proto__: constructor prototype extends: kind: off toString ../../x".split(
    " ",
  ),
  "\ud800",
  "é".repeat(300),
  "[".repeat(40),
  "{a: ".repeat(40),
];

interface Edit {
  readonly what: "cut" | "double" | "insert" | "move";
  /** Shares of the text's length. */
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly bit: string;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const edits: Arbitrary<Edit[]> = fc.array(
  fc.record({
    what: fc.constantFrom("cut", "double", "insert", "move"),
    at: share,
    to: share,
    length: fc.integer({ min: 1, max: 40 }),
    bit: fc.oneof(fc.constantFrom(...BITS), fc.string({ maxLength: 6, unit: "binary" })),
  }),
  { minLength: 1, maxLength: 5 },
);

function edited(text: string, changes: readonly Edit[]): string {
  let mutant = text;
  for (const { what, at, to, length, bit } of changes) {
    const from = Math.floor(at * mutant.length);
    const piece = mutant.slice(from, from + length);
    const target = Math.floor(to * mutant.length);
    if (what === "cut") mutant = mutant.slice(0, from) + mutant.slice(from + length);
    else if (what === "insert") mutant = mutant.slice(0, from) + bit + mutant.slice(from);
    else
      mutant =
        mutant.slice(0, target) + piece + mutant.slice(what === "move" ? target + length : target);
  }
  return mutant;
}

/** Texts with a few pieces cut, doubled, swapped or put in. */
export const mutants = (texts: readonly string[]): Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...texts), edits).map(([text, changes]) => edited(text, changes));

/** Values that no schema expects. */
const odd: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, -1, -0, 1e308, 5e-324, NaN, Infinity, 2 ** 53, "", "0.5", [], {}),
  fc.constantFrom(
    [[[]]],
    { value: 1 },
    { value: 1, grade: "none" },
    { __proto__: null },
    "__proto__",
  ),
  fc.double(),
  fc.string({ maxLength: 12, unit: "binary" }),
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Shipped files whose form is right and one of whose values is not, or whose key is gone, renamed or new. */
const misvalued = (texts: readonly string[]): Arbitrary<string> =>
  fc
    .record({
      tree: fc.constantFrom(...texts).map((text) => parse(text) as unknown),
      steps: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
      how: fc.constantFrom("set", "drop", "rename", "add"),
      value: odd,
      key: fc.oneof(
        fc.constantFrom("rat", "__proto__", "constructor", "label", "extends"),
        fc.string(),
      ),
    })
    .map(({ tree, steps, how, value, key }) => {
      let node = tree as Record<string, unknown>;
      let name = "";
      for (const step of steps) {
        const names = Object.keys(node);
        name = names[step % Math.max(1, names.length)] ?? "";
        const next = node[name];
        if (typeof next !== "object" || next === null || step === steps.at(-1)) break;
        node = next as Record<string, unknown>;
      }
      const own = node[name];
      if (how === "drop" || how === "rename") delete node[name];
      const added = how === "set" ? name : how === "drop" ? undefined : key;
      if (added !== undefined)
        Object.defineProperty(node, added, {
          value: how === "rename" ? own : value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      return stringify(tree);
    });

/** Texts made from nothing, with the schema's words in them. */
const WORDS =
  "ironcage kind name extends population associations zipf field regions sectors label en fr regulators level mechanisms mimetic rate value source grade reforms date set ramp run steps seed scenario factors design replicates points from to count treatment levels outcome measure take".split(
    " ",
  );
const generated: Arbitrary<string> = fc
  .letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, depthSize: "small" },
      odd,
      fc.array(tie("node"), { maxLength: 4 }),
      fc
        .array(fc.tuple(fc.constantFrom(...WORDS), tie("node")), { maxLength: 5 })
        .map((entries) => Object.fromEntries(entries)),
    ),
  }))
  .node.chain((node) =>
    fc.constantFrom(stringify(node), `{"name": "a", "field": ${JSON.stringify(node) ?? ""}}`),
  );

const kinds = (texts: readonly string[]): Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: mutants(texts) }, { weight: 2, arbitrary: misvalued(texts) });

/** Scenario, experiment and hypothesis files. */
export const files: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: kinds(small(SCENARIOS)) },
  { weight: 2, arbitrary: kinds(EXPERIMENTS) },
  { weight: 2, arbitrary: kinds(HYPOTHESES) },
  { weight: 2, arbitrary: generated },
);

const cell = fc.oneof(
  fc.constantFrom(
    "0.5",
    "",
    '"',
    '""',
    "mimetic",
    "mimetic+noise",
    "[0.1, 0.2]",
    "[",
    "=1+1",
    "1e999",
  ),
  fc.double().map(String),
  fc.string({ maxLength: 8, unit: "binary" }),
);

/** Tables of points: tampered with, or any rows of any cells. */
export const tables: Arbitrary<string> = fc.oneof(
  mutants([TABLE]),
  fc
    .tuple(
      fc.array(
        fc.oneof(fc.constantFrom("mechanisms.mimetic.rate", "off", "off.noise", "run.seed"), cell),
        { maxLength: 5 },
      ),
      fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 }),
      fc.constantFrom("\n", "\r\n", "\r", ";"),
    )
    .map(([header, rows, end]) => [header, ...rows].map((row) => row.join(",")).join(end)),
);
