import { html, type Html, table } from "../html.ts";
import type { Voice } from "../words.ts";
import { drawing, figure, px, ROOM, type Room } from "./frame.ts";

/** A row of a whole that falls into parts. */
export interface Whole {
  readonly name: string;
  readonly parts: readonly number[];
}

const ROW = 30;

/** Wholes cut into parts, each as long as the others: what share of each is what. */
export function partsChart(
  title: string,
  names: readonly string[],
  wholes: readonly Whole[],
  voice: Voice,
): Html {
  const longest = wholes.reduce((most, { name }) => Math.max(most, name.length), 0);
  const left = Math.min(260, 24 + 6.8 * longest);
  const room: Room = { ...ROOM, left, right: 64, height: 16 + ROW * wholes.length, bottom: 4 };
  const wide = room.width - room.left - room.right;
  const drawn = wholes.map(({ name, parts }, row) => {
    const y = room.top + ROW * row;
    const sum = parts.reduce((total, part) => total + part, 0);
    let from = room.left;
    const cut = parts.map((part, index) => {
      const width = (wide * part) / Math.max(1, sum);
      const x = from;
      from += width;
      const label =
        width < 34
          ? undefined
          : html`<text
              class="part-label p${index}"
              x="${px(x + width / 2)}"
              y="${y + 14}"
              text-anchor="middle"
              >${voice.whole(part)}</text
            >`;
      return html`<rect
          class="part p${index}"
          x="${px(x)}"
          y="${y}"
          width="${px(width)}"
          height="20"
        />${label}`;
    });
    return html`<text x="${room.left - 8}" y="${y + 14}" text-anchor="end">${name}</text>${cut}<text
        x="${room.width - room.right + 8}"
        y="${y + 14}"
        >${voice.whole(sum)}</text
      >`;
  });
  const keys = names.map(
    (name, index) =>
      html`<li>
        <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true">
          <rect class="part p${index}" width="14" height="10" />
        </svg>
        ${name}
      </li>`,
  );
  const rows = wholes.map(({ name, parts }) => {
    const sum = parts.reduce((total, part) => total + part, 0);
    return [name, ...parts, voice.percent(sum === 0 ? null : (parts.at(-1) ?? 0) / sum)];
  });
  const share = voice.say({ en: `share ${names.at(-1) ?? ""}`, fr: `part ${names.at(-1) ?? ""}` });
  const caption = html`<b>${title}</b>.
    <ul class="legend">
      ${keys}
    </ul>`;
  return figure(drawing(room, title, drawn), caption, table(["", ...names, share], rows), voice);
}
