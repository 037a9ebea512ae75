import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, it } from "vitest";
import type { NumberColumn } from "../../cli/store/parquet/chunk.ts";
import { bitsOf, hybridRoom, writeHybrid } from "../../cli/store/parquet/hybrid.ts";
import { openNumberTable } from "../../cli/store/parquet/number-table.ts";
import { FileWriter } from "../../cli/store/table-files.ts";

const root = mkdtempSync(join(tmpdir(), "ironcage-tables-"));
afterAll(() => rmSync(root, { recursive: true }));

const GROUP = 50;
const TEXTS = ["", "à la carte", "c"];

const COLUMNS: readonly NumberColumn[] = [
  { name: "double", kind: "DOUBLE", nullable: true },
  { name: "float", kind: "FLOAT", nullable: true },
  { name: "whole", kind: "INT32", nullable: true },
  { name: "every", kind: "INT32", nullable: false },
  { name: "flag", kind: "BOOLEAN", nullable: false },
  { name: "text", kind: "STRING", nullable: true, texts: TEXTS },
];

/** A row as the table takes it: NaN and whole numbers below 0 are missing where they may be. */
type Row = readonly [number, number, number, number, number, number];

function written(rows: readonly Row[]): ArrayBuffer {
  const path = join(root, "t.parquet");
  const descriptor = openSync(path, "w");
  const table = openNumberTable(new FileWriter(descriptor, path), COLUMNS, GROUP);
  for (const row of rows) {
    for (const [column, entries] of table.entries.entries())
      entries[table.rows] = row[column] ?? NaN;
    table.take(1);
  }
  table.close();
  closeSync(descriptor);
  const bytes = readFileSync(path);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

const missing = (entry: number): number | null => (entry < 0 ? null : entry);
const read = ([double, float, whole, every, flag, text]: Row) => ({
  double: Number.isNaN(double) ? null : double,
  float: Number.isNaN(float) ? null : float,
  whole: missing(whole),
  every,
  flag: flag !== 0,
  text: TEXTS[text] ?? null,
});

const few = fc.constantFrom(0, -0, 1, NaN, 1 / 3);
const rows = fc.array(
  fc.tuple(
    fc.oneof(few, fc.double()),
    fc.oneof(few.map(Math.fround), fc.float()),
    fc.oneof(fc.constant(-1), fc.integer({ min: 0, max: 3 }), fc.nat()),
    fc.oneof(fc.constant(7), fc.integer()),
    fc.nat({ max: 1 }),
    fc.integer({ min: -1, max: TEXTS.length }),
  ),
  { maxLength: 3 * GROUP },
);
/** Rows most of which are like those before them, as series are. */
const stretches = fc
  .array(fc.tuple(rows, fc.integer({ min: 1, max: 40 })), { maxLength: 3 })
  .map((parts) =>
    parts.flatMap(([part, times]) => part.flatMap((row) => Array<Row>(times).fill(row))),
  );

describe("a table of numbers", () => {
  it("is read as it was written: any bits, missing entries, groups of any length", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(rows, stretches), async (given) => {
        const file = written(given);
        expect(await parquetReadObjects({ file })).toEqual(given.map(read));
      }),
    );
  });

  it("tells of every group what it lacks, and between what its values lie", () => {
    const given: Row[] = Array.from({ length: GROUP + 1 }, (_, at) => [
      at,
      NaN,
      -1,
      -at,
      1,
      at % 3,
    ]);
    given[3] = [NaN, 2.5, 4, -3, 0, -1];
    const { row_groups: groups } = parquetMetadata(written(given));
    const told = groups.map(({ columns }) =>
      columns.map(({ meta_data: of }) => {
        const { min_value: least, max_value: most, null_count: none } = of?.statistics ?? {};
        return [least, most, Number(none)];
      }),
    );
    expect(told).toEqual([
      [
        [-0, 49, 1],
        [2.5, 2.5, 49],
        [4, 4, 49],
        [-49, 0, 0],
        [false, true, 0],
        [undefined, undefined, 1],
      ],
      [
        [50, 50, 0],
        [undefined, undefined, 1],
        [undefined, undefined, 1],
        [-50, -50, 0],
        [true, true, 0],
        [undefined, undefined, 0],
      ],
    ]);
  });

  it("takes few bytes for few different values, and no more than all for many", () => {
    const size = (value: (at: number) => number): number =>
      written(Array.from({ length: GROUP }, (_, at) => [value(at), 0, 0, 0, 0, 0])).byteLength;
    const constant = size(() => 1 / 3);
    expect(size((at) => at % 2)).toBeLessThan(constant + 20);
    expect(size((at) => at / 3)).toBeLessThan(constant + 8 * GROUP);
  });
});

describe("runs and packed groups", () => {
  it("never take more than their room", () => {
    const numbers = fc.array(fc.tuple(fc.nat(65_535), fc.integer({ min: 1, max: 20 })));
    fc.assert(
      fc.property(numbers, (parts) => {
        const all = Uint16Array.from(parts.flatMap(([n, times]) => Array<number>(times).fill(n)));
        const bits = bitsOf(all.reduce((most, n) => Math.max(most, n), 0));
        const into = new Uint8Array(2 * hybridRoom(all.length));
        expect(writeHybrid(into, all, bits)).toBeLessThanOrEqual(hybridRoom(all.length));
      }),
    );
  });
});
