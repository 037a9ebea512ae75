import { afterEach, describe, expect, it, vi } from "vitest";
import { EXPECTED, selfTest } from "../../experiments/self-test.ts";
import { MODEL_VERSION } from "../../sim/index.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
});

/** The self-test of an engine that was tampered with, as a process of its own would see it. */
async function afresh(): Promise<ReturnType<typeof selfTest>> {
  vi.resetModules();
  const module = await import("../../experiments/self-test.ts");
  return module.selfTest();
}

describe("the self-test", () => {
  it("passes here, for the model that this is, and is done once", () => {
    const { arithmetic, digest } = EXPECTED;
    expect(EXPECTED.model).toBe(MODEL_VERSION);
    expect(selfTest()).toEqual({ isExact: true, arithmetic, digest });
    expect(selfTest()).toBe(selfTest());
  });

  it.each<readonly [string, () => unknown]>([
    [
      "a square root off by its last bit",
      () => {
        const root = Math.sqrt;
        vi.spyOn(Math, "sqrt").mockImplementation((x) => root(x) * (1 + 2 ** -52));
      },
    ],
    ["32-bit rounding left out", () => vi.spyOn(Math, "fround").mockImplementation((x) => x)],
    [
      "integer products in floating point",
      () => vi.spyOn(Math, "imul").mockImplementation((a, b) => (a * b) | 0),
    ],
  ])("fails where the engine has %s", async (_, tamper) => {
    tamper();
    expect((await afresh()).isExact).toBe(false);
  });

  it("fails where a draw is another", async () => {
    const stream = await vi.importActual<typeof import("../../sim/random/stream.ts")>(
      "../../sim/random/stream.ts",
    );
    vi.doMock("../../sim/random/stream.ts", () => ({
      ...stream,
      openStream: (seed: string, name: string) => stream.openStream(`${seed}?`, name),
    }));
    const { isExact, arithmetic } = await afresh();
    vi.doUnmock("../../sim/random/stream.ts");
    expect({ isExact, arithmetic }).toEqual({ isExact: false, arithmetic: EXPECTED.arithmetic });
  });
});
