import { panelCell, type PanelColumn, panelSteps } from "../../experiments/panel.ts";
import type { Cell } from "../csv.ts";
import type { NumberColumn } from "./parquet/chunk.ts";
import { openNumberTable } from "./parquet/number-table.ts";
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

/** A Parquet table with 32-bit columns; texts as dictionaries. */
export const openStatesParquet =
  (columns: readonly PanelColumn[]): Open<StatesTable> =>
  (descriptor, path) => {
    const run = { name: "run", kind: "whole", nullable: false, texts: [] } as const;
    const table = openNumberTable(
      new FileWriter(descriptor, path),
      [run, ...columns].map(({ name, kind, nullable, texts }): NumberColumn => {
        const isText = kind === "text";
        return { name, kind: TYPES[kind], nullable: nullable || isText, texts };
      }),
      GROUP_ROWS,
    );
    return {
      add(of, states) {
        for (const step of panelSteps(states, columns))
          for (let from = 0; from < step.rows;) {
            const to = Math.min(step.rows, from + table.room);
            table.entries[0]?.fill(of, table.rows, table.rows + to - from);
            step.entries.forEach((given, index) =>
              table.entries[index + 1]?.set(given.subarray(from, to), table.rows),
            );
            table.take(to - from);
            from = to;
          }
      },
      close: table.close,
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
