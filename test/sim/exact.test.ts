import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { exp, ln, power } from "../../sim/random/exact.ts";
import { sha256Hex } from "../../sim/random/sha256.ts";

/** Distance in units in the last place of the second. */
const ulps = (a: number, b: number): number =>
  Math.abs(a - b) / 2 ** (Math.floor(Math.log2(Math.abs(b))) - 52);

const grid = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.5)) / count);

describe("elementary functions", () => {
  it("e^x is within 1.5 ulp of the engine's over the whole range", () => {
    for (const x of [...grid(-700, 709, 20_000), ...grid(-1, 1, 20_000)])
      expect(ulps(exp(x), Math.exp(x)), `exp(${x})`).toBeLessThanOrEqual(1.5);
  });

  it("ln x is within 1.5 ulp of the engine's, subnormal numbers included", () => {
    for (const x of [...grid(1e-9, 3, 30_000), ...grid(1, 1e9, 10_000), 5e-324, 1e-310, 1e300])
      expect(ulps(ln(x), Math.log(x)), `ln(${x})`).toBeLessThanOrEqual(1.5);
  });

  it("has the exact values one expects and refuses what has none", () => {
    expect([exp(0), ln(1), exp(-1000), exp(1000), power(7, 0), power(1, 3.3)]).toEqual([
      1,
      0,
      0,
      Infinity,
      1,
      1,
    ]);
    for (const bad of [0, -1, NaN, Infinity]) expect(() => ln(bad)).toThrow(RangeError);
  });

  it("keeps its bits: golden values", () => {
    const halves = (x: number): string => {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, x);
      return view.getBigUint64(0).toString(16);
    };
    expect(grid(-3, 3, 6).map((x) => halves(exp(x)))).toMatchInlineSnapshot(`
      [
        "3fb50385c094f425",
        "3fcc8f87724b5c1d",
        "3fe368b2fc6f960a",
        "3ffa61298e1e069c",
        "4011ed3fe64fc541",
        "40285d6fd931e0bb",
      ]
    `);
    expect(grid(0, 6, 6).map((x) => halves(ln(x)))).toMatchInlineSnapshot(`
      [
        "bfe62e42fefa39ef",
        "3fd9f323ecbf984c",
        "3fed5240f0e0e078",
        "3ff40b512eb53d60",
        "3ff810b375dce91e",
        "3ffb46a5ef8151a0",
      ]
    `);
  });
});

describe("SHA-256", () => {
  it("agrees with an independent implementation on texts of every padding length and script", () => {
    const edges = ["\u007f\u0080", "\u07ff\u0800", "\uffff\u{10000}", "\u{10ffff}"];
    const halves = ["\ud800", "a\udfffb", "\udc00\ud83d", "\ue000\ud7ff"]; // lone surrogates, and what stands beside them
    const texts = [
      "",
      "abc",
      "é€𝄞",
      ...edges,
      ...halves,
      ...Array.from({ length: 130 }, (_, n) => "x".repeat(n)),
    ];
    for (const text of texts)
      expect(sha256Hex(text)).toBe(createHash("sha256").update(text).digest("hex"));
  });
});
