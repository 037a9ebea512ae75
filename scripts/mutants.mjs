// Part of npm run check:deep: mutation testing, part by part. Changes the code in every way that Stryker knows, one change at a
// time, and sees whether a test fails. Stryker is installed in test/mutation, apart from everything else. What each part
// came to goes into a dated report in docs/reports/ as soon as it is known; a second call on the same day does what is left.
//   node scripts/mutants.mjs                 all parts, which takes hours
//   node scripts/mutants.mjs exact draws     these
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

/** @typedef {{ mutate: string[], tests: string[], floor: number }} Part files, the tests that call them, the share of mutants to be found */
/** @typedef {{ status: string, mutatorName: string, replacement?: string, location: { start: { line: number } } }} Mutant */
/** @typedef {{ score: number, floor: number, killed: number, timeout: number, explained: number, survived: string[], seconds: number }} Outcome */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const REPORTS = join(ROOT, "docs", "reports");
/** Mutants that change no result, each with its reason. @type {{ mutant: string, reason: string }[]} */
const EQUIVALENT = JSON.parse(
  readFileSync(join(ROOT, "test", "mutation", "equivalent.json"), "utf8"),
);
const WORK = join(ROOT, ".cache", "mutation");
const STATISTICS =
  "test/experiments/statistics.test.ts test/experiments/statistics-golden.test.ts".split(" ");

/** @type {Readonly<Record<string, Part>>} */
const PARTS = {
  exact: {
    mutate: ["sim/random/exact.ts"],
    tests: ["test/sim/exact.test.ts", "test/sim/bits.test.ts"],
    floor: 0.95,
  },
  draws: {
    mutate: ["sim/random/normal.ts", "sim/random/stream.ts", "sim/random/sha256.ts"],
    tests: ["test/sim/exact.test.ts", "test/sim/draws.test.ts", "test/sim/bits.test.ts"],
    floor: 0.95,
  },
  digest: {
    mutate: ["sim/digest.ts"],
    tests: ["test/sim/run.test.ts", "test/experiments/self-test.test.ts"],
    floor: 0.85,
  },
  ledger: {
    mutate: ["sim/ledger.ts"],
    tests: ["test/sim/ledger.test.ts", "test/sim/book.test.ts", "test/sim/run.test.ts"],
    floor: 0.85,
  },
  store: {
    mutate: [
      "cli/store/record.ts",
      "cli/store/shard.ts",
      "cli/store/lock.ts",
      "cli/store/files.ts",
    ],
    tests: ["test/cli/store.test.ts"],
    floor: 0.85,
  },
  statistics: {
    mutate: [
      "experiments/statistics/*.ts",
      "!experiments/statistics/sequential.ts",
      "!experiments/statistics/spending.ts",
    ],
    tests: STATISTICS,
    floor: 0.85,
  },
  sequential: {
    mutate: ["experiments/statistics/sequential.ts", "experiments/statistics/spending.ts"],
    tests: [...STATISTICS, "test/experiments/sequential.test.ts"],
    floor: 0.85,
  },
  schema: {
    mutate: ["sim/schema/check.ts", "sim/schema/parameter.ts"],
    tests: ["test/sim/schema.test.ts", "test/experiments/hostile.test.ts"],
    floor: 0.85,
  },
  files: {
    mutate: ["experiments/files/{text,scan,tree,json,library,settings}.ts"],
    tests: ["test/experiments/hostile.test.ts", "test/experiments/held.test.ts"],
    floor: 0.85,
  },
};

process.exitCode = main(process.argv.slice(2));

/** @param {readonly string[]} asked names of parts @returns {number} exit code: 1 where a part stays below its floor */
function main(asked) {
  const installed = install(ROOT) || install(join(ROOT, "test", "mutation"));
  if (installed !== 0) return installed;
  const date = new Date().toISOString().slice(0, 10);
  const file = join(REPORTS, `${date}-mutation.json`);
  const empty = {
    date,
    node: process.versions.node,
    note: "score: share of the mutants that change anything which a test finds, by failing or by never ending; survived: line, mutator, what stood there instead",
    parts: /** @type {Record<string, Outcome>} */ ({}),
  };
  /** @type {typeof empty} */
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : empty;
  const names = asked.length > 0 ? asked : Object.keys(PARTS);
  for (const name of names) {
    const part = PARTS[name];
    if (part === undefined)
      throw new Error(`no part ${name}; there are ${Object.keys(PARTS).join(", ")}`);
    if (report.parts[name] !== undefined && asked.length === 0) continue;
    const outcome = mutate(name, part);
    // another call may have done another part meanwhile
    Object.assign(
      report.parts,
      existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).parts : {},
    );
    report.parts[name] = outcome;
    mkdirSync(REPORTS, { recursive: true });
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    console.log(
      `mutants: ${name} ${(100 * outcome.score).toFixed(1)} %, ${outcome.survived.length} survived`,
    );
  }
  return names.every((name) => (report.parts[name]?.score ?? 0) >= (PARTS[name]?.floor ?? 1))
    ? 0
    : 1;
}

/** @param {string} name @param {Part} part @returns {Outcome} */
function mutate(name, part) {
  mkdirSync(WORK, { recursive: true });
  const home = join(ROOT, "test", "mutation", "node_modules", "@stryker-mutator");
  const found = join(WORK, `${name}.json`);
  rmSync(found, { force: true });
  const config = join(WORK, `${name}.config.json`);
  const settings = {
    testRunner: "vitest",
    plugins: [join(home, "vitest-runner", "dist", "src", "index.js")],
    vitest: { configFile: "test/mutation/vitest.config.ts" },
    mutate: part.mutate,
    coverageAnalysis: "perTest",
    concurrency: 1,
    tempDirName: join(".cache", `stryker-${name}`),
    reporters: ["json"],
    jsonReporter: { fileName: found },
    ignorePatterns: ["dist", "docs", ".cache", "results", "**/node_modules"],
    disableTypeChecks: false,
    timeoutMS: 20_000,
  };
  writeFileSync(config, JSON.stringify(settings));
  const begun = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [join(home, "core", "bin", "stryker.js"), "run", config],
    {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, MUTATION_TESTS: part.tests.join(" ") },
    },
  );
  if (!existsSync(found)) throw new Error(`Stryker ended with ${status} and no report on ${name}`);
  const { files } =
    /** @type {{ files: Record<string, { source: string, mutants: Mutant[] }> }} */ (
      JSON.parse(readFileSync(found, "utf8"))
    );
  const all = Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants.map((mutant) => ({
      path,
      line: source.split("\n")[mutant.location.start.line - 1],
      ...mutant,
    })),
  );
  const count = (/** @type {string} */ status) =>
    all.filter((mutant) => mutant.status === status).length;
  const words = (
    /** @type {(typeof all)[number]} */ { path, line, mutatorName, replacement = "" },
  ) => `${path} ${mutatorName}: ${(line ?? "").trim().slice(0, 80)} => ${replacement.slice(0, 60)}`;
  const survivors = all.filter(({ status }) => status === "Survived" || status === "NoCoverage");
  const left = survivors.filter((each) => !EQUIVALENT.some(({ mutant }) => mutant === words(each)));
  const [killed, timeout] = [count("Killed"), count("Timeout")];
  return {
    score: Math.round((1000 * (killed + timeout)) / (killed + timeout + left.length)) / 1000,
    floor: part.floor,
    killed,
    timeout,
    explained: survivors.length - left.length,
    survived: left.map((each) => `${words(each)} (line ${each.location.start.line})`),
    seconds: Math.round((performance.now() - begun) / 1000),
  };
}
