// How often a family of twelve hypotheses, all of them false, yields any effect at all, on runs of the model itself: part of npm run check:deep.
// Arms have independent seeds: they are drawn from one pool of runs of the same scenario, so that there is nothing to find.
//   npm run calibrate                 writes docs/reports/DATE-family.json, after the statistics' own calibration
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { effectOf } from "../experiments/hypotheses/effect.ts";
import { claimP } from "../experiments/hypotheses/verdict.ts";
import { type Outcome, outcomeOf, outcomeSchema } from "../experiments/outcome.ts";
import { benjaminiHochberg, holm, standardDeviation } from "../experiments/statistics/index.ts";
import {
  MODEL_VERSION,
  openStream,
  planRun,
  type Scenario,
  scenarioHash,
  sha256Hex,
  startRun,
} from "../sim/index.ts";
import { atLeast } from "./calibration/count.ts";
import { readShipped } from "./shipped.ts";

const SCENARIO = "hpst-2009";
const ASSOCIATIONS = 100;
const STEPS = 20;
const POOL = 400;
const PER_ARM = 20;
const REPETITIONS = 200;
const ALPHA = 0.05;
/** Far more often than by chance: the check fails. */
const REFUTED = 1e-3;

/** A dozen outcomes of the kinds that hypotheses have. */
const OUTCOMES: Readonly<Record<string, Outcome>> = Object.fromEntries(
  [
    { measure: "dispersion.practice", take: "fall" as const },
    { measure: "dispersion.display", take: "fall" as const },
    { measure: "dispersion.project", take: "change" as const },
    { measure: "compliance.practice", take: "rate" as const },
    { measure: "decouplingGap" },
    { measure: "contradiction", take: "change" as const },
    { measure: "archetypes.hill1" },
    { measure: "response.adapt" },
    { measure: "response.avoid", take: "mean" as const },
    { measure: "mergers", take: "sum" as const },
    { measure: "negotiation.conflicts", take: "sum" as const, minus: "negotiation.deals" },
    { measure: "dispersion.practice", minus: "dispersion.display" },
  ].map((outcome) => [
    [outcome.take, outcome.measure, outcome.minus].filter(Boolean).join(" "),
    outcomeSchema.parse(outcome),
  ]),
);
const NAMES = Object.keys(OUTCOMES);

const shipped = readShipped(SCENARIO);
const scenario: Scenario = {
  ...shipped,
  population: { ...shipped.population, associations: ASSOCIATIONS },
};

const hash = scenarioHash(planRun(scenario, { seed: "family", steps: STEPS }));

/** Outcomes of every run of the pool, pool[hypothesis][run]: from the cache where the same model, scenario and outcomes have been run before. */
function readPool(): readonly Float64Array[] {
  const key = sha256Hex(JSON.stringify([MODEL_VERSION, hash, POOL, STEPS, OUTCOMES]));
  const folder = new URL("../.cache/", import.meta.url);
  const cached = new URL(`family-${key.slice(0, 16)}.json`, folder);
  if (existsSync(cached))
    return (JSON.parse(readFileSync(cached, "utf8")) as number[][]).map((of) =>
      Float64Array.from(of),
    );
  const pool = drawPool();
  mkdirSync(folder, { recursive: true });
  writeFileSync(cached, JSON.stringify(pool.map((of) => Array.from(of))));
  return pool;
}

function drawPool(): readonly Float64Array[] {
  const pool = NAMES.map(() => new Float64Array(POOL));
  const steps = Int32Array.from({ length: STEPS + 1 }, (_, step) => step);
  for (let index = 0; index < POOL; index++) {
    const plan = planRun(scenario, { seed: `family/${index + 1}`, steps: STEPS });
    const run = startRun(plan, { digest: false, events: false });
    const measures = run.measures.map(({ name }) => name);
    const series = new Float64Array((STEPS + 1) * measures.length);
    series.set(run.values, 0);
    while (run.step < STEPS) {
      run.advance();
      series.set(run.values, run.step * measures.length);
    }
    NAMES.forEach((name, at) => {
      pool[at]![index] = outcomeOf(series, steps, measures, OUTCOMES[name]!);
    });
    if ((index + 1) % 50 === 0) console.log(`${index + 1} of ${POOL} runs`);
  }
  return pool;
}

/** Whether hypotheses share the runs of their arms, as one batch would serve them all, or have runs of their own. */
type Sharing = "shared runs" | "own runs";

/** How many repetitions err in a family without effects, and find the effect where one of twelve has one. */
function countErrors(pool: readonly Float64Array[], sharing: Sharing) {
  const draws = openStream("family", sharing).at(0);
  const count = { holm: 0, benjaminiHochberg: 0, anyPlainP: 0, effectFound: 0 };
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const armOf = (values: Float64Array, hypothesis: number, arm: number): Float64Array => {
      const block = (sharing === "shared runs" ? 0 : 2 * hypothesis) + arm;
      return Float64Array.from({ length: PER_ARM }, (_, at) => {
        const uniform = draws.uniform(repetition, block * PER_ARM + at);
        return values[Math.floor(uniform * values.length)]!;
      });
    };
    const pOf = (values: Float64Array, hypothesis: number, shift: number): number => {
      const treated = armOf(values, hypothesis, 1).map((value) => value + shift);
      const effect = effectOf([armOf(values, hypothesis, 0), treated], {
        weights: [-1, 1],
        margin: standardDeviation(values) / 2,
        alpha: ALPHA,
        isSpread: false,
        seed: `${sharing}/${repetition}/${hypothesis}`,
        looks: [PER_ARM],
        spending: "obrien-fleming",
      });
      return claimP(effect, "increase");
    };
    const p = pool.map((values, hypothesis) => pOf(values, hypothesis, 0));
    if (p.some((each) => each <= ALPHA)) count.anyPlainP++;
    if (holm(p).some((each) => each <= ALPHA)) count.holm++;
    if (benjaminiHochberg(p).some((each) => each <= ALPHA)) count.benjaminiHochberg++;
    const first = pool[0]!;
    p[0] = pOf(first, 0, 1.5 * standardDeviation(first));
    if (holm(p)[0]! <= ALPHA) count.effectFound++;
  }
  const chance = atLeast(count.holm, REPETITIONS, ALPHA);
  const rates = Object.entries(count).map(([name, hits]) => [name, hits / REPETITIONS]);
  console.log(`${sharing}: Holm ${count.holm} of ${REPETITIONS}, chance ${chance.toFixed(3)}`);
  return { sharing, rates: Object.fromEntries(rates) as Record<string, number>, chance };
}

const pool = readPool();
const families = (["shared runs", "own runs"] as const).map((sharing) =>
  countErrors(pool, sharing),
);
const date = new Date().toISOString().slice(0, 10);
const file = new URL(`../docs/reports/${date}-family.json`, import.meta.url);
const report = {
  date,
  node: process.versions.node,
  model: MODEL_VERSION,
  scenarioHash: hash,
  note: `${REPETITIONS} repetitions of twelve hypotheses without effect, ${PER_ARM} runs an arm with independent seeds, drawn with replacement from ${POOL} runs of ${SCENARIO} (${ASSOCIATIONS} associations, ${STEPS} quarters). Rates: holm = any effect declared after Holm's correction, nominal ${ALPHA}, and what correction is for, anyPlainP = any p at most ${ALPHA}; effectFound = an effect of 1.5 standard deviations added to the first is declared. chance = of as many errors or more at the nominal rate.`,
  outcomes: NAMES,
  families,
};
writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
console.log(fileURLToPath(file));
process.exitCode = families.some(({ chance }) => chance < REFUTED) ? 1 : 0;
