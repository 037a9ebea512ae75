import { wrap } from "comlink";
import { expect, test } from "vitest";
import text from "../../scenarios/hpst-2009.yaml?raw";
import type { Simulation } from "../../workers/protocol.ts";
import goldenText from "../golden/digests.json?raw";

interface Golden {
  readonly model: string;
  readonly scenario: string;
  readonly digests: Readonly<Record<string, string>>;
}

const golden = JSON.parse(goldenText) as Golden;

test("twenty seeds give Node's digests here too, through the worker", async () => {
  const worker = new Worker(new URL("../../workers/browser.ts", import.meta.url), {
    type: "module",
  });
  const simulation = wrap<Simulation>(worker);
  expect((await simulation.describe()).model).toBe(golden.model);
  const file = `${golden.scenario}.yaml`;
  const loaded = await simulation.load({ name: file, files: { [file]: text } });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const digests: Record<string, string> = {};
  for (const seed of Object.keys(golden.digests)) {
    const { scenario } = loaded;
    const opened = await simulation.open({ scenario, set: {}, off: [], seed });
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
    let batch = await simulation.more(opened.run);
    while (batch.state === "running") batch = await simulation.more(opened.run);
    digests[seed] = batch.digest ?? batch.state;
  }
  worker.terminate();
  expect(digests).toEqual(golden.digests);
}, 120_000);
