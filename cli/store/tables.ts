import { createHash, type Hash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  unlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { cellType, levelCell, pointAt, slotAt } from "../../experiments/design.ts";
import { keptSteps } from "../../experiments/jobs.ts";
import { type Cell, csvLine } from "../csv.ts";
import { reasonOf } from "../disk.ts";
import { StorageFailure } from "../failure.ts";
import { writeAll } from "../output.ts";
import { makeFolder, rename, replaceFile, storing, syncFolder } from "./files.ts";
import type { Manifest } from "./manifest.ts";
import type { RunRecord } from "./record.ts";
import type { Holdings } from "./store.ts";

/** Rows of one group of a Parquet file: what is in memory at a time. */
const GROUP_ROWS = 20_000;

type Kind = "DOUBLE" | "INT32" | "BOOLEAN" | "STRING";

interface Column {
  readonly name: string;
  readonly kind: Kind;
}

/** A table that takes row after row. */
interface Table {
  add(row: readonly Cell[]): void;
  close(): void;
}

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
  const runColumns = columnsOfRuns(manifest);
  const seriesColumns = columnsOfSeries(manifest);
  const drafts = [
    draft(folder, "runs.parquet", (descriptor, path) => openParquet(descriptor, path, runColumns)),
    draft(folder, "series.parquet", (descriptor, path) =>
      openParquet(descriptor, path, seriesColumns),
    ),
    ...(isCsv
      ? [
          draft(folder, "runs.csv", (descriptor, path) => openCsv(descriptor, path, runColumns)),
          draft(folder, "series.csv", (descriptor, path) =>
            openCsv(descriptor, path, seriesColumns),
          ),
        ]
      : []),
  ];
  const steps = keptSteps(manifest.study);
  for (const record of holdings.records()) {
    const row = rowOfRun(manifest, record);
    for (const { name, table } of drafts) {
      if (name.startsWith("runs.")) table.add(row);
      else addSeries(table, record, steps, manifest.measures.length);
    }
  }
  const sums = drafts.map((table): [string, string] => [table.name, table.settle()]);
  const known = readChecksums(folder);
  replaceFile(
    join(folder, CHECKSUMS),
    `${JSON.stringify({ ...known, ...Object.fromEntries(sums) }, null, 2)}\n`,
  );
  return sums.map(([name]) => name);
}

/** SHA-256 of each table as it was written; undefined where none were, or the list is damaged. */
export function readChecksums(folder: string): Readonly<Record<string, string>> | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, CHECKSUMS), "utf8")) as Record<string, string>;
  } catch {
    return undefined;
  }
}

/** Whether a folder has its tables, each with the bytes that it was written with. */
export function hasTables(folder: string, isCsv: boolean): boolean {
  const sums = readChecksums(folder);
  const names = ["runs.parquet", "series.parquet", ...(isCsv ? ["runs.csv", "series.csv"] : [])];
  return names.every(
    (name) => sums?.[name] !== undefined && sums[name] === fileSum(join(folder, name)),
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

function columnsOfSeries({ measures }: Manifest): readonly Column[] {
  return [
    { name: "run", kind: "INT32" },
    { name: "step", kind: "INT32" },
    ...measures.map(({ name }): Column => ({ name, kind: "DOUBLE" })),
  ];
}

/** Runs and points count from 0, replicates from 1, as in their seeds. */
function rowOfRun({ study }: Manifest, { head }: RunRecord): readonly Cell[] {
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

function addSeries(
  table: Table,
  { head, values }: RunRecord,
  steps: Int32Array,
  width: number,
): void {
  if (!head.ok) return;
  for (const [row, step] of steps.entries())
    table.add([
      head.run,
      step,
      ...Array.from(values.subarray(row * width, (row + 1) * width), orNull),
    ]);
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** A table under a name of its own until it is whole. */
function draft(folder: string, name: string, open: (descriptor: number, path: string) => Table) {
  const path = join(folder, name);
  const temporary = `${path}.${process.pid}.tmp`;
  const descriptor = storing(temporary, () => openSync(temporary, "w"));
  const table = open(descriptor, temporary);
  return {
    name,
    table,
    /** Puts the table in place; answers with its SHA-256. */
    settle(): string {
      table.close();
      storing(temporary, () => fsyncSync(descriptor));
      closeSync(descriptor);
      const sum = fileSum(temporary) ?? "";
      const standing = fileSum(path);
      if (standing === sum) {
        unlinkSync(temporary);
        return sum;
      }
      if (standing !== undefined) {
        makeFolder(join(folder, "quarantine"));
        rename(path, join(folder, "quarantine", `${name}.${standing.slice(0, 16)}`));
      }
      rename(temporary, path);
      syncFolder(dirname(path));
      return sum;
    },
  };
}

/** SHA-256 of a file; undefined where there is none. */
export function fileSum(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const hash: Hash = createHash("sha256");
  const chunk = Buffer.allocUnsafe(1 << 20);
  const descriptor = storing(path, () => openSync(path, "r"));
  try {
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk))
      hash.update(chunk.subarray(0, read));
  } catch (error) {
    throw new StorageFailure(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}

/** Bytes gathered for a file, written out after every group of rows. */
class FileWriter extends ByteWriter {
  readonly #descriptor: number;
  readonly #path: string;

  constructor(descriptor: number, path: string) {
    super(1 << 20);
    this.#descriptor = descriptor;
    this.#path = path;
  }

  flush(): void {
    writeAll(this.#descriptor, this.getBytes(), this.#path);
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }
}

function openParquet(descriptor: number, path: string, columns: readonly Column[]): Table {
  const columnData = () =>
    columns.map(({ name, kind }) => ({ name, type: kind, data: [] as Cell[] }));
  const writer = new ParquetWriter({
    writer: new FileWriter(descriptor, path),
    schema: schemaFromColumnData({ columnData: columnData() }),
    createdBy: "ironcage",
  });
  let group = columnData();
  const flush = (): void => {
    if ((group[0]?.data.length ?? 0) === 0) return;
    void writer.write({ columnData: group, rowGroupSize: GROUP_ROWS }); // synchronous with a synchronous writer
    group = columnData();
  };
  return {
    add(row) {
      row.forEach((cell, index) => group[index]?.data.push(cellOf(cell, columns[index]?.kind)));
      if ((group[0]?.data.length ?? 0) >= GROUP_ROWS) flush();
    },
    close() {
      flush();
      void writer.finish();
    },
  };
}

/** A cell as its column's kind; in a column of texts whatever else there is becomes JSON. */
function cellOf(cell: Cell, kind: Kind | undefined): Cell {
  return kind === "STRING" && cell !== null && typeof cell !== "string"
    ? JSON.stringify(cell)
    : cell;
}

function openCsv(descriptor: number, path: string, columns: readonly Column[]): Table {
  let held = csvLine(columns.map(({ name }) => name));
  const flush = (): void => {
    writeAll(descriptor, held, path);
    held = "";
  };
  return {
    add(row) {
      held += csvLine(row);
      if (held.length > 1 << 20) flush();
    },
    close: flush,
  };
}
