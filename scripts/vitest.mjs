// Runs tests by vitest and counts them from its report.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ status?: string, assertionResults?: { status: string }[] }} FileResult */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const VITEST = join(ROOT, "node_modules", "vitest", "vitest.mjs");

/**
 * Runs vitest, whose words go to the terminal.
 * @param {string[]} args
 * @param {string} [name] of the report in .cache/
 * @returns {Promise<Counts>}
 */
export async function runVitest(args, name = "vitest") {
  const report = join(ROOT, ".cache", `${name}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [VITEST, "run", ...reporters, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
  /** @type {number} */
  const code = await new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
  return count(readReport(report), code);
}

/**
 * A file that does not load is one failure, and so is a bad exit with none reported.
 * @param {FileResult[]} files @param {number} code vitest's exit code
 */
function count(files, code) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of files) {
    const tests = file.assertionResults ?? [];
    const failed = tests.filter(({ status }) => status === "failed").length;
    const passed = tests.filter(({ status }) => status === "passed").length;
    counts.passed += passed;
    counts.failed += failed === 0 && file.status === "failed" ? 1 : failed;
    counts.skipped += tests.length - failed - passed;
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/**
 * @param {string} file
 * @returns {FileResult[]} nothing where vitest fell before writing it: its exit code is then counted
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).testResults;
  } catch {
    return [];
  }
}
