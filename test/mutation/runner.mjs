// A test runner for Stryker: loads the part's test files once, into the process that holds the mutants, and then calls for
// each mutant those of their tests that reach it, the quickest first, until one fails. MUTATION_TESTS names the files.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { claimsOf, close, forget, hold } from "./claims.mjs";

/** @typedef {import("./claims.mjs").Claim & { id: string, file: string, milliseconds: number }} Test */
/** @typedef {{ testFilter?: string[], activeMutant: { id: string }, hitLimit?: number, mutantActivation: "static" | "runtime" }} MutantRun */
/** @typedef {{ activeMutant?: string, currentTestId?: string, hitCount?: number, hitLimit?: number, mutantCoverage?: object }} Switches */

/** @type {Record<string, Switches>} */
const everywhere = globalThis;
/** Where Stryker's changes to the code look which of them is on. */
const switches = (everywhere["__stryker__"] ??= {});
/** How long each test takes without any mutant, for processes that come later. */
const TIMES = "times.json";
/** No mutant. */
const NONE = "none";

class InProcessRunner {
  /** @type {Test[]} */
  tests = [];
  /** How many mutants this process has seen. */
  seen = 0;
  isSpoilt = false;

  capabilities() {
    return { reloadEnvironment: false };
  }

  init() {
    register(new URL("vitest-hook.mjs", import.meta.url));
  }

  async load() {
    if (this.tests.length > 0) return;
    /** @type {Record<string, number>} */
    const times = existsSync(TIMES) ? JSON.parse(readFileSync(TIMES, "utf8")) : {};
    for (const file of (process.env["MUTATION_TESTS"] ?? "").split(" ")) {
      const url = pathToFileURL(resolve(file)).href;
      for (const [at, claim] of (await claimsOf(file, () => import(url))).entries()) {
        const id = [...claim.suites.map(({ name }) => name), claim.name, at].join(" > ");
        this.tests.push({ ...claim, id, file, milliseconds: times[id] ?? 0 });
      }
    }
  }

  async dryRun() {
    await this.load();
    const tests = [];
    for (const test of this.tests) {
      switches.currentTestId = test.id;
      const begun = performance.now();
      const failureMessage = await failureOf(test);
      test.milliseconds = performance.now() - begun;
      switches.currentTestId = undefined;
      const { id, file: fileName, milliseconds: timeSpentMs } = test;
      const status = failureMessage === undefined ? 0 : 1;
      tests.push({ ...{ id, name: id, fileName, timeSpentMs, status, failureMessage } });
    }
    const times = this.tests.map(({ id, milliseconds }) => [id, milliseconds]);
    writeFileSync(TIMES, JSON.stringify(Object.fromEntries(times)));
    return { status: "complete", tests, mutantCoverage: switches.mutantCoverage };
  }

  /** @param {MutantRun} run */
  async mutantRun(run) {
    const begun = performance.now();
    note(`mutant ${run.activeMutant.id} …`);
    try {
      const result = await this.outcome(run);
      const by = result.status === "killed" ? result.killedBy[0] : result.status;
      note(`  ${Math.round(performance.now() - begun)} ms ${result.status} ${by}`);
      return result;
    } catch (error) {
      note(`  ${String(error)}`);
      throw error;
    }
  }

  /** @param {MutantRun} run */
  async outcome({ testFilter, activeMutant, hitLimit, mutantActivation }) {
    if (this.isSpoilt) throw new Error("an earlier mutant left something behind");
    const isFirst = this.seen++ === 0;
    this.isSpoilt = process.env["MUTATION_FRESH"] === "yes"; // what the code keeps in memory would hide the next mutant
    switches.hitCount = hitLimit === undefined ? undefined : 0;
    switches.hitLimit = hitLimit;
    switches.activeMutant = mutantActivation === "static" ? activeMutant.id : NONE;
    try {
      await this.load();
    } catch (error) {
      return { status: "killed", killedBy: [], failureMessage: String(error), nrOfTests: 0 };
    }
    forget(this.tests);
    const chosen = this.tests
      .filter(({ id }) => testFilter === undefined || testFilter.includes(id))
      .toSorted((a, b) => a.milliseconds - b.milliseconds);
    let nrOfTests = 0;
    for (const test of chosen) {
      nrOfTests++;
      switches.activeMutant = activeMutant.id;
      const failureMessage = await failureOf(test);
      switches.activeMutant = NONE;
      if (failureMessage === undefined) continue;
      if ((switches.hitCount ?? 0) > (hitLimit ?? Infinity)) {
        this.isSpoilt = true; // it was stopped half-way
        return { status: "timeout", reason: "reached far more often than without" };
      }
      await this.confirm(test, isFirst);
      return { status: "killed", killedBy: [test.id], failureMessage, nrOfTests };
    }
    return { status: "survived", nrOfTests };
  }

  /**
   * A test that fails without the mutant, too, fails because of what a mutant left in memory: its own doing, where it is the
   * first in this process, and else to be tried again in a fresh one.
   * @param {Test} test @param {boolean} isFirst
   */
  async confirm(test, isFirst) {
    switches.hitCount = undefined;
    forget([test]);
    if ((await failureOf(test)) === undefined) return;
    this.isSpoilt = true;
    if (!isFirst) throw new Error("an earlier mutant left something behind");
  }

  async dispose() {
    switches.activeMutant = NONE;
    await close(this.tests);
  }
}

/** @param {string} line of the part's log, which tells how far it is */
function note(line) {
  const file = process.env["MUTATION_LOG"];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}

/** @param {Test} test @returns {Promise<string | undefined>} why it does not hold */
async function failureOf(test) {
  try {
    await hold(test);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const strykerPlugins = [
  { kind: "TestRunner", name: "in-process", injectableClass: InProcessRunner },
];
