import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDisk } from "../../cli/disk.ts";
import { givenExtensions } from "../../cli/extensions.ts";
import { BadInput } from "../../cli/failure.ts";
import { parseManifest } from "../../cli/store/manifest.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import { ironcage, ROOT } from "./command.ts";

const root = mkdtempSync(join(tmpdir(), "ironcage-with-"));
afterAll(() => rmSync(root, { recursive: true }));

const [MEASURE, MECHANISM] = ["declared-otherwise.mjs", "consultants.mjs"] as const;
const shipped = (name: string): string => join(ROOT, "docs/examples", name);
const BOTH = ["--with", shipped(MEASURE), "--with", shipped(MECHANISM)];

const sha256 = (path: string): string =>
  createHash("sha256").update(readFileSync(path)).digest("hex");

/** A file of the test's own. */
function file(name: string, text: string): string {
  const path = join(root, name);
  writeFileSync(path, text);
  return path;
}

const rows = async (out: string, name: string): Promise<readonly Record<string, unknown>[]> => {
  const bytes = readFileSync(join(out, name));
  return parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  });
};

describe("the shipped example", () => {
  const out = join(root, "example");
  beforeAll(() => {
    const batch = ["batch", shipped("consultants.yaml"), "--out", out, ...BOTH, "--workers", "2"];
    const { status, stderr } = ironcage(batch);
    if (status !== 0) throw new Error(stderr);
  });

  it("runs with its measure, its mechanism and its contrast, which a knock-out takes away", async () => {
    const last = (await rows(out, "series.parquet")).filter(({ step }) => step === 12);
    const runs = await rows(out, "runs.parquet");
    expect(last).toHaveLength(8);
    for (const row of last) {
      expect(row["declaredOtherwise"]).toBeGreaterThan(0);
      expect(Number.isFinite(row["contrast.towardsFunders"])).toBe(true);
      const isOff = runs[Number(row["run"])]?.["off.consultants"] === true;
      expect(row["ledger.display.consultants"] === 0).toBe(isOff);
    }
  });

  it("keeps which files they were, and copies, in manifest and metadata", () => {
    const manifest = parseManifest(readFileSync(join(out, "manifest.json"), "utf8"));
    const files = [MEASURE, MECHANISM].map((name) => ({ name, sha256: sha256(shipped(name)) }));
    expect(manifest?.study.extension?.files).toEqual(files);
    const crate = readFileSync(join(out, "ro-crate-metadata.json"), "utf8");
    for (const { name, sha256: sum } of files) {
      expect(sha256(join(out, "with", name))).toBe(sum);
      expect(crate).toMatch(new RegExp(`"@id": "with/${name}"[^}]*"sha256": "${sum}"`));
    }
  });

  it("runs no code because it lies in a folder: it is asked for, and must be the same", () => {
    const copies = [MEASURE, MECHANISM].flatMap((name) => ["--with", join(out, "with", name)]);
    expect(ironcage(["verify", out, "--sample", "1", ...copies])).toMatchObject({ status: 0 });
    const without = ironcage(["batch", out]);
    expect(without.status).toBe(2);
    expect(without.stderr).toMatch(
      /error\[E021\] with: got nothing; allowed declared-otherwise\.mjs \(SHA-256 .*They are code/,
    );
    const changed = file(
      MECHANISM,
      `${readFileSync(shipped(MECHANISM), "utf8")}// one word more\n`,
    );
    const experiment = ["batch", shipped("consultants.yaml"), "--out", out];
    const other = ironcage([...experiment, "--with", shipped(MEASURE), "--with", changed]);
    expect(other.status).toBe(4);
    expect(other.stderr).toMatch(
      /made with .*consultants\.mjs \(SHA-256 .*, not with .*consultants\.mjs/,
    );
  });
});

describe("a module of one's own", () => {
  it("gives one run its numbers, and a hypothesis its control", () => {
    const knockOut = file(
      "consultants.yaml",
      [
        "kind: hypothesis",
        "name: consultants",
        "claim: { en: Consultants make what is declared more alike., fr: Les cabinets de conseil uniformisent l’affichage. }",
        "sources: { own: { text: An example } }",
        "source: [own]",
        "family: example",
        "scenario: small.yaml",
        "treatment:",
        "  levels:",
        "    - { label: { en: without, fr: sans }, off: [consultants] }",
        "    - { label: { en: with, fr: avec } }",
        "control: { knockOut: { off: [consultants] } }",
        "outcome: { measure: declaredOtherwise }",
        "predicted: increase",
        "smallestEffect: 0.1",
        "replicates: 2",
        "couplings: []",
        "",
      ].join("\n"),
    );
    file("small.yaml", "population: { associations: 30 }\nrun: { steps: 4, burnIn: 2, seed: s }\n");
    const out = join(root, "tests");
    const test = ironcage(["test", knockOut, "--out", out, ...BOTH, "--json"]);
    expect(test.status, test.stderr).toBe(0);
    const { hypotheses } = JSON.parse(test.stdout) as {
      hypotheses: {
        effect: { isExactlyZero: boolean };
        controlEffect: { isExactlyZero: boolean };
      }[];
    };
    expect(hypotheses[0]?.controlEffect.isExactlyZero).toBe(true);
    const registration = readFileSync(join(out, "registration.json"), "utf8");
    expect(registration).toContain(sha256(shipped(MECHANISM)));
    const run = ["run", join(root, "small.yaml"), "--out", join(root, "run"), ...BOTH, "--json"];
    const { final } = JSON.parse(ironcage(run).stdout) as { final: Record<string, number> };
    expect(final["ledger.display.consultants"]).not.toBe(0);
    expect(existsSync(join(root, "run", "with", MEASURE))).toBe(true);
  });

  it("that throws in some runs leaves them as failed rows, with file, part and line", async () => {
    const odd = file(
      "odd.mjs",
      "export const measures = [{\n  name: 'odd', unit: 'n', open: ({ field }) => () => {\n    if (field.living.length === 20) throw new Error('twenty');\n    return 1;\n  },\n}];\n",
    );
    file("twenty.yaml", "population: { associations: 40 }\nrun: { steps: 2, burnIn: 0 }\n");
    const experiment = file(
      "odd.yaml",
      "kind: experiment\nscenario: twenty.yaml\nfactors: { population.associations: [20, 40] }\nmeasures: [odd]\n",
    );
    const out = join(root, "odd");
    const { status } = ironcage(["batch", experiment, "--out", out, "--with", odd]);
    expect(status).toBe(1);
    const [failed, done] = await rows(out, "runs.parquet");
    expect(failed).toMatchObject({
      status: "failed",
      reason: "odd.mjs: measure odd, step 0: Error: twenty (line 3)",
    });
    expect(done).toMatchObject({ status: "done" });
  });

  it.for([
    ["gone.mjs", undefined, /gone\.mjs:1:1: error\[E001\] \(file\): got no such file/],
    [
      "typed.ts",
      "",
      /error\[E024\] with: got ".*typed\.ts"; allowed a file of JavaScript .* ends in \.mjs/,
    ],
    [
      "broken.mjs",
      "export const a = 1;\nconst = 3;\n",
      /broken\.mjs:2:7: error\[E059\] \(file\): got SyntaxError: .*; allowed an ES module/,
    ],
    ["thrown.mjs", "throw new Error('at once');\n", /error\[E059\] \(file\): got Error: at once/],
    [
      "far.mjs",
      "import x from './else.mjs';\n",
      /got import of \.\/else\.mjs; allowed a module that imports no other file/,
    ],
    [
      "other.mjs",
      "export const gauges = [];\n",
      /error\[E059\] gauges: got an export "gauges"; allowed export const measures/,
    ],
  ] as const)("%s is refused", async ([name, text, told]) => {
    const path = text === undefined ? join(root, name) : file(name, text);
    const refusal = await givenExtensions([path]).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BadInput);
    expect((refusal as BadInput).message).toMatch(told);
  });

  it("that is refused leaves nothing written", () => {
    const path = file("empty.mjs", "");
    const out = join(root, "empty-out");
    const batch = ["batch", shipped("consultants.yaml"), "--out", out, "--with", path];
    const { status, stderr, stdout } = ironcage(batch);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(
      /empty\.mjs:1:1: error\[E059\] \(file\): got a module that exports nothing/,
    );
    expect(existsSync(out)).toBe(false);
  });

  it("whose name another has but for its capitals is refused, since one copy would lie over the other", async () => {
    const paths = ["Twin.mjs", "twin.mjs"].map((name) => file(name, "export const measures = [];"));
    await expect(givenExtensions(paths)).rejects.toThrow(
      /E040.*two files called Twin\.mjs and twin\.mjs/,
    );
  });

  it("is never named by a scenario", () => {
    const scenario = file("with.yaml", `with: [${MEASURE}]\n`);
    const result = loadScenario(scenario, readDisk);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.problems.listed[0]).toMatchObject({ code: "E020", path: "with" });
  });
});
