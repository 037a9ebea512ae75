import { describe, expect, it } from "vitest";
import { noncentralStudentTail } from "../../experiments/statistics/noncentral.ts";
import {
  bootstrap,
  mean,
  normalCdf,
  signFlipTest,
  standardisedInterval,
  studentCdf,
  studentQuantile,
} from "../../experiments/statistics/index.ts";

// What mutants of the statistics showed that nothing looked at.

describe("at the edges", () => {
  it("signs beyond sixteen differences are drawn, and come out even where that is so", () => {
    const one = Array.from({ length: 17 }, (_, at) => (at === 0 ? 1 : 0));
    const { p, isExact } = signFlipTest(one, { side: "greater", seed: "s" });
    expect(isExact).toBe(false);
    expect(Math.abs(p - 0.5)).toBeLessThan(0.025); // five standard errors of 9999 draws
    expect(signFlipTest(one, { side: "greater", seed: "s", draws: 99 }).p * 100).toBeCloseTo(
      Math.round(signFlipTest(one, { side: "greater", seed: "s", draws: 99 }).p * 100),
      12,
    );
    expect(signFlipTest(one.fill(1), { seed: "s" }).p).toBe(1 / 10_000);
    expect(signFlipTest(one.slice(1), { seed: "s" }).isExact).toBe(true);
  });

  it("a mean takes back what its sum was rounded by", () => {
    expect(mean(Array.from({ length: 10 }, () => 0.1))).toBe(0.1);
    expect(mean([1e15 + 0.25, 1e15 + 0.5, 1e15 + 0.75])).toBe(1e15 + 0.5);
  });

  it("Student's t is even at nothing, and next to it", () => {
    expect(studentCdf(0, 7)).toBe(0.5);
    for (const t of [1e-200, -1e-200, 1e-9]) expect(studentCdf(t, 7)).toBeCloseTo(0.5, 8);
  });

  it("an interval of d_z reaches as far as its level asks", () => {
    const differences = [1.2, -0.3, 0.8, 2.1, 0.4, 0.9];
    const n = differences.length;
    const centre = mean(differences);
    const spread = Math.sqrt(differences.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (n - 1));
    const t = (centre / spread) * Math.sqrt(n);
    for (const level of [0.9, 0.95, 0.999, 0.99999]) {
      const { low = NaN, high = NaN } = standardisedInterval(differences, level) ?? {};
      const tail = (effect: number): number =>
        noncentralStudentTail(t, n - 1, effect * Math.sqrt(n));
      expect(tail(low)).toBeCloseTo((1 - level) / 2, 8);
      expect(tail(high)).toBeCloseTo((1 + level) / 2, 8);
    }
  });

  it("a bootstrap's interval is widened as Student's t with n − 1 is, by √(n/(n − 1))", () => {
    const units = [0.3, 1.1, -0.4, 2.2, 0.9, 1.7, 0.2, -1.3, 0.6, 1.5];
    const of = (groups: readonly number[]): number => mean(groups);
    const n = units.length;
    const reach = Math.sqrt(n / (n - 1)) * studentQuantile(0.975, n - 1);
    const level = 2 * normalCdf(reach) - 1;
    const wide = bootstrap(units, of, { seed: "b" });
    const plain = bootstrap(units, of, { seed: "b", level, isExpanded: false });
    expect(wide.low).toBeCloseTo(plain.low, 9);
    expect(wide.high).toBeCloseTo(plain.high, 9);
    expect(wide.method).toBe("bca");
  });

  it("a bootstrap whose resamples all lie on one side of the estimate gives their plain quantiles", () => {
    const units = Array.from({ length: 30 }, (_, at) => at);
    const doubles = (sample: readonly number[]): number => sample.length - new Set(sample).size;
    const found = bootstrap(units, doubles, { seed: "b" });
    expect(found).toMatchObject({ estimate: 0, method: "percentile", bias: 0, acceleration: 0 });
    expect(found.low).toBeGreaterThan(0);
    expect(found.low).toBeLessThan(found.high - 3);
  });
});
