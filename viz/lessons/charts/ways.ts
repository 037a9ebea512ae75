import { line } from "d3";
import { watchSize } from "../../charts/figure.ts";
import { h, s } from "../../dom.ts";
import { lastStep } from "../../session/history.ts";
import type { Context } from "../../view.ts";
import { centreAt, targetAt } from "../figures.ts";
import type { Drawing } from "../lesson.ts";
import { type Drawn, legendEntry, openFrame } from "./frame.ts";

type Ways = Extract<Drawing, { kind: "ways" }>;

/** The ways of the mean practice on the map, from ring to dot, with the prescription as a crosshair. */
export function createWays(
  context: Context,
  title: string,
  { worlds }: Ways,
  { runs, labels }: Drawn,
) {
  const { t, format, language } = context;
  const ways = worlds.map((world, index) => {
    const history = runs[world]!;
    const points = history.frames.map((_, step) => centreAt(history, step));
    return { index, name: labels[`world${world}`] ?? String(world), points };
  });
  const place = ([x, y]: readonly [number, number]): string =>
    `${format.fixed(x, 2)} / ${format.fixed(y, 2)}`;
  const caption = ways.map(({ name, points }) => t.lessons.chartAt(name, place(points.at(-1)!)));
  const figure = openFrame(context, title, caption.join(". "), () => ({
    title,
    columns: [t.lessons.seriesName, t.lessons.wayFrom, t.lessons.wayTo],
    rows: ways.map(({ name, points }) => [name, place(points[0]!), place(points.at(-1)!)]),
  }));
  const legend = h(
    "ul",
    { class: "lesson-legend" },
    ...ways.map(({ index, name }) => legendEntry(index, name)),
  );
  figure.plot.before(legend);
  const svg = s("svg", { attributes: { "aria-hidden": "true" } });
  figure.plot.append(svg);
  const { opened } = runs[0]!;
  const [left, bottom, right, top] = opened.extent;
  const target = targetAt(runs[0]!, lastStep(runs[0]!));
  watchSize(figure.plot, (width) => {
    if (width <= 0) return;
    const height = Math.min(320, (width * (top - bottom)) / (right - left));
    const scale = Math.min((width - 32) / (right - left), (height - 32) / (top - bottom));
    const x = (value: number): number => width / 2 + scale * (value - (left + right) / 2);
    const y = (value: number): number => height / 2 - scale * (value - (bottom + top) / 2);
    const path = line<readonly [number, number]>(([at]) => x(at)).y(([, at]) => y(at));
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    svg.replaceChildren(
      ...opened.landmarks
        .filter(({ spans }) => spans)
        .map((mark) =>
          s(
            "g",
            { class: "lesson-landmark" },
            s("circle", { attributes: { cx: x(mark.x), cy: y(mark.y), r: 2.5 } }),
            s(
              "text",
              {
                attributes: {
                  x: x(mark.x),
                  y: y(mark.y) + (mark.y > (bottom + top) / 2 ? -8 : 18),
                  "text-anchor":
                    x(mark.x) < width / 3
                      ? "start"
                      : x(mark.x) > (2 * width) / 3
                        ? "end"
                        : "middle",
                },
              },
              mark.label[language],
            ),
          ),
        ),
      s("path", {
        class: "lesson-target",
        attributes: {
          d: `M${x(target[0]) - 8},${y(target[1])}h16M${x(target[0])},${y(target[1]) - 8}v16`,
        },
      }),
      ...ways.map(({ index, points }) =>
        s(
          "g",
          { class: `stroke-${index}` },
          s("path", { class: "lesson-line", attributes: { d: path(points) ?? "" } }),
          s("circle", {
            class: "lesson-start",
            attributes: { cx: x(points[0]![0]), cy: y(points[0]![1]), r: 4 },
          }),
          s("circle", {
            class: "lesson-end",
            attributes: { cx: x(points.at(-1)![0]), cy: y(points.at(-1)![1]), r: 4.5 },
          }),
        ),
      ),
    );
  });
  return figure.root;
}
