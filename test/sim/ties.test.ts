import { describe, expect, it } from "vitest";
import { checkScenario, resumeRun, type Run, scenarioSchema } from "../../sim/index.ts";
import { MOVING, runTo, scenarioOf, seriesOf, SMALL, valueOf } from "./support.ts";

const DEGREE = 6;
const tied = (ties: object, file: object = SMALL, rest: object = {}) =>
  scenarioOf({
    ...file,
    field: { ...SMALL.field, ties: { degree: DEGREE, ...ties } },
    ...rest,
  });

/** The slots that an association's ties name. */
const tiesOf = ({ field }: Run, slot: number): number[] =>
  Array.from({ length: DEGREE }, (_, j) => field.ties[slot * DEGREE + j]!);

const all = (run: Run): number[][] =>
  Array.from({ length: run.field.size }, (_, slot) => tiesOf(run, slot));

/** Share of ties within the sector, and within the region. */
function homophilyOf(run: Run): readonly number[] {
  const { field } = run;
  const pairs = all(run).flatMap((alters, ego) => alters.map((alter) => [ego, alter] as const));
  return [field.sector, field.region].map(
    (column) => pairs.filter(([a, b]) => column[a] === column[b]).length / pairs.length,
  );
}

const MANY = { ...SMALL, population: { associations: 600 } };

describe("ties", () => {
  it("are as many for each, lead to others, and keep to sector and region as they are told", () => {
    const run = runTo(tied({ sectorHomophily: 1, regionHomophily: 1 }, MANY), 0);
    for (const [ego, alters] of all(run).entries())
      expect(alters.every((alter) => alter >= 0 && alter !== ego)).toBe(true);
    expect(homophilyOf(run)).toEqual([1, 1]);
    const [sector = 0, region = 0] = homophilyOf(
      runTo(tied({ sectorHomophily: 0, regionHomophily: 0 }, MANY), 0),
    );
    for (const share of [sector, region]) expect(Math.abs(share - 0.5)).toBeLessThan(0.06);
  });

  it("rewired keep their number and lose their structure; a share rewired leaves the rest as it was", () => {
    const plain = runTo(tied({ sectorHomophily: 1, regionHomophily: 1 }, MANY), 0);
    const share = (rewired: number) => {
      const run = runTo(tied({ sectorHomophily: 1, regionHomophily: 1, rewired }, MANY), 0);
      const kept = all(run).flatMap((alters, ego) =>
        alters.filter((alter, j) => alter === tiesOf(plain, ego)[j]),
      );
      return { kept: kept.length / (600 * DEGREE), homophily: homophilyOf(run)[0]! };
    };
    expect(share(0.3).kept).toBeCloseTo(0.7, 1);
    const gone = share(1);
    expect(gone.kept).toBeLessThan(0.02);
    expect(Math.abs(gone.homophily - 0.5)).toBeLessThan(0.06);
  });

  it("stay, whatever happens; newcomers have their own, and dead alters are passed over", () => {
    const scenario = tied({}, MOVING, {
      mechanisms: {
        ...MOVING.mechanisms,
        mimetic: { scope: "ties", rate: 0.1 },
        competitive: { scope: "ties", rate: 0.02 },
        cooperation: { ...MOVING.mechanisms.cooperation, scope: "ties" },
        mergers: { ...MOVING.mechanisms.mergers, scope: "ties" },
      },
    });
    const start = runTo(scenario, 0);
    const before = all(start);
    const run = runTo(scenario, 16);
    expect(all(run).slice(0, before.length)).toEqual(before);
    expect(run.field.size).toBeGreaterThan(before.length);
    for (const [slot, alters] of all(run).entries())
      expect(alters.every((alter) => alter >= 0 && alter < run.field.size && alter !== slot)).toBe(
        true,
      );
    expect(valueOf(run, "ledger.practice.mimetic")).not.toBe(0);
    // a snapshot holds them
    const resumed = resumeRun(structuredClone(runTo(scenario, 5).snapshot()));
    expect(seriesOf(resumed, 16).at(-1)).toEqual(seriesOf(run, 16).at(-1));
  });

  it("limit who is copied: along ties within a sector nobody copies across", () => {
    const alone = (ties: object, permuted: readonly string[] = []) => {
      const scenario = tied(
        ties,
        { ...SMALL, run: { burnIn: 0, seed: "ties" }, reforms: [] },
        {
          population: { associations: 120, permuted },
          mechanisms: {
            coercive: { rate: 0 },
            normative: { rate: 0 },
            competitive: { rate: 0 },
            identity: { rate: 0 },
            relaxation: { rate: 0 },
            innovation: { rate: 0, novelty: 0 },
            grouping: { weight: 0 },
            recoupling: { weight: 0 },
            noise: { spread: 0 },
            mimetic: { scope: "ties", rate: 0.3, choice: "average", uncertaintyWeight: 0 },
            mergers: { rate: 0 },
            closures: { hazard: 0, failing: 0 },
            foundings: { rate: 0 },
          },
        },
      );
      return valueOf(runTo(scenario, 40), "dispersion.practice.between.sector");
    };
    const apart = alone({ sectorHomophily: 1 });
    expect(alone({ sectorHomophily: 1, rewired: 1 })).toBeLessThan(apart / 4);
    expect(alone({ sectorHomophily: 1 }, ["ties"])).toBeLessThan(apart / 4);
  });

  it("must be there to be looked along or shuffled", () => {
    const problems = checkScenario(
      scenarioSchema.parse({
        population: { permuted: ["ties"] },
        mechanisms: { mimetic: { scope: "ties" } },
      }),
    );
    expect(problems.map(({ path }) => path.join("."))).toEqual([
      "population.permuted.0",
      "mechanisms.mimetic.scope",
    ]);
  });
});
