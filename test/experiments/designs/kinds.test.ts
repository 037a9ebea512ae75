import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { levelCell, pointCount, slotAt } from "../../../experiments/design.ts";
import { type Factor, isRange, type Level } from "../../../experiments/designs/factor.ts";
import { type Design, pointAt } from "../../../experiments/designs/kinds.ts";
import { runId } from "../../../experiments/jobs.ts";
import { MODEL_VERSION, sha256Hex } from "../../../sim/index.ts";

// What holds for every kind of design, whatever its factors.

const range = fc
  .record({
    from: fc.integer({ min: 1, max: 50 }),
    width: fc.integer({ min: 1, max: 50 }),
    scale: fc.constantFrom("linear" as const, "log" as const),
    integer: fc.boolean(),
  })
  .map(({ from, width, scale, integer }) => {
    const unit = integer ? 1 : 0.1;
    return { from: from * unit, to: (from + width) * unit, scale, integer };
  });
const levels = fc.uniqueArray(
  fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom("a", "b", "c")),
  { minLength: 1, maxLength: 5 },
);

const factors: fc.Arbitrary<Factor[]> = fc
  .array(
    fc.oneof(
      range,
      levels.map((own) => ({ levels: own })),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((own) => own.map((factor, index) => ({ path: `factor.${index}`, ...factor })));

const sampled: fc.Arbitrary<Design> = fc
  .tuple(factors, fc.integer({ min: 2, max: 12 }), fc.string({ minLength: 1, maxLength: 5 }))
  .chain(([own, size, seed]) =>
    fc.constantFrom<Design>(
      { kind: "lhs", factors: own, replicates: 2, size, seed },
      { kind: "sobol", factors: own, replicates: 2, size, shift: null },
      { kind: "sobol", factors: own, replicates: 2, size, shift: seed },
      {
        kind: "morris",
        factors: own,
        replicates: 2,
        trajectories: size,
        levels: 4,
        candidates: size,
        seed,
      },
      {
        kind: "morris",
        factors: own,
        replicates: 2,
        trajectories: 2,
        levels: 6,
        candidates: size,
        seed,
      },
      { kind: "saltelli", factors: own, replicates: 2, base: size, secondOrder: false, seed },
      { kind: "saltelli", factors: own, replicates: 2, base: size, secondOrder: true, seed },
    ),
  );

const pointsOf = (design: Design): Level[][] =>
  Array.from({ length: pointCount(design) }, (_, index) => [...pointAt(design, index)]);

function fits(factor: Factor, level: Level): boolean {
  if (!isRange(factor)) return factor.levels.includes(level);
  const { from, to, integer } = factor;
  return Number(level) >= from && Number(level) <= to && (!integer || Number.isInteger(level));
}

describe("every sampled design", () => {
  it("stays within its ranges, gives whole numbers where asked, and levels that were stated", () => {
    fc.assert(
      fc.property(sampled, (design) => {
        for (const point of pointsOf(design))
          for (const [index, factor] of design.factors.entries()) {
            expect(fits(factor, point[index] ?? null)).toBe(true);
          }
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it("is a function of the design and the index: any order, and after a journey through JSON", () => {
    fc.assert(
      fc.property(sampled, (design) => {
        const copy = JSON.parse(JSON.stringify(design)) as Design;
        const backward = Array.from({ length: pointCount(copy) }, (_, index) => index)
          .reverse()
          .map((index) => pointAt(copy, index));
        expect(backward.reverse()).toEqual(pointsOf(design));
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it("says all in a few bytes, so that a manifest needs no list of points", () => {
    const design: Design = {
      kind: "saltelli",
      factors: [{ path: "a", from: 0, to: 1, scale: "linear", integer: false }],
      replicates: 1,
      base: 300_000,
      secondOrder: false,
      seed: "s",
    };
    expect(pointCount(design)).toBe(900_000);
    expect(JSON.stringify(design).length).toBeLessThan(200);
    expect(pointAt(design, 899_999)).toEqual(pointAt(design, 899_999));
  });
});

describe("a whole number", () => {
  const factor: Factor = { path: "n", from: 1, to: 4, scale: "linear", integer: true };
  it("is each as often as any other", () => {
    const design: Design = {
      kind: "sobol",
      factors: [factor],
      replicates: 1,
      size: 64,
      shift: null,
    };
    const counts = [1, 2, 3, 4].map(
      (n) => pointsOf(design).filter(([level]) => level === n).length,
    );
    expect(counts).toEqual([16, 16, 16, 16]);
  });
});

describe("a log scale", () => {
  it("has as many points in each decade", () => {
    const factor: Factor = { path: "x", from: 0.001, to: 1, scale: "log", integer: false };
    const design: Design = { kind: "lhs", factors: [factor], replicates: 1, size: 30, seed: "s" };
    const counts = [0.001, 0.01, 0.1].map(
      (least) =>
        pointsOf(design).filter(([x]) => Number(x) >= least && Number(x) < 10 * least).length,
    );
    expect(counts).toEqual([10, 10, 10]);
  });

  it("gives both ends as they were written", () => {
    const factor: Factor = { path: "x", from: 0.003, to: 0.7, scale: "log", integer: false };
    const design: Design = {
      kind: "morris",
      factors: [factor],
      replicates: 1,
      trajectories: 40,
      levels: 4,
      candidates: 40,
      seed: "s",
    };
    const found = pointsOf(design).map(([x]) => Number(x));
    expect(Math.min(...found)).toBe(0.003);
    expect(Math.max(...found)).toBe(0.7);
  });
});

describe("a run's id", () => {
  it("is what it was before there were sampled designs", () => {
    const list = { path: "a.b", levels: [0.1, 0.2] };
    const off = { path: "off", levels: [[], ["noise", "mimetic"]] };
    for (const kind of ["grid", "list"] as const) {
      const design: Design = { kind, factors: [list, off], replicates: 3 };
      expect(JSON.stringify(design)).toBe(
        `{"kind":"${kind}","factors":[{"path":"a.b","levels":[0.1,0.2]},{"path":"off","levels":[[],["noise","mimetic"]]}],"replicates":3}`,
      );
      const slot = slotAt(design, 5, "seed");
      const point = pointAt(design, slot.point);
      expect(point).toEqual(
        kind === "grid" ? [0.1, ["noise", "mimetic"]] : [0.2, ["noise", "mimetic"]],
      );
      const cells = `[["a.b",${levelCell("a.b", point[0] ?? null)}],["off","noise+mimetic"]]`;
      expect(runId("hash", design, point, slot)).toBe(
        sha256Hex(`["${MODEL_VERSION}","hash",${cells},3]`).slice(0, 32),
      );
    }
  });

  it("is kept by runs of a shorter Sobol, Saltelli or Morris design in a longer one", () => {
    const own: Factor[] = [0, 1, 2].map((index) => ({
      path: `x.${index}`,
      from: 0,
      to: 1,
      scale: "linear",
      integer: false,
    }));
    const pairs: [Design, Design][] = [
      [
        { kind: "sobol", factors: own, replicates: 1, size: 8, shift: "s" },
        { kind: "sobol", factors: own, replicates: 1, size: 16, shift: "s" },
      ],
      [
        { kind: "saltelli", factors: own, replicates: 1, base: 8, secondOrder: true, seed: "s" },
        { kind: "saltelli", factors: own, replicates: 1, base: 16, secondOrder: true, seed: "s" },
      ],
      [
        {
          kind: "morris",
          factors: own,
          replicates: 1,
          trajectories: 4,
          levels: 4,
          candidates: 30,
          seed: "s",
        },
        {
          kind: "morris",
          factors: own,
          replicates: 1,
          trajectories: 9,
          levels: 4,
          candidates: 30,
          seed: "s",
        },
      ],
    ];
    for (const [short, long] of pairs)
      expect(pointsOf(long).slice(0, pointCount(short))).toEqual(pointsOf(short));
  });
});
