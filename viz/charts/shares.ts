import { area, scaleLinear } from "d3";
import { s, setAttribute, setText } from "../dom.ts";
import { shapePath } from "../field/shapes.ts";
import { type History, lastStep, valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";
import { createFigure, watchSize } from "./figure.ts";
import { spread } from "./labels.ts";
import { MARGIN as USUAL, reformMarks, timeScale, years } from "./time-axis.ts";

/** Room on the right for sign, name and share. */
const MARGIN = { ...USUAL, right: 128 };

/** How associations respond: shares stacked in a fixed order, each with its sign, name and share beside it. */
export function createShares(root: HTMLElement, context: Context): View {
  const { t, format, session } = context;
  const responses = session.state.description?.responses ?? Object.keys(t.responses);
  let scene: Scene | null = null;
  const figure = createFigure(context, {
    title: t.shares,
    sentence: t.sharesSentence,
    table: () => (scene ? tableOf(scene.history) : null),
  });
  root.append(figure.root);
  const nameOf = (response: string): string => t.responses[response] ?? response;
  const read = (history: History, response: string, step: number): number =>
    valueAt(history, `response.${response}`, step);

  const clip = s("rect", { attributes: { y: 0 } });
  const axis = s("g", { class: "curve-grid" });
  const reforms = s("g");
  const ahead = bands("ahead");
  const past = bands("");
  const rule = s("line");
  const figures = responses.map(() => s("tspan", { class: "value" }));
  const signs = responses.map((response) => {
    const sign = s("path", { attributes: { d: shapePath(response, 4.5) } });
    sign.style.fill = `var(--${response})`;
    return sign;
  });
  const names = responses.map((response, at) =>
    s("text", { class: "curve-label" }, `${nameOf(response)} `, figures[at]),
  );
  figure.plot.append(
    s(
      "svg",
      { attributes: { "aria-hidden": "true" } },
      s("defs", {}, s("clipPath", { attributes: { id: "clip-shares" } }, clip)),
      s("g", {}, ...ahead),
      s("g", { attributes: { "clip-path": "url(#clip-shares)" } }, ...past),
      axis,
      reforms,
      s("g", { class: "playhead" }, rule),
      ...signs,
      ...names,
    ),
  );

  let size = { width: 0, height: 0 };
  let version = -1;

  const lay = ({ history }: Scene): void => {
    const { opened } = history;
    const x = timeScale(opened, size.width, MARGIN);
    const bottom = size.height - MARGIN.bottom;
    const y = scaleLinear([0, 1], [bottom, MARGIN.top]);
    const below = new Float64Array(history.frames.length);
    responses.forEach((response, at) => {
      const from = Float64Array.from(below);
      for (let step = 0; step < below.length; step++)
        below[step] = (below[step] ?? 0) + read(history, response, step);
      const d = area<number>(
        (_, step) => x(step),
        (value) => y(value),
        (_, step) => y(below[step] ?? 0),
      )(from);
      for (const band of [ahead[at], past[at]]) if (band) setAttribute(band, "d", d ?? "");
    });
    axis.replaceChildren(
      ...[0, 0.5, 1].map((share) =>
        s(
          "text",
          { attributes: { x: MARGIN.left - 8, y: y(share) + 4, "text-anchor": "end" } },
          format.percent(share),
        ),
      ),
      ...years(x, bottom, opened, context),
    );
    reforms.replaceChildren(...reformMarks(x, MARGIN.top, MARGIN.top - 6, opened, context));
    setAttribute(clip, "height", Math.max(0, size.height));
    placeNames(history, y);
  };

  /** Names beside the middle of their bands at the end of the run. */
  const placeNames = (history: History, y: (share: number) => number): void => {
    let sum = 0;
    const middles = responses.map((response) => {
      const share = read(history, response, lastStep(history));
      sum += share;
      return y(sum - share / 2);
    });
    const placed = spread(middles, 16, MARGIN.top, size.height - MARGIN.bottom + 6);
    responses.forEach((_, at) => {
      const left = size.width - MARGIN.right + 12;
      setAttribute(signs[at]!, "transform", `translate(${left},${placed[at] ?? 0})`);
      setAttribute(names[at]!, "x", left + 10);
      setAttribute(names[at]!, "y", (placed[at] ?? 0) + 4);
    });
  };

  const draw: View = (next) => {
    scene = next;
    if (size.width === 0) return;
    if (next.version !== version) {
      version = next.version;
      lay(next);
    }
    const now = timeScale(next.history.opened, size.width, MARGIN)(next.step);
    setAttribute(clip, "width", Math.max(0, now));
    for (const end of ["x1", "x2"]) setAttribute(rule, end, now);
    setAttribute(rule, "y1", MARGIN.top);
    setAttribute(rule, "y2", size.height - MARGIN.bottom);
    const shares = responses.map((each) => format.percent(read(next.history, each, next.step)));
    responses.forEach((_, at) => setText(figures[at]!, shares[at] ?? ""));
    const said = responses.map((response, at) => `${nameOf(response)} ${shares[at] ?? ""}`);
    const quarter = format.quarter(next.history.opened.start, next.step);
    figure.caption(t.sharesCaption(quarter, said.join(", ")));
  };

  const tableOf = (history: History) => ({
    title: t.tableOf(t.shares),
    columns: [t.tableQuarter, t.tableStep, ...responses.map(nameOf)],
    rows: history.frames.map((_, step) => [
      format.quarter(history.opened.start, step),
      format.count(step),
      ...responses.map((response) => format.percent(read(history, response, step))),
    ]),
  });

  watchSize(figure.plot, (width, height) => {
    size = { width, height };
    version = -1;
    if (scene) draw(scene);
  });
  return draw;

  function bands(kind: string): SVGPathElement[] {
    return responses.map((response) => {
      const band = s("path", { class: `band ${kind}` });
      band.style.fill = `var(--${response})`;
      return band;
    });
  }
}
