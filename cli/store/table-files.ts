import { createHash, type Hash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { type Cell, csvLine } from "../csv.ts";
import { reasonOf } from "../disk.ts";
import { StorageFailure } from "../failure.ts";
import { writeAll } from "../output.ts";
import { makeFolder, rename, storing, syncFolder } from "./files.ts";

/** Rows of one group of a Parquet file: what is in memory at a time. */
const GROUP_ROWS = 20_000;

type Kind = "DOUBLE" | "INT32" | "BOOLEAN" | "STRING";

export interface Column {
  readonly name: string;
  readonly kind: Kind;
}

/** A table that takes row after row. */
export interface Table {
  add(row: readonly Cell[]): void;
  close(): void;
}

/** Opens a table on an open file; the path is for words about it. */
export type Open<Of extends { close(): void }> = (descriptor: number, path: string) => Of;

/** A table under a name of its own until it is whole. */
export interface Draft<Of extends { close(): void }> {
  readonly name: string;
  readonly table: Of;
  /** Puts the table in place; answers with its SHA-256. */
  settle(): string;
}

/** Begins a table; one that stands with other bytes goes to quarantine once this one is whole. */
export function draft<Of extends { close(): void }>(
  folder: string,
  name: string,
  open: Open<Of>,
): Draft<Of> {
  const path = join(folder, name);
  const temporary = `${path}.${process.pid}.tmp`;
  const descriptor = storing(temporary, () => openSync(temporary, "w"));
  const table = open(descriptor, temporary);
  return {
    name,
    table,
    settle() {
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

/** A new table in a place of the user's choice, where nothing stands. */
export function newTable<Of extends { close(): void }>(path: string, open: Open<Of>): Of {
  const descriptor = storing(path, () => openSync(path, "wx"));
  const table = open(descriptor, path);
  return {
    ...table,
    close() {
      table.close();
      storing(path, () => fsyncSync(descriptor));
      closeSync(descriptor);
    },
  };
}

/** Bytes gathered for a file, written out after every group of rows. */
export class FileWriter extends ByteWriter {
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

/** A Parquet table, in groups of rows. */
export const openParquet =
  (columns: readonly Column[]): Open<Table> =>
  (descriptor, path) => {
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
  };

/** A cell as its column's kind; in a column of texts whatever else there is becomes JSON. */
function cellOf(cell: Cell, kind: Kind | undefined): Cell {
  return kind === "STRING" && cell !== null && typeof cell !== "string"
    ? JSON.stringify(cell)
    : cell;
}

/**
 * A CSV table.
 * @param names the columns' names
 * @param line what makes a line of cells
 */
export const openCsv =
  (names: readonly string[], line: (cells: readonly Cell[]) => string = csvLine): Open<Table> =>
  (descriptor, path) => {
    let held = line(names);
    const flush = (): void => {
      writeAll(descriptor, held, path);
      held = "";
    };
    return {
      add(row) {
        held += line(row);
        if (held.length > 1 << 20) flush();
      },
      close: flush,
    };
  };
