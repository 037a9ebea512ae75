/** One engine in a process of its own, as its users run it: prints, per round, the cost of a step and the yardstick. */
import { readShipped } from "./shipped.ts";
import { yardstick } from "./yardstick.ts";

const ROUNDS = 15;

// the engine as it is shipped
const built = new URL("../dist/sim/index.js", import.meta.url).href;
const { planRun, scenarioSchema, startRun } = (await import(
  built
)) as typeof import("../sim/index.ts");

const size = Number(process.argv[2]);
const scenario = readShipped("hpst-2009");
const sized = scenarioSchema.parse({
  ...scenario,
  population: { ...scenario.population, associations: size },
  run: { ...scenario.run, burnIn: 0 },
});
const run = startRun(planRun(sized), { digest: process.argv[3] === "digest" });
// past the reforms, and past the compiler's first guesses
for (let step = 0; step < Math.max(40, 200_000 / size); step++) run.advance();

const rounds = Array.from({ length: ROUNDS }, () => {
  const row = yardstick();
  const steps = Math.max(2, Math.ceil(200_000 / size));
  const start = performance.now();
  for (let step = 0; step < steps; step++) run.advance();
  return { row, cost: ((performance.now() - start) * 1_000_000) / (steps * size) };
});
process.stdout.write(JSON.stringify(rounds));
