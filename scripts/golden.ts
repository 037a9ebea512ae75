// The digests that the model is held to, of five fields and a hundred seeds each: test/golden/digests.json.
//   npx tsx scripts/golden.ts --check              all of them again; exit 1 where one differs
//   npx tsx scripts/golden.ts --check --seeds 20   the first twenty of each field
//   npx tsx scripts/golden.ts --reason "…"         writes them anew after MODEL_VERSION (sim/run.ts) was raised
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { MODEL_VERSION } from "../sim/index.ts";
import { createSimulation } from "../workers/simulation.ts";
import {
  AT,
  type Change,
  digestsOf,
  FIELDS,
  type Golden,
  type GoldenField,
  objection,
  SEEDS,
  sumOf,
} from "./golden/digests.ts";

const SCENARIOS = new URL("../scenarios/", import.meta.url);
const TARGET = new URL("../test/golden/digests.json", import.meta.url);
const HISTORY = new URL("../test/golden/history.json", import.meta.url);

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    seeds: { type: "string", default: String(SEEDS) },
    reason: { type: "string", default: "" },
  },
});
process.exitCode = values.check ? await check(Number(values.seeds)) : await write(values.reason);

async function computed(
  { scenario, set }: Omit<GoldenField, "digests">,
  seeds: number,
): Promise<GoldenField> {
  const names = readdirSync(SCENARIOS).filter((name) => name.endsWith(".yaml"));
  const files = Object.fromEntries(
    names.map((name) => [name, readFileSync(new URL(name, SCENARIOS), "utf8")]),
  );
  const simulation = createSimulation();
  const loaded = simulation.load({ name: `${scenario}.yaml`, files });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const digests: Record<string, string[]> = {};
  for (let seed = 1; seed <= seeds; seed++)
    digests[seed] = await digestsOf(
      simulation,
      { scenario: loaded.scenario, set, seed: String(seed) },
      AT,
    );
  return { scenario, set, digests };
}

/** Exit code: 1 where a digest differs or may not stand. */
async function check(seeds: number): Promise<number> {
  const golden = read(TARGET) as Golden;
  const against = objection(golden, MODEL_VERSION, read(HISTORY) as Change[]);
  if (against !== "") console.error(against);
  let wrong = 0;
  for (const field of golden.fields) {
    const { digests } = await computed(field, seeds);
    const differing = Object.entries(digests).filter(
      ([seed, own]) => own.join() !== field.digests[seed]?.join(),
    );
    wrong += differing.length;
    console.log(
      `${field.scenario}: ${seeds - differing.length} of ${seeds} runs have the golden digest`,
    );
    for (const [seed] of differing.slice(0, 5)) console.error(`  seed ${seed} differs`);
  }
  return wrong === 0 && against === "" ? 0 : 1;
}

/** Writes digests and the history's new entry; exit code 2 where the model version was not raised or no reason is given. */
async function write(reason: string): Promise<number> {
  const history = read(HISTORY) as Change[];
  if (history.some(({ model }) => model === MODEL_VERSION) || reason.trim().length < 20) {
    console.error(
      "Raise MODEL_VERSION in sim/run.ts first, and give --reason in at least 20 characters.",
    );
    return 2;
  }
  const fields: GoldenField[] = [];
  for (const field of FIELDS) {
    fields.push(await computed(field, SEEDS));
    console.log(field.scenario);
  }
  const golden: Golden = { model: MODEL_VERSION, at: AT, fields };
  const change: Change = { model: MODEL_VERSION, sum: sumOf(golden), reason: reason.trim() };
  writeFileSync(TARGET, `${JSON.stringify(golden, null, 2)}\n`);
  writeFileSync(HISTORY, `${JSON.stringify([...history, change], null, 2)}\n`);
  return 0;
}

function read(file: URL): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
