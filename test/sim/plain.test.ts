import { afterEach, expect, it, vi } from "vitest";
import { scenarioOf } from "./support.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Digest of a short run of the whole model, on an engine loaded anew. */
async function digestOfRun(): Promise<string> {
  vi.resetModules();
  const { planRun, startRun } = await import("../../sim/index.ts");
  const scenario = scenarioOf({ population: { associations: 300 } });
  const run = startRun(planRun(scenario, { seed: "1" }));
  for (let step = 0; step < 24; step++) run.advance();
  return run.digest();
}

it("gives the same bits where there is no WebAssembly", async () => {
  const fast = await digestOfRun();
  vi.stubGlobal("WebAssembly", undefined);
  expect(await digestOfRun()).toBe(fast);
});

it("gives the same bits where there is no room for a memory", async () => {
  const fast = await digestOfRun();
  const refuse = (): never => {
    throw new RangeError("no room");
  };
  vi.stubGlobal("WebAssembly", { Module: WebAssembly.Module, Memory: refuse });
  expect(await digestOfRun()).toBe(fast);
});

it.each([0.1, 0.15, 0.19, 0.23])(
  "gives the same bits where %d of the memory is to be had",
  async (share) => {
    const fast = await digestOfRun();
    const { Module, Instance, Memory } = WebAssembly;
    const smaller = function (this: unknown, { initial }: { readonly initial: number }) {
      return new Memory({ initial: Math.ceil(initial * share) });
    };
    vi.stubGlobal("WebAssembly", { Module, Instance, Memory: smaller });
    expect(await digestOfRun()).toBe(fast);
  },
);
