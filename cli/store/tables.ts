import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cellType, levelCell, pointAt, slotAt } from "../../experiments/design.ts";
import { keptSteps, panelScenarios } from "../../experiments/jobs.ts";
import { panelColumns } from "../../experiments/panel.ts";
import { CRATE } from "../crate.ts";
import type { Cell } from "../csv.ts";
import { writeCrate } from "./crate.ts";
import { replaceFile } from "./files.ts";
import type { Manifest } from "./manifest.ts";
import type { RunRecord } from "./record.ts";
import { openSeriesCsv, openSeriesParquet, type SeriesTable } from "./series-table.ts";
import { openStatesCsv, openStatesParquet, type StatesTable } from "./states-table.ts";
import type { Holdings } from "./store.ts";
import { type Column, draft, fileSum, openCsv, openParquet, type Table } from "./table-files.ts";

/** Name of the file that keeps the SHA-256 of every table. */
const CHECKSUMS = "checksums.json";

/**
 * Writes the tables of a complete batch, in run order, from one record in memory at a time. The same results give the
 * same bytes: nothing of time, machine or path is in them. A table that stands with other bytes goes to quarantine.
 */
export function writeTables(
  folder: string,
  manifest: Manifest,
  holdings: Holdings,
  isCsv: boolean,
): readonly string[] {
  const { runs, states } = columnsOf(manifest);
  const { measures } = manifest;
  const steps = keptSteps(manifest.study);
  const names = (columns: readonly { readonly name: string }[]) => columns.map(({ name }) => name);
  const drafts = {
    runs: [
      draft(folder, "runs.parquet", openParquet(runs)),
      ...(isCsv ? [draft(folder, "runs.csv", openCsv(names(runs)))] : []),
    ],
    series: [
      draft(folder, "series.parquet", openSeriesParquet(measures, steps)),
      ...(isCsv ? [draft(folder, "series.csv", openSeriesCsv(measures, steps))] : []),
    ],
    states: states && [
      draft(folder, "states.parquet", openStatesParquet(states)),
      ...(isCsv ? [draft(folder, "states.csv", openStatesCsv(states))] : []),
    ],
  };
  fill(manifest, holdings, {
    runs: drafts.runs.map(({ table }) => table),
    series: drafts.series.map(({ table }) => table),
    states: (drafts.states ?? []).map(({ table }) => table),
  });
  const all = [...drafts.runs, ...drafts.series, ...(drafts.states ?? [])];
  const sums = all.map((table): [string, string] => [table.name, table.settle()]);
  const known = { ...readChecksums(folder), ...Object.fromEntries(sums) };
  replaceFile(join(folder, CHECKSUMS), `${JSON.stringify(known, null, 2)}\n`);
  writeCrate(folder, manifest, known);
  return sums.map(([name]) => name);
}

/** Tables that wait for the results of a batch. */
export interface Tables {
  readonly runs: readonly Table[];
  readonly series: readonly SeriesTable[];
  readonly states: readonly StatesTable[];
}

/** Puts a batch's results into tables, run after run. */
export function fill(manifest: Manifest, holdings: Holdings, tables: Tables): void {
  for (const record of holdings.records()) {
    const row = rowOfRun(manifest, record);
    for (const table of tables.runs) table.add(row);
    if (!record.head.ok) continue;
    for (const table of tables.series) table.add(record);
    for (const states of tables.states.length === 0 ? [] : holdings.states(record.head.run))
      for (const table of tables.states) table.add(record.head.run, states);
  }
}

/** The columns of a batch's tables; of states where it records them. */
export function columnsOf(manifest: Manifest) {
  return {
    runs: columnsOfRuns(manifest),
    states:
      manifest.study.record === undefined
        ? undefined
        : panelColumns(panelScenarios(manifest.study)),
  };
}

/** SHA-256 of each table as it was written; undefined where none were, or the list is damaged. */
export function readChecksums(folder: string): Readonly<Record<string, string>> | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, CHECKSUMS), "utf8")) as Record<string, string>;
  } catch {
    return undefined;
  }
}

/** Whether a folder has its tables, each with the bytes that it was written with, and metadata about them. */
export function hasTables(folder: string, isCsv: boolean): boolean {
  const sums = readChecksums(folder) ?? {};
  const kinds = ["runs", "series", ...(sums["states.parquet"] === undefined ? [] : ["states"])];
  const names = kinds.flatMap((kind) => [`${kind}.parquet`, ...(isCsv ? [`${kind}.csv`] : [])]);
  return (
    existsSync(join(folder, CRATE)) &&
    names.every((name) => sums[name] !== undefined && sums[name] === fileSum(join(folder, name)))
  );
}

const CELLS = { number: "DOUBLE", boolean: "BOOLEAN", string: "STRING" } as const;

function columnsOfRuns({ study }: Manifest): readonly Column[] {
  const factors = study.design.factors.map((factor): Column => ({
    name: factor.path,
    kind: CELLS[cellType(factor)],
  }));
  return [
    { name: "run", kind: "INT32" },
    { name: "point", kind: "INT32" },
    { name: "replicate", kind: "INT32" },
    { name: "seed", kind: "STRING" },
    { name: "status", kind: "STRING" },
    { name: "reason", kind: "STRING" },
    { name: "digest", kind: "STRING" },
    ...factors,
  ];
}

/** A run's row. Runs and points count from 0, replicates from 1, as in their seeds. */
export function rowOfRun({ study }: Manifest, { head }: RunRecord): readonly Cell[] {
  const slot = slotAt(study.design, head.run, study.seed);
  const point = pointAt(study.design, slot.point);
  return [
    head.run,
    slot.point,
    slot.replicate,
    slot.seed,
    head.ok ? "done" : head.reason,
    head.ok ? null : head.message,
    head.ok ? head.digest : null,
    ...study.design.factors.map(({ path }, index) => levelCell(path, point[index] ?? null)),
  ];
}
