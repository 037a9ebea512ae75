import { expect, test } from "vitest";
import { MESSAGES } from "../../viz/messages/index.ts";

// French puts a space before double punctuation and within quotation marks; one that breaks would leave the mark alone on a line.

/** A plain space at such a place; a phrase's code may have one before the ? and : of a choice. */
const IN_TEXT = / [;:?!»](?=\s|$)|« /u;
const IN_PHRASE = /[\p{L}\d}»)] (?:[;!»]|[?](?=["`])|:(?= \$\{|["`]))|« /u;

function faultsOf(words: unknown, path: string): string[] {
  if (typeof words === "string") return IN_TEXT.test(words) ? [`${path}: ${words}`] : [];
  if (typeof words === "function") {
    const code = String(words);
    return IN_PHRASE.test(code) ? [`${path}: ${code}`] : [];
  }
  if (typeof words !== "object" || words === null) return [];
  return Object.entries(words).flatMap(([key, inner]) => faultsOf(inner, `${path}.${key}`));
}

test("no French mark can stand alone at the beginning of a line", () => {
  expect(faultsOf(MESSAGES.fr, "fr")).toEqual([]);
  expect(
    faultsOf({ bad: "Pourquoi ?", worse: (name: string) => `Sans : ${name}` }, "fr"),
  ).toHaveLength(2);
});
