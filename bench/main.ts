/**
 * npm run bench: what a step costs, ledger and measures on. Every engine has a process of its own; within it the engine
 * and a yardstick run in turn, so that the paired ratio holds when the machine's speed drifts. Nothing here is asserted
 * in tests.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const SIZES = [1_000, 10_000, 100_000] as const;
/** Aims: ns per association-step at N = 10,000. */
const AIMS = { pressures: 350, whole: 800 } as const;
const AIM_EXPONENT = 1.1;

interface Round {
  readonly row: number;
  readonly cost: number;
}

function measure(
  size: number,
  model: keyof typeof AIMS,
  digest: "digest" | "plain" = "plain",
): readonly Round[] {
  const script = fileURLToPath(new URL("measure.ts", import.meta.url));
  const printed = execFileSync(
    process.execPath,
    ["--import", "tsx", script, String(size), model, digest],
    { encoding: "utf8" },
  );
  return JSON.parse(printed) as Round[];
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

const medianCost = (rounds: readonly Round[]): number => median(rounds.map(({ cost }) => cost));

for (const model of ["pressures", "whole"] as const) {
  console.log(`\n${model === "whole" ? "the whole model" : "pressures alone"}`);
  console.log("associations   ns per association-step   [min – max]   ratio to the yardstick");
  const medians = SIZES.map((size) => {
    const rounds = measure(size, model);
    const costs = rounds.map(({ cost }) => cost);
    const ratio = median(rounds.map(({ cost, row }) => cost / row));
    const range = `[${Math.min(...costs).toFixed(0)} – ${Math.max(...costs).toFixed(0)}]`;
    const cost = median(costs).toFixed(0).padStart(23);
    console.log(`${String(size).padStart(12)}   ${cost}   ${range}   ${ratio.toFixed(1)}`);
    return median(costs);
  });
  const [small = NaN, middle = NaN, large = NaN] = medians;
  const exponent = 1 + Math.log10(large / small) / 2;
  console.log(
    `time grows with N to the power ${exponent.toFixed(3)} (1e3 to 1e5; aim ≤ ${AIM_EXPONENT})`,
  );
  console.log(`aim at 10,000: ≤ ${AIMS[model]} ns; reached ${middle.toFixed(0)} ns`);
}
const hashed = measure(10_000, "whole", "digest");
console.log(`\nthe whole model at 10,000, digest on: ${medianCost(hashed).toFixed(0)} ns`);
const row = median(hashed.map((round) => round.row));
console.log(`yardstick (8 multiply-adds on a row in cache): ${row.toFixed(1)} ns`);
