import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { exp, ln, power } from "../../sim/random/exact.ts";
import { normalQuantile, upperQuantile } from "../../sim/random/normal.ts";
import { openStream } from "../../sim/random/stream.ts";

// What may never move by a bit: every digest depends on it. A changed line here is a new model version.

const hashOf = (values: readonly number[]): string =>
  createHash("sha256")
    .update(new Uint8Array(Float64Array.from(values).buffer))
    .digest("hex")
    .slice(0, 16);

const grid = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.5)) / count);

describe("bits that never move", () => {
  it("of e^x, from the smallest subnormal result to the largest number", () => {
    const ends = [-745.2, -745.13, -744, -710, -708.5, -708.3, 709, 709.1, 709.5, 709.78, 709.79];
    // the engine's own, which is right in these places; the limit lies between the last two
    expect(ends.map(exp)).toEqual(ends.map(Math.exp));
    expect(
      hashOf([...ends, ...grid(-745, 709.7, 20_000), ...grid(-1, 1, 20_000)].map(exp)),
    ).toMatchInlineSnapshot(`"31db8d25cff21beb"`);
  });

  it("of ln x, subnormal numbers and the edges of its reduction included", () => {
    const edges = [
      5e-324, 1e-310, 2.225073858507201e-308, 2.2250738585072014e-308, 0.7071067811865475,
    ];
    const more = [
      0.7071067811865476, 1.4142135623730949, 1.4142135623730951, 1.7976931348623157e308,
    ];
    expect(
      hashOf([...edges, ...more, ...grid(1e-9, 3, 20_000), ...grid(1, 1e9, 20_000)].map(ln)),
    ).toMatchInlineSnapshot(`"879d8206e29395ca"`);
    expect(() => ln(-2)).toThrow("ln(-2): the argument must be positive");
  });

  it("of powers", () => {
    expect([power(2, 0), power(1, 7), power(2, 10), power(9, 0.5), power(4, -1)]).toEqual([
      1, 1, 1024, 3, 0.25,
    ]);
    expect(
      hashOf(grid(0.01, 40, 2000).flatMap((x) => [power(x, 0.3), power(x, -2.7), power(3, x)])),
    ).toMatchInlineSnapshot(`"e8f6fab4f6f80e33"`);
  });

  it("of words, uniforms and normals", () => {
    const draws = openStream("bits", "mimetic").at(12);
    const each = <Of>(draw: (entity: number, n: number) => Of): Of[] =>
      Array.from({ length: 4000 }, (_, at) => draw(at >> 2, at & 3));
    expect(hashOf(each((entity, n) => draws.word(entity, n)))).toMatchInlineSnapshot(
      `"c1466c5d6237f6ba"`,
    );
    expect(hashOf(each((entity, n) => draws.uniform(entity, n)))).toMatchInlineSnapshot(
      `"af4820d5d2a81dfd"`,
    );
    expect(hashOf(each((entity, n) => draws.normal(entity, n)))).toMatchInlineSnapshot(
      `"278a9b7d4914b62b"`,
    );
    expect([...openStream("bits", "noise").at(-3).key].join()).toMatchInlineSnapshot(
      `"-700361148,-690900841,606839311,-18436346"`,
    );
  });

  it("of normal quantiles, on both sides and far into the tails", () => {
    const words = Array.from({ length: 20_000 }, (_, at) => Math.imul(at, 0x9e3779b1));
    const tails = Array.from({ length: 2000 }, (_, at) => 0x7fffffff - at * at);
    expect(
      hashOf([...words, ...tails, ...tails.map((word) => ~word), 0, -1].map(normalQuantile)),
    ).toMatchInlineSnapshot(`"a6476c1c2b3275ff"`);
    expect(
      hashOf(
        [...grid(0, 0.85, 2000), ...grid(0.85, 1, 2000), 0.85, 1 - 1e-11, 1 - 2e-16].map(
          upperQuantile,
        ),
      ),
    ).toMatchInlineSnapshot(`"bab111c18b6cf6f9"`);
  });
});
