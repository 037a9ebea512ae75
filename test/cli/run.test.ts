import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { planRun, scenarioSchema, startRun } from "../../sim/index.ts";
import { BadInput } from "../../cli/failure.ts";
import { createProgram } from "../../cli/program.ts";
import { COMMAND, ironcage, measured, refusal } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "ironcage-run-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const small = file(
  "small.yaml",
  'population: { associations: 25 }\nfield: { regions: { north: { label: { en: "=HYPERLINK(1)", fr: "@x" } } } }\nrun: { steps: 5 }\n',
);

interface Result {
  readonly digest: string;
  readonly series: Record<string, (number | null)[]>;
  readonly final: Record<string, number | null>;
  readonly [key: string]: unknown;
}

describe("ironcage run", () => {
  it("prints with --json what the model gives in this process", () => {
    const { stdout, stderr, status } = ironcage([
      "run",
      small,
      "--seed",
      "x",
      "--json",
      "--off",
      "noise",
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const result = JSON.parse(stdout) as Result;
    expect(Object.keys(result)).toEqual([
      "ironcage",
      "model",
      "scenario",
      "scenarioHash",
      "seed",
      "steps",
      "digest",
      "series",
      "final",
      "counts",
    ]);
    const scenario = scenarioSchema.parse({
      population: { associations: 25 },
      field: { regions: { north: { label: { en: "=HYPERLINK(1)", fr: "@x" } } } },
      run: { steps: 5 },
    });
    const run = startRun(planRun(scenario, { seed: "x", off: ["noise"] }));
    while (run.step < 5) run.advance();
    expect(result.digest).toBe(run.digest());
    expect(Object.keys(result.series)).toEqual(run.measures.map(({ name }) => name));
    for (const [index, { name }] of run.measures.entries()) {
      expect(result.series[name]).toHaveLength(6);
      expect(result.final[name]).toBe(Number.isNaN(run.values[index]) ? null : run.values[index]);
    }
  });

  it("writes its tables into a new folder and refuses one that holds something", async () => {
    const out = join(folder, "out");
    const { status, stdout } = ironcage([
      "run",
      small,
      "--out",
      out,
      "--set",
      "mechanisms.mimetic.rate=0.01",
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/digest [0-9a-f]{32}\n$/);
    expect(readdirSync(out).sort()).toEqual([
      "associations.csv",
      "events.jsonl",
      "groupings.csv",
      "manifest.json",
      "negotiations.csv",
      "prescriptions.csv",
      "ro-crate-metadata.json",
      "series.csv",
    ]);
    const lines = (name: string): string[] =>
      readFileSync(join(out, name), "utf8").trimEnd().split("\n");
    expect(lines("series.csv")).toHaveLength(7);
    expect(lines("associations.csv")).toHaveLength(26);
    expect(lines("associations.csv")[0]).toMatch(
      /^id,born,died,region,sector,archetype,establishments,places,response,into,grouping,practice\./,
    );
    expect(lines("prescriptions.csv")[1]).toMatch(/^0,north,/);
    const sound = ironcage(["verify", out, "--json"]);
    expect(JSON.parse(sound.stdout)).toMatchObject({ done: 1, rerun: [0], differences: [] });
    for (const command of ["report", "status", "merge", "repair", "batch", "sensitivity"])
      expect(await refusal([command, out])).toEqual({
        status: 2,
        stderr: expect.stringMatching(/out holds one run, not a batch: ironcage verify/) as string,
      });
    appendFileSync(join(out, "series.csv"), "\n");
    expect(await refusal(["verify", out, "--sample", "0"])).toEqual({
      status: 4,
      stderr: expect.stringMatching(/series\.csv has another checksum$/) as string,
    });
    const again = ironcage(["run", small, "--out", out]);
    expect(again).toMatchObject({ status: 3, stdout: "" });
    expect(again.stderr).toMatch(/not empty/);
  });

  it("tells who was born, who died and what happened, as often as it counts it", () => {
    const out = join(folder, "told");
    const { stdout, status } = ironcage([
      "run",
      "hpst-2009",
      "--steps",
      "40",
      "--out",
      out,
      "--json",
    ]);
    expect(status).toBe(0);
    const { counts, final } = JSON.parse(stdout) as Result & { counts: Record<string, number> };
    const table = (name: string): Record<string, string>[] => {
      const [head = "", ...rows] = readFileSync(join(out, name), "utf8").trimEnd().split("\n");
      const columns = head.split(",");
      return rows.map((row) =>
        Object.fromEntries(row.split(",").map((cell, at) => [columns[at] ?? "", cell])),
      );
    };
    const associations = table("associations.csv");
    expect(associations).toHaveLength(counts["associations"] ?? NaN);
    expect(associations.filter(({ died }) => died === "")).toHaveLength(counts["living"] ?? NaN);
    const since = (name: string) => associations.filter((row) => Number(row[name]) > 0);
    const created = since("born").length - (counts["foundings"] ?? NaN); // by mergers of two into a third
    expect(created).toBeGreaterThanOrEqual(0);
    const ended = (counts["mergers"] ?? 0) + (counts["closures"] ?? 0) + created;
    expect(since("died")).toHaveLength(ended);
    for (const { into } of associations) expect(into).not.toBe("-1");
    const members = table("groupings.csv").reduce((sum, row) => sum + Number(row["members"]), 0);
    expect(associations.filter((row) => row["died"] === "" && row["grouping"] !== "")).toHaveLength(
      members,
    );
    expect(final["grouped"]).toBeCloseTo(members / (counts["living"] ?? 1), 12);
    const events = readFileSync(join(out, "events.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { kind: string; into?: number; step: number });
    const told = (kind: string) => events.filter((event) => event.kind === kind).length;
    const standing = events
      .filter(({ kind }) => kind === "merger")
      .map(({ step, into }) => `${step} ${into}`);
    expect({
      call: told("call"),
      merger: new Set(standing).size,
      closure: told("closure"),
      deal: told("deal"),
      conflict: told("conflict"),
      reform: told("reform"),
    }).toEqual({
      call: counts["calls"],
      merger: counts["mergers"],
      closure: counts["closures"],
      deal: counts["negotiation.deals"],
      conflict: counts["negotiation.conflicts"],
      reform: counts["reforms"],
    });
    for (const event of events) expect(event).not.toHaveProperty("other");
    const meetings = told("deal") + told("conflict");
    const rows = table("negotiations.csv");
    expect(meetings).toBeGreaterThan(5);
    expect(new Set(rows.map((row) => `${row["step"]} ${row["association"]}`)).size).toBe(meetings);
    for (const row of rows) expect(row["settlement"] === "").toBe(row["outcome"] === "conflict");
  });

  it("tells the life of an association and of a rule, in both languages", async () => {
    const flags = ["--steps", "40", "--association", "12", "--language", "fr"];
    const life = ironcage(["story", "hpst-2009", ...flags]).stdout;
    expect(life).toMatch(/^L’association 12\u00A0: /);
    expect(life).toMatch(/^T[1-4] \d{4} {2}\p{Lu}.*\(.*[+−]?\d,\d\d/mu);
    const refused: unknown = await createProgram()
      .parseAsync(["story", "hpst-2009", "--table", "nowhere"], { from: "user" })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BadInput);
    const [, table = ""] = /For example ([^.]+)\./.exec((refused as BadInput).message) ?? [];
    const moves = ironcage(["story", "hpst-2009", "--table", table, "--steps", "12"]).stdout;
    expect(moves).toMatch(/^Q[1-4] \d{4} {2}The rule moves by 0\.\d{3} \(/m);
    const neither = createProgram().parseAsync(["story", small], { from: "user" });
    await expect(neither).rejects.toBeInstanceOf(BadInput);
  });

  it("refuses bad flags with exit 2 and makes no folder", async () => {
    const out = join(folder, "never");
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [
        ["--set", "mechanisms.mimetic.rat=1"],
        /^--set:1:1: error\[E050\].*Did you mean mechanisms.mimetic.rate\?/,
      ],
      [["--set", "mechanisms.mimetic.rate=[", "--off", "noise"], /^--set:1:\d+: error\[E006\]/],
      [
        ["--set", "population.associations=1e12"],
        /^--set:1:1: error\[E023\].*got 1000000000000; allowed a whole number/,
      ],
      [["--set", "nonsense"], /^--set:1:1: error\[E006\].*PATH=VALUE/],
      [["--set", "__proto__.x=1"], /^--set:1:1: error\[E050\]/],
      [["--off", "bounds"], /^--off:1:1: error\[E054\].*recoupling, budget,.*, entries\./],
      [["--off", "mimetc"], /Did you mean mimetic\?/],
      [["--seed", "x".repeat(201)], /^--seed:1:1: error\[E024\]/],
      [["--steps", "1.5"], /^--steps:1:1: error\[E023\] steps: got "1\.5"; allowed a whole number/],
      [["--set", "population.associations=2000000", "--steps", "100000"], /--allow-large/],
      [["--out", ""], /^--out:1:1: error\[E024\] out: got ""; allowed a path/],
      // what doubles every year is refused before it fills the memory
      [["--set", "mechanisms.foundings.rate=1", "--steps", "80"], /E056.*--allow-large/],
      [["--set", "regulators.authority.callRate=40", "--steps", "400"], /E056.*--allow-large/],
    ];
    for (const [flags, expected] of cases) {
      const failure: unknown = await createProgram()
        .parseAsync(["run", small, "--out", out, ...flags], { from: "user" })
        .then(
          () => "no failure",
          (error: unknown) => error,
        );
      expect(failure).toBeInstanceOf(BadInput);
      expect((failure as BadInput).message).toMatch(expected);
    }
    const { status, stdout, stderr } = ironcage(["run", small, "--out", out, "--jsn"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/unknown option '--jsn'\n\(Did you mean --json\?\)/);
    expect(existsSync(out)).toBe(false);
  });

  it("refuses what is no readable regular file at once", () => {
    const fifo = join(folder, "pipe.yaml");
    spawnSync("bash", ["-c", `mkfifo "${fifo}"`]);
    const huge = join(folder, "huge.yaml");
    writeFileSync(huge, "");
    truncateSync(huge, 100 * 2 ** 20);
    mkdirSync(join(folder, "folder.yaml"));
    symlinkSync(join(folder, "nowhere"), join(folder, "dangling.yaml"));
    writeFileSync(join(folder, "escape.yaml"), "extends: link.yaml\n");
    symlinkSync("/etc/hostname", join(folder, "link.yaml"));
    const cases: readonly (readonly [string, RegExp])[] = [
      [fifo, /pipe.yaml:1:1: error\[E001\].*not a regular file/],
      ["/dev/zero", /E001.*not a regular file/],
      [join(folder, "folder.yaml"), /E001.*regular file/],
      [join(folder, "dangling.yaml"), /E001.*no such file/],
      [huge, /E002.*100\d* ?|104857600 bytes/],
      [join(folder, "escape.yaml"), /escape.yaml:1:10: error\[E032\]/],
      ["hpst-209", /E001.*hpst-2009/],
    ];
    const started = performance.now();
    const { status, stdout, stderr } = ironcage([
      "validate",
      ...cases.map(([path]) => path),
      "--json",
    ]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    const { errors } = JSON.parse(stderr) as { errors: Record<string, string | number>[] };
    expect(errors).toHaveLength(cases.length);
    for (const [index, [, expected]] of cases.entries()) {
      const error = errors[index] ?? {};
      expect(
        `${error["file"]}:${error["line"]}:${error["col"]}: error[${error["code"]}] ${error["got"]}; ${error["allowed"]}`,
      ).toMatch(expected);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("stays within 300 MB for the longest list that is read", () => {
    const junk = file("junk.yaml", `reforms: [${"1,".repeat(59_000)}1]`);
    const { status, megabytes } = measured(["validate", junk]);
    expect(status).toBe(2);
    expect(megabytes).toBeLessThan(300);
  });

  it("exits 3 where standard output is full, and quietly where nobody reads", () => {
    const shell = (line: string) =>
      spawnSync("bash", ["-c", `${COMMAND.map((word) => `'${word}'`).join(" ")} ${line}`], {
        encoding: "utf8",
      });
    expect(shell("parameters > /dev/full").status).toBe(3);
    const piped = shell('parameters --json | head -c 10; echo " ${PIPESTATUS[0]}"');
    expect(piped.stdout).toMatch(/ 0\n$/);
    expect(piped.stderr).toBe("");
  });

  it("runs what is shipped from a folder that is gone", () => {
    const gone = join(folder, "gone");
    const [node, ...main] = COMMAND;
    const words = [node, ...main, "run", "no-pressure", "--steps", "1", "--json"];
    const line = words.map((word) => `'${word}'`).join(" ");
    const { status, stdout } = spawnSync(
      "bash",
      ["-c", `mkdir '${gone}' && cd '${gone}' && rmdir '${gone}' && exec ${line}`],
      { encoding: "utf8" },
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ scenario: "no-pressure", steps: 1 });
  });

  it("prints schema and parameter table", () => {
    const schema = JSON.parse(ironcage(["schema"]).stdout) as { properties: object };
    expect(Object.keys(schema.properties)).toContain("mechanisms");
    const rows = JSON.parse(ironcage(["parameters", "--json"]).stdout) as {
      path: string;
      allowed: string;
    }[];
    expect(rows.find(({ path }) => path === "mechanisms.mimetic.rate")).toMatchObject({
      allowed: "a number from 0 to 1",
    });
    for (const { path, allowed } of rows) expect([path, allowed]).not.toContain("");
  });
});
