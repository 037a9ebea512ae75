/**
 * npm run bench: what a step costs. Engine and yardstick run in turn within each round, so that the paired ratio holds
 * when the machine's speed drifts; medians over rounds. Nothing here is asserted in tests.
 */
import { planRun, scenarioSchema, startRun, type Run } from "../sim/index.ts";
import { readShipped } from "./shipped.ts";
import { yardstick } from "./yardstick.ts";

const ROUNDS = 15;
const SIZES = [1_000, 10_000, 100_000] as const;
const TARGET = 350; // ns per association-step at N = 10,000, ledger and measures on
const TARGET_EXPONENT = 1.1;

const scenario = readShipped("hpst-2009");

/** Nanoseconds of processor time per association-step over enough steps for a steady figure. */
function cost(run: Run, size: number): number {
  const steps = Math.max(2, Math.ceil(200_000 / size));
  const start = process.cpuUsage().user;
  for (let step = 0; step < steps; step++) run.advance();
  return ((process.cpuUsage().user - start) * 1_000) / (steps * size);
}

function open(size: number, digest: boolean): Run {
  const sized = scenarioSchema.parse({
    ...scenario,
    population: { ...scenario.population, associations: size },
    run: { ...scenario.run, burnIn: 0 },
  });
  const run = startRun(planRun(sized), { digest });
  for (let step = 0; step < Math.max(12, 100_000 / size); step++) run.advance();
  return run;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

const runs = SIZES.map((size) => ({ size, run: open(size, false), costs: [] as number[] }));
const hashed = open(10_000, true);
const hashedCosts: number[] = [];
const rows: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  rows.push(yardstick());
  for (const { size, run, costs } of runs) costs.push(cost(run, size));
  hashedCosts.push(cost(hashed, 10_000));
}

const perRow = median(rows);
console.log(
  `yardstick (8 multiply-adds on a row in cache): ${perRow.toFixed(2)} ns, median of ${ROUNDS}`,
);
console.log("associations   ns per association-step   [min – max]   paired ratio to the yardstick");
for (const { size, costs } of runs) {
  const ratio = median(costs.map((value, round) => value / (rows[round] ?? NaN)));
  console.log(
    `${String(size).padStart(12)}   ${median(costs).toFixed(0).padStart(23)}   [${Math.min(...costs).toFixed(0)} – ${Math.max(...costs).toFixed(0)}]   ${ratio.toFixed(1)}`,
  );
}
const share = median(hashedCosts.map((value, round) => value / (runs[1]?.costs[round] ?? NaN)));
console.log(`digest on, at 10,000: ${share.toFixed(2)} times the cost`);
const exponents = Array.from({ length: ROUNDS }, (_, round) => {
  const [small, , large] = runs.map(({ size, costs }) => (costs[round] ?? NaN) * size);
  return Math.log10((large ?? NaN) / (small ?? NaN)) / 2;
});
console.log(
  `time grows with N to the power ${median(exponents).toFixed(3)} (1e3 to 1e5; aim ≤ ${TARGET_EXPONENT})`,
);
console.log(`aim at 10,000: ≤ ${TARGET} ns; reached ${median(runs[1]?.costs ?? []).toFixed(0)} ns`);
