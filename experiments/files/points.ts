import { isKnockOut, OFF } from "../design.ts";
import { type Axis, axisOf, listed, setOfCell } from "./axes.ts";
import type { ErrorCode } from "./codes.ts";
import { openNamed, type Read } from "./library.ts";
import { type Problem, problemAt, Refusal, shown } from "./problem.ts";
import { attempt } from "./scenario.ts";
import { type Place, readText, type Source } from "./text.ts";
import { type Entry, parseText, plain, type Tree } from "./tree.ts";

/** Most columns of a table of points. */
const MOST_COLUMNS = 1000;

/** Most cells of a table: ten thousand points of twenty-five factors, which is about what 2 MB hold. */
const MOST_CELLS = 250_000;

/** Most cells that are read as YAML, which takes a hundred times as long as reading a number. */
const MOST_LISTS = 10_000;

/** One cell of a table, its quotes taken off. */
interface Cell {
  readonly text: string;
  readonly at: Place;
}

/**
 * The axes of a list that a CSV file holds: paths in its first row, then a row for each point.
 *
 * Commas between, quotes around where needed (RFC 4180). A cell is a number, true, false, a list in brackets, or text; in
 * a column `off` it names what is off, joined by `+`, as in the tables that a batch writes.
 * @param entry of the key `points`
 * @throws {Refusal} with every cell that cannot be read, at its line and column
 */
export function axesOfPoints(
  entry: Entry,
  { file, switches }: { readonly file: string; readonly switches: readonly string[] },
  read: Read,
): readonly Axis[] {
  const wanted = plain(entry.tree);
  if (typeof wanted === "string" && !/\.csv$/i.test(wanted))
    throw new Refusal([
      problemAt(entry.tree.at, "E024", {
        path: ["points"],
        got: shown(wanted),
        allowed: "a .csv file inside this file's folder",
      }),
    ]);
  const found = openNamed(entry, ["points"], file, read);
  const source = readText(found.name, found.content);
  const table = rowsOf(source);
  const header = table[0];
  const rows = table.slice(1);
  if (header === undefined || rows.length === 0)
    throw new Refusal([
      problemAt({ source, offset: source.text.length }, "E057", {
        got: header === undefined ? "a file that is empty" : "no row below the paths",
        allowed: "paths in the first row, then a row for each point",
      }),
    ]);
  refuseShape(header, rows);
  const problems: Problem[] = [];
  const lists = openLists();
  const axes = header.map(({ text, at }, column) => {
    const path = text.trim();
    const items = rows.map((row) => treeOfCell(row[column] as Cell, { path, lists, problems }));
    return { path, key: at, items };
  });
  if (problems.length > 0) throw new Refusal(problems);
  return axes.map(({ path, key, items }) =>
    isKnockOut(path)
      ? axisOf([path, { key, tree: { kind: "list", at: key, items } }], false, switches)
      : listed(path, key, items),
  );
}

/** Rows of the same width under as many different paths. */
function refuseShape(header: readonly Cell[], rows: readonly (readonly Cell[])[]): void {
  const problems: Problem[] = [];
  const refuse = (at: Place, got: string, allowed: string, hint = ""): void => {
    problems.push(problemAt(at, "E057", { got, allowed, hint }));
  };
  const [first] = header;
  if (first !== undefined && header.length > MOST_COLUMNS)
    refuse(first.at, `${header.length} columns`, `at most ${MOST_COLUMNS}`);
  for (const { text, at } of header.slice(0, MOST_COLUMNS))
    if (text.trim() === "") refuse(at, "a column without a path", "a path of the scenario, or off");
  if (header.length === 1 && /[;\t]/.test(first?.text ?? ""))
    refuse(header[0]?.at as Place, "one column", "columns with commas between", "Use commas.");
  for (const row of rows)
    if (row.length !== header.length)
      refuse(row[0]?.at as Place, `a row of ${row.length} cells`, `${header.length} cells`);
  if (problems.length > 0) throw new Refusal(problems);
}

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;

/** What reading the cells of a column goes by. */
interface Reading {
  readonly path: string;
  readonly lists: (cell: Cell) => Tree | undefined;
  readonly problems: Problem[];
}

function treeOfCell(cell: Cell, { path, lists, problems }: Reading): Tree {
  const { at } = cell;
  const written = cell.text.trim();
  const leaf = (value: string | number | boolean): Tree => ({ kind: "leaf", at, value });
  const refuse = (code: ErrorCode, got: string, allowed: string): Tree => {
    problems.push(problemAt(at, code, { path: [path], got, allowed }));
    return leaf(written);
  };
  if (path === OFF && !written.startsWith("[")) return setOfCell(leaf(written));
  if (written === "true" || written === "TRUE") return leaf(true);
  if (written === "false" || written === "FALSE") return leaf(false);
  if (NUMBER.test(written)) {
    const value = Number(written);
    return /^[-+]?\d+$/.test(written) && !Number.isSafeInteger(value)
      ? refuse("E016", written, "whole numbers up to 2^53 − 1 = 9007199254740991")
      : leaf(value);
  }
  if (written === "") return refuse("E057", "an empty cell", "a value");
  if (!written.startsWith("[")) return leaf(written);
  const list = lists(cell);
  return list === undefined
    ? refuse("E057", shown(written), "a list as [0.1, 0.2]")
    : movedTo(at, list);
}

/** Reads lists in cells: numbers at once, others as YAML, each text once; undefined for what is none. */
function openLists(): (cell: Cell) => Tree | undefined {
  const known = new Map<string, Tree | undefined>();
  return ({ text, at }) => {
    const written = text.trim();
    const parts = written.slice(1, -1).split(",");
    if (written.endsWith("]") && parts.every((part) => NUMBER.test(part.trim())))
      return {
        ...{ kind: "list", at },
        items: parts.map((part) => ({ kind: "leaf", at, value: Number(part) })),
      };
    if (known.has(written)) return known.get(written);
    if (known.size >= MOST_LISTS) throw tooMany(at, `${MOST_LISTS} different lists`);
    const read = attempt(() => ({
      ok: true as const,
      tree: parseText({ name: at.source.name, text: written }),
    }));
    const tree = read.ok ? read.tree : undefined;
    known.set(written, tree);
    return tree;
  };
}

const tooMany = (at: Place, most: string): Refusal =>
  new Refusal([
    problemAt(at, "E057", { got: `more than ${most}`, allowed: `at most ${most} in a table` }),
  ]);

/** A tree whose every value stands at one place. */
function movedTo(at: Place, tree: Tree): Tree {
  if (tree.kind === "leaf") return { ...tree, at };
  if (tree.kind === "list")
    return { ...tree, at, items: tree.items.map((item) => movedTo(at, item)) };
  const entries = [...tree.entries].map(
    ([key, entry]) => [key, { key: at, tree: movedTo(at, entry.tree) }] as const,
  );
  return { ...tree, at, entries: new Map(entries) };
}

/** All rows but empty lines, each cell at the place where it begins. */
function rowsOf(source: Source): readonly (readonly Cell[])[] {
  const { text } = source;
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let offset = 0;
  for (let cells = 0; offset < text.length || row.length > 0; cells++) {
    const at = { source, offset };
    if (cells >= MOST_CELLS) throw tooMany(at, `${MOST_CELLS} cells`);
    const [cell, end] = text[offset] === '"' ? quotedAt(at) : plainAt(at);
    row.push({ text: cell, at });
    offset = end + 1;
    if (text[end] === ",") continue;
    if (row.length > 1 || cell.trim() !== "") rows.push(row);
    row = [];
  }
  return rows;
}

/** A cell without quotes, and where it ends. */
function plainAt({ source: { text }, offset }: Place): readonly [string, number] {
  let end = offset;
  while (end < text.length && text[end] !== "," && text[end] !== "\n") end++;
  return [text.slice(offset, end), end];
}

/** A cell in quotes, doubled ones within standing for one. */
function quotedAt(at: Place): readonly [string, number] {
  const { text } = at.source;
  let cell = "";
  for (let from = at.offset + 1; ;) {
    const close = text.indexOf('"', from);
    if (close < 0) throw badQuotes(at, "a quote that is never closed");
    cell += text.slice(from, close);
    if (text[close + 1] !== '"') {
      const end = close + 1;
      if (end < text.length && text[end] !== "," && text[end] !== "\n")
        throw badQuotes({ source: at.source, offset: end }, "text behind a closing quote");
      return [cell, end];
    }
    cell += '"';
    from = close + 2;
  }
}

const badQuotes = (at: Place, got: string): Refusal =>
  new Refusal([
    problemAt(at, "E057", { got, allowed: 'cells as 0.1 or "0.1", a quote within doubled' }),
  ]);
