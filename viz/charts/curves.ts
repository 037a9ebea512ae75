import { line, scaleLinear, type ScaleLinear } from "d3";
import { s, setAttribute, setText } from "../dom.ts";
import { type History, lastStep, valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";
import { createFigure, watchSize } from "./figure.ts";
import { spread } from "./labels.ts";
import { MARGIN, reformMarks, timeScale, years } from "./time-axis.ts";

/** One line of a chart. */
export interface Series {
  /** Also the class that gives it its stroke. */
  readonly id: "practice" | "display" | "project";
  readonly label: string;
  readonly measure: string;
}

export interface CurvesText {
  readonly title: string;
  readonly sentence: string;
  readonly series: readonly Series[];
  /** Whether each line is shown as a share of its first value. */
  readonly isRelative: boolean;
}

/** The axis reaches this far above the first value; it never refits while a run plays. */
const HEADROOM = 1.1;
/** A line that rises above that, which only the whole run can tell, gets this much room. */
const OVERFLOW = 1.04;

/** Measures over time on a fixed axis: what has been in full, what will come faintly, what would have come in grey. */
export function createCurves(root: HTMLElement, context: Context, text: CurvesText): View {
  const { t, format } = context;
  const { series, isRelative } = text;
  let scene: Scene | null = null;
  const figure = createFigure(context, {
    title: text.title,
    sentence: text.sentence,
    table: () => (scene ? tableOf(scene.history, text, context) : null),
  });
  root.append(figure.root);

  const clipId = `clip-${series
    .map(({ measure }) => measure)
    .join("-")
    .replaceAll(".", "-")}`;
  const clip = s("rect");
  const grid = s("g", { class: "curve-grid" });
  const reforms = s("g");
  const ghosts = s("g");
  const ahead = s("g");
  const past = s("g", { attributes: { "clip-path": `url(#${clipId})` } });
  const rule = s("line");
  const dots = series.map(({ id }) =>
    s("circle", { class: `curve-dot ${id}`, attributes: { r: 3.5 } }),
  );
  const playhead = s("g", { class: "playhead" }, rule, ...dots);
  const figures = series.map(() => s("tspan", { class: "value" }));
  const names = series.map(({ label }, at) =>
    s("text", { class: "curve-label" }, `${label} `, figures[at]),
  );
  figure.plot.append(
    s(
      "svg",
      { attributes: { "aria-hidden": "true" } },
      s("defs", {}, s("clipPath", { attributes: { id: clipId } }, clip)),
      grid,
      reforms,
      ghosts,
      ahead,
      past,
      playhead,
      ...names,
    ),
  );

  let size = { width: 0, height: 0 };
  let version = -1;
  let x: ScaleLinear<number, number> = scaleLinear();
  let y: ScaleLinear<number, number> = scaleLinear();

  const read = (of: History, measure: string, step: number): number =>
    valueAt(of, measure, step) / (isRelative ? valueAt(of, measure, 0) : 1);
  const values = (of: History, measure: string): number[] =>
    of.frames.map((_, step) => read(of, measure, step));
  const show = (value: number): string =>
    isRelative ? format.percent(value) : format.fixed(value, 3);

  const lay = ({ history, ghost }: Scene): void => {
    const { opened } = history;
    const { right, top, bottom } = MARGIN;
    const top0 = Math.max(...series.map(({ measure }) => read(history, measure, 0)));
    const most = Math.max(
      ...series
        .flatMap(({ measure }) => [
          ...values(history, measure),
          ...(ghost ? values(ghost.history, measure) : []),
        ])
        .filter(Number.isFinite),
    );
    const height = Math.max(HEADROOM * (top0 > 0 ? top0 : 1), OVERFLOW * most);
    x = timeScale(opened, size.width);
    y = scaleLinear([0, height], [size.height - bottom, top]);
    grid.replaceChildren(...gridLines(x, y, history, context, size.width - right, isRelative));
    reforms.replaceChildren(...reformMarks(x, top, size.height - bottom, opened, context));
    const path = (of: History, from = 0) =>
      series.map(({ id, measure }) => {
        const d = line<number>(
          (_, step) => x(step + from),
          (value) => y(value),
        ).defined(Number.isFinite)(values(of, measure).slice(from));
        return s("path", { class: `curve ${id}`, attributes: { d: d ?? "" } });
      });
    const faint = path(history);
    for (const each of faint) each.classList.add("ahead");
    ahead.replaceChildren(...faint);
    past.replaceChildren(...path(history));
    const grey = ghost ? path(ghost.history, ghost.from) : [];
    for (const each of grey) each.classList.add("ghost");
    ghosts.replaceChildren(...grey);
    setAttribute(clip, "y", 0);
    setAttribute(clip, "height", Math.max(0, size.height));
  };

  const draw: View = (next) => {
    scene = next;
    if (size.width === 0) return;
    if (next.version !== version) {
      version = next.version;
      lay(next);
    }
    const now = x(next.step);
    setAttribute(clip, "width", Math.max(0, now));
    setAttribute(rule, "x1", now);
    setAttribute(rule, "x2", now);
    setAttribute(rule, "y1", MARGIN.top);
    setAttribute(rule, "y2", size.height - MARGIN.bottom);
    const current = series.map(({ measure }) => read(next.history, measure, next.step));
    const end = lastStep(next.history);
    const last = series.map(({ measure }) => y(read(next.history, measure, end)));
    const placed = spread(last, 16, MARGIN.top, size.height - MARGIN.bottom + 4);
    series.forEach((_, at) => {
      const value = current[at] ?? NaN;
      const dot = dots[at]!;
      setAttribute(dot, "cx", now);
      setAttribute(dot, "cy", Number.isFinite(value) ? y(value) : 0);
      setAttribute(dot, "visibility", Number.isFinite(value) ? "visible" : "hidden");
      const name = names[at]!;
      setAttribute(name, "x", size.width - MARGIN.right + 10);
      setAttribute(name, "y", (placed[at] ?? 0) + 4);
      setText(figures[at]!, show(value));
    });
    const said = series.map(({ label }, at) => `${label} ${show(current[at] ?? NaN)}`);
    const quarter = format.quarter(next.history.opened.start, next.step);
    figure.caption(t.curveCaption(text.title, quarter, said.join(", ")));
  };

  watchSize(figure.plot, (width, height) => {
    size = { width, height };
    version = -1;
    if (scene) draw(scene);
  });
  return draw;
}

/** Three levels with their values, and a year wherever one begins and there is room. */
function gridLines(
  x: ScaleLinear<number, number>,
  y: ScaleLinear<number, number>,
  { opened }: History,
  context: Context,
  right: number,
  isRelative: boolean,
): SVGElement[] {
  const { format } = context;
  const [left] = x.range() as [number, number];
  const digits = Math.max(1, Math.ceil(-Math.log10(y.ticks(3)[1] ?? 1)));
  const levels = y.ticks(3).flatMap((value) => [
    s("line", {
      class: value === 0 ? "base" : "",
      attributes: { x1: left, x2: right, y1: y(value), y2: y(value) },
    }),
    s(
      "text",
      { attributes: { x: left - 8, y: y(value) + 4, "text-anchor": "end" } },
      isRelative ? format.percent(value) : format.fixed(value, value === 0 ? 0 : digits),
    ),
  ]);
  return [...levels, ...years(x, y(0), opened, context)];
}

function tableOf(history: History, { title, series }: CurvesText, { t, format }: Context) {
  return {
    title: t.tableOf(title),
    columns: [t.tableQuarter, t.tableStep, ...series.map(({ label }) => label)],
    rows: history.frames.map((_, step) => [
      format.quarter(history.opened.start, step),
      format.count(step),
      ...series.map(({ measure }) => format.fixed(valueAt(history, measure, step), 4)),
    ]),
  };
}
