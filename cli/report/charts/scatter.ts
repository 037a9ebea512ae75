import { html, type Html, Numeral, table } from "../html.ts";
import type { Voice } from "../words.ts";
import { axisBelow, axisLeft, drawing, figure, px, ROOM, type Room, scaleOver } from "./frame.ts";

/** A named place on the chart. */
export interface Dot {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** How far a letter goes, and a line of letters stands, in pixels. */
const LETTER = 6.4;
const LINE = 14;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly anchor: "start" | "end" | "middle";
}

/** Two numbers of each factor against each other, both from 0, with the line on which they are equal. */
export function scatterChart(
  { title, across, up }: { readonly title: string; readonly across: string; readonly up: string },
  dots: readonly Dot[],
  equal: string,
  voice: Voice,
): Html {
  const room: Room = { ...ROOM, height: 340, top: 26 };
  const [right, base] = [room.width - room.right, room.height - room.bottom];
  const span = (values: readonly number[]) => Math.max(...values, 1e-12) * 1.12;
  const [xMost, yMost] = [span(dots.map(({ x }) => x)), span(dots.map(({ y }) => y))];
  const x = scaleOver([], [room.left, right]).domain([0, xMost]);
  const y = scaleOver([], [base, room.top]).domain([0, yMost]);
  const most = Math.min(xMost, yMost);
  const line = html`<line
      class="equal"
      x1="${px(x(0))}"
      y1="${px(y(0))}"
      x2="${px(x(most))}"
      y2="${px(y(most))}"
    /><text class="small" x="${px(x(most) - 6)}" y="${px(y(most) + 4)}" text-anchor="end"
      >${equal}</text
    >`;
  const taken: Box[] = dots.map((dot) => ({
    ...{ x: x(dot.x) - 6, y: y(dot.y) + 6, width: 12 },
    anchor: "start",
  }));
  taken.push({
    x: x(most) - 6 - LETTER * equal.length,
    y: y(most) + 4,
    width: LETTER * equal.length,
    anchor: "start",
  });
  const bounds = { left: room.left, right, top: room.top, base };
  const drawn = [...dots]
    .sort((a, b) => b.x - a.x)
    .map((dot) => {
      const place = placeFor(dot.name, x(dot.x), y(dot.y), taken, bounds);
      if (place !== undefined) taken.push(place);
      const label =
        place === undefined
          ? undefined
          : html`<text class="named" x="${px(place.x)}" y="${px(place.y)}">${dot.name}</text>`;
      return html`<circle class="full" cx="${px(x(dot.x))}" cy="${px(y(dot.y))}" r="5" />${label}`;
    });
  const chart = drawing(room, title, [
    axisBelow(x, room, across, voice),
    axisLeft(y, room, voice),
    html`<text x="${room.left}" y="14">${up}</text>`,
    line,
    drawn,
  ]);
  const rows = dots.map((dot) => [
    dot.name,
    new Numeral(voice.number(dot.x, 5)),
    new Numeral(voice.number(dot.y, 5)),
  ]);
  return figure(chart, html`<b>${title}</b>.`, table(["", across, up], rows), voice);
}

interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
}

/** Where a name stands beside its dot without covering another; nowhere where there is no room. */
function placeFor(
  name: string,
  x: number,
  y: number,
  taken: readonly Box[],
  { left, right, top, base }: Bounds,
): Box | undefined {
  const width = LETTER * name.length;
  const places = [
    [x + 9, y + 4],
    [x - 9 - width, y + 4],
    [x - width / 2, y - 9],
    [x - width / 2, y + 20],
    [x + 7, y - 9],
    [x + 7, y + 18],
    [x - 7 - width, y - 9],
    [x - 7 - width, y + 18],
  ] as const;
  const free = places.find(
    ([at, low]) =>
      at >= left &&
      at + width <= right &&
      low - LINE >= top - 8 &&
      low <= base &&
      taken.every(
        (box) =>
          at + width < box.x ||
          at > box.x + box.width ||
          low <= box.y - LINE ||
          low - LINE >= box.y,
      ),
  );
  return free && { x: free[0], y: free[1], width, anchor: "start" };
}
