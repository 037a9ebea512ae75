/** Texts that came with the document, by path from the project's root: shipped scenarios and the citation. */
export const TEXTS: Readonly<Record<string, string>> = JSON.parse(
  document.getElementById("texts")?.textContent ?? "{}",
) as Record<string, string>;
