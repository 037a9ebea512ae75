import type { Language } from "./messages/index.ts";

const EMPTY = "–";
const MINUS = "\u2212";

/** Numbers and dates as one language writes them; an undefined value shows as a dash. */
export interface Format {
  /** A number with a fixed count of decimals. */
  fixed(value: number, digits: number): string;
  /** The same with its sign always shown; zero has none. */
  signed(value: number, digits: number): string;
  /** A share of 1 as a whole percentage. */
  percent(share: number): string;
  /** The same with a fixed count of decimals. */
  percentages(share: number, digits: number): string;
  /** The same with its sign always shown. */
  signedPercent(share: number): string;
  /** A whole number, grouped. */
  count(value: number): string;
  /** As few digits as name the value, up to five. */
  plain(value: number): string;
  /** A very small number as a power of ten. */
  scientific(value: number): string;
  /** The quarter that a step covers, or the state before the first one. */
  quarter(start: string, step: number): string;
  /** The year that a step falls in. */
  year(start: string, step: number): number;
}

export function createFormat(language: Language): Format {
  const cache = new Map<string, Intl.NumberFormat>();
  const number = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = cache.get(key) ?? new Intl.NumberFormat(language, options);
    cache.set(key, known);
    return known;
  };
  const tidy = (text: string): string => text.replace("-", MINUS);
  const or = (value: number, show: () => string): string =>
    Number.isFinite(value) ? tidy(show()) : EMPTY;
  const digits = (count: number) => ({
    minimumFractionDigits: count,
    maximumFractionDigits: count,
  });
  return {
    fixed: (value, count) => or(value, () => number(digits(count)).format(value)),
    signed: (value, count) =>
      or(value, () => number({ ...digits(count), signDisplay: "exceptZero" }).format(value)),
    percent: (share) =>
      or(share, () => number({ style: "percent", maximumFractionDigits: 0 }).format(share)),
    percentages: (share, count) =>
      or(share, () => number({ style: "percent", ...digits(count) }).format(share)),
    signedPercent: (share) =>
      or(share, () =>
        number({ style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" }).format(
          share,
        ),
      ),
    count: (value) => or(value, () => number({ maximumFractionDigits: 0 }).format(value)),
    plain: (value) => or(value, () => number({ maximumSignificantDigits: 5 }).format(value)),
    scientific: (value) =>
      or(value, () => {
        if (value === 0) return "0";
        const [digits = "", power = "0"] = value.toExponential(0).split("e");
        return `${digits}×10${superscript(Number(power))}`;
      }),
    quarter(start, step) {
      const at = quartersOf(start) + step - 1;
      const name = `${language === "fr" ? "T" : "Q"}${(((at % 4) + 4) % 4) + 1}`;
      return `${name}\u00a0${Math.floor(at / 4)}`;
    },
    year: (start, step) => Math.floor((quartersOf(start) + step - 1) / 4),
  };
}

/** A whole number in raised digits. */
function superscript(power: number): string {
  const raised = Array.from(String(Math.abs(power)), (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
  return (power < 0 ? "⁻" : "") + raised.join("");
}

/** Quarters since year 0 of a day YYYY-MM-DD. */
function quartersOf(day: string): number {
  return Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}
