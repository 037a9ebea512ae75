import { scaleLinear, type ScaleLinear } from "d3";
import { html, type Html, type Part } from "../html.ts";
import type { Voice } from "../words.ts";

/** Colours that stay apart for people who see few, each with a dash of its own. */
const SERIES: readonly { readonly colour: string; readonly dash: string }[] = [
  { colour: "#004488", dash: "" },
  { colour: "#997700", dash: "7 3" },
  { colour: "#994455", dash: "2 3" },
  { colour: "#26735b", dash: "9 3 2 3" },
  { colour: "#660a8d", dash: "4 4" },
  { colour: "#2b2f36", dash: "12 4" },
];

/** How the series with this index is drawn. */
export const styleOf = (index: number): { readonly colour: string; readonly dash: string } =>
  SERIES[index % SERIES.length] ?? { colour: "#004488", dash: "" };

/** Room of a chart in pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The room that charts take unless they need another. */
export const ROOM: Room = { width: 620, height: 260, left: 62, right: 14, top: 12, bottom: 40 };

/** A number line across the room, or up it. */
export function scaleOver(
  values: readonly number[],
  range: readonly [number, number],
  includes: readonly number[] = [],
): ScaleLinear<number, number> {
  const known = [...values, ...includes].filter(Number.isFinite);
  const low = known.length === 0 ? 0 : known.reduce((least, value) => Math.min(least, value));
  const high = known.length === 0 ? 1 : known.reduce((most, value) => Math.max(most, value));
  const pad = high > low ? (high - low) * 0.06 : Math.max(Math.abs(low) * 0.1, 0.01);
  return scaleLinear([low - pad, high + pad], [...range]);
}

/** Ticks and grid below, with what they measure. */
export function axisBelow(
  x: ScaleLinear<number, number>,
  room: Room,
  title: string,
  voice: Voice,
): Html {
  const base = room.height - room.bottom;
  const ticks = x
    .ticks(6)
    .map(
      (tick) =>
        html`<line
            class="grid"
            x1="${px(x(tick))}"
            x2="${px(x(tick))}"
            y1="${room.top}"
            y2="${base}"
          /><text x="${px(x(tick))}" y="${base + 16}" text-anchor="middle"
            >${voice.number(tick)}</text
          >`,
    );
  const middle = (room.left + room.width - room.right) / 2;
  return html`<g aria-hidden="true"
    >${ticks}<text class="title" x="${px(middle)}" y="${room.height - 6}" text-anchor="middle"
      >${title}</text
    ></g
  >`;
}

/** Ticks and grid at the left. */
export function axisLeft(y: ScaleLinear<number, number>, room: Room, voice: Voice): Html {
  const right = room.width - room.right;
  const ticks = y
    .ticks(5)
    .map(
      (tick) =>
        html`<line
            class="grid"
            x1="${room.left}"
            x2="${right}"
            y1="${px(y(tick))}"
            y2="${px(y(tick))}"
          /><text x="${room.left - 6}" y="${px(y(tick) + 4)}" text-anchor="end"
            >${voice.number(tick)}</text
          >`,
    );
  return html`<g aria-hidden="true">${ticks}</g>`;
}

/** A number of pixels, short. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);

/** A drawing with its name for those who do not see it. */
export const drawing = (room: Room, name: string, parts: Part): Html =>
  html`<svg
    viewBox="0 0 ${room.width} ${room.height}"
    role="img"
    aria-label="${name}"
    style="max-width:${room.width}px"
  >
    ${parts}
  </svg>`;

/** A chart with its caption and, folded, the numbers that it shows. */
export function figure(chart: Html, caption: Part, numbers: Html, voice: Voice): Html {
  const unfold = voice.say({ en: "The numbers", fr: "Les chiffres" });
  return html`<figure>
    ${chart}
    <figcaption>${caption}</figcaption>
    <details>
      <summary>${unfold}</summary>
      ${numbers}
    </details>
  </figure> `;
}

/** Which line is which, where there are several. */
export function legend(names: readonly string[]): Html | undefined {
  if (names.length < 2) return undefined;
  const keys = names.map((name, index) => {
    const { colour, dash } = styleOf(index);
    return html`<li>
      <svg viewBox="0 0 34 10" width="34" height="10" aria-hidden="true">
        <line
          x1="1"
          x2="33"
          y1="5"
          y2="5"
          stroke="${colour}"
          stroke-width="2.5"
          stroke-dasharray="${dash}"
        />
      </svg>
      ${name}
    </li>`;
  });
  return html`<ul class="legend">
    ${keys}
  </ul>`;
}
