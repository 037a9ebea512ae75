// A checker for Stryker that lets a fixed sample of all mutants pass: those whose description has the lowest hashes.
import { createHash } from "node:crypto";
import { relative } from "node:path";

/** @typedef {{ id: string, fileName: string, mutatorName: string, replacement: string, location: { start: Place, end: Place } }} Mutant */
/** @typedef {{ line: number, column: number }} Place */

class Sample {
  /** @type {Set<string>} */
  chosen = new Set();

  async init() {}

  /** All mutants at once, so that the sample can be drawn. @param {readonly Mutant[]} mutants */
  async group(mutants) {
    const size = Number(process.env["MUTATION_SAMPLE"] ?? Infinity);
    const drawn = mutants
      .map((mutant) => ({ id: mutant.id, rank: rankOf(mutant) }))
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
    for (const { id } of drawn.slice(0, size)) this.chosen.add(id);
    return [mutants.map(({ id }) => id)];
  }

  /** @param {readonly Mutant[]} mutants */
  async check(mutants) {
    const status = (/** @type {string} */ id) =>
      this.chosen.has(id) ? { status: "passed" } : { status: "compileError", reason: "not drawn" };
    return Object.fromEntries(mutants.map(({ id }) => [id, status(id)]));
  }
}

/** Where in the order of drawing a mutant stands: the same on every machine. @param {Mutant} mutant */
function rankOf({ fileName, mutatorName, replacement, location: { start, end } }) {
  const path = relative(process.cwd(), fileName).replaceAll("\\", "/");
  const places = [start.line, start.column, end.line, end.column];
  return createHash("sha256")
    .update(JSON.stringify(["ironcage mutants", path, places, mutatorName, replacement]))
    .digest("hex");
}

export const strykerPlugins = [{ kind: "Checker", name: "sample", injectableClass: Sample }];
