import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pointCount } from "../../../experiments/design.ts";
import type { Factor } from "../../../experiments/designs/factor.ts";
import { type Design, pointAt } from "../../../experiments/designs/kinds.ts";
import { type MorrisDesign, trajectoryAt } from "../../../experiments/designs/morris.ts";
import { openPermutation } from "../../../experiments/designs/permutation.ts";
import { MOST_DIMENSIONS, sobolAt } from "../../../experiments/designs/sobol-sequence.ts";

/** Points of scipy's sequence, written by scipy. */
const golden = JSON.parse(
  readFileSync(new URL("../golden/sobol-sequence.json", import.meta.url), "utf8"),
) as { readonly indices: readonly number[]; readonly points: readonly (readonly number[])[] };

const unitFactors = (count: number): Factor[] =>
  Array.from({ length: count }, (_, index) => ({
    path: `x.${index}`,
    from: 0,
    to: 1,
    scale: "linear",
    integer: false,
  }));
const pointsOf = (design: Design): number[][] =>
  Array.from({ length: pointCount(design) }, (_, index) => pointAt(design, index).map(Number));
const column = (points: readonly (readonly number[])[], factor: number): number[] =>
  points.map((point) => point[factor] ?? NaN);

describe("the Sobol sequence", () => {
  it("is scipy's, point by point in all 128 dimensions", () => {
    expect(MOST_DIMENSIONS).toBe(128);
    for (const [row, index] of golden.indices.entries())
      for (const [dimension, scaled] of (golden.points[row] ?? []).entries())
        expect(sobolAt(index, dimension, 0) * 2 ** 30).toBe(scaled);
  });

  it.each([null, "seed"])("is balanced in every dyadic interval, shifted (%s) or not", (shift) => {
    const points = pointsOf({
      kind: "sobol",
      factors: unitFactors(20),
      replicates: 1,
      size: 64,
      shift,
    });
    for (let factor = 0; factor < 20; factor++)
      expect(new Set(column(points, factor).map((u) => Math.floor(u * 64))).size).toBe(64);
  });

  it("fills the plane of neighbouring dimensions evenly", () => {
    const points = pointsOf({
      kind: "sobol",
      factors: unitFactors(2),
      replicates: 1,
      size: 64,
      shift: null,
    });
    const cells = points.map(([x = 0, y = 0]) => 8 * Math.floor(8 * x) + Math.floor(8 * y));
    expect(new Set(cells).size).toBe(64);
  });
});

describe("a Latin hypercube", () => {
  const design = (size: number, count: number, seed = "s"): Design => ({
    kind: "lhs",
    factors: unitFactors(count),
    replicates: 1,
    size,
    seed,
  });

  it.each([1, 2, 3, 10, 257])("has one point in each of %d parts of every factor", (size) => {
    const points = pointsOf(design(size, 5));
    for (let factor = 0; factor < 5; factor++) {
      const parts = column(points, factor).map((u) => Math.floor(u * size));
      expect(parts.sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, part) => part));
    }
  });

  it("leaves its factors uncorrelated: correlations of 60 columns vary as those of shuffles do", () => {
    const [size, count] = [101, 60];
    const points = pointsOf(design(size, count));
    let squares = 0;
    for (let a = 0; a < count; a++)
      for (let b = 0; b < a; b++) {
        const products = points.map((point) => ((point[a] ?? 0) - 0.5) * ((point[b] ?? 0) - 0.5));
        squares += (12 * (products.reduce((sum, product) => sum + product, 0) / size)) ** 2;
      }
    const pairs = (count * (count - 1)) / 2;
    // r² of a random permutation has mean 1/(n − 1); its mean over 1,770 pairs a standard error of .034/(n − 1)
    expect((squares / pairs) * (size - 1)).toBeGreaterThan(0.86);
    expect((squares / pairs) * (size - 1)).toBeLessThan(1.14);
  });

  it("keeps a factor's column when another one joins", () => {
    const alone = pointsOf(design(20, 2));
    const joined = pointsOf(design(20, 3));
    expect(joined.map((point) => point.slice(0, 2))).toEqual(alone);
  });

  it("is another one under another seed", () => {
    expect(pointsOf(design(20, 2, "t"))).not.toEqual(pointsOf(design(20, 2)));
  });

  it("of a million points gives any of them at once", () => {
    const [point] = [pointAt(design(1_000_000, 20), 999_999)];
    expect(point.length).toBe(20);
  });
});

describe("a permutation that is not stored", () => {
  it.each([1, 2, 3, 7, 64, 1000])("of %d numbers has each once", (size) => {
    const at = openPermutation("s", "n", size);
    const values = Array.from({ length: size }, (_, x) => at(x));
    expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, x) => x));
  });

  it("of 4 numbers is each of the 24 equally often", () => {
    const counts = new Map<string, number>();
    const draws = 4800;
    for (let draw = 0; draw < draws; draw++) {
      const at = openPermutation("seed", `name ${draw}`, 4);
      const word = [0, 1, 2, 3].map(at).join("");
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const expected = draws / 24;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(24);
    expect(chiSquare).toBeLessThan(49.7); // .999 quantile with 23 degrees of freedom
  });
});

describe("a Morris design", () => {
  const design = (rest: Partial<MorrisDesign> = {}): MorrisDesign => ({
    kind: "morris",
    factors: unitFactors(5),
    replicates: 1,
    trajectories: 40,
    levels: 4,
    candidates: 40,
    seed: "s",
    ...rest,
  });

  it("moves one factor at a time, each once in a trajectory, by two thirds", () => {
    const points = pointsOf(design());
    for (let trajectory = 0; trajectory < 40; trajectory++) {
      const moved: number[] = [];
      for (let step = 0; step < 5; step++) {
        const before = points[6 * trajectory + step] ?? [];
        const after = points[6 * trajectory + step + 1] ?? [];
        const changed = [0, 1, 2, 3, 4].filter((factor) => before[factor] !== after[factor]);
        expect(changed.length).toBe(1);
        const [factor = -1] = changed;
        expect(Math.abs((after[factor] ?? 0) - (before[factor] ?? 0))).toBeCloseTo(2 / 3, 9);
        expect(trajectoryAt(design(), trajectory).turn[factor]).toBe(step);
        moved.push(factor);
      }
      expect(moved.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it("uses every level equally, goes up as often as down, and in every order", () => {
    const large = design({ trajectories: 2000, candidates: 2000 });
    const turns = [0, 0, 0, 0, 0];
    const levels = [0, 0, 0, 0];
    let up = 0;
    for (let number = 0; number < 2000; number++) {
      const { before, after, turn } = trajectoryAt(large, number);
      turns[turn[0] ?? 0] = (turns[turn[0] ?? 0] ?? 0) + 1;
      levels[before[0] ?? 0] = (levels[before[0] ?? 0] ?? 0) + 1;
      if ((after[0] ?? 0) > (before[0] ?? 0)) up++;
    }
    for (const count of turns) expect(Math.abs(count - 400)).toBeLessThan(75); // 4 standard deviations
    for (const count of levels) expect(Math.abs(count - 500)).toBeLessThan(80);
    expect(Math.abs(up - 1000)).toBeLessThan(90);
  });

  it("with candidates lies further apart than without", () => {
    const spread = (own: MorrisDesign): number => {
      const points = pointsOf(own);
      let sum = 0;
      for (let a = 0; a < points.length; a++)
        for (let b = 0; b < a; b++)
          sum += Math.sqrt(
            (points[a] ?? []).reduce(
              (total, x, factor) => total + (x - (points[b]?.[factor] ?? 0)) ** 2,
              0,
            ),
          );
      return sum;
    };
    const [chosen, plain] = [
      design({ trajectories: 6, candidates: 200 }),
      design({ trajectories: 6, candidates: 6 }),
    ];
    expect(spread(chosen)).toBeGreaterThan(1.1 * spread(plain));
  });
});

describe("a Saltelli design", () => {
  it.each([false, true])("is A, AB, (BA,) B, row after row; second order: %s", (secondOrder) => {
    const count = 3;
    const points = pointsOf({
      kind: "saltelli",
      factors: unitFactors(count),
      replicates: 1,
      base: 16,
      secondOrder,
      seed: "s",
    });
    const size = (secondOrder ? 2 * count : count) + 2;
    expect(points.length).toBe(16 * size);
    for (let row = 0; row < 16; row++) {
      const members = points.slice(size * row, size * (row + 1));
      const [a, b] = [members[0] ?? [], members.at(-1) ?? []];
      for (let factor = 0; factor < count; factor++) {
        expect(a[factor]).not.toBe(b[factor]);
        expect(members[1 + factor]).toEqual(a.map((x, other) => (other === factor ? b[other] : x)));
        const reversed = members.slice(1 + count, -1)[factor];
        expect(reversed).toEqual(
          secondOrder ? b.map((x, other) => (other === factor ? a[other] : x)) : undefined,
        );
      }
    }
  });

  it("draws A and B evenly and apart", () => {
    const points = pointsOf({
      kind: "saltelli",
      factors: unitFactors(4),
      replicates: 1,
      base: 64,
      secondOrder: false,
      seed: "s",
    });
    for (const member of [0, 5])
      for (let factor = 0; factor < 4; factor++) {
        const parts = points
          .filter((_, index) => index % 6 === member)
          .map((point) => Math.floor((point[factor] ?? 0) * 64));
        expect(new Set(parts).size).toBe(64);
      }
  });
});
