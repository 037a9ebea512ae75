import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keptSteps } from "../../experiments/jobs.ts";
import { panelCell, panelColumns, panelSteps } from "../../experiments/panel.ts";
import { readManifest } from "../../cli/store/manifest.ts";
import { takeStock } from "../../cli/store/store.ts";
import { ironcage, ROOT } from "../cli/command.ts";

/** A folder that holds `results`, as the examples have it. */
const place = mkdtempSync(join(tmpdir(), "ironcage-readers-"));
afterAll(() => rmSync(place, { recursive: true }));

/** The examples in docs/results.md, by language and in order. */
const examples = (language: string): string[] =>
  [
    ...readFileSync(join(ROOT, "docs", "results.md"), "utf8").matchAll(
      new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"),
    ),
  ].map(([, code = ""]) => code);

/** Mean dispersion at each kept step over all runs, from the records themselves. */
let means: Map<number, number>;

beforeAll(() => {
  writeFileSync(
    join(place, "small.yaml"),
    "population: { associations: 50 }\nrun: { steps: 12, seed: readers }\n",
  );
  writeFileSync(
    join(place, "e.yaml"),
    "kind: experiment\nscenario: small.yaml\nfactors:\n  mechanisms.mimetic.rate: [0, 0.02]\n  off: [[], [noise, calls]]\nreplicates: 3\nevery: 5\nrecord: associations\n",
  );
  const made = ironcage(["batch", "e.yaml", "--out", "results", "--csv"], { cwd: place });
  if (made.status !== 0) throw new Error(made.stderr);
  const manifest = readManifest(join(place, "results"));
  const steps = [...keptSteps(manifest.study)];
  const column = manifest.measures.findIndex(({ name }) => name === "dispersion.practice");
  const records = [...takeStock(join(place, "results"), manifest, false).records()];
  const width = manifest.measures.length;
  means = new Map(
    steps.map((step, row) => [
      step,
      records.reduce((sum, { values }) => sum + (values[row * width + column] ?? NaN), 0) /
        records.length,
    ]),
  );
});

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run("SET threads = 1");
  const reader = await connection.runAndReadAll(sql.replaceAll("results/", `${place}/results/`));
  return reader.getRowObjects();
}

function expectMeans(rows: readonly (readonly [number, number])[]): void {
  expect(rows.map(([step]) => step)).toEqual([...means.keys()]);
  for (const [step, mean] of rows) expect(mean).toBeCloseTo(means.get(step) ?? NaN, 12);
}

describe("the examples of docs/results.md", () => {
  it("in R read the CSV tables", () => {
    const [example = ""] = examples("r");
    expect(example.trimEnd().split("\n")).toHaveLength(3);
    writeFileSync(join(place, "example.R"), example);
    const script = 'write.csv(source("example.R")$value, row.names = FALSE)';
    const { status, stdout, stderr } = spawnSync("Rscript", ["--vanilla", "-e", script], {
      cwd: place,
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [head, ...lines] = stdout.trimEnd().split("\n");
    expect(head).toBe('"step","dispersion.practice"');
    expectMeans(lines.map((line) => line.split(",").map(Number) as [number, number]));
  });

  it("in SQL read the Parquet tables in DuckDB", async () => {
    const [example = ""] = examples("sql");
    expect(example.trimEnd().split("\n")).toHaveLength(3);
    const rows = await query(example);
    expectMeans(rows.map((row) => [Number(row["step"]), Number(row["dispersion"])]));
  });

  it("in SQL read the states in DuckDB", async () => {
    const [, example = ""] = examples("sql");
    const rows = await query(example);
    expect(rows.length).toBeGreaterThan(2);
    const expected = contractsByResponse();
    expect(
      rows.map((row) => [
        `${String(row["step"])} ${String(row["response"])}`,
        Number(row["associations"]),
      ]),
    ).toEqual(expected);
  });

  const hasPandas =
    spawnSync("python3", ["-c", "import pandas, pyarrow"], { stdio: "ignore" }).status === 0;
  const withPandas = hasPandas ? ["in pandas read the Parquet tables"] : [];
  it.each(withPandas)("%s", () => {
    const [example = ""] = examples("python");
    expect(example.trimEnd().split("\n")).toHaveLength(3);
    const script = `${example}print(means.to_csv(header=False), end="")`;
    const { status, stdout } = spawnSync("python3", ["-c", script], {
      cwd: place,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    expectMeans(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(",").map(Number) as [number, number]),
    );
  });
});

/** Associations under a contract by step and response, counted from the records of states themselves. */
function contractsByResponse(): [string, number][] {
  const manifest = readManifest(join(place, "results"));
  const holdings = takeStock(join(place, "results"), manifest, false);
  const columns = panelColumns([manifest.study.scenario]);
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const counts = new Map<string, number>();
  for (let run = 0; run < manifest.runs; run++)
    for (const states of holdings.states(run))
      for (const { rows, entries } of panelSteps(states, columns))
        for (let row = 0; row < rows; row++) {
          const cell = (name: string) => {
            const column = columns[at(name)];
            return column && panelCell(column, entries[at(name)]?.[row] ?? NaN);
          };
          if (cell("contract") !== true) continue;
          const key = `${String(cell("step"))} ${String(cell("response"))}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
  return [...counts].sort(([a], [b]) => {
    const [stepA = "", responseA = ""] = a.split(" ");
    const [stepB = "", responseB = ""] = b.split(" ");
    return Number(stepA) - Number(stepB) || (responseA < responseB ? -1 : 1);
  });
}

describe("the tables", () => {
  it("have the types that docs/results.md tells, in DuckDB", async () => {
    const types = async (name: string): Promise<Record<string, unknown>> =>
      Object.fromEntries(
        (await query(`DESCRIBE SELECT * FROM 'results/${name}.parquet'`)).map((row) => [
          row["column_name"],
          row["column_type"],
        ]),
      );
    expect(await types("runs")).toEqual({
      ...{ run: "INTEGER", point: "INTEGER", replicate: "INTEGER", seed: "VARCHAR" },
      ...{ status: "VARCHAR", reason: "VARCHAR", digest: "VARCHAR" },
      ...{ "mechanisms.mimetic.rate": "DOUBLE", off: "VARCHAR" },
    });
    expect(await types("series")).toMatchObject({
      run: "INTEGER",
      "dispersion.practice": "DOUBLE",
    });
    expect(await types("states")).toMatchObject({
      ...{ run: "INTEGER", step: "INTEGER", id: "INTEGER", born: "INTEGER", response: "VARCHAR" },
      ...{ establishments: "INTEGER", places: "FLOAT", contract: "BOOLEAN", settlement: "FLOAT" },
      ...{ grouping: "INTEGER", "practice.formalisation": "FLOAT" },
    });
  });

  it("say the same as CSV in R and as Parquet in DuckDB, missing entries included", async () => {
    const [counted] = await query(
      "SELECT count(*) AS n, count(settlement) AS settled, count(\"grouping\") AS grouped, sum(establishments) AS establishments FROM 'results/states.parquet'",
    );
    const script =
      's <- read.csv("results/states.csv"); cat(nrow(s), sum(!is.na(s$settlement)), sum(!is.na(s$grouping)), sum(s$establishments))';
    const { stdout } = spawnSync("Rscript", ["--vanilla", "-e", script], {
      cwd: place,
      encoding: "utf8",
    });
    expect(stdout.split(" ").map(Number)).toEqual(
      ["n", "settled", "grouped", "establishments"].map((name) => Number(counted?.[name])),
    );
  });
});
