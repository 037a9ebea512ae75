// npm test: from a bare clone to `N passed, N failed`. Installs packages and browsers, checks types, lint,
// format, unused code and the build, then runs every test under Node and in both browsers.
//   npm test              everything
//   npm test -- PATTERN…  only the tests whose path holds PATTERN (arguments go to vitest as they are)
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";
import { runVitest } from "./vitest.mjs";

/** @typedef {{ name: string, seconds: number, passed: number, failed: number, skipped: number }} Outcome */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BIN = join(ROOT, "node_modules");
const [TSC, OXLINT, OXFMT, KNIP] = [
  "typescript/bin/tsc",
  "oxlint/bin/oxlint",
  "oxfmt/bin/oxfmt",
  "knip/bin/knip.js",
].map((file) => join(BIN, file));

/** @type {Outcome[]} */
const outcomes = [];
const patterns = process.argv.slice(2);

const begun = performance.now();
const installed = install(ROOT);
outcomes.push(outcome("install", begun, { failed: installed === 0 ? 0 : 1 }));
if (installed === 0) await (patterns.length === 0 ? runEverything() : runTests(patterns));
finish();

/** Two lanes of steps side by side, since each step is one process: then the tests, which fill both cores. */
async function runEverything() {
  await Promise.all([
    runLane([
      ["types", TSC, "-b"],
      ["build", join(ROOT, "scripts", "build.mjs")],
    ]),
    runLane([
      ["browsers", join(ROOT, "scripts", "browsers.mjs")],
      ["lint", OXLINT, "--type-aware", "--deny-warnings"],
      ["format", OXFMT, "--list-different", "."],
      ["unused", KNIP],
    ]),
  ]);
  const hasBrowsers = outcomes.some(({ name, failed }) => name === "browsers" && failed === 0);
  if (hasBrowsers) await runTests([]);
  else outcomes.push({ name: "tests (not run)", seconds: 0, passed: 0, failed: 1, skipped: 0 });
}

/** @param {(string | undefined)[][]} steps name, script and arguments of each */
async function runLane(steps) {
  for (const [name = "", script = "", ...args] of steps) {
    const start = performance.now();
    const { code, output } = await runNode([script, ...args.map(String)]);
    if (output !== "" || code !== 0) console.log(`\n── ${name}\n${output.trimEnd()}`);
    const isPreparation = name === "browsers";
    outcomes.push(
      outcome(name, start, {
        passed: code === 0 && !isPreparation ? 1 : 0,
        failed: code === 0 ? 0 : 1,
      }),
    );
  }
}

/** @param {string[]} args */
async function runTests(args) {
  const start = performance.now();
  outcomes.push(outcome("tests", start, await runVitest(args)));
}

/**
 * @param {string} name @param {number} start from performance.now()
 * @param {{ passed?: number, failed?: number, skipped?: number }} counts
 * @returns {Outcome}
 */
function outcome(name, start, { passed = 0, failed = 0, skipped = 0 }) {
  return { name, seconds: (performance.now() - start) / 1000, passed, failed, skipped };
}

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
function runNode(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("close", (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }),
    );
  });
}

/** Prints the timings, then the closing line, and sets the exit code. */
function finish() {
  const sum = (/** @type {"passed" | "failed" | "skipped"} */ key) =>
    outcomes.reduce((total, each) => total + each[key], 0);
  console.log();
  for (const { name, seconds, failed } of outcomes)
    console.log(
      `${name.padEnd(16)}${seconds.toFixed(1).padStart(7)} s${failed > 0 ? "  failed" : ""}`,
    );
  const total = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${"total".padEnd(16)}${total.padStart(7)} s\n`);
  if (process.env.CI === undefined)
    console.log(
      "Not run here: a real Slurm, GNU parallel, R and DuckDB. npm run test:tools and npm run test:readers bring and test them.\n",
    );
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  process.exitCode = sum("failed") === 0 ? 0 : 1;
  console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
}
