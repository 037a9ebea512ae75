import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../cli/failure.ts";
import type { SensitivityReport } from "../../cli/sensitivity/analysis.ts";
import { ironcage, refusal } from "./command.ts";

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

  it("takes an outcome by measure or spelled out, and gives the same numbers every time", () => {
    const asked = ["--outcome", "convergence", "--outcome", "{ measure: mergers, take: sum }"];
    const before = JSON.parse(
      readFileSync(join(morris, "sensitivity.json"), "utf8"),
    ) as SensitivityReport;
    const { status, stdout } = ironcage(["sensitivity", morris, ...asked, "--json"]);
    const { outcomes } = JSON.parse(stdout) as SensitivityReport;
    expect(status).toBe(EXIT.done);
    expect(outcomes.map(({ outcome }) => outcome.take)).toEqual(["fall", "sum"]);
    expect(outcomes[0]).toEqual(before.outcomes[0]);
  });

  it("refuses an unknown outcome at its place", async () => {
    const { status, stderr } = await refusal(["sensitivity", morris, "--outcome", "mergrs"]);
    expect(status).toBe(EXIT.badInput);
    expect(stderr).toMatch(/^--outcome:1:1: error\[E055\].*Did you mean mergers\?/);
  });

  it("of a batch that is not complete says what is left to do; resumed, it is as one done at once", async () => {
    const lines = ["design: { kind: saltelli, base: 4 }", ...FACTORS];
    const whole = batch("whole", lines);
    const file = join(whole, "..", "e.yaml");
    const out = join(whole, "..", "parts");
    ironcage(["batch", file, "--out", out, "--shard", "1/2", "--workers", "1"]);
    const { status, stderr } = await refusal(["sensitivity", out]);
    expect(status).toBe(EXIT.runsFailed);
    expect(stderr).toMatch(/10 of 20 runs done; first: ironcage batch/);
    expect(ironcage(["batch", file, "--out", out, "--workers", "1"]).status).toBe(EXIT.done);
    for (const name of ["runs.parquet", "series.parquet"])
      expect(readFileSync(join(out, name)).equals(readFileSync(join(whole, name)))).toBe(true);
  });

  it("a batch whose flags would lose a stated outcome is refused before any run", async () => {
    const file = join(morris, "..", "e.yaml");
    const { status, stderr } = await refusal([
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
