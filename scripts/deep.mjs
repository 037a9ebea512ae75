// npm run check:deep: what takes too long for every change. First the checks of scripts/deep-checks.mjs; then dieharder on
// the raw draws. Every result goes into a dated report in docs/reports/ as soon as it is known, and a second call on the same
// day does what is left.
//   npm run check:deep                          all checks, then the streams below
//   npm run check:deep -- --only golden,fuzz    these checks, no streams
//   npm run check:deep -- --streams noise,calls
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runChecks } from "./deep-checks.mjs";
import { install } from "./install.mjs";
import { bringTools } from "./tools.mjs";

/** @typedef {{ name: string, ntuple: number, p: number, verdict: string }} Figure */
/** @typedef {{ test: string, seed: string, seconds: number, figures: Figure[] }} Result */
/** @typedef {{ stream: string, draws: string, passed: number, weak: number, failed: number, results: Result[] }} StreamReport */
/** @typedef {{ date: string, node: string, processor: string, dieharder: string, note: string, streams: StreamReport[] }} Report */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const REPORTS = join(ROOT, "docs", "reports");
const STREAMS = "mimetic,noise";

/**
 * dieharder's tests, all but those that its author marks "suspect" (5 to 7) or "do not use" (14); each runs at its own
 * default size, which is 100 samples of up to a million draws. The families 200 to 203 run at the sizes given.
 * @type {readonly (readonly [test: number, ...ntuples: number[]])[]}
 */
const BATTERY = [
  ...[0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 15, 16, 17, 100, 101, 102].map(
    (test) => /** @type {const} */ ([test]),
  ),
  [200, 1, 2, 4, 8],
  [201, 2, 3, 5],
  [202, 2, 3, 5],
  [203, 0, 1, 7, 8, 31], // lags within one entity (8 draws) and across four of them
  ...[204, 205, 206, 207, 208, 209].map((test) => /** @type {const} */ ([test])),
];

process.exitCode = await main();

/** @returns {Promise<number>} exit code: 1 where a test failed, 3 where dieharder could not be had */
async function main() {
  const { values } = parseArgs({
    options: { streams: { type: "string", default: STREAMS }, only: { type: "string" } },
  });
  const installed = install(ROOT);
  if (installed !== 0) return installed;
  const isSound = runChecks(values.only?.split(","));
  if (values.only !== undefined) return isSound ? 0 : 1;
  const version = bringDieharder();
  if (version === undefined) return 3;
  const { report, file } = openReport(version);
  for (const stream of values.streams.split(",")) await checkStream(stream, report, file);
  for (const { stream, passed, weak, failed } of report.streams)
    console.log(`${stream}: ${passed} passed, ${weak} weak, ${failed} failed`);
  console.log(file.slice(ROOT.length + 1));
  return isSound && report.streams.every(({ failed }) => failed === 0) ? 0 : 1;
}

/** @returns {string | undefined} dieharder's version, after installing it where that can be done */
function bringDieharder() {
  const ask = () => /version ([\d.]+)/.exec(String(spawnSync("dieharder", ["-l"]).stdout))?.[1];
  const isThere = () => ask() !== undefined;
  const advice = bringTools([{ name: "dieharder", isThere, packages: ["dieharder"] }]);
  if (advice !== undefined) console.error(advice);
  return ask();
}

/**
 * Today's report as it stands, or an empty one.
 * @param {string} dieharder its version
 */
function openReport(dieharder) {
  const date = new Date().toISOString().slice(0, 10);
  const file = join(REPORTS, `${date}-random.json`);
  /** @type {Report} */
  const empty = {
    date,
    node: process.versions.node,
    processor: cpus()[0]?.model ?? "unknown",
    dieharder,
    note: "weak means p < 0.005 or p > 0.995, which good draws meet once in a hundred; failed means p < 1e-6",
    streams: [],
  };
  /** @type {Report} */
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : empty;
  return { report, file };
}

/**
 * Runs on one stream what the report lacks. Results of other draws, from before a change to the generator, are dropped.
 * @param {string} stream @param {Report} report @param {string} file
 */
async function checkStream(stream, report, file) {
  const draws = createHash("sha256").update(firstDraws(stream)).digest("hex").slice(0, 32);
  let entry = report.streams.find((each) => each.stream === stream);
  if (entry?.draws !== draws) {
    entry = { stream, draws, passed: 0, weak: 0, failed: 0, results: [] };
    report.streams = [...report.streams.filter((each) => each.stream !== stream), entry];
  }
  for (const [number, ...ntuples] of BATTERY)
    for (const ntuple of ntuples.length === 0 ? [undefined] : ntuples) {
      const test = ntuple === undefined ? `${number}` : `${number}/${ntuple}`;
      if (entry.results.some((result) => result.test === test)) continue;
      const result = await runTest(stream, test, number, ntuple);
      entry.results.push(result);
      const count = (/** @type {string} */ verdict) =>
        entry.results.flatMap(({ figures }) => figures).filter((each) => each.verdict === verdict)
          .length;
      Object.assign(entry, {
        passed: count("PASSED"),
        weak: count("WEAK"),
        failed: count("FAILED"),
      });
      save(report, file);
      const verdicts = [...new Set(result.figures.map(({ verdict }) => verdict))].join(" ");
      console.log(
        `${stream} ${test.padEnd(6)} ${result.seconds.toFixed(0).padStart(4)} s  ${verdicts}`,
      );
    }
}

/**
 * @param {string} stream
 * @returns {Buffer} a megabyte, to know these draws again
 */
function firstDraws(stream) {
  const options = { cwd: ROOT, maxBuffer: 1 << 24 };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    random(stream, "1", "1048576"),
    options,
  );
  if (status !== 0) throw new Error(`no draws from stream ${stream}: ${String(stderr)}`);
  return stdout;
}

/** @param {string} stream @param {string} seed @param {string} bytes */
function random(stream, seed, bytes) {
  const tsx = join(ROOT, "node_modules", "tsx", "dist", "cli.mjs");
  const script = join(ROOT, "scripts", "random.ts");
  return [tsx, script, "--stream", stream, "--seed", seed, "--bytes", bytes];
}

/**
 * One dieharder test on draws of its own: the seed names the test, so that no two tests see the same draws.
 * @param {string} stream @param {string} test @param {number} number @param {number | undefined} ntuple
 * @returns {Promise<Result>}
 */
function runTest(stream, test, number, ntuple) {
  const seed = `dieharder/${test}`;
  const fields = ["test_name", "ntuple", "pvalues", "assessment"].flatMap((name) => ["-D", name]);
  const size = ntuple === undefined ? [] : ["-n", String(ntuple)];
  const begun = performance.now();
  const args = ["-g", "200", "-d", String(number), ...size, ...fields, "-c", ","];
  const draws = random(stream, seed, "inf");
  // "$1" … are the source's arguments, then dieharder's: no shell ever reads their text
  const ends = draws.map((_, index) => `"\${${index + 1}}"`).join(" ");
  const pipeline = `"$NODE" ${ends} | { shift ${draws.length}; exec dieharder "$@"; }`;
  const child = spawn("sh", ["-c", pipeline, "sh", ...draws, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE: process.execPath },
  });
  let output = "";
  child.stdout.on("data", (bytes) => (output += String(bytes)));
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      const figures = output.trim().split("\n").flatMap(readFigure);
      if (code !== 0 || figures.length === 0)
        return reject(new Error(`dieharder -d ${test} ended with ${code}:\n${output}`));
      const seconds = Math.round((performance.now() - begun) / 100) / 10;
      return resolve({ test, seed, seconds, figures });
    });
  });
}

/**
 * @param {string} line as `diehard_runs,   0,0.22320738,  PASSED`
 * @returns {Figure[]} one figure, or none where the line is something else
 */
function readFigure(line) {
  const [name = "", ntuple, p, verdict = ""] = line.split(",").map((cell) => cell.trim());
  if (!["PASSED", "WEAK", "FAILED"].includes(verdict)) return [];
  return [{ name, ntuple: Number(ntuple), p: Number(p), verdict }];
}

/**
 * Writes the report whole or not at all.
 * @param {Report} report @param {string} file
 */
function save(report, file) {
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(`${file}.tmp`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${file}.tmp`, file);
}
