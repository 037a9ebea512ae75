import { ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { panelCell, type PanelColumn, panelSteps } from "../../experiments/panel.ts";
import type { Cell } from "../csv.ts";
import { FileWriter, type Open, openCsv } from "./table-files.ts";

/** A table of states: one row per run, kept step and living association. */
export interface StatesTable {
  /** Adds states of a run, as the panel gives them. */
  add(run: number, states: Uint8Array): void;
  close(): void;
}

/** Rows of one group of the Parquet file: what is in memory at a time. */
const GROUP_ROWS = 65_536;

const TYPES = { whole: "INT32", real: "FLOAT", flag: "BOOLEAN", text: "STRING" } as const;

/** Entries of one column, as the Parquet writer takes them: typed where none can be missing. */
type Entries = Int32Array | Float32Array | Cell[];

/** A Parquet table with 32-bit columns; texts as dictionaries. */
export const openStatesParquet =
  (columns: readonly PanelColumn[]): Open<StatesTable> =>
  (descriptor, path) => {
    const run = { name: "run", kind: "whole", nullable: false, texts: [] } as const;
    const all = [run, ...columns];
    const group: Entries[] = all.map(({ kind, nullable }) => {
      if (nullable || kind === "text" || kind === "flag")
        return Array.from<Cell>({ length: GROUP_ROWS }).fill(null);
      return kind === "real" ? new Float32Array(GROUP_ROWS) : new Int32Array(GROUP_ROWS);
    });
    const columnData = (rows: number) =>
      all.map(({ name, kind, nullable, texts }, index) => ({
        name,
        data: group[index]?.slice(0, rows) ?? [],
        type: TYPES[kind],
        nullable: nullable || texts.length > 0,
      }));
    const writer = new ParquetWriter({
      writer: new FileWriter(descriptor, path),
      schema: schemaFromColumnData({ columnData: columnData(0) }),
      createdBy: "ironcage",
    });
    let rows = 0;
    const flush = (): void => {
      if (rows === 0) return;
      const types = columnData(rows).map(({ name, data }) => ({ name, data }));
      void writer.write({ columnData: types, rowGroupSize: GROUP_ROWS }); // synchronous with a synchronous writer
      rows = 0;
    };
    /** Copies as many rows of a step as there is room for, from one of them on. */
    const copy = (of: number, entries: readonly ArrayLike<number>[], from: number, to: number) => {
      group[0]?.fill(of, rows, rows + to - from);
      columns.forEach((column, index) => {
        const into = group[index + 1];
        const given = entries[index];
        if (into === undefined || given === undefined) return;
        for (let row = from; row < to; row++)
          into[rows + row - from] = Array.isArray(into)
            ? panelCell(column, given[row] ?? NaN)
            : (given[row] ?? NaN);
      });
      rows += to - from;
    };
    return {
      add(of, states) {
        for (const step of panelSteps(states, columns))
          for (let from = 0; from < step.rows;) {
            const to = Math.min(step.rows, from + GROUP_ROWS - rows);
            copy(of, step.entries, from, to);
            if (rows === GROUP_ROWS) flush();
            from = to;
          }
      },
      close() {
        flush();
        void writer.finish();
      },
    };
  };

/** The same table as CSV. */
export const openStatesCsv =
  (columns: readonly PanelColumn[]): Open<StatesTable> =>
  (descriptor, path) => {
    const table = openCsv(["run", ...columns.map(({ name }) => name)])(descriptor, path);
    return {
      add(run, states) {
        for (const { rows, entries } of panelSteps(states, columns))
          for (let row = 0; row < rows; row++)
            table.add([
              run,
              ...columns.map((column, index) => shortest(column, entries[index]?.[row] ?? NaN)),
            ]);
      },
      close: table.close,
    };
  };

/** A cell whose number has no more digits than its 32 bits hold. */
function shortest(column: PanelColumn, entry: number): Cell {
  const cell = panelCell(column, entry);
  return column.kind === "real" && typeof cell === "number" ? Number(cell.toPrecision(9)) : cell;
}
