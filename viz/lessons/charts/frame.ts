import { createFigure, type Figure } from "../../charts/figure.ts";
import type { TableContent } from "../../charts/table.ts";
import { h, s } from "../../dom.ts";
import type { Context } from "../../view.ts";
import type { Figures, Lesson, Runs } from "../lesson.ts";

/** What a chart is drawn of. */
export interface Drawn {
  readonly lesson: Lesson;
  readonly runs: Runs;
  readonly figures: Figures;
  readonly labels: Readonly<Record<string, string>>;
}

/** A name with the sign that stands for it, and a figure where there is one. */
export function legendEntry(index: number, name: string, value = ""): HTMLElement {
  return h(
    "li",
    { class: `lesson-key stroke-${index}` },
    s(
      "svg",
      { attributes: { width: 32, height: 12, "aria-hidden": "true" } },
      s("line", { class: "lesson-line", attributes: { x1: 1, x2: 31, y1: 6, y2: 6 } }),
    ),
    h("span", {}, name),
    value !== "" && h("strong", {}, value),
  );
}

/** A chart of a lesson: title, what it shows in words, and its numbers as a table. */
export function openFrame(
  context: Context,
  title: string,
  caption: string,
  table: () => TableContent,
): Figure {
  const figure = createFigure(context, { title, sentence: "", table });
  figure.root.classList.add("lesson-figure");
  figure.caption(caption);
  return figure;
}
