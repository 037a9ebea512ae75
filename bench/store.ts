/**
 * npm run bench:store: what keeping results costs. Many runs that take no time at all show what driving and storing
 * them takes, and how memory grows with their number; runs of 300 associations over 40 quarters, on one child process
 * and on two in turn, show what a second core brings. Nothing here is asserted in tests.
 * Time is that of the clock, which a busy machine stretches; so the processor's time of a run is told too, which should be
 * the same with one child and with two, but for the second child's start and warming up (some two seconds).
 * Writing is all that the storing process does (it hands out runs, receives records, writes and syncs the shard) and the
 * tables made after the last run. Its share is told twice: of the processors' time of the whole batch, children included,
 * which other programs on the machine hardly change; and by the clock, what the tables add once no run is left, which
 * means something only where nothing else runs.
 *   npm run bench:store -- [RUNS [ROUNDS [PAIRED]]]
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { drive } from "../cli/batch/driver.ts";
import { makeManifest, writeManifest } from "../cli/store/manifest.ts";
import { makeFolders, takeStock } from "../cli/store/store.ts";
import { hasTables, writeTables } from "../cli/store/tables.ts";
import { runCount } from "../experiments/design.ts";
import type { Study } from "../experiments/jobs.ts";
import { scenarioSchema } from "../sim/index.ts";

const RUNS = Number(process.argv[2] ?? 100_000);
const ROUNDS = Number(process.argv[3] ?? 3);
/** Runs of one batch of the comparison: many beside what a child takes to start and to warm up. */
const PAIRED = Number(process.argv[4] ?? 2000);

const root = mkdtempSync(join(tmpdir(), "ironcage-bench-"));
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

function studyOf(associations: number, steps: number, replicates: number): Study {
  return {
    scenario: scenarioSchema.parse({ population: { associations } }),
    design: {
      kind: "grid",
      factors: [{ path: "mechanisms.mimetic.rate", levels: [0, 0.01] }],
      replicates,
    },
    seed: "bench",
    steps,
    every: 1,
    ...(associations < 10 ? { measures: ["dispersion.practice", "associations"] } : {}),
  };
}

/** Seconds that work takes. */
async function timed<Outcome>(work: () => Outcome | Promise<Outcome>): Promise<[number, Outcome]> {
  const begun = performance.now();
  const outcome = await work();
  return [(performance.now() - begun) / 1000, outcome];
}

/** Ticks of a second in /proc. */
const TICKS = 100;

/** Seconds of processors that children which ended have taken; 0 where the system does not tell. */
function secondsOfChildren(): number {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[13]) + Number(fields[14])) / TICKS;
  } catch {
    return 0;
  }
}

function secondsOwn(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

let folders = 0;

/** Drives a study from nothing. */
async function batch(study: Study, workers: number, module: URL, during = (): void => {}) {
  const folder = join(root, String(++folders));
  const manifest = makeManifest("bench", study, runCount(study.design));
  makeFolders(folder);
  writeManifest(folder, manifest);
  const watch = setInterval(during, 200);
  const [ownBefore, theirsBefore] = [secondsOwn(), secondsOfChildren()];
  const [seconds] = await timed(() =>
    drive({
      ...{ folder, manifest, workers, module, part: { part: 1, of: 1 }, timeoutMs: 3_600_000 },
      takeStock: () => takeStock(folder, manifest, true),
    }),
  );
  clearInterval(watch);
  const own = secondsOwn() - ownBefore;
  await new Promise((resolve) => setTimeout(resolve, 500)); // until the system has counted them
  return { folder, manifest, seconds, own, children: secondsOfChildren() - theirsBefore };
}

/** Runs without work: the store alone. */
async function manyRuns(): Promise<void> {
  const sizes: number[] = [];
  const { folder, manifest, seconds } = await batch(
    studyOf(3, 1, RUNS / 2),
    2,
    new URL("./instant-child.ts", import.meta.url),
    () => sizes.push(process.memoryUsage.rss()),
  );
  const [first = 0] = sizes.slice(Math.floor(sizes.length / 10));
  console.log(`${RUNS} runs that take no time`);
  console.log(
    `  driven and stored    ${seconds.toFixed(1)} s, ${((seconds / RUNS) * 1e6).toFixed(0)} µs each`,
  );
  console.log(
    `  memory of the parent ${megabytes(first)} after a tenth, at most ${megabytes(Math.max(...sizes))}`,
  );
  const [stock, holdings] = await timed(() => takeStock(folder, manifest, false));
  const [tables] = await timed(() => writeTables(folder, manifest, holdings, false));
  console.log(
    `  tables written       ${tables.toFixed(1)} s; memory then ${megabytes(process.memoryUsage.rss())}`,
  );
  const [sums] = await timed(() => hasTables(folder, false));
  console.log(
    `  a finished batch resumed: ${stock.toFixed(1)} s for its stock, ${sums.toFixed(1)} s for its tables`,
  );
}

/** The same runs on one child and on two, in turn; and what storing them takes. */
async function twoCores(): Promise<void> {
  const study = studyOf(300, 40, PAIRED / 2);
  const module = new URL("../dist/workers/child.js", import.meta.url);
  const ratios: number[] = [];
  const shares: Shares[] = [];
  await batch(study, 2, module); // the machine's first guesses
  for (let round = 0; round < ROUNDS; round++) {
    const one = await batch(study, 1, module);
    const two = await batch(study, 2, module);
    ratios.push(one.seconds / two.seconds);
    shares.push(await writing(two));
    console.log(`  one child ${timesOf(one)}; two ${timesOf(two)}`);
  }
  console.log(
    `  two give ${median(ratios).toFixed(2)} times the throughput of one (aim ≥ 1.8; ${availableParallelism()} cores here)`,
  );
  const percent = (share: keyof Shares): string =>
    (100 * median(shares.map((of) => of[share]))).toFixed(1);
  console.log(
    `  writing takes ${percent("processor")} % of the processors' time (aim < 10 %), tables ${percent("clock")} % of the clock's`,
  );
}

type Batch = Awaited<ReturnType<typeof batch>>;
interface Shares {
  readonly processor: number;
  readonly clock: number;
}

/** What a batch took: by the clock, and of processors for each run. */
function timesOf({ seconds, own, children }: Batch): string {
  const each = (spent: number): string => ((1000 * spent) / PAIRED).toFixed(1);
  return `${seconds.toFixed(1)} s, ${each(children)} ms of a processor a run and ${each(own)} ms of the parent's`;
}

/** Shares that writing has in a batch and its tables: of the processors' time, and by the clock. */
async function writing({ folder, manifest, ...batch }: Batch): Promise<Shares> {
  const before = secondsOwn();
  const [tables] = await timed(() => {
    const holdings = takeStock(folder, manifest, false);
    writeTables(folder, manifest, holdings, false);
  });
  const own = batch.own + secondsOwn() - before;
  return { processor: own / (own + batch.children), clock: tables / (batch.seconds + tables) };
}

try {
  await manyRuns();
  console.log(`\n${PAIRED} runs of 300 associations over 40 quarters, ${ROUNDS} rounds`);
  if (ROUNDS > 0) await twoCores();
} finally {
  rmSync(root, { recursive: true });
}
