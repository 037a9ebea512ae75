import { line, scalePoint } from "d3";
import { html, type Html, Numeral, table } from "../html.ts";
import type { Voice } from "../words.ts";
import { axisLeft, drawing, figure, legend, px, ROOM, scaleOver, styleOf } from "./frame.ts";

/** An index of one factor at growing numbers of blocks, each with its interval; null where undefined. */
export interface Trace {
  readonly name: string;
  readonly values: readonly {
    readonly value: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
}

/** Most factors that are drawn: lines that can be told apart. */
const MOST = 6;

/** Whether indices have settled: each at an eighth, a quarter, half and all of the blocks. */
export function traceChart(
  { title, unit }: { readonly title: string; readonly unit: string },
  sizes: readonly number[],
  traces: readonly Trace[],
  voice: Voice,
): Html {
  const last = ({ values }: Trace): number => values.at(-1)?.value ?? -Infinity;
  const drawn = [...traces].sort((a, b) => last(b) - last(a)).slice(0, MOST);
  const x = scalePoint(sizes.map(String), [ROOM.left, ROOM.width - ROOM.right]).padding(0.4);
  // intervals of few blocks may be as wide as they like: the axis is that of all values and the last intervals
  const known = drawn.flatMap(({ values }) => {
    const { low = null, high = null } = values.at(-1) ?? {};
    return [...values.map(({ value }) => value), low, high].filter((one) => one !== null);
  });
  const base = ROOM.height - ROOM.bottom;
  const y = scaleOver(known, [base, ROOM.top], [0]);
  const within = (value: number): number => Math.min(base, Math.max(ROOM.top, y(value)));
  // beside each other, so that intervals of one size do not hide behind each other
  const aside = (index: number): number => 5 * (index - (drawn.length - 1) / 2);
  const lines = drawn.map(({ values }, index) => {
    const { colour, dash } = styleOf(index);
    const at = (place: number): number => (x(String(sizes[place])) ?? 0) + aside(index);
    const places = values.flatMap(({ value }, place) =>
      value === null ? [] : [[at(place), y(value)] as [number, number]],
    );
    const spans = values.map(({ low, high }, place) =>
      low === null || high === null
        ? undefined
        : html`<line
            x1="${px(at(place))}"
            x2="${px(at(place))}"
            y1="${px(within(low))}"
            y2="${px(within(high))}"
            stroke="${colour}"
            stroke-width="1.2"
          />`,
    );
    const dots = places.map(
      ([cx, cy]) => html`<circle cx="${px(cx)}" cy="${px(cy)}" r="3.5" fill="${colour}" />`,
    );
    return html`${spans}<path
        d="${line()(places) ?? ""}"
        fill="none"
        stroke="${colour}"
        stroke-width="2"
        stroke-dasharray="${dash}"
      />${dots}`;
  });
  const ticks = sizes.map(
    (size) =>
      html`<text x="${px(x(String(size)) ?? 0)}" y="${base + 16}" text-anchor="middle"
        >${voice.whole(size)}</text
      >`,
  );
  const middle = (ROOM.left + ROOM.width - ROOM.right) / 2;
  const axis = html`<g aria-hidden="true"
    >${ticks}<text x="${px(middle)}" y="${ROOM.height - 6}" text-anchor="middle">${unit}</text></g
  >`;
  const chart = drawing(ROOM, title, [axisLeft(y, ROOM, voice), axis, lines]);
  const rows = traces.map(({ name, values }) => [
    name,
    ...values.map(({ value }) => new Numeral(voice.number(value))),
  ]);
  const more =
    traces.length > drawn.length
      ? voice.say({
          en: `The ${drawn.length} largest are drawn.`,
          fr: `Les ${drawn.length} plus grands sont dessinés.`,
        })
      : "";
  const caption = html`<b>${title}</b>. ${more}${legend(drawn.map(({ name }) => name))}`;
  return figure(
    chart,
    caption,
    table(["", ...sizes.map((size) => voice.whole(size))], rows),
    voice,
  );
}
