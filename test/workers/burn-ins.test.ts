import { expect, it } from "vitest";
import { planRun, type Run, type RunPlan, scenarioSchema, startRun } from "../../sim/index.ts";
import { openBurnIns } from "../../workers/burn-ins.ts";

const scenario = scenarioSchema.parse({
  population: { associations: 30 },
  run: { burnIn: 12, seed: "b" },
});
const treated = scenarioSchema.parse({
  population: { associations: 30 },
  mechanisms: { mimetic: { rate: 0.03 } },
  run: { burnIn: 12, seed: "b" },
});
const plans = ["1", "2"].flatMap((seed): RunPlan[] => [
  planRun(scenario, { seed, steps: 6 }),
  planRun(scenario, { seed, steps: 6, treated, off: ["noise"] }),
]);

/** Digest of a run at its end. */
function ended(run: Run): string {
  while (run.step < run.plan.steps) run.advance();
  return run.digest();
}

const straight = plans.map((plan) => ended(startRun(plan)));

it("runs that share a burn-in end as if each had lived through its own", () => {
  const burnIns = openBurnIns();
  for (const again of [1, 2, 3])
    // what is kept is not used up
    expect(
      plans.map((plan) => ended(burnIns.start(plan))),
      `time ${again}`,
    ).toEqual(straight);
  expect(new Set(straight).size).toBe(4);
});

it("keeps one burn-in for all points of a seed, and never more bytes than allowed", () => {
  const all = openBurnIns();
  const kept: number[] = [];
  for (const plan of plans) {
    all.start(plan);
    kept.push(all.bytes);
  }
  const [first = 0, second, third = 0, fourth] = kept;
  expect(first).toBeGreaterThan(30 * 8 * 8);
  expect(second).toBe(first);
  expect(third).toBeGreaterThan(first);
  expect(fourth).toBe(third);

  const one = openBurnIns(third - 1);
  expect(plans.map((plan) => ended(one.start(plan)))).toEqual(straight);
  expect(one.bytes).toBeLessThan(third);
  const none = openBurnIns(0);
  expect(plans.map((plan) => ended(none.start(plan)))).toEqual(straight);
  expect(none.bytes).toBe(0);
});

it("keeps nothing where there is no burn-in to share", () => {
  const burnIns = openBurnIns();
  burnIns.start(planRun(scenarioSchema.parse({ population: { associations: 5 } }), { steps: 1 }));
  expect(burnIns.bytes).toBe(0);
});
