import { scaleLinear } from "d3";
import { h } from "../../dom.ts";
import type { Context } from "../../view.ts";
import { written } from "../text.ts";
import { type Drawn, openFrame } from "./frame.ts";

/** Figures side by side, from a common zero. */
export function createBars(
  context: Context,
  title: string,
  names: readonly string[],
  { lesson, figures, labels }: Drawn,
) {
  const { t, format } = context;
  const bars = names.map((name) => {
    const value = figures[name] ?? NaN;
    const unit = lesson.figures[name]?.unit ?? "share";
    return { name: labels[name] ?? name, value, shown: written(value, unit, format) };
  });
  const caption = bars.map(({ name, shown }) => t.lessons.chartAt(name, shown)).join(". ");
  const figure = openFrame(context, title, caption, () => ({
    title,
    columns: [t.lessons.seriesName, t.lessons.value],
    rows: bars.map(({ name, shown }) => [name, shown]),
  }));
  const least = Math.min(0, ...bars.map(({ value }) => value));
  const areShares = names.every((name) => lesson.figures[name]?.unit === "share");
  const most = Math.max(areShares ? 1 : 0, ...bars.map(({ value }) => value)); // the whole has room
  const share = scaleLinear([least, most === least ? 1 : most], [0, 100]);
  const list = h(
    "div",
    { class: "lesson-bars" },
    ...bars.map(({ name, value, shown }) => {
      const fill = h("span", { class: "lesson-bar" });
      fill.style.left = `${Math.min(share(0), share(value))}%`;
      fill.style.width = `${Math.abs(share(value) - share(0))}%`;
      const zero = h("span", { class: "lesson-zero" });
      zero.style.left = `${share(0)}%`;
      return h(
        "div",
        { class: "lesson-bar-row" },
        h("span", {}, name),
        h("strong", {}, shown),
        h("span", { class: "lesson-bar-room" }, fill, zero),
      );
    }),
  );
  figure.plot.append(list);
  return figure.root;
}
