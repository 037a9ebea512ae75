import { describe, expect, it } from "vitest";
import { normalQuantile, upperQuantile } from "../../sim/random/normal.ts";
import { openStream, rawDraws } from "../../sim/random/stream.ts";

describe("addressed draws", () => {
  it("depend on seed, stream, step, entity and number, and on nothing else", () => {
    const word = (seed: string, name: string, step: number, entity: number, n: number): number =>
      openStream(seed, name).at(step).word(entity, n);
    const here = word("1", "mimetic", 3, 5, 7);
    expect(word("1", "mimetic", 3, 5, 7)).toBe(here);
    for (const other of [
      word("11", "mimetic", 3, 5, 7),
      word("1", "noise", 3, 5, 7),
      word("1", "mimetic", 4, 5, 7),
      word("1", "mimetic", 3, 6, 7),
      word("1", "mimetic", 3, 5, 8),
    ])
      expect(other).not.toBe(here);
  });

  it("are the same one by one and in rows", () => {
    const draws = openStream("rows", "noise").at(-4);
    const normals = new Float64Array(8);
    const uniforms = new Float64Array(8);
    draws.normals(11, 8, 1, normals, 0);
    draws.uniforms(11, 8, uniforms);
    for (let n = 0; n < 8; n++) {
      expect(normals[n]).toBe(draws.normal(11, n));
      expect(uniforms[n]).toBe(draws.uniform(11, n));
    }
  });

  it("fill as many places as are asked for, and no more", () => {
    const draws = openStream("seed", "mimetic").at(3);
    const out = new Float64Array(6).fill(9);
    draws.uniforms(5, 3, out);
    expect([...out.subarray(3)]).toEqual([9, 9, 9]);
    out.fill(9);
    draws.normals(5, 2, 1, out, 1);
    expect([out[0], ...out.subarray(3)]).toEqual([9, 9, 9, 9]);
    expect([...out.subarray(1, 3)]).toEqual([draws.normal(5, 0), draws.normal(5, 1)]);
  });

  it("hit every byte value equally often, in every byte, along every axis of the address", () => {
    const steps = openStream("χ²", "a");
    const byStep = (i: number): number => steps.at(i).word(0, 0);
    const fixed = openStream("χ²", "a").at(1);
    for (const draw of [(i: number) => fixed.word(i, 0), (i: number) => fixed.word(0, i), byStep])
      for (let shift = 0; shift < 32; shift += 8) {
        const counts = Array.from({ length: 256 }, () => 0);
        for (let i = 0; i < 65_536; i++) counts[(draw(i) >>> shift) & 255]! += 1;
        const chi2 = counts.reduce((sum, count) => sum + (count - 256) ** 2 / 256, 0);
        // χ² with 255 degrees of freedom: 1e-6 quantiles on both sides
        expect(chi2).toBeGreaterThan(157);
        expect(chi2).toBeLessThan(379);
      }
  });

  it("are uncorrelated between neighbouring steps, entities and numbers", () => {
    const stream = openStream("lag", "mimetic");
    const at = (step: number, entity: number, n: number): number =>
      stream.at(step).uniform(entity, n) - 0.5;
    let byStep = 0;
    let byEntity = 0;
    let byNumber = 0;
    const size = 20_000;
    for (let i = 0; i < size; i++) {
      const here = at(i, 2 * i, 3);
      byStep += here * at(i + 1, 2 * i, 3);
      byEntity += here * at(i, 2 * i + 1, 3);
      byNumber += here * at(i, 2 * i, 4);
    }
    // each sum has standard deviation size^½/12; 5 of them is a two-sided chance of 6e-7
    for (const sum of [byStep, byEntity, byNumber])
      expect(Math.abs(sum)).toBeLessThan((5 * Math.sqrt(size)) / 12);
  });

  it("come out raw in the order step, entity, number", () => {
    const raw = rawDraws("r", "noise", 3, 2);
    const stream = openStream("r", "noise");
    for (let step = 1; step <= 2; step++)
      for (let entity = 0; entity < 3; entity++)
        for (let n = 0; n < 2; n++)
          expect(raw.next32()).toBe(stream.at(step).word(entity, n) >>> 0);
  });
});

describe("normal quantiles", () => {
  it("are within 2e-8 of the exact ones everywhere, odd and increasing", () => {
    let last = -Infinity;
    for (let word = -0x80000000; word < 0x80000000; word += 1_048_573) {
      const z = normalQuantile(word);
      expect(z).toBeGreaterThan(last);
      last = z;
      expect(normalQuantile(~word)).toBe(-z);
      const exact =
        (word < 0 ? -1 : 1) * upperQuantile(((word < 0 ? ~word : word) + 0.5) / 2 ** 31);
      expect(Math.abs(z - exact)).toBeLessThan(2e-8);
    }
  });

  it("give the published quantiles", () => {
    for (const [share, z] of [
      [0.5, 0.6744897501960817],
      [0.95, 1.959963984540054],
      [0.99, 2.5758293035489004],
      [0.999999, 4.891638475699],
    ] as const)
      expect(upperQuantile(share)).toBeCloseTo(z, 10);
  });

  it("have mean 0, variance 1, no skew and kurtosis 3 as used", () => {
    const stream = openStream("moments", "noise");
    const sums = [0, 0, 0, 0];
    let size = 0;
    for (let step = 1; step <= 100; step++) {
      const draws = stream.at(step);
      for (let entity = 0; entity < 500; entity++)
        for (let n = 0; n < 8; n++, size++) {
          const z = draws.normal(entity, n);
          for (let power = 0; power < 4; power++) sums[power]! += z ** (power + 1);
        }
    }
    // standard errors of the raw moments are √(1, 2, 15, 96)/√size; the bound is 5 of them
    const error = [1, 2, 15, 96].map((variance) => 5 * Math.sqrt(variance / size));
    [0, 1, 0, 3].forEach((moment, power) =>
      expect(Math.abs(sums[power]! / size - moment)).toBeLessThan(error[power]!),
    );
  });
});
