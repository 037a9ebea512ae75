import { s, setAttribute, setText } from "../dom.ts";
import { type History, valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";
import { createFigure, watchSize } from "./figure.ts";
import { timeScale, years } from "./time-axis.ts";

/** Measures of the strip: counts of a quarter, and one share that is a state. */
const FLOWS = [
  "calls",
  "negotiation.deals",
  "negotiation.conflicts",
  "grouped",
  "mergers",
  "closures",
  "foundings",
] as const;
type Flow = (typeof FLOWS)[number];

const isShare = (flow: Flow): boolean => flow === "grouped";

const MARGIN = { top: 4, right: 44, bottom: 20, left: 86 };
/** Least width of a bar with its gap, in pixels; quarters are put together where they are narrower. */
const LEAST_BAR = 2;
const QUARTERS = 4;

/** What happens in the field, one small row of bars for each thing, and beside it its figure of the past year. */
export function createFlows(root: HTMLElement, context: Context): View {
  const { t, format } = context;
  let scene: Scene | null = null;
  const figure = createFigure(context, {
    title: t.flows,
    sentence: t.flowsSentence,
    table: () => (scene ? tableOf(scene.history) : null),
  });
  root.append(figure.root);
  const nameOf = (flow: Flow): string => t.flow[flow] ?? flow;

  const clip = s("rect", { attributes: { y: 0 } });
  const axis = s("g", { class: "curve-grid" });
  const rule = s("line");
  const rows = FLOWS.map((flow) => ({
    flow,
    ahead: s("path", { class: "flow ahead" }),
    past: s("path", { class: "flow" }),
    name: s("text", { class: "curve-label", attributes: { x: 0 } }, nameOf(flow)),
    figure: s("text", { class: "curve-label value", attributes: { "text-anchor": "end" } }),
  }));
  figure.plot.append(
    s(
      "svg",
      { attributes: { "aria-hidden": "true" } },
      s("defs", {}, s("clipPath", { attributes: { id: "clip-flows" } }, clip)),
      axis,
      s("g", {}, ...rows.map(({ ahead }) => ahead)),
      s("g", { attributes: { "clip-path": "url(#clip-flows)" } }, ...rows.map(({ past }) => past)),
      s("g", { class: "playhead" }, rule),
      ...rows.flatMap((row) => [row.name, row.figure]),
    ),
  );

  let size = { width: 0, height: 0 };
  let version = -1;

  const lay = ({ history }: Scene): void => {
    const { opened, frames } = history;
    const x = timeScale(opened, size.width, MARGIN);
    const each = (size.height - MARGIN.top - MARGIN.bottom) / rows.length;
    const together = Math.max(1, Math.ceil(LEAST_BAR / Math.max(0.01, x(1) - x(0))));
    const width = Math.max(1, (x(together) - x(0)) * 0.72);
    rows.forEach(({ flow, ahead, past, name, figure: number }, row) => {
      const base = MARGIN.top + each * (row + 1) - 2;
      const heights: number[] = [];
      for (let step = 1; step < frames.length; step += together)
        heights.push(
          isShare(flow)
            ? valueAt(history, flow, step)
            : sum(history, flow, step, Math.min(frames.length - 1, step + together - 1)),
        );
      const most = Math.max(...heights.filter(Number.isFinite), isShare(flow) ? 0.01 : 1);
      const d = heights
        .map((height, at) => {
          const middle = x(1 + at * together + (together - 1) / 2);
          const up = Number.isFinite(height) ? ((each - 5) * height) / most : 0;
          return up > 0 ? `M${middle.toFixed(2)},${base}v${(-Math.max(1, up)).toFixed(2)}` : "";
        })
        .join("");
      for (const bars of [ahead, past]) {
        setAttribute(bars, "d", d);
        setAttribute(bars, "stroke-width", width);
      }
      for (const text of [name, number]) setAttribute(text, "y", base - each / 2 + 5);
      setAttribute(number, "x", size.width);
    });
    axis.replaceChildren(
      ...rows.map((_, row) => {
        const y = MARGIN.top + each * (row + 1) - 1.5;
        return s("line", {
          attributes: { x1: MARGIN.left, x2: size.width - MARGIN.right, y1: y, y2: y },
        });
      }),
      ...years(x, size.height - MARGIN.bottom, opened, context),
    );
    setAttribute(clip, "height", Math.max(0, size.height));
  };

  const figureOf = (history: History, flow: Flow, step: number): string =>
    isShare(flow)
      ? format.percent(valueAt(history, flow, step))
      : format.count(sum(history, flow, Math.max(1, step - QUARTERS + 1), step));

  const draw: View = (next) => {
    scene = next;
    if (size.width === 0) return;
    if (next.version !== version) {
      version = next.version;
      lay(next);
    }
    const x = timeScale(next.history.opened, size.width, MARGIN);
    setAttribute(clip, "width", Math.max(0, x(next.step + 0.5)));
    for (const end of ["x1", "x2"]) setAttribute(rule, end, x(next.step));
    setAttribute(rule, "y1", MARGIN.top);
    setAttribute(rule, "y2", size.height - MARGIN.bottom);
    const said = rows.map(({ flow, figure: number }) => {
      const value = figureOf(next.history, flow, next.step);
      setText(number, value);
      return `${nameOf(flow)} ${value}`;
    });
    const quarter = format.quarter(next.history.opened.start, next.step);
    figure.caption(t.flowsCaption(quarter, said.join(", ")));
  };

  const tableOf = (history: History) => ({
    title: t.tableOf(t.flows),
    columns: [t.tableQuarter, t.tableStep, ...FLOWS.map(nameOf)],
    rows: history.frames.map((_, step) => [
      format.quarter(history.opened.start, step),
      format.count(step),
      ...FLOWS.map((flow) => {
        const value = valueAt(history, flow, step);
        return isShare(flow) ? format.percent(value) : format.count(value);
      }),
    ]),
  });

  watchSize(figure.plot, (width, height) => {
    size = { width, height };
    version = -1;
    if (scene) draw(scene);
  });
  return draw;
}

/** A measure summed over steps, both ends included; a quarter not computed yet counts nothing. */
function sum(history: History, measure: string, from: number, to: number): number {
  let total = 0;
  for (let step = from; step <= to; step++) total += valueAt(history, measure, step);
  return total;
}
