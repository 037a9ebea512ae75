// Part of npm run check:deep: a batch that is killed at random points and resumed each time must end with the tables of one
// that nobody disturbed, byte for byte. The figures go into a dated report in docs/reports/.
//   npm run check:kills                                        10,000 runs of 300 associations over 40 quarters, 20 kills
//   npm run check:kills -- --associations 20 --steps 4 --record   smaller ones, but with the states of all associations
// Takes as long as two such batches; --every N keeps fewer steps of each run.
import { spawn } from "node:child_process";
import { createHash, randomInt } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, isBuilt } from "./build.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const REPORTS = join(ROOT, "docs", "reports");
const CLI = join(ROOT, "dist", "cli", "main.js");
const SHARD = join("shards", "1-of-1.log");
const TABLES = ["runs.parquet", "series.parquet", "states.parquet"];

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10000" },
    kills: { type: "string", default: "20" },
    associations: { type: "string", default: "300" },
    steps: { type: "string", default: "40" },
    every: { type: "string", default: "1" },
    record: { type: "boolean", default: false },
  },
});
process.exitCode = await check({
  runs: Number(values.runs),
  kills: Number(values.kills),
  associations: Number(values.associations),
  steps: Number(values.steps),
  every: Number(values.every),
  record: values.record,
});

/**
 * @typedef {object} Size
 * @property {number} runs of the batch
 * @property {number} kills
 * @property {number} associations of each run
 * @property {number} steps
 * @property {number} every steps, measures are kept
 * @property {boolean} record whether the states of all associations are kept
 */

/**
 * @param {Size} size
 * @returns {Promise<number>} exit code: 1 where a table differs
 */
async function check({ runs, kills, associations, steps, every, record }) {
  if (!isBuilt()) {
    const built = build();
    if (built !== 0) return built;
  }
  const place = mkdtempSync(join(tmpdir(), "ironcage-kills-"));
  try {
    const replicates = Math.ceil(runs / 4);
    writeFileSync(
      join(place, "field.yaml"),
      `population: { associations: ${associations} }\nrun: { steps: ${steps}, seed: kills }\n`,
    );
    writeFileSync(
      join(place, "experiment.yaml"),
      [
        "kind: experiment",
        "name: kills",
        "scenario: field.yaml",
        "factors:",
        "  mechanisms.mimetic.rate: [0, 0.01]",
        "  off: [[], [noise]]",
        `replicates: ${replicates}`,
        `every: ${every}`,
        ...(record ? ["record: associations"] : []),
        "",
      ].join("\n"),
    );
    const begun = performance.now();
    await finished(place, "whole");
    const seconds = Math.round((performance.now() - begun) / 1000);
    const whole = sums(join(place, "whole"));
    const bytes = statSync(join(place, "whole", SHARD)).size;
    const points = Array.from({ length: kills }, () => randomInt(bytes)).sort((a, b) => a - b);
    const killed = [];
    const begunAgain = performance.now();
    for (const point of points) {
      const at = await killedAt(place, "killed", point);
      killed.push(Math.round((1000 * at) / bytes) / 10);
      console.log(`kills: killed at ${killed.at(-1)} % of the bytes`);
    }
    await finished(place, "killed");
    const secondsKilled = Math.round((performance.now() - begunAgain) / 1000);
    const again = sums(join(place, "killed"));
    const isSame = JSON.stringify(whole) === JSON.stringify(again);
    save({
      date: new Date().toISOString().slice(0, 10),
      node: process.versions.node,
      processor: cpus()[0]?.model ?? "unknown",
      ...{ runs: 4 * replicates, associations, steps, every, record, kills },
      note: "killed: share of the shard's bytes that stood at each SIGKILL, in per cent; seconds: of the undisturbed batch, and of the one that was killed, by the clock of a machine that others used too",
      ...{ seconds, secondsKilled, killed, isSame, tables: again },
    });
    console.log(
      `kills: ${4 * replicates} runs, ${kills} kills, tables ${isSame ? "the same" : "DIFFER"}`,
    );
    return isSame ? 0 : 1;
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** @param {string} place @param {string} out */
function start(place, out) {
  return spawn(process.execPath, [CLI, "batch", "experiment.yaml", "--out", out], {
    cwd: place,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<number | null>} */
function ended(child) {
  return new Promise((resolve) => child.once("close", resolve));
}

/** @param {string} place @param {string} out */
async function finished(place, out) {
  const code = await ended(start(place, out));
  if (code !== 0) throw new Error(`ironcage batch ended with ${code}`);
}

/**
 * Kills a batch once its shard is so long, and a little later.
 * @param {string} place @param {string} out @param {number} point in bytes
 * @returns {Promise<number>} bytes that stood then
 */
async function killedAt(place, out, point) {
  const child = start(place, out);
  let isOver = false;
  const end = ended(child).then(() => (isOver = true));
  const shard = join(place, out, SHARD);
  const size = () => (existsSync(shard) ? statSync(shard).size : 0);
  while (!isOver && size() < point) await pause(5);
  await pause(randomInt(50));
  child.kill("SIGKILL");
  await end;
  return size();
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @param {string} folder @returns {Record<string, string>} SHA-256 by table */
function sums(folder) {
  return Object.fromEntries(
    TABLES.filter((name) => existsSync(join(folder, name))).map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]),
  );
}

/** @param {{ date: string } & Record<string, unknown>} report */
function save(report) {
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(join(REPORTS, `${report.date}-kills.json`), `${JSON.stringify(report, null, 2)}\n`);
}
