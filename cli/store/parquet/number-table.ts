import { ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import type { FileWriter } from "../table-files.ts";
import { type NumberColumn, openChunks } from "./chunk.ts";
import type { Entries } from "./distinct.ts";

/** Bytes that are gathered before they are written. */
const GATHERED = 1 << 20;

/** A Parquet table of numbers, filled column by column, a group of rows in memory at a time. */
export interface NumberTable {
  /** Columns of the group in hand; rows from `rows` on are free. */
  readonly entries: readonly Entries[];
  /** Rows that the group has. */
  readonly rows: number;
  /** Rows that there is room for; 1 at the least. */
  readonly room: number;
  /** Counts rows that were laid behind those that the group has. */
  take(rows: number): void;
  /** Ends the file. */
  close(): void;
}

/**
 * Begins a table.
 * @param groupRows rows of one group
 */
export function openNumberTable(
  writer: FileWriter,
  columns: readonly NumberColumn[],
  groupRows: number,
): NumberTable {
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({
      columnData: columns.map(({ name, kind: type, nullable }) => ({
        ...{ name, type, nullable, data: [] },
      })),
    }),
    createdBy: "ironcage",
  });
  const writeChunk = openChunks(groupRows);
  const entries = columns.map(({ kind }) => {
    if (kind === "DOUBLE") return new Float64Array(groupRows);
    return kind === "FLOAT" ? new Float32Array(groupRows) : new Int32Array(groupRows);
  });
  let rows = 0;
  const flush = (): void => {
    if (rows === 0) return;
    const begin = writer.offset;
    const chunks = columns.map((column, index) => {
      const whole = entries[index] ?? new Int32Array();
      if (writer.index > GATHERED) writer.flush();
      return writeChunk(writer, column, whole.subarray(0, rows));
    });
    const bytes = BigInt(writer.offset - begin);
    file.row_groups.push({
      columns: chunks,
      ...{ total_byte_size: bytes, total_compressed_size: bytes, num_rows: BigInt(rows) },
    });
    file.num_rows += BigInt(rows);
    rows = 0;
  };
  return {
    entries,
    get rows() {
      return rows;
    },
    get room() {
      return groupRows - rows;
    },
    take(more) {
      rows += more;
      if (rows === groupRows) flush();
    },
    close() {
      flush();
      void file.finish(); // synchronous with a synchronous writer
    },
  };
}
