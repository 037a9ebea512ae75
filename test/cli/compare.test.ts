import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ironcage } from "./command.ts";

const root = mkdtempSync(join(tmpdir(), "ironcage-compare-"));
afterAll(() => rmSync(root, { recursive: true }));

const file = join(root, "small.yaml");
writeFileSync(
  file,
  "population: { associations: 40 }\nrun: { steps: 6, seed: s, start: 2009-07-01 }\n",
);

interface Report {
  readonly same: boolean;
  readonly seed: string;
  readonly parameters: readonly { path: string }[];
  readonly parting: { step: number; part: string; mechanisms: readonly { id: string }[] } | null;
  readonly spread: readonly object[];
  readonly firstSteps: readonly object[];
}

const report = (...args: string[]): Report => {
  const { status, stdout, stderr } = ironcage(["compare", ...args, "--json"]);
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  return JSON.parse(stdout) as Report;
};

describe("ironcage compare", () => {
  it("says that a scenario is the same as itself", () => {
    const { status, stdout } = ironcage(["compare", file]);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: `A  ${file}\nB  ${file}\n\nNo difference: the same to the last bit over 6 steps.\n`,
    });
  });

  it("names step, mechanism, association and both values, in English and in French", () => {
    const args = ["compare", file, "--off-b", "mimetic"];
    expect(ironcage(args).stdout).toMatch(
      /off: A none, B \["mimetic"\] \(from step 1\)\n\nThey part at step 1 \(Q3 2009\): the pressures .*\n {2}mimetic moves association \d+ \(.+\) by -?[\d.e-]+ in A, by 0 in B; so for \d+ more associations\n {2}practice of association/,
    );
    expect(ironcage([...args, "--language", "fr"]).stdout).toMatch(
      /Elles se séparent au pas 1 .*\n {2}mimetic déplace l’association \d+ \(.+\) de -?[\d,e-]+ dans A, de 0 dans B/,
    );
  });

  it("takes folders of runs for what was run, and both sides' own changes", () => {
    const [a, b] = [join(root, "a"), join(root, "b")];
    expect(ironcage(["run", file, "--out", a, "--seed", "other"]).status).toBe(0);
    const changes = ["--set", "mechanisms.mimetic.rate=0", "--off", "identity"];
    expect(ironcage(["run", file, "--out", b, ...changes]).status).toBe(0);
    const { parameters, parting, seed } = report(a, b);
    expect({ paths: parameters.map(({ path }) => path), seed }).toEqual({
      paths: ["mechanisms.mimetic.rate", "off"],
      seed: "other",
    });
    expect(parting).toMatchObject({ step: 1, part: "pressures" });
    expect(parting?.mechanisms.map(({ id }) => id)).toEqual(["mimetic", "identity"]);
    expect(report(b, b).same).toBe(true);
    expect(report(a, file, "--seed", "third").same).toBe(true);
    // what changes both parts nobody
    expect(report(file, "--off", "noise").same).toBe(true);
    const same = report(file, b, "--set", "mechanisms.mimetic.rate=0", "--off", "identity");
    expect(same).toMatchObject({ same: true, parameters: [], parting: null, firstSteps: [] });
    expect(same.spread).toHaveLength(7);
  });

  it("refuses what is no scenario and no run, and a run of another model", () => {
    const out = join(root, "c");
    expect(ironcage(["run", file, "--out", out, "--steps", "1"]).status).toBe(0);
    const path = join(out, "manifest.json");
    const manifest = JSON.parse(readFileSync(path, "utf8")) as object;
    writeFileSync(path, JSON.stringify({ ...manifest, model: "0" }));
    expect(ironcage(["compare", out])).toMatchObject({ status: 4, stdout: "" });
    writeFileSync(path, JSON.stringify({ ...manifest, set: "none" }));
    expect(ironcage(["compare", out])).toMatchObject({ status: 2, stdout: "" });
    writeFileSync(path, "{");
    expect(ironcage(["compare", out])).toMatchObject({ status: 3, stdout: "" });
    expect(ironcage(["compare", file, join(root, "none.yaml")])).toMatchObject({ status: 2 });
    expect(ironcage(["compare", file, "--off-b", "mimetics"]).stderr).toMatch(/E054.*mimetic/);
  });
});
