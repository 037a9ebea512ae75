import { setText } from "../../experiments/typography.ts";
import { en, type Messages } from "./en.ts";
import { fr } from "./fr.ts";

export type { Messages };
export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** All texts, by language. */
export const MESSAGES: Readonly<Record<Language, Messages>> = { fr, en };

/** French for those whose browser asks for French first, English for everyone else. */
export function preferredLanguage(languages: readonly string[]): Language {
  return languages[0]?.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** A text of the model or of a file in the language shown. */
export function inLanguage(
  text: { readonly en: string; readonly fr: string },
  language: Language,
): string {
  return text[language] ? setText(text[language], language) : text.en || text.fr;
}
