// Every test again and again: how often one fails that nobody broke. What each round came to stands in
// docs/reports/COMMIT-repeats.json at once, and a second call on the same commit goes on.
//   node scripts/repeats.mjs 50                    rounds there shall be in the end
//   node scripts/repeats.mjs 50 --project page     further arguments go to vitest as they are
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runVitest } from "./vitest.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number, seconds: number, failures: readonly string[] }} Round */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const [count = "50", ...args] = process.argv.slice(2);
const git = (/** @type {string[]} */ ...words) =>
  execFileSync("git", words, { cwd: ROOT, encoding: "utf8" }).trim();
const commit = git("rev-parse", "--short", "HEAD");
const day = git("show", "-s", "--format=%cs", "HEAD");
const file = join(ROOT, "docs", "reports", `${day}-${commit}-repeats.json`);

/** @type {{ commit: string, node: string, processor: string, rounds: Record<string, Round[]> }} */
const report = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : {
      commit,
      node: process.versions.node,
      processor: cpus()[0]?.model ?? "unknown",
      rounds: {},
    };
const rounds = (report.rounds[args.join(" ") || "everything"] ??= []);
while (rounds.length < Number(count)) {
  const began = performance.now();
  const counts = await runVitest(args, "repeats");
  const seconds = Math.round((performance.now() - began) / 1000);
  rounds.push({ ...counts, seconds, failures: failuresOf() });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(
    `round ${rounds.length} of ${count}: ${counts.passed} passed, ${counts.failed} failed`,
  );
}
process.exitCode = rounds.every(({ failed }) => failed === 0) ? 0 : 1;

/** Titles of the tests that failed in the latest round. */
function failuresOf() {
  /** @type {{ testResults: { assertionResults: { status: string, fullName: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(join(ROOT, ".cache", "repeats.json"), "utf8"));
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "failed")
    .map(({ fullName }) => fullName);
}
