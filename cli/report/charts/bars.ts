import { html, type Html, Numeral, table } from "../html.ts";
import type { Voice } from "../words.ts";
import { axisBelow, drawing, figure, px, ROOM, type Room, scaleOver } from "./frame.ts";

/** A signed amount with its spread over runs. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

const ROW = 24;

/** Signed amounts from a zero line, each with where nine tenths of the runs lie. */
export function barsChart(title: string, axis: string, bars: readonly Bar[], voice: Voice): Html {
  const room: Room = { ...ROOM, left: 190, height: 54 + ROW * bars.length };
  const values = bars.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const x = scaleOver(values, [room.left, room.width - room.right], [0]);
  const base = room.height - room.bottom;
  const drawn = bars.map(({ name, value, low, high }, row) => {
    const y = room.top + ROW * row + 4;
    const [from, to] = value < 0 ? [x(value), x(0)] : [x(0), x(value)];
    const whisker =
      low === null || high === null
        ? undefined
        : html`<line
            class="zero"
            x1="${px(x(low))}"
            x2="${px(x(high))}"
            y1="${px(y + 8)}"
            y2="${px(y + 8)}"
          />`;
    return html`<text x="${room.left - 8}" y="${y + 12}" text-anchor="end">${name}</text
      ><rect
        class="bar${value < 0 ? "" : " away"}"
        x="${px(from)}"
        width="${px(to - from)}"
        y="${y}"
        height="16"
      />${whisker}`;
  });
  const zero = html`<line
    class="zero"
    x1="${px(x(0))}"
    x2="${px(x(0))}"
    y1="${room.top}"
    y2="${base}"
  />`;
  const chart = drawing(room, title, [axisBelow(x, room, axis, voice), drawn, zero]);
  const rows = bars.map(({ name, value, low, high }) => [
    name,
    new Numeral(voice.number(value, 5)),
    voice.interval(low, high),
  ]);
  const heads = ["", voice.say({ en: "mean", fr: "moyenne" }), "5–95 %"];
  return figure(chart, html`<b>${title}</b>.`, table(heads, rows), voice);
}
