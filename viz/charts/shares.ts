import { s } from "../dom.ts";
import { shapePath } from "../field/shapes.ts";
import { type History, lastStep, valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";
import { createViewChoice } from "./choice.ts";
import { createSideNames } from "./names.ts";
import { createReach, levels, valueScale } from "./scale.ts";
import { bandPath, linePath } from "./thin.ts";
import { createTimeFigure, type Plot } from "./time-figure.ts";

type Mode = "stacked" | "lines" | "counts";

/**
 * How associations respond: shares stacked in a fixed order, the same as lines, or stacked numbers of associations, which
 * show that there are fewer of them.
 */
export function createShares(root: HTMLElement, context: Context): View {
  const { t, format, session, player } = context;
  const words = t.charts;
  const responses = session.state.description?.responses ?? Object.keys(t.responses);
  const reach = createReach(player);
  let mode: Mode = "stacked";
  const nameOf = (response: string): string => t.responses[response] ?? response;
  const share = (history: History, response: string, step: number): number =>
    valueAt(history, `response.${response}`, step);
  const read = (history: History, response: string, step: number): number =>
    share(history, response, step) *
    (mode === "counts" ? valueAt(history, "associations", step) : 1);
  const write = (value: number): string =>
    mode === "counts" ? format.count(value) : format.percent(value);

  const lay = ({ history }: Scene, plot: Plot): void => {
    const { opened } = history;
    const steps = history.frames.map((_, step) => step);
    const all = responses.map((response) => steps.map((step) => read(history, response, step)));
    const isStacked = mode !== "lines";
    const most = isStacked
      ? Math.max(...steps.map((step) => all.reduce((sum, own) => sum + (own[step] ?? 0), 0)))
      : Math.max(...all.flat());
    const [least, wanted] =
      mode === "counts"
        ? [1.1 * valueAt(history, "associations", 0), most]
        : mode === "lines"
          ? [0.5, most]
          : [1, 1];
    const top = Math.min(
      mode === "lines" ? 1 : Infinity,
      reach.of(`${mode} ${opened.run}`, least, wanted),
    );
    const y = valueScale([0, top], plot);
    const ends: number[] = [];
    const end = lastStep(history);
    const below = new Float64Array(steps.length);
    const shapes = responses.map((_, at): string => {
      const own = all[at] ?? [];
      if (!isStacked) {
        ends.push(y(own[end] ?? 0));
        return linePath(steps, own, plot.x, y);
      }
      const from = Float64Array.from(below);
      for (const step of steps) below[step] = (below[step] ?? 0) + (own[step] ?? 0);
      ends.push((y(from[end] ?? 0) + y(below[end] ?? 0)) / 2);
      return bandPath(steps, [from, below], plot.x, y);
    });
    const draws = (kind: string) =>
      responses.map((response, at) => {
        const shape = s("path", {
          class: `${isStacked ? "band" : "share-line"} ${kind}`,
          attributes: { d: shapes[at] ?? "" },
        });
        shape.style.setProperty(isStacked ? "fill" : "stroke", `var(--${response})`);
        return shape;
      });
    layers.grid.replaceChildren(...levels(y, plot, write));
    layers.ahead.replaceChildren(...draws("ahead"));
    layers.past.replaceChildren(...draws(""));
    names.place(ends, plot);
  };

  const draw = ({ history, step }: Scene): void => {
    const values = responses.map((response) => write(read(history, response, step)));
    names.write(values);
    const said = responses.map((response, at) => `${nameOf(response)} ${values[at] ?? ""}`);
    figure.caption(t.sharesCaption(format.quarter(history.opened.start, step), said.join(", ")));
  };

  const tableOf = ({ history }: Scene) => ({
    title: t.tableOf(t.shares),
    columns: [t.tableQuarter, t.tableStep, ...responses.map(nameOf)],
    rows: history.frames.map((_, step) => [
      format.quarter(history.opened.start, step),
      format.count(step),
      ...responses.map((response) => write(read(history, response, step))),
    ]),
    data: {
      columns: [
        "quarter",
        "step",
        "associations",
        ...responses.map((response) => `response.${response}`),
      ],
      rows: history.frames.map((_, step) => [
        format.quarter(history.opened.start, step),
        step,
        valueAt(history, "associations", step),
        ...responses.map((response) => share(history, response, step)),
      ]),
    },
  });

  const figure = createTimeFigure(root, context, {
    title: t.shares,
    sentence: t.sharesSentence,
    table: tableOf,
    lay,
    draw,
  });
  const { layers } = figure;
  figure.root.classList.add("shares");
  const names = createSideNames(
    layers.names,
    responses.map(nameOf),
    responses.map((response) => {
      const sign = s("path", { attributes: { d: shapePath(response, 4.5) } });
      sign.style.fill = `var(--${response})`;
      return sign;
    }),
  );
  figure.line.replaceChildren(
    createViewChoice<Mode>(
      words.view,
      [
        ["stacked", words.shareStacked],
        ["lines", words.shareLines],
        ["counts", words.shareCounts],
      ],
      (choice) => {
        mode = choice;
        figure.refresh();
      },
    ),
  );
  return figure.view;
}
