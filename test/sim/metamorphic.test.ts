import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { loadScenario } from "../../experiments/files/scenario.ts";
import { problemText } from "../../experiments/files/problem.ts";
import { openPanel } from "../../experiments/panel.ts";
import { slotAt } from "../../experiments/design.ts";
import {
  MECHANISMS,
  planRun,
  resumeRun,
  type Run,
  type RunOptions,
  type RunPlan,
  type Scenario,
  scenarioHash,
  startRun,
} from "../../sim/index.ts";
import { type Case, randomCase } from "../reference/random-scenario.ts";
import { inMemory } from "../experiments/reading.ts";

// What must not matter: two runs that differ in it alone are the same to the last bit, whatever the field.

const planOf = ({ scenario, treated, off }: Case): RunPlan => planRun(scenario, { treated, off });

function finished(run: Run): Run {
  while (run.step < run.plan.steps) run.advance();
  return run;
}
const digestOf = (plan: RunPlan, options: RunOptions = {}): string =>
  finished(startRun(plan, options)).digest();

/** A tree with keys, texts and dotted paths passed through a function. */
function renamed(value: unknown, rename: (text: string) => string): unknown {
  if (typeof value === "string") return value.split(".").map(rename).join(".");
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key.split(".").map(rename).join("."),
      renamed(entry, rename),
    ]),
  );
}

/** Sections whose keys are no ids, so that their order says nothing. */
const FIXED = ["field", "population", "mechanisms", "run"];

/** The same scenario, keys of parameters the other way round. */
const backwards = (scenario: Scenario): object =>
  Object.fromEntries(
    Object.entries(scenario)
      .reverse()
      .map(([key, section]) => [
        key,
        FIXED.includes(key)
          ? Object.fromEntries(Object.entries(section as object).reverse())
          : section,
      ]),
  );

function read(text: string, name = "a.yaml"): Scenario {
  const result = loadScenario(name, inMemory({ [name]: text }));
  if (!result.ok) throw new Error(problemText(result.problems));
  return result.scenario;
}

/** What a run comes to when its scenario is another way of saying the same. */
const otherwise = (kase: Case, scenario: Scenario): readonly string[] => {
  const plan = planOf({ ...kase, scenario, treated: undefined });
  return [scenarioHash(plan), digestOf(plan)];
};

type Relation = (kase: Case) => readonly [expected: unknown, found: unknown];

const RELATIONS: Readonly<Record<string, Relation>> = {
  "the names of things": (kase) => {
    const ids = (text: string): string => (/^[a-z]\d+$/.test(text) ? `Z_${text}_z` : text);
    const { run, ...named } = kase.scenario;
    const plain = { ...kase, treated: undefined };
    const scenario = { ...(renamed(named, ids) as typeof named), run };
    return [digestOf(planOf(plain)), digestOf(planOf({ ...plain, scenario }))];
  },
  "the order of keys, comments and blanks in the file": (kase) => {
    const text = stringify(backwards(kase.scenario)).replaceAll("\n", "   # so\n\n");
    return [otherwise(kase, kase.scenario), otherwise(kase, read(text))];
  },
  "whether the file is YAML or JSON": (kase) => {
    const json = JSON.stringify(kase.scenario, null, "\t");
    return [otherwise(kase, kase.scenario), otherwise(kase, read(json, "a.json"))];
  },
  "names, descriptions, sources and labels": (kase) => {
    const scenario = structuredClone(kase.scenario);
    const words = { en: "other", fr: "autre" };
    Object.assign(scenario, { name: "other", description: words, sources: { S: { text: "t" } } });
    for (const group of [scenario.regulators, scenario.field.regions, scenario.field.sectors])
      for (const entry of Object.values(group)) entry.label = words;
    return [otherwise(kase, kase.scenario), otherwise(kase, scenario)];
  },
  "being stored and taken up again, at every step": (kase) => {
    let run = startRun(planOf(kase));
    while (run.step < run.plan.steps) {
      run = resumeRun(structuredClone(run.snapshot()));
      run.advance();
    }
    return [digestOf(planOf(kase)), run.digest()];
  },
  "being told, recorded, hashed and watched": (kase) => {
    const plan = planOf(kase);
    const bare = finished(startRun(plan, { digest: false, events: false }));
    const seen = startRun(plan, { witness: { over: () => undefined, proposed: () => undefined } });
    const panel = openPanel(seen, [kase.scenario, kase.treated ?? kase.scenario]);
    panel.take();
    while (seen.step < plan.steps) {
      seen.advance();
      panel.take();
      seen.snapshot();
      seen.digest();
    }
    return [Array.from(bare.values), Array.from(seen.values)];
  },
  "another run side by side with it": (kase) => {
    const plan = planOf(kase);
    const [one, two] = [startRun(plan), startRun({ ...plan, seed: `${plan.seed}'` })];
    while (one.step < plan.steps) {
      one.advance();
      two.advance();
    }
    return [
      [digestOf(plan), digestOf({ ...plan, seed: `${plan.seed}'` })],
      [one.digest(), two.digest()],
    ];
  },
  "how long it will go on": (kase) => {
    const plan = planOf(kase);
    const longer = startRun({ ...plan, steps: plan.steps + 7 });
    while (longer.step < plan.steps) longer.advance();
    return [digestOf(plan), longer.digest()];
  },
  "the order in which switches are named": ({ off, ...kase }) => {
    const turned = planOf({ ...kase, off: [...off].reverse() });
    return [
      [scenarioHash(planOf({ ...kase, off })), digestOf(planOf({ ...kase, off }))],
      [scenarioHash(turned), digestOf(turned)],
    ];
  },
  "a fork that changes nothing": (kase) => {
    const run = startRun(planOf(kase));
    const at = Math.min(kase.pause ?? 0, run.plan.steps);
    while (run.step < at) run.advance();
    run.fork(kase.treated ?? kase.scenario, kase.off);
    return [digestOf(planOf(kase)), finished(run).digest()];
  },
};

/** Small enough that each takes a few hundredths of a second. */
const RUNS = 12;

describe("it does not matter to a run", () => {
  it.each(Object.keys(RELATIONS))(
    "%s",
    (name) => {
      const relation = RELATIONS[name];
      if (relation === undefined) throw new Error(name);
      fc.assert(
        fc.property(randomCase, (kase) => {
          const [expected, found] = relation(kase);
          expect(found).toEqual(expected);
        }),
        { seed: 1977, numRuns: RUNS, endOnFailure: true },
      );
    },
    120_000,
  );

  it("how many replicates there are besides it", () => {
    const design = (replicates: number) =>
      ({ kind: "grid", factors: [{ path: "x", levels: [1, 2, 3] }], replicates }) as const;
    const seeds = (replicates: number): unknown[] =>
      Array.from({ length: 3 * replicates }, (_, run) => slotAt(design(replicates), run, "s"))
        .filter(({ replicate }) => replicate <= 4)
        .map(({ point, replicate, seed }) => [point, replicate, seed]);
    expect(seeds(11)).toEqual(seeds(4));
  });
});

/** What makes a mechanism act, where that is not its rate alone. */
const STRENGTH: Readonly<Record<string, readonly string[]>> = {
  noise: ["spread"],
  recoupling: ["weight"],
  negotiated: ["honoured"],
  grouping: ["weight"],
  innovation: ["rate", "novelty"],
};

describe("a weight of 0", () => {
  it.each(MECHANISMS.flatMap(({ id }) => (id === "bounds" ? [] : [id])))(
    "is the same as no %s, in any field",
    (id) => {
      fc.assert(
        fc.property(randomCase, ({ scenario }) => {
          const treated = structuredClone(scenario);
          const own = treated.mechanisms[id] as Record<string, unknown>;
          for (const name of STRENGTH[id] ?? ["rate"]) own[name] = 0;
          // a reform may set it again
          treated.reforms = scenario.reforms.filter(
            ({ set }) => !Object.keys(set).some((path) => path.startsWith(`mechanisms.${id}.`)),
          );
          const same = { ...scenario, reforms: treated.reforms };
          expect(digestOf(planRun(same, { treated }))).toBe(digestOf(planRun(same, { off: [id] })));
        }),
        { seed: 1991, numRuns: RUNS, endOnFailure: true },
      );
    },
    120_000,
  );
});
