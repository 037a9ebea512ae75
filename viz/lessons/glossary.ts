import { frenchMeanings } from "../messages/lessons/terms-fr.ts";
import type { Language } from "../messages/index.ts";

/** The glossary's text, bundled as the scenarios are. */
const sources = import.meta.glob<string>("../../docs/glossary.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** A term of the glossary in one language. */
export interface Term {
  readonly name: string;
  readonly meaning: string;
  /** The same in the other language, which students meet in the other half of the literature. */
  readonly other: string;
}

interface Row {
  readonly en: string;
  readonly fr: string;
  readonly meaning: string;
}

/** The rows of the glossary's tables, by English head word and by each of its synonyms; read once. */
const rows: ReadonlyMap<string, Row> = new Map(
  Object.values(sources)
    .join("\n")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .flatMap(([, en = "", fr = "", meaning = ""]) =>
      [en, ...en.split(", ")].map((head): [string, Row] => [head, { en, fr, meaning }]),
    ),
);

/**
 * A term of docs/glossary.md by its English head word.
 * @returns undefined where the glossary has no such word, or no French meaning of it was written
 */
export function termOf(head: string, language: Language): Term | undefined {
  const row = rows.get(head);
  const french = frenchMeanings[head];
  if (row === undefined || french === undefined) return undefined;
  const plain = row.meaning.replace(/[_`]/g, "");
  return language === "fr"
    ? { name: row.fr, meaning: french, other: row.en }
    : { name: row.en, meaning: plain, other: row.fr };
}

/** Head words that have a meaning in both languages. */
export const TERMS: readonly string[] = Object.keys(frenchMeanings);
