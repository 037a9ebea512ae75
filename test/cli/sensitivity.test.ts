import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../cli/failure.ts";
import type { SensitivityReport } from "../../cli/sensitivity/analysis.ts";
import { ironcage } from "./command.ts";

const root = mkdtempSync(join(tmpdir(), "ironcage-sensitivity-"));
afterAll(() => rmSync(root, { recursive: true }));

const SCENARIO = "population: { associations: 30 }\nrun: { steps: 4, seed: s }\n";

/** A complete batch of a small experiment in a folder of its own. */
function batch(name: string, lines: readonly string[]): string {
  const folder = mkdtempSync(join(root, `${name}-`));
  writeFileSync(join(folder, "small.yaml"), SCENARIO);
  const file = join(folder, "e.yaml");
  const head = ["kind: experiment", `name: ${name}`, "scenario: small.yaml"];
  writeFileSync(file, [...head, ...lines, ""].join("\n"));
  const out = join(folder, "out");
  const { status, stderr } = ironcage(["batch", file, "--out", out, "--workers", "1"]);
  if (status !== EXIT.done) throw new Error(stderr);
  return out;
}

const FACTORS = [
  "factors:",
  "  mechanisms.mimetic.rate: { from: 0, to: 0.1 }",
  "  mechanisms.identity.rate: { from: 0, to: 0.1 }",
  "  off.mergers: [false, true]",
  "measures: [dispersion.practice, mergers]",
];
const OUTCOMES = ["outcomes:", "  convergence: { measure: dispersion.practice, take: fall }"];

describe("ironcage sensitivity", () => {
  let morris: string;
  beforeAll(() => {
    morris = batch("screen", [
      "design: { kind: morris, trajectories: 4 }",
      "replicates: 2",
      ...FACTORS,
      ...OUTCOMES,
    ]);
  }, 60_000);

  it("prints the factors by weight and writes all numbers beside the results", () => {
    const { status, stdout } = ironcage(["sensitivity", morris]);
    expect(status).toBe(EXIT.done);
    expect(stdout).toMatch(/^screen: morris design, 2 replicates; 95 % intervals/);
    expect(stdout).toMatch(/convergence\n {2}32 runs; 4 of 4 trajectories complete\n/);
    expect(stdout).toMatch(/variance by parameters .*, by seeds /);
    const report = JSON.parse(
      readFileSync(join(morris, "sensitivity.json"), "utf8"),
    ) as SensitivityReport;
    const [outcome] = report.outcomes;
    expect(report).toMatchObject({ format: 1, experiment: "screen", confidence: 0.95 });
    expect(outcome).toMatchObject({
      name: "convergence",
      failed: 0,
      runs: { total: 32, missing: 0, leftOut: 0 },
      blocks: { size: 4, total: 4, complete: 4 },
    });
    const factors = outcome?.indices?.method === "morris" ? outcome.indices.factors : [];
    expect(factors.map(({ path }) => path)).toEqual(report.design.factors);
    // without what keeps practices apart they converge: imitation raises the fall, identity lowers it
    expect(factors[0]?.mu.low).toBeGreaterThan(0);
    expect(factors[1]?.mu.high).toBeLessThan(0);
  });

  it("gives the same bytes again", () => {
    const first = ironcage(["sensitivity", morris, "--json"]).stdout;
    expect(ironcage(["sensitivity", morris, "--json"]).stdout).toBe(first);
    expect((JSON.parse(first) as SensitivityReport).resamples).toBe(1000);
  });

  it("takes an outcome by measure or spelled out, and refuses an unknown one at its place", () => {
    const asked = ["--outcome", "mergers", "--outcome", "{ measure: mergers, take: sum }"];
    const { status, stdout } = ironcage([
      "sensitivity",
      morris,
      ...asked,
      "--json",
      "--resamples",
      "20",
    ]);
    expect(status).toBe(EXIT.done);
    const { outcomes } = JSON.parse(stdout) as SensitivityReport;
    expect(outcomes.map(({ outcome }) => outcome.take)).toEqual(["value", "sum"]);
    for (const [wrong, message] of [
      ["mergrs", /^--outcome:1:1: error\[E055\].*Did you mean mergers\?/],
      ["{ measure: mergers, at: 9 }", /^--outcome:1:25: error\[E058\] at: got step 9/],
      ["{ measure: mergers, tke: sum }", /^--outcome:1:21: error\[E020\].*Did you mean take\?/],
    ] as const) {
      const refused = ironcage(["sensitivity", morris, "--outcome", wrong]);
      expect(refused.status).toBe(EXIT.badInput);
      expect(refused.stderr).toMatch(message);
    }
  });

  it("of a grid tells parameters' and seeds' variance apart, and that there is nothing to rank by", () => {
    const grid = batch("grid", [
      "factors: { mechanisms.mimetic.rate: [0, 0.1] }",
      "replicates: 3",
      "measures: [dispersion.practice]",
    ]);
    const { status, stdout } = ironcage(["sensitivity", grid]);
    expect(status).toBe(EXIT.done);
    expect(stdout).toMatch(/dispersion.practice\n.*6 runs.*\n.*parameters' share.*\n.*no indices/);
  });

  it("of a batch that is not complete says what is left to do", () => {
    const folder = mkdtempSync(join(root, "part-"));
    writeFileSync(join(folder, "small.yaml"), SCENARIO);
    writeFileSync(
      join(folder, "e.yaml"),
      [
        "kind: experiment",
        "scenario: small.yaml",
        "design: { kind: lhs, size: 4 }",
        ...FACTORS,
      ].join("\n"),
    );
    const out = join(folder, "out");
    ironcage(["batch", join(folder, "e.yaml"), "--out", out, "--shard", "1/2", "--workers", "1"]);
    const { status, stderr } = ironcage(["sensitivity", out]);
    expect(status).toBe(EXIT.runsFailed);
    expect(stderr).toMatch(/2 of 4 runs done; first: ironcage batch/);
  });

  it("a batch whose flags would lose a stated outcome is refused before any run", () => {
    const file = join(morris, "..", "e.yaml");
    const { status, stderr } = ironcage([
      "batch",
      file,
      "--out",
      join(root, "lost"),
      "--measures",
      "mergers",
    ]);
    expect(status).toBe(EXIT.badInput);
    expect(stderr).toMatch(/^outcomes:1:1: error\[E055\] measure: got measure dispersion.practice/);
  });
});
