import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { loadExperiment } from "../../experiments/files/experiment.ts";
import { loadHypothesis } from "../../experiments/files/hypothesis.ts";
import type { Read } from "../../experiments/files/library.ts";
import { problemText } from "../../experiments/files/problem.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import { PLAIN } from "./hypotheses/files.ts";

const FOLDER = new URL("../../scenarios/", import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml"));
const TEXTS = new Map(NAMES.map((name) => [name, readFileSync(new URL(name, FOLDER), "utf8")]));
const EXPERIMENT = readFileSync(new URL("experiments/first-grid.yaml", FOLDER), "utf8");
const HYPOTHESIS = PLAIN.replace("field.yaml", "no-pressure")
  .replace("replicates: 4", "stopping: { decision: true, looks: [4], most: 8 }")
  .concat("setting: { off: [noise] }\nversions: { a: { set: { mechanisms.noise.spread: 0 } } }\n");
/** The smaller ones, so that many fit into the time; the largest is cut from by the test of every byte. */
const SMALL = [...TEXTS.values()]
  .filter((text) => text.length < 12_000)
  .concat(EXPERIMENT, HYPOTHESIS);

const BITS = [
  ..."[]{}:,-?&*!|>'\"%@`#\n\t \u0000\u0085\u2028\ufeff\\/",
  ..."~ null .inf -1 1e999 9007199254740993 <<: *a &a !t --- ... __proto__: constructor extends: kind: off".split(
    " ",
  ),
];

/** A text with a few pieces cut, doubled, swapped or put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...SMALL),
    fc.array(
      fc.record({
        what: fc.constantFrom("cut", "double", "insert", "move"),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        to: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.integer({ min: 1, max: 40 }),
        bit: fc.oneof(fc.constantFrom(...BITS), fc.string({ maxLength: 6, unit: "binary" })),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(([text, edits]) => {
    let mutant = text;
    for (const { what, at, to, length, bit } of edits) {
      const from = Math.floor(at * mutant.length);
      const piece = mutant.slice(from, from + length);
      const target = Math.floor(to * mutant.length);
      if (what === "cut") mutant = mutant.slice(0, from) + mutant.slice(from + length);
      else if (what === "insert") mutant = mutant.slice(0, from) + bit + mutant.slice(from);
      else
        mutant =
          mutant.slice(0, target) +
          piece +
          mutant.slice(what === "move" ? target + length : target);
    }
    return mutant;
  });

const loaderOf = (text: string) =>
  /^kind: experiment/m.test(text)
    ? loadExperiment
    : /^kind: hypothesis/m.test(text)
      ? (name: string, read: Read) => loadHypothesis(name, read)
      : loadScenario;

it("survives 1,500 mutants of the shipped files without an exception or a nameless error", () => {
  const counts = { accepted: 0, refused: 0 };
  const check = (text: string, name: string): void => {
    const read: Read = (wanted) =>
      wanted === name
        ? { name, content: text }
        : TEXTS.has(`${wanted}.yaml`)
          ? { name: `${wanted}.yaml`, content: TEXTS.get(`${wanted}.yaml`) ?? "" }
          : undefined;
    const result = loaderOf(text)(name, read);
    if (result.ok) return void counts.accepted++;
    counts.refused++;
    expect(result.problems.listed.length).toBeGreaterThan(0);
    for (const line of problemText(result.problems).split("\n"))
      expect(line).toMatch(/^(\S+:\d+:\d+: error\[E0\d\d\] .+: got .+; allowed .+|… \d+ more$)/);
  };
  fc.assert(
    fc.property(mutated, fc.constantFrom("a.yaml", "a.json"), (text, name) => check(text, name)),
    { numRuns: 1500, seed: 20_090_721 },
  );
  expect(counts.refused).toBeGreaterThan(500);
  expect(counts.accepted).toBeGreaterThan(20);
}, 120_000);
