import { problemAt, Refusal, shown } from "./problem.ts";
import type { Source } from "./text.ts";

const SPACE = /[ \t\n]*/y;
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * Refuses a .json file that is not JSON (RFC 8259), which YAML readers would let pass.
 * @throws {Refusal} at the first character that does not fit
 */
export function checkJson(source: Source): void {
  const offset = firstMisfit(source.text);
  if (offset === undefined) return;
  const { text } = source;
  const isComment =
    text.startsWith("//", offset) || text.startsWith("/*", offset) || text[offset] === "#";
  const isTrailing =
    /[\]}]/.test(text[offset] ?? "") && /,\s*$/.test(text.slice(Math.max(0, offset - 200), offset));
  throw new Refusal([
    problemAt({ source, offset }, "E017", {
      got: offset >= text.length ? "the end of the file" : shown(text[offset]),
      allowed: "JSON",
      hint: isComment
        ? "JSON has no comments: use YAML (a .yaml file with # comments)."
        : isTrailing
          ? "JSON takes no comma before a closing bracket."
          : "If the file holds YAML, name it .yaml.",
    }),
  ]);
}

/** Offset of the first character at which a text stops being JSON; undefined if it is JSON. */
function firstMisfit(text: string): number | undefined {
  const open: ("[" | "{")[] = [];
  let at = 0;
  let expects: "value" | "value or ]" | "key" | "key or }" | "rest" = "value";
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const isMatch = pattern.test(text);
    if (isMatch) at = pattern.lastIndex;
    return isMatch;
  };
  for (;;) {
    take(SPACE);
    const next = text[at];
    if (expects === "rest") {
      if (open.length === 0) return at >= text.length ? undefined : at;
      const inside = open[open.length - 1];
      if (next === ",") expects = inside === "{" ? "key" : "value";
      else if (next === (inside === "{" ? "}" : "]")) open.pop();
      else return at;
      at++;
    } else if (expects === "key" || expects === "key or }") {
      if (expects === "key or }" && next === "}") {
        open.pop();
        expects = "rest";
        at++;
        continue;
      }
      if (!take(TEXT)) return at;
      take(SPACE);
      if (text[at] !== ":") return at;
      at++;
      expects = "value";
    } else if (next === "[" || next === "{") {
      open.push(next);
      expects = next === "[" ? "value or ]" : "key or }";
      at++;
    } else if (expects === "value or ]" && next === "]") {
      open.pop();
      expects = "rest";
      at++;
    } else {
      if (!take(TEXT) && !take(WORD)) return at;
      expects = "rest";
    }
  }
}
