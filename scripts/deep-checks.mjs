// The checks of npm run check:deep, one after the other; what each came to stands in docs/reports/DATE-deep.json at once.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bringTools, starts } from "./tools.mjs";

/** @typedef {{ what: string, command: readonly string[], env?: Readonly<Record<string, string>> }} Check */
/** @typedef {{ what: string, passed: boolean, seconds: number }} Outcome */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const REPORTS = join(ROOT, "docs", "reports");
const TSX = join("node_modules", "tsx", "dist", "cli.mjs");
const VITEST = [join("node_modules", "vitest", "vitest.mjs"), "run"];

/** In an order in which the quickest comes first. @type {Readonly<Record<string, Check>>} */
const CHECKS = {
  golden: {
    what: "golden digests of 100 seeds of five fields",
    command: [TSX, "scripts/golden.ts", "--check"],
  },
  fuzz: {
    what: "20,000 files, tables and links, tampered with or made up",
    command: [...VITEST, "--project", "node", "test/experiments/fuzz.test.ts"],
    env: { FUZZ: "20000" },
  },
  spoilt: {
    what: "20,000 bytes of a shard flipped or cut, one at a time",
    command: [...VITEST, "--project", "node", "test/cli/store.test.ts"],
    env: { SPOILT_BYTES: "20000" },
  },
  soak: {
    what: "ten minutes of work with the page: runs, changes, looks, ensembles",
    command: [...VITEST, "--project", "page", "test/page/soak.test.ts"],
    env: { SOAK_SECONDS: "600" },
  },
  page: {
    what: "every view in every theme, language and width; lessons walked through in each way; 200 runs started and stopped",
    command: [
      ...VITEST,
      "--project",
      "page",
      "test/page/findings.test.ts",
      "test/page/lessons.test.ts",
      "test/page/leaks.test.ts",
    ],
    env: { IRONCAGE_EVERY_COMBINATION: "1" },
  },
  reference: {
    what: "the engine against the slow reference on 5,000 random scenarios",
    command: [...VITEST, "--project", "node", "test/reference/reference.test.ts"],
    env: { REFERENCE: "5000" },
  },
  crashes: {
    what: "a batch killed at every system call that touches its folder, storage that refuses each",
    command: [...VITEST, "--config", "test/tools/vitest.config.ts", "test/tools/crashes.test.ts"],
    env: { CRASH_POINTS: "1000" },
  },
  engines: {
    what: "golden digests under Node 20, 22 and 24",
    command: ["scripts/engines.mjs", "--seeds", "100"],
  },
  calibration: {
    what: "how often each statistic errs",
    command: [TSX, "bench/calibrate.ts"],
  },
  family: { what: "errors of whole families of tests", command: [TSX, "bench/family.ts"] },
  kills: {
    what: "10,000 runs killed twenty times and resumed",
    command: [TSX, "scripts/kills.mjs"],
  },
  repeats: { what: "every test, fifty times", command: ["scripts/repeats.mjs", "50"] },
  mutants: { what: "mutation testing, part by part", command: ["scripts/mutants.mjs"] },
};

/**
 * Runs what today's report lacks.
 * @param {readonly string[] | undefined} only names of checks, which are run even where the report has them
 * @returns {boolean} whether all passed
 */
export function runChecks(only) {
  const date = new Date().toISOString().slice(0, 10);
  const file = join(REPORTS, `${date}-deep.json`);
  /** @type {{ date: string, node: string, processor: string, checks: Record<string, Outcome> }} */
  const report = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { date, node: process.versions.node, processor: cpus()[0]?.model ?? "unknown", checks: {} };
  const names = only ?? Object.keys(CHECKS);
  for (const name of names) {
    const check = CHECKS[name];
    if (check === undefined)
      throw new Error(`no check ${name}; there are ${Object.keys(CHECKS).join(", ")}`);
    if (only === undefined && report.checks[name]?.passed === true) continue;
    report.checks[name] = run(name, check);
    mkdirSync(REPORTS, { recursive: true });
    writeFileSync(`${file}.tmp`, `${JSON.stringify(report, null, 2)}\n`);
    renameSync(`${file}.tmp`, file);
  }
  return names.every((name) => report.checks[name]?.passed === true);
}

/** @param {string} name @param {Check} check @returns {Outcome} */
function run(name, { what, command, env = {} }) {
  console.log(`── ${name}: ${what}`);
  if (name === "crashes") {
    const strace = {
      name: "strace",
      isThere: () => starts("strace", ["-V"]),
      packages: ["strace"],
    };
    const advice = bringTools([strace]);
    if (advice !== undefined) console.error(advice);
  }
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, [...command], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  return { what, passed: status === 0, seconds };
}
