import { spawnSync } from "node:child_process";
import {
  chmodSync,
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
import { afterAll, describe, expect, it } from "vitest";
import { COMMAND, ironcage } from "./command.ts";

const root = mkdtempSync(join(tmpdir(), "ironcage-full-"));
afterAll(() => rmSync(root, { recursive: true }));
const scenario = join(root, "small.yaml");
writeFileSync(scenario, "population: { associations: 20 }\nrun: { steps: 10 }\n");
const experiment = join(root, "e.yaml");
writeFileSync(experiment, "kind: experiment\nscenario: small.yaml\nreplicates: 30\n");

const line = (...args: string[]): string =>
  [...COMMAND, ...args].map((word) => `'${word}'`).join(" ");

describe("storage that gives out", () => {
  it("ends a batch with 3 and keeps what was whole; with room again the result is complete (F10, F11)", () => {
    const out = join(root, "limited");
    const full = join(root, "whole");
    expect(ironcage(["batch", experiment, "--out", full, "--workers", "1"]).status).toBe(0);
    const blocks = Math.floor(statSync(join(full, "shards", "1-of-1.log")).size / 1024 / 2); // half of what it needs
    expect(blocks).toBeGreaterThan(40); // the manifest fits
    const limited = spawnSync(
      "bash",
      [
        "-c",
        `ulimit -f ${blocks}; exec ${line("batch", experiment, "--out", out, "--workers", "1")}`,
      ],
      { encoding: "utf8" },
    );
    expect({ status: limited.status, stderr: limited.stderr }).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("1-of-1.log") as string,
    });
    const { done } = JSON.parse(ironcage(["status", out, "--json"]).stdout) as { done: number };
    expect(done).toBeGreaterThan(5);
    expect(ironcage(["batch", experiment, "--out", out, "--workers", "1"]).status).toBe(0);
    for (const name of ["runs.parquet", "series.parquet"])
      expect(readFileSync(join(out, name)).equals(readFileSync(join(full, name)))).toBe(true);
  }, 60_000);

  it("refuses a folder that cannot be written before anything runs (F16)", () => {
    const locked = join(root, "locked");
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    const out = process.getuid?.() === 0 ? "/proc/ironcage" : join(locked, "out"); // root writes in any ordinary folder
    for (const args of [
      ["batch", experiment, "--out", out],
      ["run", scenario, "--out", out],
    ]) {
      const { status, stdout, stderr } = ironcage(args);
      expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
      expect(stderr).toMatch(/\/(proc|locked).*: (no such file|permission denied)\n$/);
    }
    expect(existsSync(out)).toBe(false);
  });

  it("refuses an empty folder of somebody else's before anything runs (F16)", () => {
    const locked = join(root, "others");
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    chmodSync(root, 0o755);
    const nobody = process.getuid?.() === 0 ? "setpriv --reuid=65534 --clear-groups " : "";
    const { status, stderr } = spawnSync(
      "bash",
      ["-c", `${nobody}${line("run", scenario, "--out", locked)}`],
      { encoding: "utf8" },
    );
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: `ironcage: --out ${locked}: permission denied\n`,
    });
  });
});
