import { Lexer } from "yaml";
import type { ErrorCode } from "./codes.ts";
import { problemAt, Refusal, shown } from "./problem.ts";
import type { Source } from "./text.ts";

/** Deepest nesting of lists and mappings. */
export const DEEPEST = 32;

/** Most tokens (values, marks, line ends): keeps the worst 2 MB within two seconds and 300 MB. */
const MOST_TOKENS = 120_000;

const DOCUMENT = "\u0002";
const SCALAR = "\u001f";
const FLOW_ERROR = "\u0018";

/**
 * Reads a text token by token and refuses what no scenario may hold, before anything is built:
 * anchors, aliases, tags, directives, explicit keys, a second document, too much depth or length.
 * @throws {Refusal} at the first of them
 */
export function scan(source: Source): void {
  let offset = 0;
  let tokens = 0;
  let flowDepth = 0;
  let dashes = 0;
  let isScalar = false;
  let hasContent = false;
  let isOver = false;
  for (const token of new Lexer().lex(source.text)) {
    if (token === DOCUMENT || token === FLOW_ERROR) continue;
    if (token === SCALAR) {
      isScalar = true;
      continue;
    }
    const refuse = (code: ErrorCode, got: string, allowed: string, hint?: string): never => {
      throw refusal(source, offset, code, got, allowed, hint);
    };
    if (++tokens > MOST_TOKENS)
      refuse("E014", `more than ${MOST_TOKENS} values and marks`, `at most ${MOST_TOKENS}`);
    const isBlank = !isScalar && (/^[ \t\n]/.test(token) || token.startsWith("#"));
    if (isOver && !isBlank && token !== "...")
      refuse("E007", "a second document", "one document only");
    if (isScalar) hasContent = true;
    else if (token === "---") {
      if (hasContent) refuse("E007", "a second document", "one document only");
      hasContent = true;
    } else if (token === "...") isOver = true;
    else if (token === "[" || token === "{") {
      if (++flowDepth > DEEPEST) refuse("E013", "depth > 32", "at most 32 levels of nesting");
    } else if (token === "]" || token === "}") flowDepth--;
    else if (token === "-") {
      if (++dashes > DEEPEST) refuse("E013", "depth > 32", "at most 32 levels of nesting");
    } else if (token.startsWith("\n")) dashes = 0;
    else refuseMark(token, refuse);
    isScalar = false;
    offset += token.length;
  }
}

type Refuse = (code: ErrorCode, got: string, allowed: string, hint?: string) => never;

function refuseMark(token: string, refuse: Refuse): void {
  const first = token[0];
  if (first === "&")
    refuse("E009", `anchor ${shown(token)}`, "values written out", "Anchors are not allowed.");
  if (first === "*")
    refuse("E009", `alias ${shown(token)}`, "values written out", "Aliases are not allowed.");
  if (first === "!") refuse("E010", `tag ${shown(token)}`, "plain values", "Tags are not allowed.");
  if (first === "?") refuse("E011", "an explicit key (?)", "keys written as KEY: VALUE");
  if (first === "%" && !/^%YAML +1\.2 *$/.test(token))
    refuse("E018", `directive ${shown(token)}`, "no directive but %YAML 1.2");
}

function refusal(
  source: Source,
  offset: number,
  code: ErrorCode,
  got: string,
  allowed: string,
  hint?: string,
): Refusal {
  return new Refusal([
    problemAt({ source, offset }, code, { got, allowed, ...(hint === undefined ? {} : { hint }) }),
  ]);
}
