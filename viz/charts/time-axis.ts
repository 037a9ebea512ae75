import { type ScaleLinear, scaleLinear } from "d3";
import { s } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import type { Context } from "../view.ts";
import type { Opened } from "../../workers/protocol.ts";

/** Room around the plot of every chart over time, in pixels, the same in all: names of its lines stand on the right. */
export const MARGIN = { top: 16, right: 140, bottom: 22, left: 46 };

/** Least distance of two years on the axis, and of two flags above it, in pixels. */
const YEAR_GAP = 44;
const FLAG_GAP = 12;

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

/** A small flag above the plot where reforms begin: one for those that are too close to be told apart, a finer line below. */
export function reformMarks(
  x: ScaleLinear<number, number>,
  top: number,
  bottom: number,
  { reforms, steps }: Opened,
  { language }: Context,
): SVGElement[] {
  const flags: { readonly at: number; names: string[] }[] = [];
  const shown = reforms
    .filter(({ step }) => step >= 0 && step <= steps)
    .sort((a, b) => a.step - b.step);
  for (const { step, label } of shown) {
    const last = flags.at(-1);
    const name = inLanguage(label, language);
    if (last && x(step) - last.at < FLAG_GAP) last.names.push(name);
    else flags.push({ at: x(step), names: [name] });
  }
  return flags.map(({ at, names }) =>
    s(
      "g",
      { class: "reform" },
      s("title", {}, names.join(" · ")),
      s("line", { attributes: { x1: at, x2: at, y1: top - 6, y2: bottom } }),
      s("path", { attributes: { d: `M${at - 4},${top - 12}h8l-4,6z` } }),
    ),
  );
}
