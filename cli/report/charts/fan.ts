import { area, line } from "d3";
import { quantile } from "../../../experiments/statistics/index.ts";
import { html, type Html, Numeral, table } from "../html.ts";
import type { Voice } from "../words.ts";
import { axisBelow, axisLeft, drawing, figure, legend, ROOM, scaleOver, styleOf } from "./frame.ts";

/** Runs of one arm: a row per run, an entry per kept step, NaN where the measure is undefined. */
export interface Fan {
  readonly name: string;
  readonly rows: readonly Float64Array[];
}

interface Band {
  readonly step: number;
  readonly n: number;
  readonly q: readonly [number, number, number, number, number];
}

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** What a measure does over time: the median of the runs, and where half and nine tenths of them lie. */
export function fanChart(
  title: string,
  unit: string,
  steps: Int32Array,
  fans: readonly Fan[],
  voice: Voice,
): Html {
  const bands = fans.map(({ rows }) => bandsOf(rows, steps));
  const x = scaleOver([...steps], [ROOM.left, ROOM.width - ROOM.right]).domain([
    steps[0] ?? 0,
    steps.at(-1) ?? 1,
  ]);
  const y = scaleOver(
    bands.flat().flatMap(({ q }) => [...q]),
    [ROOM.height - ROOM.bottom, ROOM.top],
  );
  const drawn = bands.map((own, index) => {
    const { colour, dash } = styleOf(index);
    const between = (low: 0 | 1, high: 3 | 4): string =>
      area<Band>(
        ({ step }) => x(step),
        ({ q }) => y(q[low]),
        ({ q }) => y(q[high]),
      )(own) ?? "";
    const middle = line<Band>(
      ({ step }) => x(step),
      ({ q }) => y(q[2]),
    )(own);
    return html`<path d="${between(0, 4)}" fill="${colour}" opacity=".12" /><path
        d="${between(1, 3)}"
        fill="${colour}"
        opacity=".2"
      /><path
        d="${middle ?? ""}"
        fill="none"
        stroke="${colour}"
        stroke-width="2"
        stroke-dasharray="${dash}"
      />`;
  });
  const quarters = voice.say({ en: "quarters since the start", fr: "trimestres depuis le début" });
  const chart = drawing(ROOM, title, [
    axisBelow(x, ROOM, quarters, voice),
    axisLeft(y, ROOM, voice),
    drawn,
  ]);
  const heads = [
    voice.say({ en: "arm", fr: "bras" }),
    voice.say({ en: "step", fr: "pas" }),
    voice.say({ en: "runs", fr: "simulations" }),
    ...SHARES.map((share) => voice.percent(share)),
  ];
  const rows = bands.flatMap((own, index) =>
    thinned(own).map(({ step, n, q }) => [
      fans[index]?.name ?? "",
      step,
      n,
      ...q.map((value) => new Numeral(voice.number(value, 5))),
    ]),
  );
  const caption = html`<b>${title}</b> (${unit}).
    ${voice.say({
      en: "Line: median of the runs; bands: half and nine tenths of them.",
      fr: "Trait : médiane des simulations ; bandes : la moitié et les neuf dixièmes d’entre elles.",
    })}${legend(fans.map(({ name }) => name))}`;
  return figure(chart, caption, table(heads, rows), voice);
}

function bandsOf(rows: readonly Float64Array[], steps: Int32Array): Band[] {
  return [...steps].flatMap((step, at): Band[] => {
    const values = rows.map((row) => row[at] ?? NaN).filter(Number.isFinite);
    if (values.length === 0) return [];
    const q = SHARES.map((share) => quantile(values, share)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return [{ step, n: values.length, q }];
  });
}

/** At most some twenty rows of a table, the last one among them. */
function thinned(bands: readonly Band[]): readonly Band[] {
  const every = Math.max(1, Math.ceil(bands.length / 20));
  return bands.filter((_, at) => at % every === 0 || at === bands.length - 1);
}
