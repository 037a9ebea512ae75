import { line, scaleLinear } from "d3";
import { watchSize } from "../../charts/figure.ts";
import { reformMarks, timeScale, years } from "../../charts/time-axis.ts";
import { h, s } from "../../dom.ts";
import { lastStep } from "../../session/history.ts";
import type { Context } from "../../view.ts";
import type { Drawing, Unit } from "../lesson.ts";
import { written } from "../text.ts";
import { type Drawn, legendEntry, openFrame } from "./frame.ts";

type Lines = Extract<Drawing, { kind: "lines" }>;

/** Room of the plot, in pixels. */
const PLOT = { height: 184, top: 16, right: 16, bottom: 24, left: 48 };

/** Least and greatest value that the axis has room for: shares always show 0 to 1. */
function extentOf(values: readonly number[], unit: Unit): readonly [number, number] {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  if (unit === "share") return [least, Math.max(1, most)];
  const side = Math.max(-least, most);
  return unit === "change" ? [-side, side] : [least, most * 1.1 || 1];
}

/** Courses in time, each with its figure in the legend. */
export function createLines(
  context: Context,
  title: string,
  { unit, lines, read }: Lines,
  drawn: Drawn,
) {
  const { t, format } = context;
  const { runs, labels } = drawn;
  const series = Object.entries(lines).map(([name, { world, at }], index) => {
    const history = runs[world]!;
    const values = history.frames.map((_, step) => at(history, step));
    const shown = written(values[read ?? lastStep(history)] ?? NaN, unit, format);
    return { name: labels[name] ?? name, values, shown, index };
  });
  const { opened } = runs[0]!;
  const caption = series.map(({ name, shown }) => t.lessons.chartAt(name, shown)).join(". ");
  const figure = openFrame(context, title, caption, () => ({
    title,
    columns: [t.lessons.quarter, ...series.map(({ name }) => name)],
    rows: series[0]!.values.map((_, step) => [
      step === 0 ? t.initialShort : format.quarter(opened.start, step),
      ...series.map(({ values }) => written(values[step]!, unit, format)),
    ]),
  }));
  const legend = h(
    "ul",
    { class: "lesson-legend" },
    ...series.map(({ index, name, shown }) => legendEntry(index, name, shown)),
  );
  figure.plot.before(legend);
  const svg = s("svg", { attributes: { height: PLOT.height, "aria-hidden": "true" } });
  figure.plot.append(svg);
  const y = scaleLinear(
    extentOf(
      series.flatMap(({ values }) => values),
      unit,
    ),
    [PLOT.height - PLOT.bottom, PLOT.top],
  );
  watchSize(figure.plot, (width) => {
    if (width <= 0) return;
    const x = timeScale(opened, width, PLOT);
    const path = line<number>((_, step) => x(step)).y((value) => y(value));
    svg.setAttribute("width", String(width));
    svg.replaceChildren(
      ...y.ticks(4).flatMap((tick) => [
        s("line", {
          class: tick === 0 ? "base" : "grid",
          attributes: { x1: PLOT.left, x2: width - PLOT.right, y1: y(tick), y2: y(tick) },
        }),
        s(
          "text",
          { attributes: { x: PLOT.left - 8, y: y(tick) + 4, "text-anchor": "end" } },
          unit === "distance" ? format.plain(tick) : written(tick, unit, format),
        ),
      ]),
      ...years(x, PLOT.height - PLOT.bottom, opened, context),
      ...reformMarks(x, PLOT.top, PLOT.height - PLOT.bottom, opened, context),
      ...(read === undefined
        ? []
        : [
            s("line", {
              class: "lesson-read",
              attributes: {
                x1: x(read),
                x2: x(read),
                y1: PLOT.top,
                y2: PLOT.height - PLOT.bottom,
              },
            }),
          ]),
      ...series.map(({ values, index }) =>
        s(
          "g",
          { class: `stroke-${index}` },
          s("path", { class: "lesson-line", attributes: { d: path(values) ?? "" } }),
          s("circle", {
            class: "lesson-end",
            attributes: {
              cx: x(read ?? values.length - 1),
              cy: y(values[read ?? values.length - 1]!),
              r: 3.5,
            },
          }),
        ),
      ),
    );
  });
  return figure.root;
}
