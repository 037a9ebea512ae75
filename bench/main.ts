/**
 * npm run bench: what a step costs, ledger and measures on. Every engine has a process of its own; within it the engine
 * and a yardstick run in turn, so that the paired ratio holds when the machine's speed drifts. Nothing here is asserted
 * in tests. `npm run bench -- --steps`, `--phases`, `--runs` and `--million` measure a part each.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const SIZES = [1_000, 10_000, 100_000] as const;
/** Aims: ns per association-step at N = 10,000. */
const AIMS = { pressures: 350, whole: 800 } as const;
const MODELS = { pressures: "pressures alone", whole: "the whole model" } as const;
/** What the yardstick took at N = 10,000 on the machine on which aims were set, in ns. */
const YARD_THEN = 96;
const AIM_EXPONENT = 1.1;
/** Milliseconds of a default run, warm; bytes that a million associations may take. */
const AIM_DEFAULT_RUN = 40;
const AIM_MILLION = 4 * 2 ** 30;

interface Round {
  readonly yard: number;
  readonly cost: number;
}

/** What a script of this folder prints, run in a process of its own. */
function ask(script: string, ...given: readonly (string | number)[]): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const line = ["--import", "tsx", path, ...given.map(String)];
  return JSON.parse(execFileSync(process.execPath, line, { encoding: "utf8" }));
}

function measure(
  size: number,
  model: keyof typeof AIMS,
  kept: "digest" | "diary" | "plain" = "plain",
): readonly Round[] {
  return ask("measure.ts", size, model, kept) as Round[];
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

const medianCost = (rounds: readonly Round[]): number => median(rounds.map(({ cost }) => cost));

function costsOfSteps(): void {
  for (const model of ["pressures", "whole"] as const) {
    console.log(`\n${MODELS[model]}`);
    console.log("associations   ns per association-step   [min – max]   times the yardstick");
    let reached = { cost: NaN, ratio: NaN };
    const medians = SIZES.map((size) => {
      const rounds = measure(size, model);
      const costs = rounds.map(({ cost }) => cost);
      const ratio = median(rounds.map(({ cost, yard }) => cost / yard));
      const range = `[${Math.min(...costs).toFixed(0)} – ${Math.max(...costs).toFixed(0)}]`;
      const cost = median(costs).toFixed(0).padStart(23);
      console.log(`${String(size).padStart(12)}   ${cost}   ${range}   ${ratio.toFixed(2)}`);
      if (size === 10_000) reached = { cost: median(costs), ratio };
      return median(costs);
    });
    const [small = NaN, , large = NaN] = medians;
    const exponent = 1 + Math.log10(large / small) / 2;
    console.log(
      `time grows with N to the power ${exponent.toFixed(3)} (1e3 to 1e5; aim ≤ ${AIM_EXPONENT})`,
    );
    const [aim, share] = [AIMS[model], AIMS[model] / YARD_THEN];
    console.log(`aim at 10,000: ≤ ${aim} ns; reached ${reached.cost.toFixed(0)} ns`);
    console.log(
      `  as times the yardstick: ≤ ${share.toFixed(2)}; reached ${reached.ratio.toFixed(2)}`,
    );
  }
  const hashed = measure(10_000, "whole", "digest");
  console.log(`\nthe whole model at 10,000, digest on: ${medianCost(hashed).toFixed(0)} ns`);
  const told = measure(10_000, "whole", "diary");
  console.log(`the whole model at 10,000, every event kept: ${medianCost(told).toFixed(0)} ns`);
  const yard = median(hashed.map((round) => round.yard));
  console.log(
    `the yardstick (a small model of imitation, 14 draws and some 70 operations): ${yard.toFixed(0)} ns here, ${YARD_THEN} ns where aims were set`,
  );
}

function costsOfRuns(): void {
  console.log("\nwhole runs, digest on, warm: milliseconds of processor time");
  for (const [associations, steps, runs] of [
    [300, 80, 60],
    [30, 10, 400],
  ] as const) {
    const { start, whole } = ask("short.ts", associations, steps, runs) as {
      readonly start: number;
      readonly whole: number;
    };
    const label = `${associations} associations, ${steps} steps`.padEnd(30);
    console.log(`${label} ${whole.toFixed(1)} ms, of which the start ${start.toFixed(1)} ms`);
  }
  console.log(`aim for the default run (300 × 80): ≤ ${AIM_DEFAULT_RUN} ms`);
}

function costsOfAMillion(): void {
  const { start, cost, peak } = ask("million.ts") as {
    readonly start: number;
    readonly cost: number;
    readonly peak: number;
  };
  const gibibytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(2);
  console.log("\na million associations, ten steps, no burn-in, digest on");
  console.log(`start ${start.toFixed(1)} s; ${cost.toFixed(0)} ns per association-step`);
  console.log(`memory at most ${gibibytes(peak)} GiB (aim ≤ ${gibibytes(AIM_MILLION)} GiB)`);
}

function costsOfPhases(): void {
  for (const model of ["pressures", "whole"] as const) {
    const parts = Object.entries(ask("phases.ts", 10_000, model) as Record<string, number>);
    const all = parts.reduce((sum, [, cost]) => sum + cost, 0);
    console.log(`\nwhere the time goes at 10,000, ${MODELS[model]}: ${all.toFixed(0)} ns`);
    for (const [part, cost] of parts) console.log(`${cost.toFixed(0).padStart(6)}  ${part}`);
  }
}

const parts = {
  "--steps": costsOfSteps,
  "--phases": costsOfPhases,
  "--runs": costsOfRuns,
  "--million": costsOfAMillion,
};
const asked = process.argv.slice(2).filter((flag) => flag in parts);
for (const [flag, part] of Object.entries(parts))
  if (asked.length === 0 || asked.includes(flag)) part();
