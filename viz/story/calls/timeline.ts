import { interpolateRgb, scaleLinear } from "d3";
import { createFigure, watchSize } from "../../charts/figure.ts";
import { h, s, setAttribute } from "../../dom.ts";
import { readTokens } from "../../tokens.ts";
import type { Context, Scene } from "../../view.ts";
import type { HeldCall } from "./rejections.ts";

const MARGIN = { top: 6, right: 6, bottom: 20, left: 6 };
const HEIGHT = 132;
/** Tallest bar of one call, in pixels. */
const MOST_TALL = 14;

/** All calls of a run over time. */
export interface Timeline {
  readonly root: HTMLElement;
  show(held: readonly HeldCall[], scene: Scene): void;
}

/**
 * One bar for each call in the quarter in which it is published and decided, one above the other; the darker, the narrower
 * its specification; empty where nobody won, with a dot where it is experimental, with a flag where an innovative bid lost.
 */
export function createTimeline(
  context: Context,
  table: () => ReturnType<Parameters<typeof createFigure>[1]["table"]>,
): Timeline {
  const { t, format, player } = context;
  const figure = createFigure(context, {
    title: t.story.calls,
    sentence: t.story.callsSentence,
    table,
  });
  const bars = s("g");
  const axis = s("g", { class: "curve-grid" });
  const head = s("line", { class: "spark-head" });
  const picture = s(
    "svg",
    { attributes: { height: HEIGHT, "aria-hidden": "true" } },
    axis,
    bars,
    head,
  );
  figure.plot.classList.add("calls-plot");
  figure.plot.append(picture);
  figure.root.append(legendOf(context));
  let width = 0;
  let drawn: readonly HeldCall[] | null = null;
  let last: { readonly held: readonly HeldCall[]; readonly scene: Scene } | null = null;
  let x = scaleLinear();
  let version = -1;
  watchSize(figure.plot, (now) => {
    if (Math.abs(now - width) < 1) return;
    width = now;
    drawn = null;
    if (last) show(last.held, last.scene);
  });
  picture.addEventListener("click", (event) => {
    const [left] = [picture.getBoundingClientRect().left];
    player.pause();
    player.seek(Math.max(0, Math.round(x.invert(event.clientX - left) + 0.5)));
  });

  const build = (held: readonly HeldCall[], { history, version: now }: Scene): void => {
    drawn = held;
    version = now;
    const { opened } = history;
    setAttribute(picture, "width", width);
    x = scaleLinear([0, Math.max(1, opened.steps)], [MARGIN.left, width - MARGIN.right]);
    const stacks = new Map<number, number>();
    let most = 1;
    const places = held.map(({ call }) => {
      const rank = stacks.get(call.step) ?? 0;
      stacks.set(call.step, rank + 1);
      most = Math.max(most, rank + 1);
      return rank;
    });
    const bottom = HEIGHT - MARGIN.bottom;
    const tall = Math.min(MOST_TALL, (bottom - MARGIN.top) / most);
    const broad = Math.max(2, x(1) - x(0) - 1);
    const tokens = readTokens();
    const shade = interpolateRgb(tokens("rule"), tokens("coercive"));
    bars.replaceChildren(
      ...held.map(({ call, winner, rejected }, at) => {
        const left = x(call.step - 1) + 0.5;
        const top = bottom - (places[at]! + 1) * tall;
        const high = Math.max(1.5, tall - 1.5);
        const bar = s("rect", {
          class: winner === null ? "call open" : "call",
          attributes: { x: left, y: top, width: broad, height: high, rx: 1 },
        });
        if (winner !== null) bar.style.fill = shade(0.15 + 0.85 * call.narrowing);
        const isDecided = rejected.some(({ by }) => by !== "points");
        return s(
          "g",
          {},
          bar,
          call.what === "experimental"
            ? s("circle", {
                class: "call-dot",
                attributes: {
                  cx: left + broad / 2,
                  cy: top + high / 2,
                  r: Math.min(1.6, broad / 2),
                },
              })
            : null,
          isDecided
            ? s("path", {
                class: "call-flag",
                attributes: { d: `M${left + broad / 2},${top - 1}l-4,-6h8Z` },
              })
            : null,
        );
      }),
    );
    axis.replaceChildren(
      s("line", {
        class: "base",
        attributes: { x1: MARGIN.left, x2: width - MARGIN.right, y1: bottom, y2: bottom },
      }),
      ...[0, opened.steps].map((step) =>
        s(
          "text",
          {
            attributes: { x: x(step), y: HEIGHT - 4, "text-anchor": step === 0 ? "start" : "end" },
          },
          String(format.year(opened.start, step)),
        ),
      ),
    );
    setAttribute(head, "y1", MARGIN.top);
    setAttribute(head, "y2", bottom + 4);
  };

  const show = (held: readonly HeldCall[], scene: Scene): void => {
    last = { held, scene };
    if (width <= 0) return;
    if (drawn !== held || version !== scene.version) build(held, scene);
    setAttribute(head, "x1", x(scene.step));
    setAttribute(head, "x2", x(scene.step));
    const past = held.filter(({ call }) => call.step <= scene.step);
    const count = (isIn: (one: HeldCall) => boolean): string =>
      format.count(past.filter(isIn).length);
    figure.caption(
      t.story.callsCaption({
        quarter: format.quarter(scene.history.opened.start, scene.step),
        calls: format.count(past.length),
        unanswered: count(({ winner }) => winner === null),
        experimental: count(({ call }) => call.what === "experimental"),
        rejected: count(({ rejected }) => rejected.length > 0),
      }),
    );
  };
  return { root: figure.root, show };
}

function legendOf({ t }: Context): HTMLElement {
  const item = (mark: SVGElement, text: string): HTMLElement =>
    h(
      "li",
      {},
      s("svg", { attributes: { width: 16, height: 12, "aria-hidden": "true" } }, mark),
      text,
    );
  const rect = (kind: string): SVGElement =>
    s("rect", { class: kind, attributes: { x: 1, y: 2, width: 14, height: 8, rx: 1 } });
  return h(
    "ul",
    { class: "spark-legend small muted" },
    item(rect("call open"), t.story.legendOpen),
    item(rect("call light"), t.story.legendLight),
    item(rect("call narrow"), t.story.legendNarrow),
    item(
      s("circle", { class: "call-dot", attributes: { cx: 8, cy: 6, r: 2.5 } }),
      t.story.legendExperimental,
    ),
    item(
      s("path", { class: "call-flag", attributes: { d: "M8,10l-5,-8h10Z" } }),
      t.story.legendFlag,
    ),
  );
}
