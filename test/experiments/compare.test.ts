import { describe, expect, it } from "vitest";
import { compareRuns } from "../../experiments/compare/compare.ts";
import { MECHANISMS, planRun, scenarioSchema, startRun, type Scenario } from "../../sim/index.ts";

const STEPS = 12;

const scenarioOf = (content: object = {}, run: object = {}): Scenario =>
  scenarioSchema.parse({
    population: { associations: 80 },
    run: { seed: "twins", steps: STEPS, burnIn: 4, start: "2009-07-01", ...run },
    ...content,
  });

const plain = scenarioOf();

describe("two runs side by side", () => {
  it("of the same scenario are the same to the last bit", () => {
    const { parting, parameters, spread, firstSteps } = compareRuns(planRun(plain), planRun(plain));
    expect({ parting, parameters, parted: [...firstSteps] }).toEqual({
      parting: undefined,
      parameters: [],
      parted: [],
    });
    expect(spread).toHaveLength(STEPS + 1);
    for (const step of spread)
      expect(step).toMatchObject({ differing: 0, visible: 0, distance: 0, onlyA: 0, onlyB: 0 });
    expect(spread[0]?.twins).toBe(startRun(planRun(plain)).field.living.length);
  });

  it.each(["mimetic", "noise", "identity"] as const)(
    "part at step 1 in %s where it is knocked out, and in nothing else",
    (id) => {
      const { parting, parameters, spread, firstSteps } = compareRuns(
        planRun(plain),
        planRun(plain, { off: [id] }),
      );
      expect(parameters).toEqual([
        { path: "off", a: undefined, b: `["${id}"]`, inBurnIn: false, later: true },
      ]);
      expect(parting).toMatchObject({ step: 1, part: "pressures", mechanisms: [{ id, b: 0 }] });
      const [mechanism] = parting?.mechanisms ?? [];
      expect(parting?.mechanisms).toHaveLength(1);
      expect(mechanism?.a).not.toBe(0);
      expect(spread[0]).toMatchObject({ step: 0, differing: 0 });
      expect(spread[1]?.differing).toBeGreaterThan(0);
      expect(spread[1]?.differing).toBe([...firstSteps.values()].filter((s) => s === 1).length);
    },
  );

  it("name the association, the practice and both proposals, as a ledger of that step has them", () => {
    const half = scenarioOf({
      mechanisms: { mimetic: { rate: plain.mechanisms.mimetic.rate / 2 } },
    });
    const { parting, parameters } = compareRuns(planRun(plain), planRun(plain, { treated: half }));
    expect(parameters.map(({ path }) => path)).toEqual(["mechanisms.mimetic.rate"]);
    const [mimetic, ...others] = parting?.mechanisms ?? [];
    expect(others).toEqual([]);
    expect(mimetic?.id).toBe("mimetic");
    expect(MECHANISMS.map((line) => line.id)).toContain(mimetic?.id);
    expect(mimetic?.b).toBeCloseTo((mimetic?.a ?? 0) / 2, 12);
    // the state differs where the proposal did, by as much as the proposal
    const practice = parting?.columns.find(({ first }) => first.column === "practice")?.first;
    expect(practice).toMatchObject({ entry: mimetic?.association, component: mimetic?.practice });
    expect((practice?.a ?? 0) - (practice?.b ?? 0)).toBeCloseTo(
      (mimetic?.a ?? 0) - (mimetic?.b ?? 0),
      12,
    );
  });

  it("part in the step of a reform that comes a quarter later", () => {
    const [regulator = ""] = Object.keys(plain.regulators);
    const reform = (date: string) =>
      scenarioOf({
        reforms: [
          { date, label: { en: "r", fr: "r" }, set: { [`regulators.${regulator}.stringency`]: 1 } },
        ],
      });
    const { parting } = compareRuns(planRun(reform("2010-07-01")), planRun(reform("2010-10-01")));
    expect(parting).toMatchObject({ step: 5, mechanisms: [] });
    expect(parting?.part).toBe("prescription");
    expect(parting?.columns.map(({ first }) => first.column)).toEqual(["insistence"]);
  });

  it("part in the burn-in, in the part that parted them", () => {
    const other = scenarioOf({ mechanisms: { mimetic: { rate: 0 } } });
    const { parting, spread, firstSteps } = compareRuns(planRun(plain), planRun(other));
    expect(parting).toMatchObject({
      step: -3,
      part: "pressures",
      mechanisms: [{ id: "mimetic", b: 0 }],
    });
    expect(spread[0]?.differing).toBeGreaterThan(0);
    expect(new Set(firstSteps.values())).toContain(0);
  });

  it("part at the founding of the field where the population is another", () => {
    const larger = scenarioOf({ population: { associations: 83 } });
    const { parting, spread } = compareRuns(planRun(plain), planRun(larger));
    expect(parting).toMatchObject({ step: -4, part: "founding", onlyA: [], onlyB: [80, 81, 82] });
    expect(spread[0]?.onlyB).toBeGreaterThan(0);
  });

  it("part in foundings where one has a newcomer more, who is nobody's twin", () => {
    const many = scenarioOf({ mechanisms: { foundings: { rate: 0.4 } } });
    const { parting, spread } = compareRuns(planRun(plain), planRun(plain, { treated: many }));
    expect(parting?.part).toBe("foundings");
    expect(parting?.mechanisms).toEqual([]);
    expect(parting?.onlyA).toEqual([]);
    expect(parting?.onlyB.length).toBeGreaterThan(0);
    const at = spread[parting?.step ?? 0];
    expect(at?.onlyB).toBe(parting?.onlyB.length);
    const last = spread.at(-1);
    expect(last?.onlyB).toBeGreaterThan(last?.onlyA ?? 0);
    const ends = [plain, many].map((treated) => {
      const run = startRun(planRun(plain, { treated }));
      while (run.step < STEPS) run.advance();
      return run.field.living.length;
    });
    expect([
      (last?.twins ?? 0) + (last?.onlyA ?? 0),
      (last?.twins ?? 0) + (last?.onlyB ?? 0),
    ]).toEqual(ends);
  });

  it("are compared by region and sector, whose twins add up", () => {
    const { spread } = compareRuns(planRun(plain), planRun(plain, { off: ["mimetic"] }));
    for (const step of spread)
      for (const groups of [step.byRegion, step.bySector])
        for (const key of ["twins", "differing", "visible"] as const)
          expect(groups.reduce((sum, group) => sum + group[key], 0)).toBe(step[key]);
    const visible = spread.map((step) => step.visible);
    expect(visible.at(-1)).toBeGreaterThan(visible[1] ?? 0);
  });

  it("are not changed by being watched", () => {
    const straight = startRun(planRun(plain));
    const seen: string[] = [];
    const watched = startRun(planRun(plain), {
      witness: {
        over: (step, part) => void (step === 1 && seen.push(part)),
        proposed: () => {},
      },
    });
    for (const run of [straight, watched]) while (run.step < STEPS) run.advance();
    expect(watched.digest()).toBe(straight.digest());
    expect(seen).toEqual([
      ...["rules", "prescription", "budget", "inspection", "calls", "responses", "standing"],
      ...["negotiation", "cooperation", "pressures"],
      ...["mergers", "closures", "foundings", "entries", "settling"],
    ]);
  });
});
