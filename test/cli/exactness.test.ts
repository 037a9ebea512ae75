import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { selfTest } from "../../experiments/self-test.ts";
import { COMMAND, ironcage } from "./command.ts";

// An engine whose square root is off by its last bit, as another processor's or another library's might be.

const FAULT = `data:text/javascript,const r=Math.sqrt;Math.sqrt=x=>r(x)*(1%2B2**-52)`;
const root = mkdtempSync(join(tmpdir(), "ironcage-inexact-"));
afterAll(() => rmSync(root, { recursive: true }));
writeFileSync(join(root, "a.yaml"), "population: { associations: 10 }\nrun: { steps: 2 }\n");
writeFileSync(join(root, "e.yaml"), "kind: experiment\nscenario: a.yaml\nreplicates: 2\n");

function elsewhere(args: readonly string[], env: Record<string, string> = {}) {
  const [node, ...rest] = COMMAND;
  const { status, stdout, stderr } = spawnSync(node, ["--import", FAULT, ...rest, ...args], {
    encoding: "utf8",
    cwd: root,
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}
const forced = { IRONCAGE_INEXACT: "1" };

describe("an engine that computes otherwise", () => {
  it.each([
    ["run", "a.yaml", "--out", "r"],
    ["batch", "e.yaml", "--out", "b"],
    ["test", "a1-dependence", "--out", "t"],
    ["story", "a.yaml", "--association", "1"],
    ["compare", "a.yaml", "--off-b", "noise"],
    ["verify", "nothing"],
  ])("gets no result of %s %s: exit 4, in words, nothing written", (...args) => {
    expect(elsewhere(args)).toEqual({
      status: 4,
      stdout: "",
      stderr: expect.stringMatching(/^ironcage: the self-test failed: .*reproduced/) as string,
    });
    const out = args[args.indexOf("--out") + 1] ?? "";
    expect(existsSync(join(root, args.includes("--out") ? out : "nothing"))).toBe(false);
  });

  it("may still look at files", () => {
    expect(elsewhere(["validate", "a.yaml"])).toMatchObject({ status: 0 });
    expect(elsewhere(["--version"])).toMatchObject({ status: 0 });
  });

  it("marks what it is made to write as not reproducible", () => {
    const run = elsewhere(["run", "a.yaml", "--out", "forced", "--json"], forced);
    expect(run).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("not reproducible") as string,
    });
    expect(JSON.parse(run.stdout)).toMatchObject({ reproducible: false });
    const manifest = (folder: string): unknown =>
      JSON.parse(readFileSync(join(root, folder, "manifest.json"), "utf8"));
    expect(manifest("forced")).toMatchObject({ reproducible: false });
    expect(elsewhere(["batch", "e.yaml", "--out", "batch"], forced).status).toBe(0);
    expect(manifest("batch")).toMatchObject({ reproducible: false });
    const sound = ironcage(["batch", join(root, "e.yaml"), "--out", join(root, "batch")]);
    expect(sound).toMatchObject({
      status: 4,
      stderr: expect.stringContaining("self-test gave") as string,
    });
  });

  it("is told from one that computes as it should, whose manifests hold the self-test's digest", () => {
    const out = join(root, "sound");
    expect(ironcage(["run", join(root, "a.yaml"), "--out", out])).toMatchObject({ status: 0 });
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as object;
    expect(manifest).toMatchObject({ selfTest: selfTest().digest });
    expect(manifest).not.toHaveProperty("reproducible");
  });
});
