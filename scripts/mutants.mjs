// Part of npm run check:deep: mutation testing, part by part. Changes the code in every way that Stryker knows, one change at a
// time, and sees whether a test fails. Of the larger parts a fixed sample of the changes is tried, the same on every machine;
// the interval says what the whole part's share may be. Stryker is installed in test/mutation, apart from everything else.
// What each part came to goes into a dated report in docs/reports/ as soon as it is known; a second call on the same day does
// what is left.
//   node scripts/mutants.mjs                         all parts
//   node scripts/mutants.mjs exact draws             these
//   node scripts/mutants.mjs --sample 1000 ledger    with up to so many changes of each, instead of 60
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { install } from "./install.mjs";

/** @typedef {{ mutate: string[], tests: string[], floor: number, sample?: number, isFresh?: boolean }} Part files, the tests that call them, the share of mutants to be found, how many are tried, whether each in a process of its own, since the code keeps what it worked out */
/** @typedef {{ status: string, mutatorName: string, replacement?: string, static?: boolean, location: { start: { line: number } } }} Mutant */
/** @typedef {{ score: number, interval: readonly [number, number], floor: number, mutants: number, tried: number, killed: number, timeout: number, unreached: number, explained: number, survived: string[], seconds: number }} Outcome */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const REPORTS = join(ROOT, "docs", "reports");
/** Mutants that change no result, each with its reason. @type {{ mutant: string, reason: string }[]} */
const EQUIVALENT = JSON.parse(
  readFileSync(join(ROOT, "test", "mutation", "equivalent.json"), "utf8"),
);
const WORK = join(ROOT, ".cache", "mutation");
/** Of each part; those marked otherwise are tried whole. */
const SAMPLE = 60;

/** @param {string} folder @param {string} names @returns {string[]} */
const tests = (folder, names) => names.split(" ").map((name) => `test/${folder}/${name}.test.ts`);
const STATISTICS = tests("experiments", "statistics statistics-golden statistics-edges");
/** The engine against its digests. */
const GOLDEN = ["test/mutation/oracle.ts", "test/golden/digests.test.ts"];
/** That, and against the slow reference, on few seeds and scenarios. */
const WHOLE = [...GOLDEN, "test/reference/reference.test.ts"];

/** @type {Readonly<Record<string, Part>>} */
const PARTS = {
  exact: {
    mutate: ["sim/random/exact.ts"],
    tests: tests("sim", "exact bits"),
    floor: 0.95,
    sample: Infinity,
  },
  draws: {
    mutate: ["sim/random/normal.ts", "sim/random/stream.ts", "sim/random/sha256.ts"],
    tests: tests("sim", "exact draws bits"),
    floor: 0.95,
    sample: Infinity,
  },
  digest: {
    mutate: ["sim/digest.ts"],
    tests: [...tests("sim", "run draws"), ...GOLDEN],
    floor: 0.85,
  },
  ledger: {
    mutate: ["sim/ledger.ts"],
    tests: [...tests("sim", "ledger book run"), ...WHOLE],
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
    tests: [...STATISTICS, ...tests("experiments", "sequential")],
    floor: 0.85,
    isFresh: true,
  },
  store: {
    mutate: ["cli/store/{record,shard,lock,files}.ts"],
    tests: tests("cli", "store store-files store-lock store-shard"),
    floor: 0.85,
    sample: Infinity,
  },
  schema: {
    mutate: ["sim/schema/{check,parameter}.ts", "sim/schema/checks/*.ts"],
    tests: tests("experiments", "hostile held"),
    floor: 0.85,
    isFresh: true,
  },
  files: {
    mutate: ["experiments/files/{text,scan,tree,json,library,settings}.ts"],
    tests: tests("experiments", "hostile held"),
    floor: 0.85,
  },
  mechanisms: {
    mutate: ["sim/mechanisms/*.ts"],
    tests: WHOLE,
    floor: 0.85,
  },
  transitions: {
    mutate: ["sim/transitions/**/*.ts", "!sim/transitions/**/*parameters.ts"],
    tests: [...WHOLE, ...tests("sim", "budget calls cooperation demography negotiation responses")],
    floor: 0.85,
  },
  measures: {
    mutate: ["sim/measures/*.ts"],
    tests: [...WHOLE, ...tests("sim", "contrast exposures inspection market placebos")],
    floor: 0.85,
  },
  field: {
    mutate: ["sim/field/*.ts", "sim/{policy,roster,plan,tick,run,engine}.ts"],
    tests: [...WHOLE, ...tests("sim", "branch run ties rule-moves")],
    floor: 0.85,
  },
};

process.exitCode = main(process.argv.slice(2));

/** @param {string[]} args @returns {number} exit code: 1 where a part stays below its floor */
function main(args) {
  const { values, positionals: asked } = parseArgs({
    args,
    allowPositionals: true,
    options: { sample: { type: "string" } },
  });
  const installed = install(ROOT) || install(join(ROOT, "test", "mutation"));
  if (installed !== 0) return installed;
  const date = new Date().toISOString().slice(0, 10);
  const file = join(REPORTS, `${date}-mutation.json`);
  const empty = {
    date,
    node: process.versions.node,
    note: "mutants: all that the part has; tried: the fixed sample drawn of them; score: share of those tried, less those explained, that a test finds by failing or by never ending; interval: Wilson's, at 95 %; unreached: tried, but no test calls the line; survived: line, mutator, what stands there instead; explained: changes no result, for a reason in test/mutation/equivalent.json",
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
    const outcome = mutate(name, part, Number(values.sample ?? part.sample ?? SAMPLE));
    // another call may have done another part meanwhile
    Object.assign(
      report.parts,
      existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).parts : {},
    );
    report.parts[name] = outcome;
    mkdirSync(REPORTS, { recursive: true });
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;
    const [low, high] = outcome.interval;
    console.log(
      `mutants: ${name} ${percent(outcome.score)} (${percent(low)} to ${percent(high)}) of ${outcome.tried}, ${outcome.survived.length} survived`,
    );
  }
  return names.every((name) => (report.parts[name]?.score ?? 0) >= (PARTS[name]?.floor ?? 1))
    ? 0
    : 1;
}

/** @param {string} name @param {Part} part @param {number} sample @returns {Outcome} */
function mutate(name, part, sample) {
  const begun = performance.now();
  const all = tried(name, part, sample);
  const drawn = all.filter(({ status }) => !["CompileError", "Ignored"].includes(status));
  const count = (/** @type {string} */ status) =>
    drawn.filter((mutant) => mutant.status === status).length;
  const words = (
    /** @type {(typeof all)[number]} */ { path, line, mutatorName, replacement = "" },
  ) => `${path} ${mutatorName}: ${(line ?? "").trim().slice(0, 80)} => ${replacement.slice(0, 60)}`;
  const survivors = drawn.filter(({ status }) => ["Survived", "NoCoverage"].includes(status));
  const left = survivors.filter((each) => !EQUIVALENT.some(({ mutant }) => mutant === words(each)));
  const [killed, timeout, unreached] = [count("Killed"), count("Timeout"), count("NoCoverage")];
  const found = killed + timeout;
  const rounded = (/** @type {number} */ share) => Math.round(1000 * share) / 1000;
  const [low, high] = wilson(found, found + left.length);
  return {
    score: rounded(found / (found + left.length)),
    interval: [rounded(low), rounded(high)],
    floor: part.floor,
    ...{ mutants: all.length, tried: drawn.length, killed, timeout, unreached },
    explained: survivors.length - left.length,
    survived: left.map((each) => `${words(each)} (line ${each.location.start.line})`),
    seconds: Math.round((performance.now() - begun) / 1000),
  };
}

/** Wilson's interval at 95 % of a share. @param {number} found @param {number} of */
function wilson(found, of) {
  const z = 1.959963984540054;
  const share = found / of;
  const middle = share + z ** 2 / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return /** @type {const} */ ([
    (middle - reach) / (1 + z ** 2 / of),
    (middle + reach) / (1 + z ** 2 / of),
  ]);
}

/** Has Stryker try them. @param {string} name @param {Part} part @param {number} sample */
function tried(name, part, sample) {
  mkdirSync(WORK, { recursive: true });
  const home = join(ROOT, "test", "mutation");
  const found = join(WORK, `${name}.json`);
  const log = join(WORK, `${name}.log`);
  for (const file of [found, log]) rmSync(file, { force: true });
  const config = join(WORK, `${name}.config.json`);
  const settings = {
    testRunner: "in-process",
    testRunnerNodeArgs: [
      `--import=${pathToFileURL(join(ROOT, "node_modules/tsx/dist/loader.mjs")).href}`,
    ],
    checkers: ["sample"],
    plugins: [join(home, "runner.mjs"), join(home, "sample.mjs")],
    mutate: part.mutate,
    tsconfigFile: "none", // it would read it by an interface that TypeScript no longer has
    coverageAnalysis: "perTest",
    concurrency: 1,
    tempDirName: join(".cache", `stryker-${name}`),
    reporters: ["json"],
    jsonReporter: { fileName: found },
    ignorePatterns: ["dist", "docs/reports", ".cache", "results", "**/node_modules"],
    disableTypeChecks: false,
    timeoutMS: 30_000,
    dryRunTimeoutMinutes: 60,
  };
  writeFileSync(config, JSON.stringify(settings));
  const { status } = spawnSync(
    process.execPath,
    [join(home, "node_modules/@stryker-mutator/core/bin/stryker.js"), "run", config],
    {
      cwd: ROOT,
      stdio: ["ignore", openSync(log, "a"), "inherit"],
      env: {
        ...process.env,
        MUTATION_LOG: log,
        MUTATION_TESTS: part.tests.join(" "),
        MUTATION_SAMPLE: String(sample),
        MUTATION_FRESH: part.isFresh === true ? "yes" : "no",
        GOLDEN_SEEDS: "1",
        REFERENCE: "20",
      },
    },
  );
  if (!existsSync(found)) throw new Error(`Stryker ended with ${status} and no report on ${name}`);
  /** @type {{ files: Record<string, { source: string, mutants: Mutant[] }> }} */
  const { files } = JSON.parse(readFileSync(found, "utf8"));
  return Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants.map((mutant) => ({
      path,
      line: source.split("\n")[mutant.location.start.line - 1],
      ...mutant,
    })),
  );
}
