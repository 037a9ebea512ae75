import type { MeasureInfo } from "../../sim/index.ts";
import type { Cell } from "../csv.ts";
import { openNumberTable } from "./parquet/number-table.ts";
import type { RunRecord } from "./record.ts";
import { FileWriter, type Open, openCsv } from "./table-files.ts";

/** A table of series: one row per run and kept step. */
export interface SeriesTable {
  /** Adds the series of a run that came to its end. */
  add(record: RunRecord): void;
  close(): void;
}

/** Rows of one group of the Parquet file: what is in memory at a time. */
const GROUP_ROWS = 20_000;

type Measures = readonly Pick<MeasureInfo, "name">[];

/** A Parquet table of doubles, filled column by column. */
export const openSeriesParquet =
  (measures: Measures, steps: Int32Array): Open<SeriesTable> =>
  (descriptor, path) => {
    const table = openNumberTable(
      new FileWriter(descriptor, path),
      [
        { name: "run", kind: "INT32", nullable: false },
        { name: "step", kind: "INT32", nullable: false },
        ...measures.map(({ name }) => ({ name, kind: "DOUBLE", nullable: true }) as const),
      ],
      GROUP_ROWS,
    );
    /** Copies the rows of some steps. */
    const copy = ({ head, values }: RunRecord, from: number, to: number): void => {
      const { entries, rows } = table;
      entries[0]?.fill(head.run, rows, rows + to - from);
      entries[1]?.set(steps.subarray(from, to), rows);
      for (let column = 0; column < measures.length; column++) {
        const into = entries[column + 2];
        if (into === undefined) continue;
        for (let row = from; row < to; row++)
          into[rows + row - from] = values[row * measures.length + column] ?? NaN;
      }
      table.take(to - from);
    };
    return {
      add(record) {
        for (let from = 0; from < steps.length;) {
          const to = Math.min(steps.length, from + table.room);
          copy(record, from, to);
          from = to;
        }
      },
      close: table.close,
    };
  };

/** The same table as CSV. */
export const openSeriesCsv =
  (measures: Measures, steps: Int32Array): Open<SeriesTable> =>
  (descriptor, path) => {
    const table = openCsv(["run", "step", ...measures.map(({ name }) => name)])(descriptor, path);
    return {
      add(record) {
        for (const cells of rowsOfSeries(record, steps)) table.add(cells);
      },
      close: table.close,
    };
  };

/** A run's series: run, step and every measure, row by row. */
export function* rowsOfSeries(
  { head, values }: RunRecord,
  steps: Int32Array,
): Generator<readonly Cell[]> {
  const width = values.length / steps.length;
  for (const [row, step] of steps.entries())
    yield [head.run, step, ...Array.from(values.subarray(row * width, (row + 1) * width), orNull)];
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
