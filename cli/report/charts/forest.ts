import { html, type Html, Numeral, table } from "../html.ts";
import type { Voice } from "../words.ts";
import { axisBelow, drawing, figure, px, ROOM, type Room, scaleOver } from "./frame.ts";

/** One line of a forest: an estimate with its interval, and what it is held against. */
export interface Branch {
  readonly name: string;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Drawn hollow: the same with the control laid over it. */
  readonly isControl?: boolean;
}

const ROW = 26;

/** Estimates with intervals, one under the other; what lies within the margin does not count. */
export function forest(
  title: string,
  axis: string,
  branches: readonly Branch[],
  margin: number | null,
  voice: Voice,
): Html {
  const longest = branches.reduce((most, { name }) => Math.max(most, name.length), 0);
  const left = Math.min(300, 24 + 6.6 * longest);
  const room: Room = { ...ROOM, left, height: 54 + ROW * branches.length };
  const known = branches.flatMap(({ estimate, low, high }) =>
    [estimate, low, high].filter((value) => value !== null),
  );
  const sides = margin === null ? [0] : [-margin, 0, margin];
  const x = scaleOver(known, [room.left, room.width - room.right], sides);
  const base = room.height - room.bottom;
  const within =
    margin === null
      ? undefined
      : html`<rect
          class="margin"
          x="${px(x(-margin))}"
          width="${px(x(margin) - x(-margin))}"
          y="${room.top}"
          height="${base - room.top}"
        />`;
  const zero = html`<line
    class="zero"
    x1="${px(x(0))}"
    x2="${px(x(0))}"
    y1="${room.top}"
    y2="${base}"
  />`;
  const drawn = branches.map(({ name, estimate, low, high, isControl }, row) => {
    const y = room.top + ROW * (row + 0.5);
    const label = html`<text x="${room.left - 8}" y="${px(y + 4)}" text-anchor="end"
      >${name.length > 44 ? `${name.slice(0, 43)}…` : name}</text
    >`;
    if (estimate === null) return label;
    const span =
      low === null || high === null
        ? undefined
        : html`<line
            class="span"
            x1="${px(x(low))}"
            x2="${px(x(high))}"
            y1="${px(y)}"
            y2="${px(y)}"
          />`;
    return html`${label}${span}<circle
        class="${isControl === true ? "hollow" : "full"}"
        cx="${px(x(estimate))}"
        cy="${px(y)}"
        r="5"
      />`;
  });
  const chart = drawing(room, title, [within, axisBelow(x, room, axis, voice), zero, drawn]);
  const heads = [
    "",
    voice.say({ en: "estimate", fr: "estimation" }),
    voice.say({ en: "interval", fr: "intervalle" }),
  ];
  const rows = branches.map(({ name, estimate, low, high }) => [
    name,
    new Numeral(voice.number(estimate, 5)),
    voice.interval(low, high),
  ]);
  const shaded =
    margin === null
      ? ""
      : voice.say({
          en: ` Shaded: too small to count (±${voice.number(margin)}). Hollow: with the control.`,
          fr: ` En grisé : trop petit pour compter (±${voice.number(margin)}). Creux : avec le contrôle.`,
        });
  return figure(chart, html`<b>${title}</b>.${shaded}`, table(heads, rows), voice);
}
