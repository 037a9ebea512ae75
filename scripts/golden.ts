// Writes test/golden/digests.json: what Node gives for the default scenario under twenty seeds.
//   npx tsx scripts/golden.ts
// Run it only where results are meant to change, together with MODEL_VERSION (sim/run.ts).
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { MODEL_VERSION, planRun, startRun } from "../sim/index.ts";
import { createSimulation } from "../workers/simulation.ts";

const SCENARIO = "hpst-2009";
const SEEDS = 20;
const TARGET = new URL("../test/golden/digests.json", import.meta.url);

const file = `${SCENARIO}.yaml`;
const text = readFileSync(new URL(`../scenarios/${file}`, import.meta.url), "utf8");
const loaded = createSimulation().load({ name: file, files: { [file]: text } });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));

const digests: Record<string, string> = {};
for (let seed = 1; seed <= SEEDS; seed++) {
  const run = startRun(planRun(loaded.scenario, { seed: String(seed) }));
  while (run.step < run.plan.steps) run.advance();
  digests[String(seed)] = run.digest();
}
mkdirSync(new URL(".", TARGET), { recursive: true });
const golden = { model: MODEL_VERSION, scenario: SCENARIO, digests };
writeFileSync(TARGET, `${JSON.stringify(golden, null, 2)}\n`);
