import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../cli/failure.ts";
import { planOf } from "../../experiments/jobs.ts";
import { pointAt, slotAt } from "../../experiments/design.ts";
import { startRun } from "../../sim/index.ts";
import { readManifest } from "../../cli/store/manifest.ts";
import { ended, ironcage, refusal, start } from "./command.ts";

const root = mkdtempSync(join(tmpdir(), "ironcage-batch-"));
afterAll(() => rmSync(root, { recursive: true }));

const SCENARIO = "population: { associations: 40 }\nrun: { steps: 12, seed: s }\n";
const EXPERIMENT = [
  "kind: experiment",
  "name: small",
  "scenario: small.yaml",
  "factors:",
  "  mechanisms.mimetic.rate: [0, 0.01]",
  "  off: [[], [noise]]",
  "replicates: 6",
  "every: 5",
  "record: associations",
  "",
].join("\n");

/** An experiment in a folder of its own, and where its results go. */
function setUp(
  name: string,
  scenario = SCENARIO,
  experiment = EXPERIMENT,
): { file: string; out: string } {
  const folder = mkdtempSync(join(root, `${name}-`));
  writeFileSync(join(folder, "small.yaml"), scenario);
  writeFileSync(join(folder, "e.yaml"), experiment);
  return { file: join(folder, "e.yaml"), out: join(folder, "out") };
}

const TABLES = ["runs", "series", "states"].flatMap((name) => [`${name}.parquet`, `${name}.csv`]);
const tables = (out: string): Record<string, string> =>
  Object.fromEntries(
    TABLES.map((name) => [name, readFileSync(join(out, name)).toString("base64")]),
  );

let reference: Record<string, string>;
let referenceOut: string;

beforeAll(() => {
  const { file, out } = setUp("reference");
  const { status, stderr, stdout } = ironcage([
    "batch",
    file,
    "--out",
    out,
    "--workers",
    "1",
    "--csv",
  ]);
  if (status !== 0 || stderr !== "" || !stdout.startsWith("24 of 24 runs done; tables in"))
    throw new Error(`exit ${status}: ${stdout}${stderr}`);
  reference = tables(out);
  referenceOut = out;
});

const rows = (out: string, name: string) => {
  const bytes = readFileSync(join(out, name));
  return parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  });
};

describe("ironcage batch", () => {
  // with two below, in whatever order those that were killed left them
  it("gives the same bytes with 5 workers", () => {
    const { file, out } = setUp("workers");
    expect(ironcage(["batch", file, "--out", out, "--workers", "5", "--csv"]).status).toBe(0);
    expect(tables(out)).toEqual(reference);
  }, 120_000);

  it("writes what the model gives, in run order", async () => {
    const { study, measures } = readManifest(referenceOut);
    const runs = await rows(referenceOut, "runs.parquet");
    expect(runs.map(({ run }) => run)).toEqual(Array.from({ length: 24 }, (_, run) => run));
    expect(Object.keys(runs[0] ?? {})).toEqual([
      "run",
      "point",
      "replicate",
      "seed",
      "status",
      "reason",
      "digest",
      "mechanisms.mimetic.rate",
      "off",
    ]);
    const slot = slotAt(study.design, 20, study.seed);
    const run = startRun(planOf(study, pointAt(study.design, slot.point), slot));
    while (run.step < 12) run.advance();
    expect(runs[20]).toEqual({
      run: 20,
      point: 3,
      replicate: 3,
      seed: "s/3",
      status: "done",
      reason: null,
      digest: run.digest(),
      "mechanisms.mimetic.rate": 0.01,
      off: "noise",
    });
    const series = await rows(referenceOut, "series.parquet");
    expect(series).toHaveLength(24 * 4);
    expect(series.slice(0, 5).map(({ run: of, step }) => [of, step])).toEqual([
      [0, 0],
      [0, 5],
      [0, 10],
      [0, 12],
      [1, 0],
    ]);
    const last = series.find(({ run: of, step }) => of === 20 && step === 12);
    for (const [index, { name }] of measures.entries()) {
      const value = run.values[index] ?? NaN;
      expect(last?.[name]).toBe(Number.isNaN(value) ? null : value);
    }
  });

  it("keeps few files, with nothing of machine or path in the tables (F43)", () => {
    expect(readdirSync(referenceOut).sort()).toEqual([
      "checksums.json",
      "manifest.json",
      "quarantine",
      "ro-crate-metadata.json",
      "runs.csv",
      "runs.parquet",
      "series.csv",
      "series.parquet",
      "shards",
      "states.csv",
      "states.parquet",
    ]);
    expect(readdirSync(join(referenceOut, "shards")).sort()).toEqual([
      "1-of-1.log",
      "1-of-1.states",
    ]);
    for (const name of [...TABLES, "ro-crate-metadata.json"])
      expect(readFileSync(join(referenceOut, name), "latin1")).not.toContain(root);
  });

  it("resumes after kill -9 at six points to the bytes of an uninterrupted run (F01)", async () => {
    const { file, out } = setUp("kill");
    const args = ["batch", file, "--out", out, "--workers", "2", "--csv"];
    const shard = join(out, "shards", "1-of-1.log");
    const whole = statSync(join(referenceOut, "shards", "1-of-1.log")).size;
    for (const share of [0, 1, 2, 3, 4, 5].map((i) => (i + 0.5) / 6)) {
      const child = start(args);
      const end = ended(child);
      await reaches(shard, share * whole, end);
      child.kill("SIGKILL");
      await end;
      const torn = share > 0.5 ? shard : shard.replace(".log", ".states");
      if (share > 0.3) truncateSync(torn, statSync(torn).size - 7); // and a torn tail with it
    }
    const { status, stderr } = ironcage(args);
    expect(status).toBe(0);
    expect(stderr).toMatch(/damaged bytes at \d+, copied to quarantine/);
    expect(tables(out)).toEqual(reference);
    expect(ironcage(args).stderr).toBe(""); // what was made good is told once
    expect(ironcage(["verify", out, "--sample", "0"])).toMatchObject({ status: 0, stderr: "" });
  }, 240_000);

  it.each([
    ["SIGINT", EXIT.interrupted],
    ["SIGTERM", EXIT.terminated],
  ] as const)(
    "on %s keeps what is done, says how to go on, and exits %i",
    async (signal, code) => {
      const { file, out } = setUp(signal);
      const args = ["batch", file, "--out", out, "--workers", "2", "--csv"];
      const child = start(args);
      const end = ended(child);
      const shard = join("shards", "1-of-1.log");
      await reaches(join(out, shard), 0.4 * statSync(join(referenceOut, shard)).size, end);
      child.kill(signal);
      const { code: got, stderr } = await end;
      expect({ got, stderr }).toMatchObject({
        got: code,
        stderr: expect.stringContaining(`go on with: ironcage ${args.join(" ")}`) as string,
      });
      expect(existsSync(join(out, "shards", "1-of-1.lock"))).toBe(false);
      expect(ironcage(args).status).toBe(0);
      expect(tables(out)).toEqual(reference);
    },
    120_000,
  );

  it("does its part with --shard, and merges when all parts are there", () => {
    const { file, out } = setUp("shards");
    const part = (i: string) =>
      ironcage(["batch", file, "--out", out, "--workers", "1", "--csv", "--shard", i]);
    expect(part("1/2").stdout).toMatch(/12 of 24 runs done; shards in/);
    expect(existsSync(join(out, "runs.parquet"))).toBe(false);
    expect(part("2/2").stdout).toMatch(/24 of 24 runs done; tables in/);
    expect(tables(out)).toEqual(reference);
  });

  it("goes on after a comment, and refuses a changed parameter, naming it (F31)", async () => {
    const { file, out } = setUp("changed");
    cpSync(referenceOut, out, { recursive: true });
    const args = ["batch", file, "--out", out, "--csv"];
    const scenario = join(file, "..", "small.yaml");
    writeFileSync(scenario, `# thought again\n${SCENARIO}`);
    expect(ironcage(args).status).toBe(0);
    writeFileSync(scenario, SCENARIO.replace("12", "13"));
    const { status, stderr } = await refusal(args);
    expect(status).toBe(4);
    expect(stderr).toMatch(/run\.steps was 12, is 13/);
    expect(tables(out)).toEqual(reference);
  });

  it("refuses a manifest that was altered, and a folder that is something else", async () => {
    const { file, out } = setUp("altered");
    cpSync(referenceOut, out, { recursive: true });
    const manifest = readFileSync(join(out, "manifest.json"), "utf8");
    writeFileSync(join(out, "manifest.json"), manifest.replace('"seed": "s"', '"seed": "t"'));
    expect(ironcage(["batch", file, "--out", out])).toMatchObject({ status: 4, stdout: "" });
    writeFileSync(join(out, "manifest.json"), manifest.slice(0, 500));
    expect((await refusal(["status", out])).status).toBe(4);
    expect((await refusal(["batch", file, "--out", join(out, "..")])).status).toBe(3);
  });

  it("names the holder of a shard that another process writes (F26)", () => {
    const { file, out } = setUp("locked");
    cpSync(referenceOut, out, { recursive: true });
    const [boot, start] = [
      readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
      readFileSync(`/proc/${process.pid}/stat`, "utf8").split(") ")[1]?.split(" ")[19],
    ];
    const host = readFileSync("/proc/sys/kernel/hostname", "utf8").trim();
    writeFileSync(
      join(out, "shards", "1-of-1.lock"),
      JSON.stringify({ pid: process.pid, host, boot, start, since: 0, had: 0 }),
    );
    const { status, stderr } = ironcage(["batch", file, "--out", out]);
    expect({ status, stderr }).toMatchObject({
      status: 3,
      stderr: expect.stringContaining(`held by process ${process.pid} on ${host}`) as string,
    });
  });

  it("records runs that cannot be, keeps the others, and exits 1 (F34)", async () => {
    // one point of 300 whose rates sum to too much; neither a level by itself nor the largest point does
    const odd = new Map([
      [151, [0.15, 0.15, 0.05, 0.05]],
      [280, [0, 0.15, 0.2, 0.2]],
      [290, [0.15, 0, 0.2, 0.2]],
    ]);
    const paths = ["mechanisms.mimetic.rate", "mechanisms.normative.rate"];
    const factors = [...paths, "population.practiceSpread", "population.projectSpread"].map(
      (path, factor) => {
        const levels = Array.from({ length: 300 }, (_, i) => odd.get(i)?.[factor] ?? 0.05);
        return `  ${path}: [${levels.join(", ")}]`;
      },
    );
    const { file, out } = setUp(
      "failing",
      "population: { associations: 3 }\nrun: { steps: 1 }\n",
      `kind: experiment\nscenario: small.yaml\ndesign: list\nreplicates: 2\nfactors:\n${factors.join("\n")}\n`,
    );
    const { status, stdout, stderr } = ironcage(["batch", file, "--out", out]);
    expect({ status, stdout }).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("600 of 600 runs done, 2 of them failed") as string,
    });
    // told as they happen, in whatever order the workers come to them; the tables have run order
    for (const run of [302, 303])
      expect(stderr).toMatch(
        new RegExp(`^run ${run} failed: mechanisms\\.normative: got 1\\.\\d`, "m"),
      );
    const runs = await rows(out, "runs.parquet");
    expect(runs.filter(({ status: how }) => how === "failed").map(({ run }) => run)).toEqual([
      302, 303,
    ]);
  });

  it("tells cost without doing anything (--dry-run) and refuses unknown measures", async () => {
    const { file, out } = setUp("dry");
    const dry = ironcage(["batch", file, "--out", out, "--dry-run", "--json"]);
    expect(JSON.parse(dry.stdout)).toMatchObject({ runs: 24 });
    const unknown = ["--measures", "dispersion.practise"];
    const { status, stderr } = await refusal(["batch", file, "--out", out, ...unknown]);
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/E055.*Did you mean dispersion.practice\?/) as string,
    });
    const nobody = await refusal(["batch", "frist-grid", "--out", out]);
    expect(nobody).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /no shipped experiment of this name; allowed first-grid, .*Did you mean first-grid\?/,
      ) as string,
    });
    expect(existsSync(out)).toBe(false);
  });
});

describe("ironcage status and verify", () => {
  it("tell what is done, and that it repeats to the last bit", () => {
    expect(JSON.parse(ironcage(["status", referenceOut, "--json"]).stdout)).toMatchObject({
      runs: 24,
      done: 24,
      failed: 0,
      left: 0,
      secondsLeft: 0,
    });
    const { status, stdout } = ironcage(["verify", referenceOut, "--sample", "2"]);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: "24 runs and 6 tables with the right checksums; 2 runs repeated to the last bit\n",
    });
  });

  it("exit 4 where runs are gone that the tables hold", async () => {
    const { out } = setUp("gone");
    cpSync(referenceOut, out, { recursive: true });
    for (const name of readdirSync(join(out, "shards"))) rmSync(join(out, "shards", name));
    expect(await refusal(["verify", out, "--sample", "0"])).toMatchObject({
      status: 4,
      stderr: expect.stringContaining("24 runs missing that the tables hold") as string,
    });
  });

  it("a shard that is a link is not written through", () => {
    const { out } = setUp("linked");
    cpSync(referenceOut, out, { recursive: true });
    rmSync(join(out, "shards", "1-of-1.log"));
    symlinkSync("../elsewhere", join(out, "shards", "1-of-1.log"));
    const { status, stderr } = ironcage(["batch", out, "--workers", "1"]);
    expect({ status, stderr }).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/1-of-1.log: not a regular file/) as string,
    });
    expect(existsSync(join(out, "elsewhere"))).toBe(false);
  });

  it("exit 4 where a byte of a shard or a table was changed", async () => {
    for (const name of ["runs.parquet", "shards/1-of-1.log", "shards/1-of-1.states"]) {
      const { out } = setUp("flip");
      cpSync(referenceOut, out, { recursive: true });
      const bytes = readFileSync(join(out, name));
      bytes[200] = (bytes[200] ?? 0) ^ 1;
      writeFileSync(join(out, name), bytes);
      const { status, stderr } = await refusal(["verify", out, "--sample", "0"]);
      expect({ status, stderr }).toMatchObject({
        status: 4,
        stderr: expect.stringMatching(
          name.startsWith("runs") ? /runs.parquet/ : /damaged/,
        ) as string,
      });
    }
  });
});

/** Waits until a file is that long, or the process that writes it has ended. */
async function reaches(path: string, size: number, end: Promise<unknown>): Promise<void> {
  let isOver = false;
  void end.then(() => (isOver = true));
  while (!isOver && !(existsSync(path) && statSync(path).size >= size))
    await new Promise((resolve) => setTimeout(resolve, 2));
}
