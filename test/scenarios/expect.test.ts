import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkScenario, type Scenario, scenarioSchema } from "../../sim/index.ts";
import { begin, load, meanOf, seedsOf, SHIPPED, shipped, textOf } from "./shipped.ts";

// Every file in scenarios/ loads, runs, and keeps what it claims of itself.

type Expectation = Scenario["expect"][number];

/** The first claim of a scenario waits for all its runs. */
const LONG = 240_000; // ms

/** The value of a measure at a step. */
type LookUp = (step: number, measure: string) => number;

/** The scenario as it goes on when no reform begins any more. */
const unreformed = (scenario: Scenario): Scenario => ({
  ...scenario,
  reforms: scenario.reforms.filter(({ date }) => date < scenario.run.start),
});

/** What a claim makes of one run's series. */
function taken({ measure, since, take, per, minus, times }: Expectation, at: number, of: LookUp) {
  const take1 = (name: string): number => {
    if (take === "value") return of(at, name);
    if (take === "change") return of(at, name) - of(since, name);
    if (take === "fall") return 1 - of(at, name) / of(since, name);
    let sum = 0;
    for (let step = since + 1; step <= at; step++) sum += of(step, name);
    return sum;
  };
  const difference = take1(measure) - (minus === undefined ? 0 : take1(minus));
  return (times * difference) / (per === undefined ? 1 : take1(per));
}

/** Runs of a scenario, each seed once: the values of every measure at every step. */
function recorder(scenario: Scenario) {
  const recorded = new Map<string, LookUp>();
  const record = (seed: string, isControl: boolean): LookUp => {
    const run = begin(scenario, { seed, treated: isControl ? unreformed(scenario) : undefined });
    const values = [Float64Array.from(run.values)];
    while (run.step < scenario.run.steps) {
      run.advance();
      values.push(Float64Array.from(run.values));
    }
    const names = run.measures.map(({ name }) => name);
    return (step, measure) => {
      if (!names.includes(measure)) throw new Error(`no measure ${measure}`);
      return values[step]?.[names.indexOf(measure)] ?? NaN;
    };
  };
  /** The measure at the claim's step, one number per seed. */
  return (claim: Expectation): number[] =>
    seedsOf(scenario, claim.seeds).map((seed) => {
      const at = claim.at === "end" ? scenario.run.steps : claim.at;
      const of = (isControl: boolean): number => {
        const key = `${seed} ${isControl}`;
        const lookUp = recorded.get(key) ?? record(seed, isControl);
        recorded.set(key, lookUp);
        return taken(claim, at, lookUp);
      };
      return of(false) - (claim.control ? of(true) : 0);
    });
}

/** What breaks a claim: the numbers out of its bounds. */
function breaches({ statistic, min, max }: Expectation, values: readonly number[]): number[] {
  const judged = statistic === "mean" ? [meanOf(values)] : values;
  return judged.filter(
    (value) => !(value >= (min ?? -Infinity)) || !(value <= (max ?? Infinity)),
  );
}

test("the French field, the empty case and the limiting cases are shipped", () => {
  expect(SHIPPED).toContain("hpst-2009");
  expect(SHIPPED).toContain("no-pressure");
  expect(SHIPPED.length).toBeGreaterThanOrEqual(10);
});

describe.each(SHIPPED)("%s", (name) => {
  const scenario = shipped(name);
  const read = recorder(scenario);

  test("is valid, bears its file's name, and says in both languages what it is", () => {
    expect(scenarioSchema.safeParse(scenario).success).toBe(true);
    expect(checkScenario(scenario)).toEqual([]);
    expect(scenario.name).toBe(name);
    expect(scenario.description.en).not.toBe("");
    expect(scenario.description.fr).not.toBe("");
  });

  test("claims something, with a bound, at a step that it reaches", () => {
    expect(scenario.expect.length).toBeGreaterThan(0);
    for (const { claim, at, min, max } of scenario.expect) {
      expect(min ?? max, claim.en).toBeDefined();
      expect(at === "end" ? 0 : at, claim.en).toBeLessThanOrEqual(scenario.run.steps);
    }
  });

  test.each(scenario.expect.map((claim) => [claim.claim.en, claim] as const))(
    "%s",
    (_, claim) => {
      expect(breaches(claim, read(claim))).toEqual([]);
    },
    LONG,
  );
});

test("a claim that does not hold is caught, and so is one about nothing", () => {
  const claim: Expectation = {
    claim: { en: "", fr: "" },
    measure: "similarity.practice",
    at: "end",
    since: 0,
    take: "value",
    times: 1,
    control: false,
    seeds: 2,
    statistic: "each",
    min: 1,
  };
  const read = recorder(shipped("no-pressure"));
  expect(breaches(claim, read(claim))).toEqual([0, 0]);
  expect(breaches({ ...claim, statistic: "mean", max: 3 }, [1, 6])).toEqual([3.5]);
  expect(breaches(claim, [NaN])).toEqual([NaN]);
  expect(() => read({ ...claim, measure: "none" })).toThrow("no measure");
});

/** Grades by dotted path of every number and list of numbers in a tree; "none" where nothing says where it comes from. */
function gradesIn(node: unknown, path: string): [path: string, grade: string, source: string][] {
  if (typeof node === "number" || typeof node === "boolean") return [[path, "none", "none"]];
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) {
    if (node.every((entry) => typeof entry === "number")) return [[path, "none", "none"]];
    return node.flatMap((entry, index) => gradesIn(entry, `${path}.${index}`));
  }
  if ("value" in node) {
    const { grade = "none", source = "none" } = node as { grade?: string; source?: string };
    return [[path, grade, source]];
  }
  return Object.entries(node).flatMap(([key, entry]) => gradesIn(entry, `${path}.${key}`));
}

describe("provenance of hpst-2009", () => {
  const { scenario, origins } = load("hpst-2009");
  const file = parse(textOf("hpst-2009")) as Record<string, unknown>;
  const graded = ["field", "population", "regulators", "reforms", "mechanisms", "legalForms"].flatMap((section) =>
    gradesIn(file[section], section),
  );
  const OWN_WORD = ["A", "P", "T", "T2", "T3", "K"]; // assumptions of this model, not publications

  test("every value has a grade, and a source that is listed", () => {
    expect(graded.length).toBeGreaterThan(150);
    expect(graded.filter(([, grade]) => !/^(measured|estimated|assumed)$/.test(grade))).toEqual([]);
    expect(graded.filter(([, , source]) => !(source in scenario.sources))).toEqual([]);
  });

  test("readers see the same origins as the file states", () => {
    const stated = graded.map(([path, grade, source]) => [path, { grade, source }] as const);
    expect(origins).toEqual(Object.fromEntries(stated));
  });

  test("what is measured or estimated rests on a publication, never on our own word", () => {
    const known = graded.filter(([, grade]) => grade !== "assumed");
    expect(known.length).toBeGreaterThan(10);
    expect(known.filter(([, , source]) => OWN_WORD.includes(source))).toEqual([]);
  });

  test("no source is listed in vain", () => {
    const used = new Set(graded.map(([, , source]) => source));
    const texts = Object.values(scenario.sources)
      .map(({ text }) => text)
      .join(" ");
    const idle = Object.keys(scenario.sources).filter(
      (id) => !used.has(id) && !new RegExp(`\\b${id}\\b`).test(texts),
    );
    expect(idle).toEqual([]);
  });

  test("a bare number is caught", () => {
    expect(gradesIn({ a: { rate: 1, list: [1, 2], b: { value: 1, grade: "assumed" } } }, "x")).toEqual([
      ["x.a.rate", "none", "none"],
      ["x.a.list", "none", "none"],
      ["x.a.b", "assumed", "none"],
    ]);
  });
});
