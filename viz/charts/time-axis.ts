import { type ScaleLinear, scaleLinear } from "d3";
import { s } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import type { Context } from "../view.ts";
import type { Opened } from "../../workers/protocol.ts";

/** Room around the plot of a chart over time, in pixels; names of its lines stand on the right. */
export const MARGIN = { top: 14, right: 112, bottom: 22, left: 44 };

/** Least distance of two years on the axis, in pixels. */
const YEAR_GAP = 44;

/** Steps to pixels, the same in every chart of one width. */
export function timeScale(
  { steps }: Opened,
  width: number,
  margin: Pick<typeof MARGIN, "left" | "right"> = MARGIN,
): ScaleLinear<number, number> {
  return scaleLinear([0, Math.max(1, steps)], [margin.left, width - margin.right]);
}

/** A year wherever one begins and there is room. */
export function years(
  x: ScaleLinear<number, number>,
  bottom: number,
  opened: Opened,
  { format }: Context,
): SVGElement[] {
  const perYear = x(4) - x(0);
  const every = [1, 2, 5, 10, 20, 50, 100].find((count) => count * perYear >= YEAR_GAP) ?? 200;
  const ticks: SVGElement[] = [];
  for (let step = 1; step <= opened.steps; step++) {
    const year = format.year(opened.start, step);
    if (year === format.year(opened.start, step - 1) || year % every !== 0) continue;
    ticks.push(
      s("line", {
        class: "base",
        attributes: { x1: x(step), x2: x(step), y1: bottom, y2: bottom + 4 },
      }),
      s(
        "text",
        { attributes: { x: x(step), y: bottom + 17, "text-anchor": "middle" } },
        String(year),
      ),
    );
  }
  return ticks;
}

/** A dashed line with a small flag where each reform begins. */
export function reformMarks(
  x: ScaleLinear<number, number>,
  top: number,
  bottom: number,
  { reforms, steps }: Opened,
  { language }: Context,
): SVGElement[] {
  return reforms
    .filter(({ step }) => step >= 0 && step <= steps)
    .map(({ step, label }) =>
      s(
        "g",
        { class: "reform" },
        s("title", {}, inLanguage(label, language)),
        s("line", { attributes: { x1: x(step), x2: x(step), y1: top - 6, y2: bottom } }),
        s("path", { attributes: { d: `M${x(step) - 4},${top - 10}h8l-4,6z` } }),
      ),
    );
}
