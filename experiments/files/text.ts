import { problemAt, Refusal } from "./problem.ts";

/** A text with a name, lines ending in "\n" only. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** A character of a text, counted from 0. */
export interface Place {
  readonly source: Source;
  readonly offset: number;
}

/** Largest file in bytes. */
export const LARGEST_FILE = 2_000_000;

declare class TextDecoder {
  constructor(label: string, options: { fatal: boolean; ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

/**
 * A file's content as text: UTF-8 without its byte order mark, every line end as "\n".
 * @throws {Refusal} where it is too large, not UTF-8, or holds control characters
 */
export function readText(name: string, content: string | Uint8Array): Source {
  const length = content.length;
  if (length > LARGEST_FILE) throw tooLarge(name, length);
  const raw = typeof content === "string" ? content : decode(name, content);
  const text = (raw.startsWith("\ufeff") ? raw.slice(1) : raw).replace(/\r\n?/g, "\n");
  const source = { name, text };
  refuseControls(source);
  return source;
}

function tooLarge(name: string, bytes: number): Refusal {
  return new Refusal([
    problemAt({ source: { name, text: "" }, offset: 0 }, "E002", {
      got: `${bytes} bytes`,
      allowed: `at most ${LARGEST_FILE} bytes (2 MB)`,
    }),
  ]);
}

function decode(name: string, bytes: Uint8Array): string {
  const wide =
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff) ||
    (bytes.length >= 2 &&
      (bytes[0] === 0) !== (bytes[1] === 0) &&
      bytes.indexOf(0) < 2 &&
      bytes.indexOf(0) >= 0);
  if (!wide)
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // falls through to the refusal, which finds the place
    }
  const valid = wide ? 0 : validPrefix(bytes);
  const before = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(
    bytes.subarray(0, valid),
  );
  throw new Refusal([
    problemAt({ source: { name, text: before }, offset: before.length }, "E003", {
      got: wide ? "UTF-16" : `byte 0x${(bytes[valid] ?? 0).toString(16).padStart(2, "0")}`,
      allowed: "UTF-8",
      hint: "Save the file as UTF-8.",
    }),
  ]);
}

/** How many of the first bytes are whole UTF-8 characters. */
function validPrefix(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length === 0) break;
    at += length;
  }
  return at;
}

/** Bytes of the UTF-8 character that begins here; 0 where none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || first >= 0xf5) return 0;
  let code = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return 0;
    code = (code << 6) | (next & 0x3f);
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code < least || code > 0x10ffff || isSurrogate ? 0 : length;
}

/** Control characters, which no text needs but for tab and line feed (U+0085 is a line break to some). */
// eslint-disable-next-line no-control-regex
export const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

/** Half of a surrogate pair, which no UTF-8 can hold: two texts that differ in theirs alone would hash alike. */
export const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function refuseControls(source: Source): void {
  const offset = source.text.search(CONTROL);
  if (offset < 0) return;
  const code = source.text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0");
  throw new Refusal([
    problemAt({ source, offset }, "E005", {
      got: `U+${code}`,
      allowed: "no control character but tab and line end",
    }),
  ]);
}

const LINES = new WeakMap<Source, readonly number[]>();

/** Line and column of a place, both from 1. */
export function position(place: Place): { readonly line: number; readonly col: number } {
  const starts = lineStarts(place.source);
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= place.offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, col: place.offset - (starts[low] ?? 0) + 1 };
}

function lineStarts(source: Source): readonly number[] {
  const known = LINES.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = source.text.indexOf("\n"); at >= 0; at = source.text.indexOf("\n", at + 1))
    starts.push(at + 1);
  LINES.set(source, starts);
  return starts;
}
