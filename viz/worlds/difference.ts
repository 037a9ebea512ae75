import { area, line, type ScaleLinear, scaleLinear } from "d3";
import { createFigure, watchSize } from "../charts/figure.ts";
import { reformMarks, timeScale, years } from "../charts/time-axis.ts";
import { h, s, setAttribute, setText } from "../dom.ts";
import { type History, lastStep, valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";
import { type PairedBand, pairedBand } from "./pairs.ts";

const MEASURES = [
  "dispersion.practice",
  "dispersion.display",
  "compliance.practice",
  "compliance.display",
  "associations",
] as const;

const MARGIN = { top: 12, right: 72, bottom: 22, left: 56 };
/** The axis reaches this far beyond the largest difference. */
const HEADROOM = 1.15;
/** Digits of a difference. */
const DIGITS = 4;

/** B − A over time around a zero line, with the band of paired seeds where an ensemble has both. */
export function createDifference(root: HTMLElement, context: Context): View {
  const { t, format, worlds } = context;
  const words = t.worlds;
  let scene: Scene | null = null;
  let measure: string = MEASURES[0];
  const figure = createFigure(context, {
    title: words.difference,
    sentence: words.differenceSentence,
    table: () => (scene?.other ? tableOf(scene) : null),
  });
  figure.root.classList.add("difference");
  const choose = h(
    "select",
    {
      class: "select small",
      attributes: { "aria-label": words.differenceOf },
      on: {
        change: () => {
          measure = choose.value;
          version = -1;
          if (scene) draw(scene);
        },
      },
    },
    ...MEASURES.map((name) =>
      h("option", { attributes: { value: name } }, words.measures[name] ?? name),
    ),
  );
  figure.head.after(choose);
  const note = h("p", { class: "muted small difference-note" });
  figure.root.append(note);
  root.append(figure.root);

  const grid = s("g", { class: "curve-grid" });
  const reforms = s("g");
  const band = s("path", { class: "difference-band" });
  const above = s("path", { class: "difference-area above" });
  const below = s("path", { class: "difference-area below" });
  const curve = s("path", { class: "curve difference-line" });
  const rule = s("line");
  const dot = s("circle", { class: "curve-dot difference-dot", attributes: { r: 3.5 } });
  const value = s("text", { class: "curve-label difference-value" });
  figure.plot.append(
    s(
      "svg",
      { attributes: { "aria-hidden": "true" } },
      reforms,
      band,
      above,
      below,
      grid,
      curve,
      s("g", { class: "playhead" }, rule, dot),
      value,
    ),
  );

  let size = { width: 0, height: 0 };
  let version = -1;
  let ensemble: Scene["ensemble"] = null;
  let x: ScaleLinear<number, number> = scaleLinear();
  let y: ScaleLinear<number, number> = scaleLinear();
  let differences: readonly number[] = [];

  const pairOf = (of: Scene): readonly [History, History] | null => {
    if (of.other === null) return null;
    return of.letter === "B" ? [of.other.history, of.history] : [of.history, of.other.history];
  };

  const lay = (next: Scene): void => {
    const pair = pairOf(next);
    if (pair === null) return;
    const [a, b] = pair;
    const end = Math.min(lastStep(a), lastStep(b));
    differences = Array.from(
      { length: end + 1 },
      (_, step) => valueAt(b, measure, step) - valueAt(a, measure, step),
    );
    const paired = pairedBand(next.ensemble, worlds.of("A").state, worlds.of("B").state, measure);
    const most = Math.max(
      ...[...differences, ...(paired ? [...paired.low, ...paired.high] : [])]
        .filter(Number.isFinite)
        .map(Math.abs),
      leastShown(a),
    );
    x = timeScale(a.opened, size.width, MARGIN);
    y = scaleLinear([-HEADROOM * most, HEADROOM * most], [size.height - MARGIN.bottom, MARGIN.top]);
    drawGrid(a);
    reforms.replaceChildren(
      ...reformMarks(x, MARGIN.top, size.height - MARGIN.bottom, a.opened, context),
    );
    const stepX = (_: unknown, step: number): number => x(step);
    const path = line<number>(stepX, (each) => y(each)).defined(Number.isFinite);
    setAttribute(curve, "d", path(differences as number[]) ?? "");
    const side = (part: (each: number) => number): string =>
      area<number>(stepX, y(0), (each) => y(part(each))).defined(Number.isFinite)(
        differences as number[],
      ) ?? "";
    setAttribute(
      above,
      "d",
      side((each) => Math.max(0, each)),
    );
    setAttribute(
      below,
      "d",
      side((each) => Math.min(0, each)),
    );
    setAttribute(band, "d", bandPath(paired));
    setText(note, paired ? words.band(format.count(paired.pairs)) : words.bandHint);
  };

  const bandPath = (paired: PairedBand | null): string => {
    if (paired === null) return "";
    const path = area<number>(
      (_, at) => x(paired.steps[at] ?? 0),
      (_, at) => y(paired.low[at] ?? 0),
      (_, at) => y(paired.high[at] ?? 0),
    ).defined((_, at) => Number.isFinite(paired.low[at]));
    return path([...paired.steps]) ?? "";
  };

  /** What counts as a difference to be seen at all: a hundredth of the first value. */
  const leastShown = (a: History): number => Math.abs(valueAt(a, measure, 0)) / 100 || 1e-6;

  const drawGrid = ({ opened }: History): void => {
    const right = size.width - MARGIN.right;
    const ticks = y.ticks(3).filter((tick) => y(tick) > MARGIN.top && y(tick) < y(0) * 2);
    const digits = Math.max(0, Math.ceil(-Math.log10(Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)))));
    grid.replaceChildren(
      ...ticks.flatMap((tick) => [
        s("line", {
          class: tick === 0 ? "zero" : "",
          attributes: { x1: MARGIN.left, x2: right, y1: y(tick), y2: y(tick) },
        }),
        s(
          "text",
          { attributes: { x: MARGIN.left - 8, y: y(tick) + 4, "text-anchor": "end" } },
          tick === 0 ? "0" : format.signed(tick, digits),
        ),
      ]),
      ...years(x, size.height - MARGIN.bottom, opened, context),
    );
  };

  const draw: View = (next) => {
    scene = next;
    figure.root.hidden = next.other === null;
    if (next.other === null || size.width === 0) return;
    if (next.version !== version || next.ensemble !== ensemble) {
      ({ version, ensemble } = next);
      lay(next);
    }
    const now = x(next.step);
    for (const end of ["x1", "x2"]) setAttribute(rule, end, now);
    setAttribute(rule, "y1", MARGIN.top);
    setAttribute(rule, "y2", size.height - MARGIN.bottom);
    const here = differences[next.step] ?? NaN;
    const isThere = Number.isFinite(here);
    setAttribute(dot, "visibility", isThere ? "visible" : "hidden");
    setAttribute(dot, "cx", now);
    setAttribute(dot, "cy", isThere ? y(here) : 0);
    const said = show(here);
    setText(value, said);
    setAttribute(value, "x", size.width - MARGIN.right + 8);
    setAttribute(value, "y", (isThere ? y(here) : y(0)) + 4);
    const quarter = format.quarter(next.history.opened.start, next.step);
    figure.caption(words.differenceCaption(words.measures[measure] ?? measure, quarter, said));
  };

  const show = (each: number): string =>
    measure === "associations" ? format.signed(each, 0) : format.signed(each, DIGITS);

  const tableOf = (of: Scene) => {
    const [a, b] = pairOf(of) ?? [of.history, of.history];
    const digits = measure === "associations" ? 0 : DIGITS;
    return {
      title: t.tableOf(`${words.difference} – ${words.measures[measure] ?? measure}`),
      columns: [t.tableQuarter, t.tableStep, words.columnA, words.columnB, words.columnDifference],
      rows: differences.map((each, step) => [
        format.quarter(a.opened.start, step),
        format.count(step),
        format.fixed(valueAt(a, measure, step), digits),
        format.fixed(valueAt(b, measure, step), digits),
        show(each),
      ]),
    };
  };

  watchSize(figure.plot, (width, height) => {
    size = { width, height };
    version = -1;
    if (scene) draw(scene);
  });
  return draw;
}
