import type { ScaleLinear } from "d3";
import { freshId, s, setAttribute } from "../dom.ts";
import type { Context, Scene, View } from "../view.ts";
import { createFigure, type Figure, type FigureText, toggleLarge, watchSize } from "./figure.ts";
import { MARGIN, reformMarks, timeScale, years } from "./time-axis.ts";

/** The plot of a chart over time: where things lie. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly x: ScaleLinear<number, number>;
  readonly left: number;
  /** Right end of the axis; names begin beyond it. */
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Whether there is room for more than the essential. */
  readonly isLarge: boolean;
}

/** Groups of a plot, from back to front. */
export interface Layers {
  readonly grid: SVGGElement;
  readonly behind: SVGGElement;
  /** All of the run, faint. */
  readonly ahead: SVGGElement;
  /** The same up to the playhead. */
  readonly past: SVGGElement;
  /** Clipped to the plot, not to the playhead. */
  readonly above: SVGGElement;
  /** Names and figures beside the plot. */
  readonly names: SVGGElement;
}

export interface TimeFigure extends Figure {
  readonly layers: Layers;
  readonly view: View;
  /** Lays everything out again. */
  refresh(): void;
}

export interface TimeFigureText extends Omit<FigureText, "table" | "enlarge"> {
  readonly table: (scene: Scene) => ReturnType<FigureText["table"]>;
  /** Draws what does not change while a run plays. */
  readonly lay: (scene: Scene, plot: Plot) => void;
  /** Draws what does. */
  readonly draw: (scene: Scene, plot: Plot) => void;
}

/** From this height on a chart is large. */
const LARGE = 240;

/** The frame of every chart over time: one axis, one playhead, reforms flagged; a click or a drag moves the playhead. */
export function createTimeFigure(
  root: HTMLElement,
  context: Context,
  text: TimeFigureText,
): TimeFigure {
  let scene: Scene | null = null;
  const { table, lay, draw, ...words } = text;
  const figure = createFigure(context, {
    ...words,
    table: () => (scene ? table(scene) : null),
    enlarge: toggleLarge,
  });
  root.append(figure.root);

  const pastId = freshId();
  const plotId = freshId();
  const pastClip = s("rect", { attributes: { x: 0, y: 0 } });
  const plotClip = s("rect");
  const axis = s("g", { class: "curve-grid" });
  const reforms = s("g");
  const rule = s("line");
  const layer = (clip?: string): SVGGElement =>
    s("g", { attributes: { "clip-path": clip && `url(#${clip})` } });
  const layers: Layers = {
    grid: s("g", { class: "curve-grid" }),
    behind: layer(plotId),
    ahead: layer(plotId),
    past: layer(pastId),
    above: layer(plotId),
    names: layer(),
  };
  figure.plot.classList.add("scrubs");
  figure.plot.append(
    s(
      "svg",
      { attributes: { "aria-hidden": "true" } },
      s(
        "defs",
        {},
        s("clipPath", { attributes: { id: pastId } }, pastClip),
        s("clipPath", { attributes: { id: plotId } }, plotClip),
      ),
      layers.grid,
      axis,
      layers.behind,
      layers.ahead,
      layers.past,
      reforms,
      layers.above,
      s("g", { class: "playhead" }, rule),
      layers.names,
    ),
  );

  let plot: Plot | null = null;
  let size = { width: 0, height: 0 };
  let version = -1;
  let ensemble: Scene["ensemble"] = null;
  let other: unknown = null;

  const place = (of: Scene): Plot => {
    const x = timeScale(of.history.opened, size.width);
    const { width, height } = size;
    const [left, right] = [MARGIN.left, width - MARGIN.right];
    const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
    for (const [name, value] of Object.entries({
      x: left,
      y: top,
      width: Math.max(0, right - left),
      height: Math.max(0, bottom - top),
    }))
      setAttribute(plotClip, name, value);
    setAttribute(pastClip, "y", top);
    setAttribute(pastClip, "height", Math.max(0, bottom - top));
    axis.replaceChildren(...years(x, bottom, of.history.opened, context));
    reforms.replaceChildren(...reformMarks(x, top, bottom, of.history.opened, context));
    setAttribute(rule, "y1", top - 4);
    setAttribute(rule, "y2", bottom);
    return { width, height, x, left, right, top, bottom, isLarge: height >= LARGE };
  };

  const view: View = (next) => {
    scene = next;
    if (size.width === 0) return;
    const isNew =
      plot === null ||
      next.version !== version ||
      next.ensemble !== ensemble ||
      next.other?.history !== other;
    if (isNew) {
      version = next.version;
      ensemble = next.ensemble;
      other = next.other?.history;
      plot = place(next);
      lay(next, plot);
    }
    if (plot === null) return;
    const now = plot.x(next.step);
    setAttribute(pastClip, "width", Math.max(0, now));
    for (const end of ["x1", "x2"]) setAttribute(rule, end, now);
    draw(next, plot);
  };

  const refresh = (): void => {
    version = -1;
    if (scene) view(scene);
  };
  watchSize(figure.plot, (width, height) => {
    size = { width, height };
    refresh();
  });
  listenToScrubs(figure.plot, context, (pixels) =>
    plot === null ? null : Math.round(plot.x.invert(pixels)),
  );
  return { ...figure, layers, view, refresh };
}

/** A press anywhere on the plot shows its quarter, a drag goes through them. */
function listenToScrubs(
  plot: HTMLElement,
  { player }: Context,
  stepAt: (pixels: number) => number | null,
): void {
  let isDragging = false;
  const seek = (event: PointerEvent): void => {
    const step = stepAt(event.clientX - plot.getBoundingClientRect().left);
    if (step !== null) player.seek(step);
  };
  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    isDragging = true;
    plot.setPointerCapture(event.pointerId);
    player.pause();
    seek(event);
  });
  plot.addEventListener("pointermove", (event) => {
    if (isDragging) seek(event);
  });
  for (const type of ["pointerup", "pointercancel"])
    plot.addEventListener(type, () => (isDragging = false));
}
