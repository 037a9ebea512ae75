import type { ScaleLinear } from "d3";
import { s, setAttribute } from "../dom.ts";
import { type History, lastStep, valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";
import { createViewChoice } from "./choice.ts";
import { type Fan, fanOf, rowAt } from "./fan.ts";
import { createSideNames } from "./names.ts";
import { createReach, digitsOf, levels, valueScale } from "./scale.ts";
import { branchOf, createSeeds } from "./seeds.ts";
import { bandPath, linePath } from "./thin.ts";
import { createTimeFigure, type Plot } from "./time-figure.ts";

/** What the ribbon can show, and the lines of each. */
const KINDS = {
  dispersion: { isRelative: true, least: 1.1, vectors: ["practice", "display", "project"] },
  compliance: { isRelative: false, least: 0.25, vectors: ["practice", "display"] },
} as const;
type Kind = keyof typeof KINDS;
type Vector = (typeof KINDS)["dispersion"]["vectors"][number];

/** Vectors that have a fan: what associations do, and what they declare. */
const FANNED = ["practice", "display"] as const;
type Fanned = (typeof FANNED)[number];
type Fans = Readonly<Record<Fanned, Fan>>;

/**
 * How different associations are, or how far from what is prescribed: the present run in bold, what it declares beside
 * it, and what other seeds make of the same settings: median, bands of 50 % and 90 %, five of the runs; of what they
 * declare the median and the band of 90 %.
 */
export function createRibbon(root: HTMLElement, context: Context): View {
  const { t, format, player } = context;
  const words = t.charts;
  const reach = createReach(player);
  let kind: Kind = "dispersion";
  let y: ScaleLinear<number, number> = valueScale([0, 1], NOWHERE);
  let shown: { readonly kind: Kind; readonly names: ReturnType<typeof createSideNames> } | null =
    null;

  const vectors = (): readonly Vector[] => KINDS[kind].vectors;
  const isRelative = (): boolean => KINDS[kind].isRelative;
  const labels: Readonly<Record<Vector, string>> = {
    practice: t.seriesActual,
    display: t.seriesDeclared,
    project: t.seriesProject,
  };
  const measure = (vector: Vector): string => `${kind}.${vector}`;
  const read = (history: History, vector: Vector, step: number): number =>
    valueAt(history, measure(vector), step) /
    (isRelative() ? valueAt(history, measure(vector), 0) : 1);
  const series = (history: History, vector: Vector): number[] =>
    history.frames.map((_, step) => read(history, vector, step));
  const write = (value: number): string =>
    isRelative() ? format.percent(value) : format.fixed(value, 3);
  const fansIn = ({ ensemble, state }: Scene): Fans | null => {
    const branch = branchOf(ensemble, state);
    if (branch === null) return null;
    const of = (vector: Fanned): Fan => fanOf(branch, measure(vector), isRelative());
    return { practice: of("practice"), display: of("display") };
  };

  const lay = (scene: Scene, plot: Plot): void => {
    const { history, ghost } = scene;
    const fans = fansIn(scene);
    const all = vectors().map((vector) => series(history, vector));
    const former = ghost ? vectors().map((vector) => series(ghost.history, vector)) : [];
    const most = Math.max(
      ...[...all, ...former].flat().filter(Number.isFinite),
      ...FANNED.flatMap((vector) => [...(fans?.[vector].high90 ?? [])]).filter(Number.isFinite),
    );
    const top = reach.of(`${kind} ${history.opened.run}`, KINDS[kind].least, most);
    y = valueScale([0, top], plot);
    const digits = digitsOf(y);
    layers.grid.replaceChildren(
      ...levels(y, plot, (value) =>
        isRelative() ? format.percent(value) : format.fixed(value, value === 0 ? 0 : digits),
      ),
    );
    const steps = history.frames.map((_, step) => step);
    const paths = (kindOf: string) =>
      vectors().map((vector, at) =>
        s("path", {
          class: `curve ${vector} ${kindOf}`,
          attributes: { d: linePath(steps, all[at] ?? [], plot.x, y) },
        }),
      );
    layers.ahead.replaceChildren(...paths("ahead"));
    layers.past.replaceChildren(...paths(""));
    layers.behind.replaceChildren(
      ...(fans ? drawFans(fans, plot, y) : []),
      ...(ghost
        ? vectors().map((vector, at) =>
            s("path", {
              class: `curve ${vector} ghost`,
              attributes: {
                d: linePath(
                  steps.slice(ghost.from, former[at]?.length),
                  (former[at] ?? []).slice(ghost.from),
                  plot.x,
                  y,
                ),
              },
            }),
          )
        : []),
    );
    if (shown?.kind !== kind)
      shown = {
        kind,
        names: createSideNames(
          layers.names,
          vectors().map((each) => labels[each]),
        ),
      };
    const end = lastStep(history);
    shown.names.place(
      vectors().map((vector) => y(Math.min(top, read(history, vector, end)))),
      plot,
    );
    count.replaceChildren(
      ...(fans
        ? [
            plot.isLarge
              ? `${words.fanCount(format.count(fans.practice.n))}${t.colon} ${words.fanLegend}`
              : words.fanCount(format.count(fans.practice.n)),
          ]
        : []),
    );
    setAttribute(count, "x", plot.left + 6);
    setAttribute(count, "y", plot.bottom - 6);
  };

  const draw = (scene: Scene, plot: Plot): void => {
    const { history, step } = scene;
    seeds(scene);
    const values = vectors().map((vector) => read(history, vector, step));
    shown?.names.write(values.map(write));
    dots.forEach((dot, at) => {
      const value = values[at] ?? NaN;
      const isSeen = Number.isFinite(value) && y(value) >= plot.top - 1;
      setAttribute(dot, "visibility", isSeen ? "visible" : "hidden");
      if (!isSeen) return;
      setAttribute(dot, "cx", plot.x(step));
      setAttribute(dot, "cy", y(value));
    });
    const said = vectors().map((vector, at) => `${labels[vector]} ${write(values[at] ?? NaN)}`);
    const fans = fansIn(scene);
    for (const vector of FANNED) {
      if (fans === null) break;
      const { n, steps, low90, high90, median } = fans[vector];
      const row = rowAt(steps, step);
      const of = (of: Float64Array): string => write(of[row] ?? NaN);
      const spread = [of(low90), of(high90), of(median)] as const;
      said.push(
        vector === "practice"
          ? words.fanSaid(format.count(n), ...spread)
          : words.fanSaidOf(labels[vector], ...spread),
      );
    }
    const quarter = format.quarter(history.opened.start, step);
    const title = kind === "dispersion" ? t.dispersion : t.distance;
    figure.caption(t.curveCaption(title, quarter, said.join(", ")));
  };

  const tableOf = (scene: Scene) => {
    const { history } = scene;
    const { opened, frames } = history;
    const fans = fansIn(scene);
    const title = kind === "dispersion" ? t.dispersion : t.distance;
    const bands = FANNED.flatMap((vector) => {
      if (fans === null) return [];
      const { steps, ...of } = fans[vector];
      return (["low90", "low50", "median", "high50", "high90"] as const).map((name) => ({
        heading: vector === "practice" ? words[name] : `${labels[vector]}, ${words[name]}`,
        column: `${measure(vector)}.${isRelative() ? "ratio." : ""}${name}`,
        at: (step: number): number =>
          steps.includes(step) ? (of[name][rowAt(steps, step)] ?? NaN) : NaN,
      }));
    });
    const n = fans?.practice.n ?? 0;
    return {
      title: t.tableOf(title),
      ...(fans ? { note: `${words.fanCount(format.count(n))}${t.colon} ${words.fanLegend}` } : {}),
      columns: [
        t.tableQuarter,
        t.tableStep,
        ...vectors().map((vector) => labels[vector]),
        ...bands.map(({ heading }) => heading),
      ],
      rows: frames.map((_, step) => [
        format.quarter(opened.start, step),
        format.count(step),
        ...vectors().map((vector) => format.fixed(valueAt(history, measure(vector), step), 4)),
        ...bands.map(({ at }) =>
          isRelative() ? format.percentages(at(step), 1) : format.fixed(at(step), 4),
        ),
      ]),
      data: {
        columns: [
          "quarter",
          "step",
          ...vectors().map(measure),
          ...bands.map(({ column }) => column),
          ...(fans ? ["seeds"] : []),
        ],
        rows: frames.map((_, step) => [
          format.quarter(opened.start, step),
          step,
          ...vectors().map((vector) => valueAt(history, measure(vector), step)),
          ...bands.map(({ at }) => at(step)),
          ...(fans ? [n] : []),
        ]),
      },
    };
  };

  const figure = createTimeFigure(root, context, {
    title: t.dispersion,
    sentence: words.relative,
    table: tableOf,
    lay,
    draw,
  });
  const { layers } = figure;
  const dots = (["practice", "display", "project"] as const).map((vector) =>
    s("circle", { class: `curve-dot ${vector}`, attributes: { r: 3.5 } }),
  );
  const count = s("text", { class: "fan-count" });
  layers.above.append(...dots, count);
  figure.root.classList.add("ribbon");
  figure.line.replaceChildren(
    createViewChoice<Kind>(
      words.view,
      [
        ["dispersion", words.relative],
        ["compliance", words.measureDistance],
      ],
      (choice) => {
        kind = choice;
        figure.refresh();
      },
    ),
  );
  const seeds = createSeeds(figure.line, context);
  return figure.view;
}

/** Before the first layout. */
const NOWHERE: Plot = {
  ...{ width: 0, height: 0, left: 0, right: 0, top: 0, bottom: 0, isLarge: false },
  x: valueScale([0, 1], { top: 0, bottom: 0 }),
};

/** Bands, median and sample runs; of what is declared the outer band, whose rims show through, and the median. */
function drawFans(
  { practice, display }: Fans,
  plot: Plot,
  y: ScaleLinear<number, number>,
): SVGElement[] {
  const { steps, low90, high90, low50, high50, median, samples } = practice;
  const path = (kind: string, d: string) => s("path", { class: kind, attributes: { d } });
  return [
    path("fan outer display", bandPath(steps, [display.low90, display.high90], plot.x, y)),
    path("fan outer", bandPath(steps, [low90, high90], plot.x, y)),
    path("fan inner", bandPath(steps, [low50, high50], plot.x, y)),
    ...samples.map((own) => path("fan-run", linePath(steps, own, plot.x, y))),
    path("fan-median", linePath(steps, median, plot.x, y)),
    ...[display.low90, display.high90].map((own) =>
      path("fan-rim display", linePath(steps, own, plot.x, y)),
    ),
    path("fan-median display", linePath(steps, display.median, plot.x, y)),
  ];
}
