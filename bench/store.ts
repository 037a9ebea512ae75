/**
 * npm run bench:store: what keeping results costs. Many runs that take no time at all show what driving and storing
 * them takes, and how memory grows with their number. Runs of 300 associations over 40 quarters show what a second core
 * brings: one child on one core, where the whole batch may use no other (by `taskset`; without that its helper threads take what
 * they like, and the comparison says so); two children on two cores; and two batches at once, each kept to a core of its own, which
 * is what this machine gives to programs that share nothing. All include the tables. Nothing here is asserted in tests.
 * Time is that of the clock, which a busy machine stretches; so the processors' time of a run is told too, and the share of the
 * cores that everything else on the machine had meanwhile.
 * Writing is all that the storing process does (it hands out runs, receives records, writes and syncs the shard) and the
 * tables made after the last run. Its share is told twice: of the processors' time of the whole batch, children included,
 * which other programs on the machine hardly change; and by the clock, what the tables add once no run is left, which
 * means something only where nothing else runs.
 *   npm run bench:store -- [RUNS [ROUNDS [PAIRED]]]
 */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { takeStock } from "../cli/store/store.ts";
import { hasTables } from "../cli/store/tables.ts";
import { batch, studyOf, timed, type Took } from "./store-batch.ts";

const RUNS = Number(process.argv[2] ?? 100_000);
const ROUNDS = Number(process.argv[3] ?? 3);
/** Runs of one batch of the comparison: many beside what a child takes to start and to warm up. */
const PAIRED = Number(process.argv[4] ?? 2000);

const root = mkdtempSync(join(tmpdir(), "ironcage-bench-"));
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

let folders = 0;
const newFolder = (): string => join(root, String(++folders));

/** Runs without work: the store alone. */
async function manyRuns(): Promise<void> {
  const sizes: number[] = [];
  const { folder, manifest, seconds, tables } = await batch(
    newFolder(),
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
  console.log(
    `  tables written       ${tables.toFixed(1)} s; memory then ${megabytes(process.memoryUsage.rss())}`,
  );
  const [stock] = await timed(() => takeStock(folder, manifest, false));
  const [sums] = await timed(() => hasTables(folder, false));
  console.log(
    `  a finished batch resumed: ${stock.toFixed(1)} s for its stock, ${sums.toFixed(1)} s for its tables`,
  );
}

const isPinning = spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/** A batch in a process of its own, kept to one core where one is named and the system can. */
async function apart(workers: number, core?: number): Promise<Took> {
  const tsx = fileURLToPath(new URL("../node_modules/tsx/dist/cli.mjs", import.meta.url));
  const script = fileURLToPath(new URL("./store-batch.ts", import.meta.url));
  const folder = newFolder();
  const words = [process.execPath, tsx, script, folder, String(workers), String(PAIRED)];
  const pinned = core === undefined || !isPinning ? [] : ["taskset", "-c", String(core)];
  const [program = "", ...args] = [...pinned, ...words];
  const { stdout } = await promisify(execFile)(program, args);
  rmSync(folder, { recursive: true });
  return JSON.parse(stdout) as Took;
}

const whole = ({ seconds, tables }: Took): number => seconds + tables;

/** The same runs on one core, on two, and twice at once on a core each, in turn; and what storing them takes. */
async function twoCores(): Promise<void> {
  const gains: number[] = [];
  const ceilings: number[] = [];
  const twos: Took[] = [];
  await apart(2); // the machine's first guesses
  for (let round = 0; round < ROUNDS; round++) {
    const one = await apart(1, 0);
    const two = await apart(2);
    const apartTwice = await Promise.all([apart(1, 0), apart(1, 1)]);
    const ceiling = (2 * whole(one)) / Math.max(...apartTwice.map(whole));
    gains.push(whole(one) / whole(two));
    ceilings.push(ceiling);
    twos.push(two);
    console.log(`  one core   ${toldOf(one)}`);
    console.log(`  two cores  ${toldOf(two)}`);
    console.log(
      `             ${(whole(one) / whole(two)).toFixed(2)} times; two batches that share nothing ${ceiling.toFixed(2)} times`,
    );
  }
  const [gain, ceiling] = [median(gains), median(ceilings)];
  const one = isPinning ? "a batch kept to one core" : "one child, whose helpers may use the other";
  console.log(
    `  two cores give ${gain.toFixed(2)} times the throughput of ${one} (aim ≥ 1.8; ${availableParallelism()} cores here), ${percent(gain / ceiling)} of what two batches that share nothing do`,
  );
  const ofProcessors = median(twos.map(({ own, children }) => own / (own + children)));
  const ofClock = median(twos.map((two) => two.tables / whole(two)));
  console.log(
    `  writing takes ${percent(ofProcessors)} of the processors' time (aim < 10 %), tables ${percent(ofClock)} of the clock's`,
  );
}

/** What a batch took: by the clock, and of processors for each run. */
function toldOf(took: Took): string {
  const each = (spent: number): string => ((1000 * spent) / PAIRED).toFixed(1);
  return `${whole(took).toFixed(1)} s, ${took.tables.toFixed(1)} of them for tables; ${each(took.children)} ms of a processor a run and ${each(took.own)} ms of the parent's; others had ${percent(took.others)} of the cores`;
}

try {
  if (RUNS > 0) await manyRuns();
  console.log(`\n${PAIRED} runs of 300 associations over 40 quarters, ${ROUNDS} rounds`);
  if (ROUNDS > 0) await twoCores();
} finally {
  rmSync(root, { recursive: true });
}
