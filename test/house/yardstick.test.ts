import { expect, it } from "vitest";
import { openImitation } from "../../bench/yardstick.ts";

// the workload's statistics where aims were set: mean of the first practice, mean squared distance of a pair
it("the yardstick of speed is the workload on which aims were set", () => {
  const imitation = openImitation(10_000);
  const pair = (): number => 2 * imitation.variance.reduce((sum, variance) => sum + variance, 0);
  let step = 0;
  for (const [steps, drift, least, most] of [
    [21, 0.7155, 0.0139, 0.0141],
    [51, 0.8135, 0.00287, 0.00295],
  ] as const) {
    for (; step < steps; step++) imitation.step();
    expect(imitation.mean[0]).toBeCloseTo(drift, 2);
    expect(pair()).toBeGreaterThan(least);
    expect(pair()).toBeLessThan(most);
  }
});
