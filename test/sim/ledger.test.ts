import { expect, it } from "vitest";
import { resumeRun } from "../../sim/index.ts";
import { TRANSITIONS } from "../../sim/transitions/index.ts";
import { runTo, scenarioOf, valueOf } from "./support.ts";

const quiet = { rate: 0 };

it("adds up where ten thousand draw together around one that stands apart, first or last", () => {
  const scenario = scenarioOf({
    population: {
      associations: 10_000,
      responses: { adapt: 1, avoid: 0, innovate: 0, negotiate: 0, cooperate: 0, merge: 0 },
    },
    mechanisms: {
      coercive: { rate: 0.5, dependenceWeight: 0, display: 1 },
      mimetic: quiet,
      normative: quiet,
      competitive: quiet,
      identity: quiet,
      relaxation: quiet,
      noise: { spread: 0 },
    },
    regulators: {
      authority: {
        label: { en: "Authority", fr: "Autorité" },
        level: "nation",
        stringency: 1,
        prescription: [0.8, 0.7, 0.7, 0.4, 0.75, 0.35, 0.25, 0.5],
      },
    },
  });
  for (const apart of [0, 9_999]) {
    const snapshot = runTo(scenario, 0, { off: TRANSITIONS.map(({ id }) => id) }).snapshot();
    snapshot.field.response[apart] = 1; // avoids: coercion does not reach its practice
    snapshot.field.practice.fill(0.01, apart * 8, apart * 8 + 8);
    const run = resumeRun(snapshot);
    for (let step = 1; step <= 25; step++) {
      const before = valueOf(run, "dispersion.practice");
      run.advance();
      const after = valueOf(run, "dispersion.practice");
      const bound = 1e-12 * Math.max(before, after) + 8 * 2 ** -52;
      const isFirst = step === 1; // the stored measures of step 0 know nothing of the change above
      expect(isFirst || Math.abs(valueOf(run, "ledger.practice.residual")) <= bound).toBe(true);
    }
    expect(valueOf(run, "dispersion.practice")).toBeLessThan(1e-3);
  }
});
