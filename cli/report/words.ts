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
  /** A whole number and what it counts, in the grammar of the language: none is several in English, and no more than one in French. */
  counted(count: number, one: Text, many: Text): string;
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
    counted: (count, one, many) => {
      const isOne = language === "fr" ? count < 2 : count === 1;
      return `${whole.format(count)} ${(isOne ? one : many)[language]}`;
    },
    p: (value) => {
      if (!isNumber(value)) return "–";
      if (value < 0.0001) return language === "fr" ? "< 0,0001" : "< 0.0001";
      return number(value, 2);
    },
  };
}

/** What reports count: one of it, and several. */
export const COUNTED = {
  point: [
    { en: "point", fr: "point" },
    { en: "points", fr: "points" },
  ],
  quarter: [
    { en: "quarter", fr: "trimestre" },
    { en: "quarters", fr: "trimestres" },
  ],
  replicate: [
    { en: "replicate", fr: "réplication" },
    { en: "replicates", fr: "réplications" },
  ],
  run: [
    { en: "run", fr: "simulation" },
    { en: "runs", fr: "simulations" },
  ],
  failed: [
    { en: "failed", fr: "échouée" },
    { en: "failed", fr: "échouées" },
  ],
  aside: [
    { en: "set aside", fr: "écartée" },
    { en: "set aside", fr: "écartées" },
  ],
  test: [
    { en: "test", fr: "test" },
    { en: "tests", fr: "tests" },
  ],
  supported: [
    { en: "supported", fr: "soutenu" },
    { en: "supported", fr: "soutenus" },
  ],
  refuted: [
    { en: "refuted", fr: "réfuté" },
    { en: "refuted", fr: "réfutés" },
  ],
  open: [
    { en: "inconclusive", fr: "non concluant" },
    { en: "inconclusive", fr: "non concluants" },
  ],
} as const satisfies Readonly<Record<string, readonly [Text, Text]>>;

/** Shorthand for a text in both languages. */
export const said = (en: string, fr: string): Text => ({ en, fr });
