import { describe, expect, it } from "vitest";
import {
  checkScenario,
  EXPOSURES,
  planRun,
  type Scenario,
  scenarioJsonSchema,
  scenarioSchema,
  startRun,
} from "../../sim/index.ts";
import { scenarioOf, SMALL } from "./support.ts";

interface Leaf {
  readonly path: readonly string[];
  readonly node: Record<string, unknown>;
}

/** Every number, choice and list that carries a unit, with its path; mappings are entered through the given scenario's ids. */
function leaves(node: Record<string, unknown>, path: readonly string[] = []): Leaf[] {
  if (typeof node["unit"] === "string") return [{ path, node }];
  const properties = node["properties"] as Record<string, Record<string, unknown>> | undefined;
  if (properties)
    return Object.entries(properties).flatMap(([key, child]) => leaves(child, [...path, key]));
  const entries = node["additionalProperties"];
  return typeof entries === "object" && entries !== null
    ? leaves(entries as Record<string, unknown>, [...path, "*"])
    : [];
}

const all = leaves(scenarioJsonSchema());

describe("the schema", () => {
  it("takes {} and the small field, and is idempotent on what it gives", () => {
    const empty = scenarioSchema.parse({});
    expect(checkScenario(empty)).toEqual([]);
    expect(scenarioSchema.parse(empty)).toEqual(empty);
    expect(checkScenario(scenarioSchema.parse(SMALL))).toEqual([]);
  });

  it("says of every parameter its names in both languages, unit, tier, source and grade", () => {
    expect(all.length).toBeGreaterThan(80);
    for (const { path, node } of all) {
      const where = path.join(".");
      const label = node["label"] as { en?: string; fr?: string } | undefined;
      expect(label?.en, where).toBeTruthy();
      expect(label?.fr, where).toBeTruthy();
      expect(node["title"], where).toBe(label?.en);
      expect(node["description"], where).toBeTruthy();
    }
    const numbers = all.filter(
      ({ node }) => node["type"] === "number" || node["type"] === "integer",
    );
    for (const { path, node } of numbers) {
      const where = path.join(".");
      expect(node["minimum"], where).toBeTypeOf("number");
      expect(node["maximum"], where).toBeTypeOf("number");
      expect(node["default"], where).toBeTypeOf("number");
      expect(["lever", "basic", "advanced"], where).toContain(node["tier"]);
      expect(["measured", "estimated", "assumed"], where).toContain(node["grade"]);
      expect(node["source"], where).toBeTruthy();
      const explanation = node["explanation"] as { en: string; fr: string };
      expect(explanation.fr, where).not.toBe(explanation.en);
    }
  });

  it("has six levers", () => {
    expect(all.filter(({ node }) => node["tier"] === "lever")).toHaveLength(6);
  });

  it("brings −0 to 0", () => {
    const scenario = scenarioSchema.parse({ mechanisms: { noise: { spread: -0 } } });
    expect(Object.is(scenario.mechanisms.noise.spread, 0)).toBe(true);
  });
});

/** A field in which every option is at work, so that every parameter can matter. */
const LIVELY = {
  ...SMALL,
  field: {
    ...SMALL.field,
    sectors: Object.fromEntries(
      Object.entries(SMALL.field.sectors).map(([id, sector]) => [id, { ...sector, entry: 0.05 }]),
    ),
  },
  regulators: {
    ...SMALL.regulators,
    agency: {
      ...SMALL.regulators.agency,
      callRate: 10,
      convergence: 0.2,
      lift: 0.1,
      injunction: 0.6,
    },
  },
  population: {
    associations: 120,
    responses: { adapt: 1, avoid: 1, innovate: 1, negotiate: 1, cooperate: 1, merge: 1 },
  },
  reforms: [
    {
      date: "2009-05-01",
      label: { en: "Reform", fr: "Réforme" },
      set: { "regulators.agency.prescription": [0.9, 0.8, 0.8, 0.5, 0.9, 0.3, 0.2, 0.4] },
      ramp: 4,
    },
  ],
  mechanisms: {
    mimetic: { visible: 7, recognition: 0.4, error: 0.02, trigger: "shortfall", margin: 0.01 },
    normative: { hiring: 0.5 },
    coercive: { displayGate: 0.6 },
    competitive: { rate: 0.05 },
    budget: { ruin: 0.05, hazards: 0.1 },
    negotiation: { hazard: 0.1 },
    cooperation: { seek: 0.2, others: 0.5, taste: 0.15, deepen: 0.5 },
  },
};

/** The same with ties, and with every exposure assigned, which takes the place of parameters that matter above. */
const EXPOSED = {
  ...LIVELY,
  field: { ...LIVELY.field, ties: { degree: 4 } },
  mechanisms: { ...LIVELY.mechanisms, mimetic: { ...LIVELY.mechanisms.mimetic, scope: "ties" } },
  regulators: { ...LIVELY.regulators, state: LIVELY.regulators.county },
  population: {
    ...LIVELY.population,
    exposures: Object.fromEntries(
      EXPOSURES.map((exposure) => {
        const isCount = exposure === "centralisation" || exposure === "visible";
        const range = isCount ? { low: 2, high: 2 } : { low: 0.3, high: 0.7 };
        return [exposure, { draw: "uniform", ...range }];
      }),
    ),
  },
};

function at(root: unknown, path: readonly string[]): [Record<string, unknown>, string][] {
  const [key, ...rest] = path;
  if (key === undefined || typeof root !== "object" || root === null) return [];
  const holder = root as Record<string, unknown>;
  const keys = key === "*" ? Object.keys(holder).slice(0, 1) : [key];
  return rest.length === 0
    ? keys.map((name) => [holder, name])
    : keys.flatMap((name) => at(holder[name], rest));
}

/** Digests at steps 0, 1 … 12, as long as each is such that one goes on. */
function digests(
  scenario: Scenario,
  goesOn: (step: number, digest: string) => boolean,
): readonly string[] {
  const run = startRun(planRun(scenario));
  const found = [run.digest()];
  while (run.step < 12 && goesOn(run.step, run.digest())) {
    run.advance();
    found.push(run.digest());
  }
  return found;
}

describe("no parameter is dead", () => {
  /** Digests of the lively fields at steps 0, 1 … 12. */
  const fields = [LIVELY, EXPOSED].map((file) => ({
    file,
    base: digests(scenarioOf(file), () => true),
  }));

  const numbers = all.filter(
    ({ path, node }) =>
      (node["type"] === "number" || node["type"] === "integer") &&
      !["run", "reforms", "expect", "sources"].includes(path[0] ?? ""),
  );

  it.each(numbers.map(({ path, node }) => [path.join("."), path, node] as const))(
    "%s, pushed to a bound, changes a short run",
    (_name, path, node) => {
      const bounds = [node["minimum"] as number, Math.min(node["maximum"] as number, 400)];
      const { file, base } = fields[/exposures|ties/.test(path[1] ?? "") ? 1 : 0]!;
      const isChanged = bounds.some((bound) => {
        const scenario = structuredClone(scenarioOf(file));
        for (const [holder, key] of at(scenario, path)) holder[key] = bound;
        if (checkScenario(scenario).length > 0) return false;
        const found = digests(scenario, (step, digest) => digest === base[step]);
        return found.at(-1) !== base[found.length - 1];
      });
      expect(isChanged).toBe(true);
    },
  );
});
