import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { digestsOf, type Golden } from "../../scripts/golden/digests.ts";
import { createSimulation } from "../../workers/simulation.ts";
import { SHIPPED, textOf } from "../scenarios/shipped.ts";
import { ROOT } from "../support/sources.ts";

// The first steps of the golden runs: most mutants of the model are found in them, at an eighth of the price.

const SEEDS = [1, 2, 3];
const golden = JSON.parse(
  readFileSync(join(ROOT, "test", "golden", "digests.json"), "utf8"),
) as Golden;
const files = Object.fromEntries(SHIPPED.map((name) => [`${name}.yaml`, textOf(name)]));
const cases = golden.fields.flatMap((field) =>
  SEEDS.map((seed) => [field.scenario, seed] as const),
);

it.each(cases)("%s, seed %i, begins as it did", async (name, seed) => {
  const field = golden.fields.find(({ scenario }) => scenario === name);
  const simulation = createSimulation();
  const loaded = simulation.load({ name: `${name}.yaml`, files });
  if (!loaded.ok || field === undefined) throw new Error(name);
  const set = { ...field.set, "run.steps": golden.at.at(-1) ?? 0 };
  const request = { scenario: loaded.scenario, set, seed: String(seed) };
  const found = await digestsOf(simulation, request, golden.at);
  expect(found.slice(0, -1)).toEqual(field.digests[seed]?.slice(0, -1));
});
