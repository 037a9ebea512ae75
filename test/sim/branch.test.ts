import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branchRun, pastOf, planRun, startRun, type Run, type RunPlan } from "../../sim/index.ts";
import { randomCase } from "../reference/random-scenario.ts";
import { MOVING, runTo, scenarioOf, seriesOf, SMALL } from "./support.ts";

const small = scenarioOf(SMALL);
const moving = scenarioOf(MOVING);
const STEPS = 8;

/** All that can be seen of a run to its end; the digest speaks for the state at every step. */
function courseOf(run: Run, steps: number) {
  const series = JSON.stringify(seriesOf(run, steps));
  return { digest: run.digest(), series, events: JSON.stringify(run.events) };
}

describe("a branch", () => {
  it("goes on from a common burn-in as a straight run of its own plan would", () => {
    for (const { scenario, treated, off } of fc.sample(randomCase, { seed: 1977, numRuns: 40 })) {
      const plan = planRun(scenario, { treated, off });
      const [first] = plan.spans;
      const shared = startRun({ ...plan, spans: [first] }).snapshot();
      const branch = courseOf(branchRun(shared, plan), plan.steps);
      expect(branch).toEqual(courseOf(startRun(plan), plan.steps));
    }
  });

  it("leaves the snapshot as it was, so that many can set out from it", () => {
    const shared = runTo(moving, 0).snapshot();
    const plans = [[], ["mimetic"], ["calls", "mergers"], []].map((off) =>
      planRun(moving, { off }),
    );
    const digests = plans.map((plan) => courseOf(branchRun(shared, plan), STEPS).digest);
    expect(digests).toEqual(plans.map((plan) => courseOf(startRun(plan), STEPS).digest));
    expect(new Set(digests).size).toBe(3);
  });

  it("sets out from any step that both plans share", () => {
    const later = scenarioOf({ ...SMALL, mechanisms: { coercive: { rate: 0.1 } } });
    const plain = planRun(small);
    const plan: RunPlan = {
      ...plain,
      spans: [...plain.spans, { from: 4, scenario: later, off: ["noise"] }],
    };
    const run = startRun(plain);
    while (run.step < 3) run.advance();
    const shared = run.snapshot();
    const { digest } = courseOf(branchRun(shared, plan), STEPS);
    expect(digest).toBe(courseOf(startRun(plan), STEPS).digest);
    run.advance();
    expect(() => branchRun(run.snapshot(), plan)).toThrow(RangeError);
  });

  it("is refused where the plan would have led elsewhere by then", () => {
    const shared = runTo(small, 0).snapshot();
    const other = (file: object) => planRun(scenarioOf({ ...SMALL, ...file }));
    for (const plan of [
      planRun(small, { seed: "another" }),
      other({ population: { associations: 61 } }),
      other({ run: { ...SMALL.run, burnIn: 6 } }),
      other({ mechanisms: { noise: { spread: 0.01 } } }),
      other({ reforms: [] }),
    ])
      expect(() => branchRun(shared, plan)).toThrow(RangeError);
    expect(() => branchRun({ ...shared, model: "0" }, planRun(small))).toThrow(RangeError);
  });

  it("may have another name, other labels and another horizon", () => {
    const plan = planRun(scenarioOf({ ...SMALL, name: "other", run: { ...SMALL.run, steps: 9 } }));
    expect(pastOf(plan, 0)).toBe(pastOf(planRun(small), 0));
    expect(branchRun(runTo(small, 0).snapshot(), plan).step).toBe(0);
  });
});
