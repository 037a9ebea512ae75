import { wrap } from "comlink";
import { expect, test } from "vitest";
import { digestsOf, type Golden } from "../../scripts/golden/digests.ts";
import type { Simulation } from "../../workers/protocol.ts";
import goldenText from "../golden/digests.json?raw";

const golden = JSON.parse(goldenText) as Golden;
const texts = import.meta.glob<string>("../../scenarios/*.yaml", {
  query: "?raw",
  import: "default",
  eager: true,
});
const files = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [path.slice(path.lastIndexOf("/") + 1), text]),
);
/** Of each of the five fields: twenty runs in every browser. */
const SEEDS = ["1", "2", "3", "4"];

test("four seeds of five fields give Node's digests here too, through the worker", async () => {
  const worker = new Worker(new URL("../../workers/browser.ts", import.meta.url), {
    type: "module",
  });
  const simulation = wrap<Simulation>(worker);
  expect(await simulation.describe()).toMatchObject({ model: golden.model, isExact: true });
  for (const { scenario, set, digests } of golden.fields) {
    const loaded = await simulation.load({ name: `${scenario}.yaml`, files });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    for (const seed of SEEDS) {
      const request = { scenario: loaded.scenario, set, seed };
      const found = await digestsOf(simulation, request, golden.at);
      expect({ scenario, seed, found }).toEqual({ scenario, seed, found: digests[seed] });
    }
  }
  worker.terminate();
}, 120_000);
