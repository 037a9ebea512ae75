import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Change,
  digestsOf,
  type Golden,
  objection,
  sumOf,
} from "../../scripts/golden/digests.ts";
import { FLOWS, MECHANISMS, MODEL_VERSION } from "../../sim/index.ts";
import { createSimulation } from "../../workers/simulation.ts";
import { SHIPPED, textOf } from "../scenarios/shipped.ts";
import { ROOT } from "../support/sources.ts";

// Changed on purpose? Raise MODEL_VERSION (sim/run.ts), then: npx tsx scripts/golden.ts --reason "…"

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(ROOT, "test", "golden", name), "utf8"));
const golden = read("digests.json") as Golden;
const history = read("history.json") as Change[];
const files = Object.fromEntries(SHIPPED.map((name) => [`${name}.yaml`, textOf(name)]));

/** Of each field's hundred; npm run check:deep takes all. */
const SEEDS = Number(process.env["GOLDEN_SEEDS"] ?? 20);

describe("golden digests", () => {
  const reached = new Set<string>();

  it.each(golden.fields)(
    "of $scenario are what the page's service gives in Node",
    async ({ scenario, set, digests }) => {
      const simulation = createSimulation();
      const loaded = simulation.load({ name: `${scenario}.yaml`, files });
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
      for (let seed = 1; seed <= SEEDS; seed++) {
        const request = { scenario: loaded.scenario, set, seed: String(seed) };
        const found = await digestsOf(
          simulation,
          request,
          golden.at,
          ({ measures }, { frames }) => {
            for (const frame of frames)
              measures.forEach((name, at) => {
                const value = frame.measures[at] ?? 0;
                if (value !== 0 && !Number.isNaN(value)) reached.add(name);
              });
          },
        );
        expect({ seed, found }).toEqual({ seed, found: digests[seed] });
      }
    },
    240_000,
  );

  it("come of every mechanism and of everything that a transition can do", () => {
    const lines = (["practice", "display"] as const).flatMap((vector) =>
      MECHANISMS.filter(({ acts }) => acts[vector]).map(({ id }) => `ledger.${vector}.${id}`),
    );
    const rare = "ledger.display.bounds"; // where nothing but rounding pushes, seldom in twenty seeds
    const missing = [...lines, ...FLOWS].filter((name) => !reached.has(name) && name !== rare);
    expect(missing).toEqual([]);
  });

  it("are a hundred seeds of five fields, and stand for this model version", () => {
    expect(golden.fields).toHaveLength(5);
    for (const { digests } of golden.fields) {
      const runs = Object.values(digests);
      expect(runs).toHaveLength(100);
      expect(new Set(runs.map((run) => run.at(-1))).size).toBe(100);
      for (const digest of runs.flat()) expect(digest).toMatch(/^[0-9a-f]{32}$/);
    }
    expect(objection(golden, MODEL_VERSION, history)).toBe("");
  });

  it("cannot change without a new model version and a reason", () => {
    const [first, ...others] = golden.fields;
    if (first === undefined) throw new Error("no field");
    const digests = { ...first.digests, 7: ["0".repeat(32)] };
    const changed: Golden = { ...golden, fields: [{ ...first, digests }, ...others] };
    expect(objection(changed, MODEL_VERSION, history)).toMatch(/changed, and the model version/);
    const raised: Golden = { ...changed, model: "next" };
    expect(objection(raised, "next", history)).toMatch(/history\.json ends with model/);
    const entry = { model: "next", sum: sumOf(raised), reason: "imitation weighs legitimacy" };
    expect(objection(raised, "next", [...history, { ...entry, reason: " " }])).toMatch(/reason/);
    expect(objection(raised, "next", [...history, { ...entry, sum: "" }])).toMatch(/changed/);
    expect(objection(raised, "next", [...history, entry])).toBe("");
    expect(objection(changed, MODEL_VERSION, [...history, ...history])).toMatch(/twice/);
  });
});
