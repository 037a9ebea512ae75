import { line, max, scaleLinear } from "d3";
import { createFigure, watchSize } from "../../charts/figure.ts";
import { h, s, setAttribute } from "../../dom.ts";
import { shapePath } from "../../field/shapes.ts";
import type { Life } from "../../../workers/protocol.ts";
import type { Context, Scene } from "../../view.ts";
import { type Naming, responseName } from "../naming.ts";
import { rowAt, rowsOf } from "./life-at.ts";
import type { LifeView } from "./practices.ts";

const HEIGHT = 112;
const MARGIN = { top: 22, right: 8, bottom: 20, left: 36 };
const STRIP = 12;
/** Least room of one response on the strip for its shape to be drawn, in pixels. */
const SIGN_GAP = 12;

/** Places, and the budget in places at the reference cost; above them how it responded. */
export function createMeans(context: Context): LifeView {
  const { t, format } = context;
  let last: { readonly life: Life; readonly naming: Naming; readonly scene: Scene } | null = null;
  let drawn: Life | null = null;
  let width = 0;
  let x = scaleLinear();
  const figure = createFigure(context, {
    title: t.story.means,
    sentence: t.story.meansSentence,
    table: () => (last ? tableOf(last.life, last.scene) : null),
  });
  const head = s("line", {
    class: "spark-head",
    attributes: { y1: 4, y2: HEIGHT - MARGIN.bottom },
  });
  const picture = s("svg", { attributes: { height: HEIGHT, "aria-hidden": "true" } });
  figure.plot.classList.add("means");
  figure.plot.append(picture);
  const legend = h(
    "ul",
    { class: "spark-legend small muted" },
    ...(["places", "budget"] as const).map((name) =>
      h(
        "li",
        {},
        s(
          "svg",
          { attributes: { width: 24, height: 8, "aria-hidden": "true" } },
          s("path", { class: `spark ${name} known`, attributes: { d: "M1,4H23" } }),
        ),
        t.story[name],
      ),
    ),
  );
  figure.root.append(legend);
  watchSize(figure.plot, (now) => {
    if (Math.abs(now - width) < 1) return;
    width = now;
    drawn = null;
    if (last) show(last.life, last.naming, last.scene);
  });

  const build = (life: Life, { history, state }: Scene): void => {
    drawn = life;
    const { opened } = history;
    const rows = Array.from({ length: rowsOf(life) }, (_, row) => row);
    const most = max([...life.numbers.places, ...life.numbers.budget]) ?? 1;
    x = scaleLinear([0, Math.max(1, opened.steps)], [MARGIN.left, width - MARGIN.right]);
    const y = scaleLinear([0, most], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(3);
    const way = (name: "places" | "budget"): string =>
      line<number>(
        (row) => x(life.first + row),
        (row) => y(life.numbers[name][row]!),
      )(rows) ?? "";
    setAttribute(picture, "width", width);
    picture.replaceChildren(
      s(
        "g",
        { class: "curve-grid" },
        ...y.ticks(3).flatMap((tick) => [
          s("line", {
            attributes: { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick) },
          }),
          s(
            "text",
            { attributes: { x: MARGIN.left - 6, y: y(tick) + 4, "text-anchor": "end" } },
            format.count(tick),
          ),
        ]),
        ...[0, opened.steps].map((step) =>
          s(
            "text",
            {
              attributes: {
                x: x(step),
                y: HEIGHT - 4,
                "text-anchor": step === 0 ? "start" : "end",
              },
            },
            String(format.year(opened.start, step)),
          ),
        ),
      ),
      ...strip(life, x, state.description?.responses ?? []),
      s("path", { class: "spark budget known", attributes: { d: way("budget") } }),
      s("path", { class: "spark places known", attributes: { d: way("places") } }),
      head,
    );
  };

  const show = (life: Life, naming: Naming, scene: Scene): void => {
    last = { life, naming, scene };
    if (width <= 0) return;
    if (drawn !== life) build(life, scene);
    setAttribute(head, "x1", x(scene.step));
    setAttribute(head, "x2", x(scene.step));
    const row = rowAt(life, scene.step);
    figure.caption(
      t.story.meansCaption(
        format.quarter(scene.history.opened.start, scene.step),
        format.count(life.numbers.places[row] ?? NaN),
        format.count(life.numbers.budget[row] ?? NaN),
      ),
    );
  };

  const tableOf = (life: Life, { history, state }: Scene) => ({
    title: t.tableOf(
      `${t.story.association(format.count(life.slot))}${t.story.colon}${t.story.means}`,
    ),
    columns: [
      t.story.quarter,
      t.story.places,
      t.story.budget,
      t.story.establishments,
      t.story.reserveColumn,
      t.story.response,
    ],
    rows: Array.from({ length: rowsOf(life) }, (_, row) => {
      const number = (name: keyof Life["numbers"]): number => life.numbers[name][row] ?? NaN;
      return [
        format.quarter(history.opened.start, life.first + row),
        format.count(number("places")),
        format.count(number("budget")),
        format.count(number("establishments")),
        format.signedPercent(number("reserve")),
        responseName(state.description?.responses[number("response")] ?? "", context),
      ];
    }),
  });
  return { root: figure.root, show };
}

/** How it responded, in spells: each a bar with the shape of the response at its start, where there is room. */
function strip(
  life: Life,
  x: (step: number) => number,
  responses: readonly string[],
): SVGElement[] {
  const { response } = life.numbers;
  const spells: { readonly from: number; readonly to: number; readonly id: string }[] = [];
  for (let from = 0, row = 1; row <= response.length; row++) {
    if (row < response.length && response[row] === response[from]) continue;
    spells.push({ from, to: row, id: responses[response[from]!] ?? "" });
    from = row;
  }
  return spells.map(({ from, to, id }) => {
    const [left, right] = [x(life.first + from), x(life.first + Math.min(to, response.length - 1))];
    const hasRoom = right - left >= SIGN_GAP;
    return s(
      "g",
      { class: `spell ${id}` },
      s("line", { attributes: { x1: left, x2: right, y1: STRIP - 3, y2: STRIP - 3 } }),
      ...(hasRoom
        ? [
            s("path", {
              attributes: { d: shapePath(id, 5), transform: `translate(${left + 6},${STRIP - 3})` },
            }),
          ]
        : []),
    );
  });
}
