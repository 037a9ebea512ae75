/** A plain space before a double sign, if it is one of a sentence. */
const BEFORE_SIGN = / (?=[;:?!%»](?:[\s.,)»]|$))/g;

/**
 * French as it is set, whoever wrote it: spaces before ; : ? ! % » and after « do not break, so that no sign stands alone at
 * the beginning of a line; apostrophes are curled.
 */
export function setFrench(text: string): string {
  return text
    .replace(BEFORE_SIGN, "\u00a0")
    .replaceAll("« ", "«\u00a0")
    .replace(/(\p{L})'(?=[\p{L}«])/gu, "$1’");
}

/** A text in a language, set as that language is. */
export function setText(text: string, language: "en" | "fr"): string {
  return language === "fr" ? setFrench(text) : text;
}
