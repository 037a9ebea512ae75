import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readManifest, writeManifest } from "../../cli/store/manifest.ts";
import { planRun, scenarioSchema, startRun } from "../../sim/index.ts";
import { COMMAND, ended, ironcage, start } from "./command.ts";

// What machines do to a batch, and what one run may do to the others; crashes at every system call are in test/tools.

const root = mkdtempSync(join(tmpdir(), "ironcage-faults-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const SCENARIO = "population: { associations: 15 }\nrun: { steps: 6, seed: f }\n";
const TABLES = ["runs.parquet", "series.parquet"];
writeFileSync(join(root, "a.yaml"), SCENARIO);
writeFileSync(join(root, "few.yaml"), "kind: experiment\nscenario: a.yaml\nreplicates: 4\n");
writeFileSync(join(root, "many.yaml"), "kind: experiment\nscenario: a.yaml\nreplicates: 4000\n");
const few = join(root, "few.yaml");
const many = join(root, "many.yaml");

let count = 0;
const place = (): string => join(root, `out-${count++}`);
const rows = async (out: string, name: string): Promise<readonly Record<string, unknown>[]> => {
  const bytes = readFileSync(join(out, name));
  return parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  });
};

/** Waits for a shard of some length, or the end of its writer. */
async function under(out: string, end: Promise<unknown>): Promise<void> {
  const shard = join(out, "shards", "1-of-1.log");
  let isOver = false;
  void end.then(() => (isOver = true));
  while (!isOver && !(existsSync(shard) && statSync(shard).size > 150_000))
    await new Promise((resolve) => setTimeout(resolve, 2));
  expect(isOver).toBe(false);
}

describe("a batch that somebody ends", () => {
  const out = place();

  it.each([
    ["SIGHUP, as a closed terminal sends", ["SIGHUP"], 143],
    ["a second SIGINT: at once", ["SIGINT", "SIGINT"], 130],
  ] as const)(
    "by %s keeps what was done, whole (F06, F08)",
    async (_, signals, code) => {
      const folder = place();
      const child = start(["batch", many, "--out", folder, "--workers", "2"]);
      const end = ended(child);
      await under(folder, end);
      for (const signal of signals) child.kill(signal);
      expect((await end).code).toBe(code);
      const { stdout } = ironcage(["status", folder, "--json"]);
      const { done, failed } = JSON.parse(stdout) as { done: number; failed: number };
      expect(done).toBeGreaterThan(0);
      expect(failed).toBe(0);
      expect(ironcage(["verify", folder, "--sample", "1"]).stderr).not.toMatch(/damaged/);
    },
    60_000,
  );

  it("by taking its folder away stops with 3 within a commit (F17)", async () => {
    const child = start(["batch", many, "--out", out, "--workers", "2"]);
    const end = ended(child);
    await under(out, end);
    rmSync(out, { recursive: true, force: true });
    const { code, stderr } = await end;
    expect({ code, stderr }).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("1-of-1.log") as string,
    });
  }, 60_000);
});

describe("a reader that takes nothing", () => {
  const into = (device: string, args: readonly string[]) => {
    const line = [...COMMAND, ...args].map((word) => `'${word}'`).join(" ");
    return spawnSync("bash", ["-c", `${line} > ${device}`], { cwd: root, encoding: "utf8" });
  };

  it.each([
    ["run", "a.yaml", "--json"],
    ["batch", "few.yaml", "--out", "full", "--json"],
    ["parameters"],
  ])("a full device makes %s end with 3, not with 0 (F12)", (...args) => {
    expect(into("/dev/full", args)).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/standard output: ENOSPC/) as string,
    });
  });

  it("a closed pipe is no fault", () => {
    expect(into(">(true)", ["parameters"])).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("a folder that other circumstances began", () => {
  const began = place();
  beforeAll(() => {
    const { status, stderr } = ironcage(["batch", few, "--out", began, "--workers", "1"]);
    if (status !== 0) throw new Error(stderr);
  });

  /** The same folder, its manifest honestly sealed by another program. */
  const by = (change: object): string => {
    const folder = place();
    cpSync(began, folder, { recursive: true });
    const manifest = readManifest(folder);
    rmSync(join(folder, "manifest.json"));
    writeManifest(folder, { ...manifest, ...change });
    return folder;
  };

  it.each([
    ["another model version (F32)", { model: "1" }, /model version was 1, is/],
    ["an engine that computes otherwise (F33)", { selfTest: "0" }, /self-test gave 0 there/],
    ["results marked as not reproducible", { reproducible: false }, /reproducible results/],
  ])("is never mixed with: %s", (_, change, words) => {
    const folder = by(change);
    const before = readFileSync(join(folder, "shards", "1-of-1.log"));
    const { status, stdout, stderr } = ironcage(["batch", few, "--out", folder]);
    expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/new folder/);
    expect(readFileSync(join(folder, "shards", "1-of-1.log"))).toEqual(before);
  });

  it("goes on under another version of Node that computes the same, on the record (F33)", () => {
    const folder = by({ node: "v99.0.0" });
    expect(ironcage(["batch", few, "--out", folder])).toMatchObject({ status: 0 });
    expect(readManifest(folder).node).toBe("v99.0.0");
    for (const name of TABLES)
      expect(readFileSync(join(folder, name))).toEqual(readFileSync(join(began, name)));
  });

  it("with foreign files in it is read as if they were not there (F25)", () => {
    const folder = by({});
    for (const name of [
      ".DS_Store",
      ".nfs0001",
      "shards/.DS_Store",
      "shards/1-of-1 (conflict).txt",
    ])
      writeFileSync(join(folder, name), "no shard");
    mkdirSync(join(folder, ".Trash"));
    expect(ironcage(["batch", few, "--out", folder])).toMatchObject({ status: 0 });
    for (const name of TABLES)
      expect(readFileSync(join(folder, name))).toEqual(readFileSync(join(began, name)));
  });
});

/** A measure that misbehaves in fields of one size each, from step 1 on. */
const FAULTS = `
const keep = [];
const faults = {
  11: () => { for (const map = new Map();;) map.set(map.size, new Array(2e6).fill(map.size)); },
  12: () => { for (;;); },
  13: () => process.exit(7),
  14: () => { Promise.reject(new Error("nobody listens")); for (const from = Date.now(); Date.now() < from + 200;); },
  15: () => NaN,
  16: () => Infinity,
  17: () => "x".repeat(5e7),
  18: () => { throw new Error("y".repeat(5e7)); },
};
export const measures = [{
  name: "odd", unit: "1",
  open: ({ field }) => {
    let calls = 0;
    return () => calls++ === 0 ? 0 : (faults[field.living.length]?.() ?? 1);
  },
}];
`;

describe("a run that goes wrong", () => {
  const out = place();
  const sizes = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
  const quiet = ["budget", "mergers", "closures", "foundings", "entries"];

  it("costs nobody else anything: out of memory, endless, ended, no number, 50 MB (F35, F36, F37, F39)", async () => {
    writeFileSync(join(root, "faults.mjs"), FAULTS);
    // what the measure does in the scenario as it stands is tried before the first run
    writeFileSync(join(root, "sound.yaml"), SCENARIO.replace("15", "10"));
    writeFileSync(
      join(root, "faulty.yaml"),
      `kind: experiment\nscenario: sound.yaml\nfactors: { population.associations: [${sizes.join(", ")}], off: [[${quiet.join(", ")}]] }\nreplicates: 1\n`,
    );
    const [node, ...rest] = COMMAND;
    const args = ["batch", "faulty.yaml", "--with", "faults.mjs", "--out", out, "--workers", "2"];
    const { status, stdout, stderr } = spawnSync(node, [...rest, ...args, "--timeout", "6"], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=96" },
    });
    expect({ status, stdout, stderr: stderr.slice(0, 2000) }).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("10 of 10 runs done, 8 of them failed") as string,
    });
    expect(stderr.length).toBeLessThan(10_000);
    const found = await rows(out, "runs.parquet");
    const told = Object.fromEntries(
      found.map((row) => [
        Number(row["population.associations"]),
        `${String(row["status"])}: ${String(row["reason"])}`,
      ]),
    );
    const told14 = told[14];
    expect(told).toEqual({
      10: "done: null",
      11: "crashed: child process ended by SIGABRT",
      12: "timeout: no result within 6 s",
      13: "crashed: child process ended with code 7",
      14: told14,
      15: expect.stringMatching(/^failed: .*odd, step 1: got NaN/) as string,
      16: expect.stringMatching(/^failed: .*odd, step 1: got Infinity/) as string,
      17: expect.stringMatching(/^failed: .*odd, step 1: got x{80}/) as string,
      18: expect.stringMatching(/^failed: .*odd, step 1: Error: y+/) as string,
      19: "done: null",
    });
    expect(told14).toMatch(/^crashed: child process( ended with code 1|: )/);
    for (const { reason } of found) expect(String(reason).length).toBeLessThan(1000);
  }, 120_000);

  it("leaves the others bit for bit what they are alone (F34)", async () => {
    const runs = await rows(out, "runs.parquet");
    const series = await rows(out, "series.parquet");
    for (const associations of [10, 19]) {
      const scenario = scenarioSchema.parse({
        population: { associations },
        run: { steps: 6, seed: "f" },
      });
      const run = startRun(planRun(scenario, { off: quiet, seed: "f/1" }));
      while (run.step < 6) run.advance();
      const { run: number } =
        runs.find((row) => row["population.associations"] === associations) ?? {};
      const last = series.find((row) => row["run"] === number && row["step"] === 6) ?? {};
      for (const [index, { name }] of run.measures.entries()) {
        const value = run.values[index] ?? NaN;
        expect(last[name], name).toBe(Number.isNaN(value) ? null : value);
      }
    }
  });
});
