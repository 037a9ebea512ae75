import { html, type Html, Numeral, table } from "../html.ts";
import type { Voice } from "../words.ts";
import { axisLeft, drawing, figure, px, ROOM, type Room, scaleOver } from "./frame.ts";

/** The outcomes of one level: one per seed, null where there is none. */
export interface Level {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly mean: number | null;
}

/** Every seed's outcome at every level, a thin line a seed, and the levels' means: what pairing sees. */
export function pairsChart(title: string, levels: readonly Level[], voice: Voice): Html {
  const room: Room = { ...ROOM, bottom: 34 };
  const values = levels.flatMap((level) => level.values.filter((value) => value !== null));
  const y = scaleOver(values, [room.height - room.bottom, room.top]);
  const wide = room.width - room.right - room.left;
  const x = (level: number): number => room.left + (wide * (level + 0.5)) / levels.length;
  const seeds = levels[0]?.values.length ?? 0;
  const lines = Array.from({ length: seeds }, (_, seed) => {
    const points = levels.flatMap(({ values: own }, level) => {
      const value = own[seed] ?? null;
      return value === null ? [] : [`${px(x(level))},${px(y(value))}`];
    });
    return html`<polyline class="seed" points="${points.join(" ")}" />`;
  });
  const dots = levels.flatMap(({ values: own }, level) =>
    own.flatMap((value) =>
      value === null
        ? []
        : [html`<circle class="dot" cx="${px(x(level))}" cy="${px(y(value))}" r="2.5" />`],
    ),
  );
  const means = levels.map(({ mean }, level) =>
    mean === null
      ? undefined
      : html`<line
          class="mean"
          x1="${px(x(level) - 26)}"
          x2="${px(x(level) + 26)}"
          y1="${px(y(mean))}"
          y2="${px(y(mean))}"
        />`,
  );
  const names = levels.map(
    ({ name }, level) =>
      html`<text x="${px(x(level))}" y="${room.height - 12}" text-anchor="middle"
        >${name.length > 34 ? `${name.slice(0, 33)}…` : name}</text
      >`,
  );
  const chart = drawing(room, title, [axisLeft(y, room, voice), lines, dots, means, names]);
  const heads = [voice.say({ en: "seed", fr: "graine" }), ...levels.map(({ name }) => name)];
  const rows = Array.from({ length: seeds }, (_, seed) => [
    seed + 1,
    ...levels.map(({ values: own }) => new Numeral(voice.number(own[seed] ?? null, 6))),
  ]);
  const caption = html`<b>${title}</b>.
    ${voice.say({
      en: "A thin line is one seed at all levels; thick: the mean.",
      fr: "Un trait fin : une graine à tous les niveaux ; épais : la moyenne.",
    })}`;
  return figure(chart, caption, table(heads, rows), voice);
}
