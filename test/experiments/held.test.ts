import { describe, expect, it } from "vitest";
import { settingOfText, settingOfValue, withSettings } from "../../experiments/files/settings.ts";
import { planOf } from "../../experiments/jobs.ts";
import { planRun, type Scenario, startRun } from "../../sim/index.ts";
import { valid } from "./reading.ts";

const PATH = "regulators.authority.stringency";
const scenario = valid(`
population: {associations: 30}
run: {steps: 8, start: 2009-01-01, burnIn: 2}
reforms:
  - date: 2009-04-01
    label: {en: R, fr: R}
    set:
      ${PATH}: 0.9
      regulators.authority.prescription: [0.9, 0.1, 0, 0, 0, 0, 0, 0]
      mechanisms.mimetic.rate: 0.01
`);

const laid = (path: string, value: string): Scenario =>
  withSettings(scenario, [settingOfText("--set", path, value)]);

function digestOf(treated: Scenario | undefined, off: readonly "mimetic"[] = []): string {
  const run = startRun(planRun(scenario, { treated, off }));
  while (run.step < run.plan.steps) run.advance();
  return run.digest();
}

describe("a value laid over a scenario", () => {
  it("holds against the reforms, which keep what else they set", () => {
    const [reform] = laid(PATH, "0.5").reforms;
    expect(Object.keys(reform?.set ?? {})).toEqual([
      "regulators.authority.prescription",
      "mechanisms.mimetic.rate",
    ]);
    expect(scenario.reforms[0]?.set[PATH]).toBe(0.9);
  });

  it("holds as one entry of a list, too", () => {
    const [reform] = laid("regulators.authority.prescription.1", "0.7").reforms;
    expect(reform?.set["regulators.authority.prescription"]).toEqual([0.9, 0.7, 0, 0, 0, 0, 0, 0]);
  });

  it("holds with all that is inside it", () => {
    const [reform] = laid("mechanisms.mimetic", "{rate: 0.002}").reforms;
    expect(Object.keys(reform?.set ?? {})).toEqual([PATH, "regulators.authority.prescription"]);
  });

  it("gives way to reforms laid over by themselves", () => {
    const reforms = JSON.stringify(scenario.reforms);
    const both = withSettings(scenario, [
      settingOfText("--set", "reforms", reforms),
      settingOfValue("--set", PATH, 0.5),
    ]);
    expect(both.reforms).toEqual(scenario.reforms);
  });

  it("at rate 0 gives the bits of the mechanism switched off, a reform of the rate or not", () => {
    const zero = digestOf(laid("mechanisms.mimetic.rate", "0"));
    expect(zero).toBe(digestOf(undefined, ["mimetic"]));
    expect(zero).not.toBe(digestOf(undefined));
  });

  it("holds as a factor of a design", () => {
    const design = {
      kind: "grid",
      factors: [{ path: PATH, levels: [0.2] }],
      replicates: 1,
    } as const;
    const study = { scenario, design, seed: "s", steps: 8, every: 1 };
    const { spans } = planOf(study, [0.2], { run: 0, point: 0, replicate: 1, seed: "s/1" });
    expect(spans.at(-1)?.scenario.reforms[0]?.set).not.toHaveProperty([PATH]);
    expect(spans[0].scenario.reforms[0]?.set).toHaveProperty([PATH]);
  });
});
