import { s, setAttribute } from "../dom.ts";
import { type History, valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";
import { createSideNames } from "./names.ts";
import { createTimeFigure, type Plot } from "./time-figure.ts";

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

/** Least width of a bar with its gap, in pixels; quarters are put together where they are narrower. */
const LEAST_BAR = 2;
const QUARTERS = 4;

/** What happens in the field, one small row of bars for each thing, and beside it its figure of the past year. */
export function createFlows(root: HTMLElement, context: Context): View {
  const { t, format } = context;
  const nameOf = (flow: Flow): string => t.flow[flow] ?? flow;
  const rows = FLOWS.map((flow) => ({
    flow,
    ahead: s("path", { class: "flow ahead" }),
    past: s("path", { class: "flow" }),
  }));

  const lay = ({ history }: Scene, { x, top, bottom, left, right, ...plot }: Plot): void => {
    const { frames } = history;
    const each = (bottom - top + 8) / rows.length;
    const together = Math.max(1, Math.ceil(LEAST_BAR / Math.max(0.01, x(1) - x(0))));
    const width = Math.max(1, (x(together) - x(0)) * 0.72);
    const baseOf = (row: number): number => top - 8 + each * (row + 1);
    rows.forEach(({ flow, ahead, past }, row) => {
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
          // what happens in a quarter lies before the step that it ends with
          const middle = Math.min(right - width / 2, x(together * (at + 0.5)));
          const up = Number.isFinite(height) ? ((each - 5) * height) / most : 0;
          return up > 0
            ? `M${middle.toFixed(2)},${baseOf(row).toFixed(1)}v${(-Math.max(1, up)).toFixed(2)}`
            : "";
        })
        .join("");
      for (const bars of [ahead, past]) {
        setAttribute(bars, "d", d);
        setAttribute(bars, "stroke-width", width);
      }
    });
    layers.grid.replaceChildren(
      ...rows.map((_, row) => {
        const y = baseOf(row) + 0.5;
        return s("line", { class: "base", attributes: { x1: left, x2: right, y1: y, y2: y } });
      }),
    );
    names.place(
      rows.map((_, row) => baseOf(row) - Math.min(each / 2, 8)),
      { ...plot, x, top: top - 16, bottom, left, right },
    );
  };

  const figureOf = (history: History, flow: Flow, step: number): string =>
    isShare(flow)
      ? format.percent(valueAt(history, flow, step))
      : format.count(sum(history, flow, Math.max(1, step - QUARTERS + 1), step));

  const draw = ({ history, step }: Scene): void => {
    const values = FLOWS.map((flow) => figureOf(history, flow, step));
    names.write(values);
    const said = FLOWS.map((flow, at) => `${nameOf(flow)} ${values[at] ?? ""}`);
    figure.caption(t.flowsCaption(format.quarter(history.opened.start, step), said.join(", ")));
  };

  const tableOf = ({ history }: Scene) => ({
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
    data: {
      columns: ["quarter", "step", ...FLOWS],
      rows: history.frames.map((_, step) => [
        format.quarter(history.opened.start, step),
        step,
        ...FLOWS.map((flow) => valueAt(history, flow, step)),
      ]),
    },
  });

  const figure = createTimeFigure(root, context, {
    title: t.flows,
    sentence: t.flowsSentence,
    table: tableOf,
    lay,
    draw,
  });
  const { layers } = figure;
  figure.root.classList.add("flows");
  layers.ahead.append(...rows.map(({ ahead }) => ahead));
  layers.past.append(...rows.map(({ past }) => past));
  layers.ahead.removeAttribute("clip-path"); // the topmost row reaches above the plot
  const names = createSideNames(layers.names, FLOWS.map(nameOf));
  return figure.view;
}

/** A measure summed over steps, both ends included; a quarter not computed yet counts nothing. */
function sum(history: History, measure: string, from: number, to: number): number {
  let total = 0;
  for (let step = from; step <= to; step++) total += valueAt(history, measure, step);
  return total;
}
