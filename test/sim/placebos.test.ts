import { describe, expect, it } from "vitest";
import { contrastSchema } from "../../experiments/contrasts.ts";
import {
  checkScenario,
  contrastGauges,
  planRun,
  type Run,
  scenarioSchema,
  startRun,
} from "../../sim/index.ts";
import { runTo, scenarioOf, valueOf } from "./support.ts";

const MANY = 300;
const exposed = { meetings: { draw: "uniform" }, payoffNoise: { draw: "uniform" } };

const fieldWith = (permuted: readonly string[], mechanisms: object = {}) =>
  scenarioOf({
    population: { associations: MANY, exposures: exposed, permuted },
    mechanisms,
    run: { burnIn: 0, seed: "placebo" },
  });

function runWith(scenario: ReturnType<typeof fieldWith>, steps: number): Run {
  const gauges = contrastGauges({
    meetings: contrastSchema.parse({ exposure: "meetings", outcome: "sectorDistance" }),
    winners: contrastSchema.parse({ exposure: "payoffNoise", outcome: "winnerCopying" }),
  });
  const run = startRun(planRun(scenario), { gauges });
  while (run.step < steps) run.advance();
  return run;
}

describe("an exposure that is permuted", () => {
  it("is the same set of values, each on somebody else, under one permutation", () => {
    const [own, permuted] = [[], ["meetings"]].map((names) => runTo(fieldWith(names), 0).field);
    const values = [own!, permuted!].map(({ meetings }) =>
      Array.from({ length: MANY }, (_, slot) => meetings[slot]!),
    );
    expect(values[1]!.toSorted((a, b) => a - b)).toEqual(values[0]!.toSorted((a, b) => a - b));
    expect(values[1]!.filter((value, slot) => value === values[0]![slot])).toEqual([]);
    expect(permuted!.payoffNoise.length).toBe(MANY);
    expect(permuted!.payoffNoise[7]).toBe(own!.payoffNoise[7]);
  });

  it("leaves nothing of the effect that the exposure has", () => {
    const strong = { normative: { rate: 0.1, hiring: 0, roadsWeight: 1, displayGate: 0 } };
    const [effect, placebo] = [[], ["meetings"]].map((names) => {
      const run = runWith(fieldWith(names, strong), 12);
      return valueOf(run, "contrast.meetings.correlation");
    });
    expect(effect).toBeLessThan(-0.25);
    // three standard errors of a correlation of 300
    expect(Math.abs(placebo!)).toBeLessThan(0.175);
  });

  it("must be assigned", () => {
    const [problem] = checkScenario(
      scenarioSchema.parse({ population: { permuted: ["visible"] } }),
    );
    expect(problem?.path).toEqual(["population", "permuted", 0]);
  });
});

describe("success that is seen permuted", () => {
  it("has associations copy as much, but no longer those that succeed", () => {
    const [seen, permuted] = [[], ["prestige"]].map((names) =>
      valueOf(runWith(fieldWith(names, { mimetic: { sample: 6 } }), 10), "contrast.winners.mean"),
    );
    expect(seen).toBeGreaterThan(0.02);
    expect(Math.abs(permuted!)).toBeLessThan(seen! / 8);
  });
});

describe("roads of the profession that lead nowhere", () => {
  const alone = {
    coercive: { rate: 0 },
    mimetic: { rate: 0 },
    competitive: { rate: 0 },
    identity: { rate: 0 },
    noise: { spread: 0 },
    innovation: { rate: 0, novelty: 0 },
    grouping: { weight: 0 },
    recoupling: { weight: 0 },
  };
  const all = { adapt: 1, avoid: 1, innovate: 1, negotiate: 1, cooperate: 1, merge: 1 };
  const quick = { rate: 0.4, receptivityWeight: 0, roadsWeight: 0, gates: all, display: 1 };
  const run = (normative: object) =>
    runTo(fieldWith([], { ...alone, normative: { ...quick, ...normative } }), 24);

  it("meetings without transmission move nobody", () => {
    const held = run({ hiring: 0, transmission: 0 });
    expect(valueOf(held, "ledger.practice.normative")).toBe(0);
    expect(valueOf(run({ hiring: 0 }), "ledger.practice.normative")).not.toBe(0);
  });

  it("one profession makes all alike, very many none: credentials without a shared norm", () => {
    const practices = 8;
    const dispersionWith = (professions: number) =>
      valueOf(run({ hiring: 1, professions }), "dispersion.practice");
    expect(dispersionWith(1)).toBeLessThan(0.01); // newcomers have yet to follow
    // norms that are uniform in every practice have a variance of 1/12
    expect(dispersionWith(1_000_000)).toBeCloseTo(practices / 12, 1);
    const two = dispersionWith(2);
    expect(two).toBeGreaterThan(0.05);
    expect(two).toBeLessThan(practices / 12);
  });
});
