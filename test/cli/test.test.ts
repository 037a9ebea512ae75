import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../cli/failure.ts";
import { FIELD, PLAIN } from "../experiments/hypotheses/files.ts";
import { ended, ironcage, refusal, start } from "./command.ts";

/** Several commands one after the other, on a machine that is busy with other tests. */
const LONG = 240_000; // ms

const root = mkdtempSync(join(tmpdir(), "ironcage-test-"));
afterAll(() => rmSync(root, { recursive: true }));

/** All channels off: how hard to copy changes nothing at all. */
const PLACEBO = PLAIN.replace("name: copying", "name: placebo")
  .replace("predicted: decrease", "predicted: none")
  .replace(/control:\n.*\n/, "setting: { off: [mimetic] }\n");

/** Two versions, and a stopping rule that is met at its first look. */
const VERSIONS = PLAIN.replace("name: copying", "name: versions")
  .replace("replicates: 4", "stopping: { decision: true, looks: [6], most: 12, spending: pocock }")
  .concat(
    "versions: { assumed: {}, emergent: { set: { mechanisms.mimetic.uncertaintyWeight: 0 } } }\n",
  );

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly isSame: boolean;
  readonly replicates: { readonly used: number; readonly most: number };
  readonly effect: { readonly isExactlyZero: boolean; readonly differences: readonly number[] };
  readonly smallestEffect: number;
  readonly registration: {
    readonly isChanged: boolean;
    readonly hash: string;
    readonly current: string;
    readonly changes: readonly { readonly changed: readonly string[]; readonly runs: number }[];
    readonly asRegistered: { readonly verdict: string } | null;
  };
}

interface Verdicts {
  readonly families: readonly { readonly family: string; readonly tests: number }[];
  readonly unfinished: readonly string[];
  readonly hypotheses: readonly Entry[];
}

const verdicts = (out: string): Verdicts =>
  JSON.parse(readFileSync(join(out, "verdicts.json"), "utf8")) as Verdicts;
const entry = (out: string, id: string): Entry => {
  const found = verdicts(out).hypotheses.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no verdict on ${id}`);
  return found;
};

/** Hypotheses in a folder of their own, and where their results go. */
function setUp(
  name: string,
  files: Readonly<Record<string, string>> = ALL,
): { files: string[]; out: string } {
  const folder = mkdtempSync(join(root, `${name}-`));
  writeFileSync(join(folder, "field.yaml"), FIELD);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return { files: Object.keys(files).map((file) => join(folder, file)), out: join(folder, "out") };
}

const ALL = { "copying.yaml": PLAIN, "placebo.yaml": PLACEBO, "versions.yaml": VERSIONS };

/** Bytes of all that is promised to be the same: verdicts, registration and tables. */
function bytesOf(out: string): Record<string, string> {
  const names = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(verdicts\.\w+|registration\.json|stopped\.json|\.parquet)$/.test(name),
  );
  return Object.fromEntries(
    names.sort().map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(out, name)))
        .digest("hex"),
    ]),
  );
}

let reference: { files: string[]; out: string };

beforeAll(() => {
  reference = setUp("reference");
  const { files, out } = reference;
  const { status, stderr } = ironcage(["test", ...files, "--out", out, "--workers", "1"]);
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
}, LONG);

describe("ironcage test", () => {
  it("leaves a page on its verdicts beside them", () => {
    const page = readFileSync(join(reference.out, "report.html"), "utf8");
    for (const { id } of verdicts(reference.out).hypotheses) expect(page).toContain(id);
  });

  it("gives each version of each hypothesis a folder, a label and a verdict", () => {
    const { hypotheses, families, unfinished } = verdicts(reference.out);
    expect(hypotheses.map(({ id, label }) => [id, label])).toEqual([
      ["copying", "assumed"],
      ["placebo", "emergent"],
      ["versions.assumed", "assumed"],
      ["versions.emergent", "emergent"],
    ]);
    expect(families).toMatchObject([{ family: "tests", tests: 4 }]);
    expect(unfinished).toEqual([]);
    for (const { id } of hypotheses)
      expect(existsSync(join(reference.out, id, "runs.parquet"))).toBe(true);
    const lines = readFileSync(join(reference.out, "verdicts.csv"), "utf8").trim().split("\n");
    expect(lines).toHaveLength(5);
  });

  it("finds differences of exactly 0 where nothing can act, and says no effect", () => {
    const { verdict, reasons, effect, isSame } = entry(reference.out, "placebo");
    expect([verdict, reasons, isSame]).toEqual(["supported", ["absent", "no-effect"], true]);
    expect(effect.isExactlyZero).toBe(true);
    expect(effect.differences).toEqual([0, 0, 0, 0]);
    expect(entry(reference.out, "copying")).toMatchObject({
      isSame: false,
      effect: { isExactlyZero: false },
    });
  });

  it("stops at the look that decides, and runs no more", () => {
    const { replicates, verdict } = entry(reference.out, "versions.assumed");
    expect(replicates).toMatchObject({ used: 6, most: 12 });
    expect(verdict).toBe("supported");
    const status = ironcage(["status", join(reference.out, "versions.assumed"), "--json"]);
    expect(JSON.parse(status.stdout)).toMatchObject({ runs: 24, done: 24, left: 0 });
  });

  it(
    "tells the whole folder's state, and verifies it",
    () => {
      const status = ironcage(["status", reference.out, "--json"]);
      expect(JSON.parse(status.stdout)).toMatchObject({
        done: 16 + 8 + 24 + 24,
        left: 0,
        failed: 0,
      });
      const verified = ironcage(["verify", reference.out, "--sample", "1", "--json"]);
      expect([verified.status, verified.stderr]).toEqual([0, ""]);
    },
    LONG,
  );

  it(
    "gives the same bytes when killed and gone on with",
    async () => {
      const { files, out } = setUp("killed");
      const args = ["test", ...files, "--out", out, "--workers", "2"];
      const child = start(args);
      await until(() => existsSync(join(out, "placebo", "shards")));
      child.kill("SIGKILL");
      await ended(child);
      expect(existsSync(join(out, "verdicts.json"))).toBe(false);
      expect(ironcage(args).status).toBe(0);
      expect(bytesOf(out)).toEqual(bytesOf(reference.out));
      expect(ironcage(args).status).toBe(0);
      expect(bytesOf(out)).toEqual(bytesOf(reference.out));
    },
    LONG,
  );

  it(
    "judges all that a folder holds, hypotheses of earlier calls included",
    () => {
      const { files, out } = setUp("parts");
      for (const some of [files.slice(0, 1), files.slice(1)]) {
        const { status } = ironcage(["test", ...some, "--out", out, "--workers", "1"]);
        expect(status).toBe(0);
      }
      expect(bytesOf(out)).toEqual(bytesOf(reference.out));
    },
    LONG,
  );
});

describe("what a hypothesis said before its first run", () => {
  /** A copy of the reference's results, with another file in place of one hypothesis. */
  function changed(name: string, content: string): { file: string; out: string } {
    const { files, out } = setUp(name, { "h.yaml": content });
    cpSync(reference.out, out, { recursive: true });
    return { file: files[0] ?? "", out };
  }

  it("stays, and a later change of words or of what counts is told", () => {
    const { file, out } = changed(
      "larger",
      PLAIN.replace("smallestEffect: 0.01", "smallestEffect: 5"),
    );
    const { status, stdout } = ironcage(["test", file, "--out", out]);
    expect(status).toBe(0);
    expect(stdout).toContain("The file was changed after the first run.");
    const { registration, verdict, smallestEffect } = entry(out, "copying");
    const first = entry(reference.out, "copying");
    expect(smallestEffect).toBe(5);
    expect(verdict).toBe("refuted");
    expect(registration).toMatchObject({
      isChanged: true,
      hash: first.registration.hash,
      changes: [{ changed: ["smallestEffect"], runs: 16 }],
      asRegistered: { verdict: first.verdict },
    });
    expect(registration.current).not.toBe(registration.hash);
    expect(entry(out, "placebo").registration.isChanged).toBe(false);
  });

  it("refuses a change that changes runs, with exit 4 and nothing written", async () => {
    const { file, out } = changed("other", PLAIN.replace("rate: 0.05", "rate: 0.06"));
    const before = bytesOf(out);
    const { status, stderr } = ironcage(["test", file, "--out", out]);
    expect(status).toBe(EXIT.mismatch);
    expect(stderr).toMatch(/0\.05.*0\.06/);
    const more = await refusal(["test", file, "--out", out, "--replicates", "9"]);
    expect(more.status).toBe(EXIT.mismatch);
    expect(bytesOf(out)).toEqual(before);
  });

  it("is not taken from a damaged registration", async () => {
    const { file, out } = changed("damaged", PLAIN);
    const path = join(out, "registration.json");
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace('"smallestEffect": 0.01', '"smallestEffect": 5'),
    );
    const { status, stderr } = await refusal(["test", file, "--out", out]);
    expect([status, stderr]).toEqual([EXIT.mismatch, expect.stringContaining("cut or altered")]);
  });
});

describe("before anything is written", () => {
  it("refuses bad files, all at once, and makes no folder", () => {
    const { files, out } = setUp("bad", {
      "a.yaml": PLAIN.replace("4", "x"),
      "b.yaml": PLAIN.replace("[A]", "[B]"),
    });
    const { status, stderr } = ironcage(["test", ...files, "nothing-of-this-name", "--out", out]);
    expect(status).toBe(EXIT.badInput);
    expect(stderr).toMatch(/a\.yaml:17:13: error\[E022\] replicates/);
    expect(stderr).toMatch(/b\.yaml:5:10: error\[E033\]/);
    expect(stderr).toMatch(/nothing-of-this-name:1:1: error\[E001\]/);
    expect(existsSync(out)).toBe(false);
  });

  it("refuses two hypotheses of one name, and a folder of something else", async () => {
    const { files, out } = setUp("twice", {
      "a.yaml": PLAIN,
      "b.yaml": PLAIN.replace("copying", "Copying"),
    });
    const twice = await refusal(["test", ...files, "--out", out]);
    expect([twice.status, twice.stderr]).toEqual([
      EXIT.badInput,
      expect.stringContaining("a name of its own"),
    ]);
    const other = await refusal(["test", files[0] ?? "", "--out", join(files[0] ?? "", "..")]);
    expect(other.status).toBe(EXIT.storage);
  });

  it("refuses what takes long, and makes no folder", async () => {
    const { files, out } = setUp("long", { "a.yaml": PLAIN });
    const field = join(files[0] ?? "", "..", "field.yaml");
    writeFileSync(field, "population: { associations: 2000000 }\nrun: { steps: 4000 }\n");
    expect(await refusal(["test", ...files, "--out", out])).toMatchObject({
      status: EXIT.badInput,
      stderr: expect.stringContaining("--allow-large") as string,
    });
    expect(existsSync(out)).toBe(false);
  });

  it("tells runs and labels without doing anything (--dry-run), of all files of a pattern", () => {
    const { files, out } = setUp("dry");
    const pattern = join(files[0] ?? "", "..", "[a-z]*.yaml").replace("[a-z]", "");
    const dry = ironcage([
      "test",
      pattern.replace("*", "?o*"),
      "--out",
      out,
      "--dry-run",
      "--json",
    ]);
    expect(JSON.parse(dry.stdout)).toMatchObject({
      runs: 16,
      tests: [{ id: "copying", label: "assumed", runs: 16 }],
    });
    expect(existsSync(out)).toBe(false);
  });
});

/** Waits for something to be so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
