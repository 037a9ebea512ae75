import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Design, pointAt, slotAt } from "../../experiments/design.ts";
import { planOf, type Study } from "../../experiments/jobs.ts";
import { scenarioSchema, startRun } from "../../sim/index.ts";
import { createPool, type PoolOptions } from "../../workers/pool.ts";
import type { JobOutcome } from "../../workers/protocol.ts";

const folder = mkdtempSync(join(tmpdir(), "ironcage-pool-"));
afterAll(() => rmSync(folder, { recursive: true }));

const design: Design = {
  kind: "grid",
  factors: [{ path: "mechanisms.mimetic.rate", levels: [0, 0.02] }],
  replicates: 3,
};
const study: Study = {
  scenario: scenarioSchema.parse({ population: { associations: 20 } }),
  design,
  seed: join(folder, "seed"),
  steps: 6,
  every: 4,
  measures: ["dispersion.practice", "compliance.practice"],
};

async function outcomes(
  runs: readonly number[],
  options: PoolOptions,
): Promise<Map<number, JobOutcome>> {
  const pool = createPool(study, options);
  const queue = [...runs];
  const found = new Map<number, JobOutcome>();
  try {
    await pool.drain(
      () => {
        const run = queue.shift();
        if (run === undefined) return undefined;
        const slot = slotAt(design, run, study.seed);
        return { slot, point: pointAt(design, slot.point) };
      },
      ({ slot }, outcome) => found.set(slot.run, outcome),
    );
  } finally {
    pool.close();
  }
  return found;
}

describe("a pool of child processes", () => {
  it("gives what the same runs give in this process", async () => {
    const found = await outcomes([0, 4, 5], { workers: 2, timeoutMs: 60_000 });
    for (const run of [0, 4, 5]) {
      const slot = slotAt(design, run, study.seed);
      const own = startRun(planOf(study, pointAt(design, slot.point), slot));
      while (own.step < study.steps) own.advance();
      const outcome = found.get(run);
      if (outcome?.ok !== true) throw new Error(`run ${run} failed`);
      expect(outcome.digest).toBe(own.digest());
      expect([...outcome.steps]).toEqual([0, 4, 6]);
      const last = own.measures.findIndex(({ name }) => name === "dispersion.practice");
      expect(outcome.values[4]).toBe(own.values[last]);
    }
  });

  it("goes from one study to the next with the same children", async () => {
    const longer: Study = { ...study, steps: 8 };
    const pool = createPool(study, { workers: 1, timeoutMs: 60_000 });
    const seen: number[][] = [];
    try {
      for (const next of [study, longer, study]) {
        pool.use(next);
        const slot = slotAt(design, 0, next.seed);
        const queue = [{ slot, point: pointAt(design, 0) }];
        await pool.drain(
          () => queue.shift(),
          (_, outcome) => seen.push(outcome.ok ? [...outcome.steps] : []),
        );
      }
    } finally {
      pool.close();
    }
    expect(seen).toEqual([
      [0, 4, 6],
      [0, 4, 8],
      [0, 4, 6],
    ]);
  });

  const module = new URL("./faulty-child.ts", import.meta.url);

  it("retries the run of a dead child once, records what dies twice, and goes on", async () => {
    const found = await outcomes([0, 1, 2, 4, 5], { workers: 2, timeoutMs: 60_000, module });
    expect(found.get(0)).toMatchObject({ ok: true });
    expect(found.get(1)).toEqual({
      ok: false,
      reason: "crashed",
      message: "child process ended by SIGKILL",
    });
    expect(found.get(2)).toMatchObject({ ok: true });
    expect(found.get(4)).toEqual({ ok: false, reason: "crashed", message: "thrown" });
    expect(found.get(5)).toMatchObject({ ok: true, values: Float64Array.of(0.5, NaN) });
  });

  it("ends a run that takes longer than allowed", async () => {
    const found = await outcomes([3, 5], { workers: 1, timeoutMs: 3000, module });
    expect(found.get(3)).toEqual({ ok: false, reason: "timeout", message: "no result within 3 s" });
    expect(found.get(5)).toMatchObject({ ok: true });
  });
});
