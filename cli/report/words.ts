import { setText } from "../../experiments/typography.ts";
import type { Text } from "../../sim/index.ts";

export type Language = "en" | "fr";

/** How a report speaks: its words and its numbers. */
export interface Voice {
  readonly language: Language;
  say(text: Text): string;
  /** A number with so many significant digits; a dash where there is none. */
  number(value: number | null | undefined, digits?: number): string;
  /** `low to high` between brackets. */
  interval(low: number | null | undefined, high: number | null | undefined): string;
  percent(share: number | null | undefined): string;
  whole(count: number): string;
  p(value: number | null | undefined): string;
}

/** The voice of a language. */
export function voiceOf(language: Language): Voice {
  const locale = language === "fr" ? "fr-FR" : "en-GB";
  const significant = (digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { maximumSignificantDigits: digits, signDisplay: "negative" });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const isNumber = (value: number | null | undefined): value is number =>
    typeof value === "number" && Number.isFinite(value);
  const number = (value: number | null | undefined, digits = 3): string => {
    if (!isNumber(value)) return "–";
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-4 || size >= 1e6))
      return value
        .toExponential(digits - 1)
        .replaceAll("-", "−")
        .replace(".", language === "fr" ? "," : ".");
    return significant(digits).format(value).replace("-", "−");
  };
  return {
    language,
    say: (text) => setText(text[language], language),
    number,
    interval: (low, high) =>
      isNumber(low) && isNumber(high)
        ? `[${number(low)}${language === "fr" ? "\u00a0;" : ";"} ${number(high)}]`
        : "–",
    percent: (share) => (isNumber(share) ? percent.format(share) : "–"),
    whole: (count) => whole.format(count),
    p: (value) => {
      if (!isNumber(value)) return "–";
      if (value < 0.0001) return language === "fr" ? "< 0,0001" : "< 0.0001";
      return number(value, 2);
    },
  };
}

/** Shorthand for a text in both languages. */
export const said = (en: string, fr: string): Text => ({ en, fr });
