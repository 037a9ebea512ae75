import type { ErrorCode } from "./codes.ts";
import { type Place, position } from "./text.ts";

/** One thing wrong with a file: where, what was got, and what is allowed. */
export interface Problem {
  readonly file: string;
  /** Line and column, both from 1; columns count UTF-16 units. */
  readonly line: number;
  readonly col: number;
  readonly code: ErrorCode;
  /** Keys joined by dots; "" for the file as a whole. */
  readonly path: string;
  readonly got: string;
  readonly allowed: string;
  readonly hint: string;
}

/** Most problems that are listed one by one; the rest are counted. */
export const MOST_LISTED = 20;

/** What was found wrong: the first problems in reading order, and how many more there are. */
export interface Problems {
  readonly listed: readonly Problem[];
  readonly more: number;
}

/** Thrown inside this folder, and turned into a refused result before it leaves it. */
export class Refusal extends Error {
  readonly problems: Problems;

  constructor(problems: readonly Problem[], more = 0) {
    super("the file was refused");
    this.problems = limit(problems, more);
  }
}

/** What a problem says beside its place. */
export interface Says {
  readonly path?: readonly (string | number)[];
  readonly got: string;
  readonly allowed: string;
  readonly hint?: string;
}

/** A problem at a place in a text. */
export function problemAt(place: Place, code: ErrorCode, says: Says): Problem {
  const { line, col } = position(place);
  return {
    file: place.source.name,
    line,
    col,
    code,
    path: dotted(says.path ?? []),
    got: escaped(says.got, 400),
    allowed: escaped(says.allowed, 1000),
    hint: escaped(says.hint ?? "", 600),
  };
}

/** Keys joined by dots, each cut and escaped where it would not print. */
function dotted(path: readonly (string | number)[]): string {
  return path.map((key) => escaped(String(key), 80)).join(".");
}

/** Problems by line and column, file by file in the order in which the files first come. */
export function inReadingOrder(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return [...problems].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.col - b.col,
  );
}

function limit(problems: readonly Problem[], more: number): Problems {
  return {
    listed: problems.slice(0, MOST_LISTED),
    more: more + Math.max(0, problems.length - MOST_LISTED),
  };
}

/** `FILE:LINE:COL: error[E0xx] PATH: got VALUE; allowed RANGE. HINT` */
function problemLine(problem: Problem): string {
  const { file, line, col, code, path, got, allowed, hint } = problem;
  const head = `${escaped(file, 4096)}:${line}:${col}: error[${code}] ${path === "" ? "(file)" : path}`;
  return `${head}: got ${got}; allowed ${allowed}.${hint === "" ? "" : ` ${hint}`}`;
}

/** All listed problems, one per line, then "… N more". */
export function problemText(problems: Problems): string {
  const lines = problems.listed.map(problemLine);
  if (problems.more > 0) lines.push(`… ${problems.more} more`);
  return lines.join("\n");
}

/** A value as an error shows it: numbers in full, texts cut at 80 characters and escaped. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return `"${escaped(value, 80)}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "a mapping";
  return escaped(String(value), 80);
}

// control characters, line and paragraph separators, bidirectional and zero-width marks, lone surrogates
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text cut to so many characters, with whatever would not print as \u{…}. */
function escaped(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replace(
    UNPRINTABLE,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
}
