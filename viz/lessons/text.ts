import type { Format } from "../format.ts";
import type { Figures, Lesson, Unit } from "./lesson.ts";

/** A piece of a lesson's text: words as they are, or a term that the glossary explains. */
export type Piece =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "term"; readonly head: string; readonly text: string };

/** A figure as it is written wherever it appears: in texts, on charts and in tables. */
export function written(value: number, unit: Unit, format: Format): string {
  const sure = Math.abs(value) < 5e-7 ? 0 : value; // rounding has no sign
  if (unit === "share") return format.percent(sure);
  if (unit === "change") return format.signedPercent(sure);
  if (unit === "count") return format.count(sure);
  if (unit === "thousandths") return format.fixed(1000 * sure, 1);
  return format.fixed(sure, 2);
}

/**
 * A text with its figures in place.
 * @throws RangeError where it names a figure that the lesson does not compute
 */
export function filled(text: string, lesson: Lesson, figures: Figures, format: Format): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const figure = lesson.figures[name];
    const value = figures[name];
    if (figure === undefined || value === undefined) throw new RangeError(`no figure ${name}`);
    return written(value, figure.unit, format);
  });
}

/** Names of the figures that a text has a place for. */
export const slotsOf = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);

/** The pieces of a text with marked terms, `[[head]]` or `[[head|as written]]`. */
export function piecesOf(text: string): readonly Piece[] {
  return text
    .split(/(\[\[[^\]]+\]\])/)
    .filter((part) => part !== "")
    .map((part): Piece => {
      const marked = /^\[\[([^\]|]+)(?:\|([^\]]+))?\]\]$/.exec(part);
      if (marked === null) return { kind: "words", text: part };
      const [, head = "", shown = head] = marked;
      return { kind: "term", head, text: shown };
    });
}
