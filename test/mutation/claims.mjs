// What test files import as "vitest" when mutants are tried: they say what they claim, and it is kept to be called again
// and again in one process, which costs a mutant a few hundredths of a second instead of a start of everything.
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import { format } from "@vitest/pretty-format";
import fc from "fast-check";

/** @typedef {() => unknown} Step */
/** @typedef {{ name: string, suites: Suite[], body: (context: object) => unknown }} Claim */
/** @typedef {{ name: string, before: Step[], after: Step[], beforeEach: Step[], afterEach: Step[], isReady: boolean }} Suite */

fc.configureGlobal({ endOnFailure: true }); // the smallest case that fails is of no interest here
chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
chai.use(({ Assertion }) =>
  Assertion.addMethod("toMatchInlineSnapshot", function (/** @type {string} */ expected) {
    const found = format(chai.util.flag(this, "object"), {
      escapeString: false,
      printBasicPrototype: false,
    });
    chai.expect(undented(found)).toBe(undented(expected));
  }),
);

export const expect = /** @type {any} */ (
  (/** @type {unknown} */ value, /** @type {string} */ message) => chai.expect(value, message)
);
Object.assign(expect, chai.expect);
Object.assign(expect, /** @type {any} */ (globalThis)[ASYMMETRIC_MATCHERS_OBJECT]);
expect.getState = () => getState(expect);
expect.setState = (/** @type {object} */ state) => setState(state, expect);
expect.extend = (/** @type {object} */ matchers) => chai.expect.extend(expect, matchers);
setState(
  { assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null },
  expect,
);

/** A text without the margin that a source file gives it. @param {string} text */
const undented = (text) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();

/** @param {string} name @returns {Suite} */
const suiteOf = (name) => ({
  ...{ name, before: [], after: [], beforeEach: [], afterEach: [], isReady: false },
});

/** @type {Suite[]} */
let open = [];
/** @type {Claim[]} */
let claims = [];

/** Loads a test file. @param {string} name @param {() => Promise<unknown>} load @returns {Promise<Claim[]>} what it claims */
export async function claimsOf(name, load) {
  open = [suiteOf(name)];
  claims = [];
  await load();
  return claims;
}

/** @param {unknown} cells of a table's row @param {string} name with a printf's or a template's places @param {number} at */
const titled = (cells, name, at) => `${name} #${at} ${JSON.stringify(cells)?.slice(0, 60)}`;

/** @param {unknown[]} rest of a test's arguments, which are its body and its options in either order */
const bodyOf = (rest) =>
  /** @type {(...args: any[]) => unknown} */ (rest.find((each) => typeof each === "function"));

/** @param {string} name @param {unknown[]} rest */
function it(name, ...rest) {
  claims.push({ name, suites: [...open], body: bodyOf(rest) });
}
/** @param {readonly unknown[]} table */
it.each =
  (table) =>
  (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) =>
    table.forEach((row, at) =>
      it(titled(row, name, at), () => bodyOf(rest)(...(Array.isArray(row) ? row : [row]))),
    );
/** @param {readonly unknown[]} table */
it.for =
  (table) =>
  (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) =>
    table.forEach((row, at) =>
      it(titled(row, name, at), (/** @type {object} */ context) => bodyOf(rest)(row, context)),
    );
export { it, it as test };

/** @param {string} name @param {unknown[]} rest */
export function describe(name, ...rest) {
  open = [...open, suiteOf(name)];
  bodyOf(rest)();
  open = open.slice(0, -1);
}
/** @param {readonly unknown[]} table */
describe.each =
  (table) =>
  (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) =>
    table.forEach((row, at) =>
      describe(titled(row, name, at), () => bodyOf(rest)(...(Array.isArray(row) ? row : [row]))),
    );

/** @param {"before" | "after" | "beforeEach" | "afterEach"} when */
const hook = (when) => (/** @type {Step} */ step) => {
  const [innermost] = open.slice(-1);
  if (innermost === undefined) throw new Error("a hook outside of a test file");
  innermost[when].push(step);
};
export const [beforeAll, afterAll] = [hook("before"), hook("after")];
export const [beforeEach, afterEach] = [hook("beforeEach"), hook("afterEach")];

/** What was made ready for a group of claims is made anew when next asked for. @param {readonly Claim[]} all */
export function forget(all) {
  for (const { suites } of all) for (const suite of suites) suite.isReady = false;
}

/** @param {Claim} claim @throws where it does not hold */
export async function hold({ suites, body }) {
  for (const suite of suites) {
    if (suite.isReady) continue;
    for (const step of suite.before) await step();
    suite.isReady = true;
  }
  for (const suite of suites) for (const step of suite.beforeEach) await step();
  try {
    await body({ expect });
  } finally {
    for (const suite of suites) for (const step of suite.afterEach) await step();
  }
}

/** Clears up after claims, once and for all. @param {readonly Claim[]} all */
export async function close(all) {
  for (const suite of new Set(all.flatMap(({ suites }) => suites)))
    for (const step of suite.isReady ? suite.after : []) await step();
}
