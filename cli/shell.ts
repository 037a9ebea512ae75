/** A word as a POSIX shell reads it back. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/**
 * The words of a text, split as a POSIX shell splits them: by blanks, outside of `'…'`, `"…"` and after no `\`. Nothing
 * is expanded or run.
 * @returns undefined where a quote is not closed
 */
export function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const mark = text.charAt(at);
    const next = text.charAt(at + 1);
    const isEscape = mark === "\\" && (quote === "" || (quote === '"' && /["\\$`]/.test(next)));
    if (isEscape) {
      if (next === "") return undefined;
      word = (word ?? "") + next;
      at++;
    } else if (quote !== "") {
      if (mark === quote) quote = "";
      else word = (word ?? "") + mark;
    } else if (mark === "'" || mark === '"') {
      quote = mark;
      word ??= "";
    } else if (mark === " " || mark === "\t" || mark === "\n") {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + mark;
  }
  if (quote !== "") return undefined;
  return word === undefined ? words : [...words, word];
}
