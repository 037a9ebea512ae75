import { describe, expect, it } from "vitest";
import { ExtensionFailure } from "../../experiments/extension-guards.ts";
import { type ExtensionModule, extensionsOf } from "../../experiments/extensions.ts";
import { Refusal } from "../../experiments/files/problem.ts";
import { extended, keptMeasures, planOf, type Study, studyHash } from "../../experiments/jobs.ts";
import {
  type OwnGauge,
  type OwnInfluence,
  scenarioSchema,
  type Sight,
  startRun,
} from "../../sim/index.ts";

const scenario = scenarioSchema.parse({ population: { associations: 40 }, run: { burnIn: 0 } });
const study: Study = {
  scenario,
  design: { kind: "grid", factors: [], replicates: 1 },
  ...{ seed: "s", steps: 2, every: 1 },
};

const size: OwnGauge = {
  name: "size",
  unit: "n",
  open:
    ({ field }) =>
    () =>
      field.living.length,
};
const still: OwnInfluence = {
  id: "still",
  label: { en: "Stillness", fr: "Immobilité" },
  acts: { practice: true, display: false },
  start: ({ field }) => ({
    act: (_own, _draws, { practice }, { count }) => practice.fill(0, 0, count * field.practices),
  }),
};

const moduleOf = (exports: ExtensionModule["exports"], sha256 = "a".repeat(64)) => [
  { name: "own.mjs", sha256, exports },
];

/** Problems of a refusal, each as one line. */
function refused(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal)
      return error.problems.listed.map(
        ({ file, code, path, got, allowed }) => `${file} ${code} ${path}: ${got} / ${allowed}`,
      );
    throw error;
  }
  return [];
}

/** Runs a module's code for two steps. */
function run(exports: ExtensionModule["exports"]) {
  const { extensions, files } = extensionsOf(moduleOf(exports));
  const plan = planOf({ ...study, extension: { hash: extensions.hash, files, measures: [] } }, [], {
    ...{ run: 0, point: 0, replicate: 1, seed: "s/1" },
  });
  const begun = startRun(plan, { extensions });
  begun.advance();
  return begun;
}

describe("a module of one's own", () => {
  it("gives a study its measures and ledger lines, and another hash", () => {
    const loaded = extensionsOf(moduleOf({ measures: [size], mechanisms: [still] }));
    const own = extended(study, loaded);
    const names = keptMeasures(own).map(({ name }) => name);
    expect(names).toContain("size");
    expect(names).toContain("ledger.practice.still");
    expect(keptMeasures(study).map(({ name }) => name)).not.toContain("size");
    const other = extended(
      study,
      extensionsOf(moduleOf({ measures: [size], mechanisms: [still] }, "b".repeat(64))),
    );
    expect(new Set([study, own, other].map(studyHash)).size).toBe(3);
    expect(JSON.parse(JSON.stringify(own))).toEqual(own); // what a manifest holds
  });

  it("has one hash for several files, in which their order counts", () => {
    const [one, two] = ["a", "b"].map((digit) => moduleOf({ measures: [size] }, digit.repeat(64)));
    const hash = (...modules: ExtensionModule[][]) => extensionsOf(modules.flat()).extensions.hash;
    expect(hash(one!)).toBe("a".repeat(64));
    expect(new Set([hash(one!), hash(one!, two!), hash(two!, one!)]).size).toBe(3);
  });

  it.for<[string, ExtensionModule["exports"], RegExp]>([
    ["nothing", {}, /^own\.mjs E059 : a module that exports nothing \/ export const measures/],
    [
      "another export",
      { default: 1 },
      /E059 default: an export "default" \/ export const measures/,
    ],
    ["an empty list", { measures: [] }, /E059 measures: an empty list \/ a list of at least one/],
    [
      "a key that is none",
      { measures: [{ ...size, opne: 1 }] },
      /measures\.0\.opne: key "opne" \/ name, unit/,
    ],
    ["no function", { measures: [{ ...size, open: 3 }] }, /measures\.0\.open: 3 \/ a function/],
    [
      "a name with blanks",
      { measures: [{ ...size, name: "a b" }] },
      /measures\.0\.name: "a b" \/ letters/,
    ],
    [
      "a label in one language",
      { mechanisms: [{ ...still, label: "x" }] },
      /mechanisms\.0\.label: "x" \/ \{ en/,
    ],
    [
      "a mechanism that acts on nothing",
      { mechanisms: [{ ...still, acts: { practice: false, display: false } }] },
      /mechanisms\.0\.acts: a mapping \/ .*one of them true/,
    ],
  ])("is refused for %s, with what would do", ([, exports, told]) => {
    expect(refused(() => extensionsOf(moduleOf(exports))).join("\n")).toMatch(told);
  });

  it.for<[string, ExtensionModule["exports"], RegExp]>([
    [
      "an id that is taken",
      { mechanisms: [{ ...still, id: "mimetic" }] },
      /mimetic is the name of something else/,
    ],
    [
      "a name that is taken",
      { measures: [{ ...size, name: "associations" }] },
      /associations is the name of another measure/,
    ],
    [
      "rates that leave no room",
      { mechanisms: [{ ...still, ceiling: () => ({ practice: 1, display: 0 }) }] },
      /1/,
    ],
    [
      "a measure that is undefined at once",
      { measures: [{ ...size, open: () => () => NaN }] },
      /measure size, step 0: got NaN; allowed a finite number/,
    ],
    [
      "a mechanism that leaves a row out as soon as it acts",
      { mechanisms: [{ ...still, start: () => ({ act: () => undefined }) }] },
      /mechanism still, act, step 1: row 0 of practice is not written/,
    ],
  ])("is refused before any run for %s", ([, exports, told]) => {
    const loaded = extensionsOf(moduleOf(exports));
    const [line, ...more] = refused(() => extended(study, loaded));
    expect(line).toMatch(
      /^own\.mjs E059 : .* \/ measures and mechanisms that fit into the scenario/,
    );
    expect(line).toMatch(told);
    expect(more).toEqual([]);
  });

  const acting = (act: ReturnType<OwnInfluence["start"]>["act"], more: object = {}) => ({
    mechanisms: [{ ...still, ...more, start: () => ({ act }) }],
  });
  it.for<[string, ExtensionModule["exports"], RegExp]>([
    [
      "throws",
      acting(() => {
        throw new TypeError("no such thing");
      }),
      /^own\.mjs: mechanism still, act, step 1: TypeError: no such thing/,
    ],
    [
      "leaves a row out",
      acting((_own, _draws, { practice }) => practice.fill(0, 8, 16)),
      /act, step 1: row 0 of practice is not written, or NaN; allowed finite numbers/,
    ],
    [
      "writes what is infinite",
      acting((_own, _draws, { practice }, { count }) => practice.fill(Infinity, 0, count * 8)),
      /row 0 of practice is Infinity/,
    ],
    [
      "lists a row that it does not write",
      acting(
        (_own, _draws, { practice, places }) => {
          places.at[places.count++] = 0;
          practice[3] = NaN;
        },
        { isSparse: true },
      ),
      /row 0 of practice is NaN/,
    ],
    [
      "has no act",
      { mechanisms: [{ ...still, start: () => ({}) }] },
      /mechanism still, start: got no act/,
    ],
    [
      "measures what is no number",
      { measures: [{ ...size, open: (sight: Sight) => () => (sight.step === 0 ? 1 : "1") }] },
      /measure size, step 1: got 1; allowed a finite number/,
    ],
  ])("fails the run, with its name and the step, where it %s", ([, exports, told]) => {
    let failure: unknown;
    try {
      run(exports);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(ExtensionFailure);
    expect((failure as Error).message).toMatch(told);
  });

  it("changes nothing by being guarded: a mechanism of no displacement leaves every number as it was", () => {
    const plain = startRun(planOf(study, [], { run: 0, point: 0, replicate: 1, seed: "s/1" }));
    plain.advance();
    const own = run({ mechanisms: [still] });
    const values = new Map(own.measures.map(({ name }, index) => [name, own.values[index]]));
    for (const [index, { name }] of plain.measures.entries())
      expect(values.get(name), name).toBe(plain.values[index]);
  });
});
