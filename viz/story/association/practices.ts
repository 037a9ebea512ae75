import { line, scaleLinear } from "d3";
import { createFigure, watchSize } from "../../charts/figure.ts";
import { freshId, h, s, setAttribute, setText } from "../../dom.ts";
import type { Life } from "../../../workers/protocol.ts";
import type { Context, Scene } from "../../view.ts";
import { labelAt, type Naming } from "../naming.ts";
import { practicesOf, rowAt, rowsOf, type Vector } from "./life-at.ts";

const HEIGHT = 44;
const EDGE = 3;
const VECTORS: readonly Vector[] = ["prescription", "display", "practice"];

/** A view of one life; it is drawn anew only when the life or the width has changed. */
export interface LifeView {
  readonly root: HTMLElement;
  show(life: Life, naming: Naming, scene: Scene): void;
}

/** Practice by practice: what is asked, what is declared, what is done, from the start to the moment shown. */
export function createPractices(context: Context): LifeView {
  const { t, format } = context;
  let last: { readonly life: Life; readonly naming: Naming; readonly scene: Scene } | null = null;
  let drawn: Life | null = null;
  let width = 0;
  let marks: {
    readonly clip: SVGElement;
    readonly head: SVGElement;
    readonly value: HTMLElement;
  }[] = [];
  let x = scaleLinear();

  const figure = createFigure(context, {
    title: t.story.practices,
    sentence: t.story.practicesSentence,
    table: () => (last ? tableOf(last.life, last.naming, last.scene) : null),
  });
  const cells = h("div", { class: "sparks" });
  const legend = h(
    "ul",
    { class: "spark-legend small muted" },
    ...VECTORS.toReversed().map((vector) => h("li", {}, sample(vector), t.story.vectors[vector])),
  );
  figure.plot.append(cells);
  figure.root.append(legend);
  watchSize(cells, (now) => {
    const cell = (now - 16) / 2;
    if (Math.abs(cell - width) < 1) return;
    width = cell;
    drawn = null;
    if (last) show(last.life, last.naming, last.scene);
  });

  const build = (life: Life, naming: Naming, { history }: Scene): void => {
    drawn = life;
    x = scaleLinear([0, Math.max(1, history.opened.steps)], [EDGE, width - EDGE]);
    const y = scaleLinear([0, 1], [HEIGHT - EDGE, EDGE]);
    const K = practicesOf(life);
    const rows = Array.from({ length: rowsOf(life) }, (_, row) => row);
    marks = naming.practices
      .slice(0, K)
      .map((_, k) => {
        const id = freshId();
        const way = (vector: Vector): string =>
          line<number>(
            (row) => x(life.first + row),
            (row) => y(life[vector][row * K + k]!),
          )(rows) ?? "";
        const paths = (kind: string): SVGElement[] =>
          VECTORS.map((vector) =>
            s("path", { class: `spark ${vector} ${kind}`, attributes: { d: way(vector) } }),
          );
        const clip = s("rect", { attributes: { x: 0, y: 0, width: 0, height: HEIGHT } });
        const head = s("line", { class: "spark-head", attributes: { y1: 0, y2: HEIGHT } });
        const value = h("output");
        const picture = s(
          "svg",
          { attributes: { width, height: HEIGHT, "aria-hidden": "true" } },
          s("clipPath", { attributes: { id } }, clip),
          s("rect", {
            class: "spark-ground",
            attributes: { x: 0.5, y: 0.5, width: width - 1, height: HEIGHT - 1 },
          }),
          ...paths("ahead"),
          s("g", { attributes: { "clip-path": `url(#${id})` } }, ...paths("known")),
          head,
        );
        return { clip, head, value, picture, name: labelAt(naming.practices, k, context) };
      })
      .map(({ picture, name, ...mark }) => {
        cells.append(
          h(
            "div",
            {},
            h("div", { class: "spark-name small" }, h("span", {}, name), mark.value),
            picture,
          ),
        );
        return mark;
      });
  };

  const show = (life: Life, naming: Naming, scene: Scene): void => {
    last = { life, naming, scene };
    if (width <= 0) return;
    if (drawn !== life) {
      cells.replaceChildren();
      build(life, naming, scene);
    }
    const K = practicesOf(life);
    const row = rowAt(life, scene.step);
    const at = x(scene.step);
    marks.forEach(({ clip, head, value }, k) => {
      setAttribute(clip, "width", Math.max(0, at));
      setAttribute(head, "x1", at);
      setAttribute(head, "x2", at);
      setText(value, format.fixed(life.practice[row * K + k]!, 2));
    });
    const quarter = format.quarter(scene.history.opened.start, scene.step);
    figure.caption(
      t.story.practicesCaption(
        quarter,
        naming.practices
          .slice(0, K)
          .map((_, k) =>
            t.story.practiceValue(
              labelAt(naming.practices, k, context),
              ...([life.practice, life.display, life.prescription].map((column) =>
                format.fixed(column[row * K + k]!, 2),
              ) as [string, string, string]),
            ),
          )
          .join(t.story.listComma),
      ),
    );
  };

  const tableOf = (life: Life, naming: Naming, { history }: Scene) => {
    const K = practicesOf(life);
    const names = naming.practices.slice(0, K).map((_, k) => labelAt(naming.practices, k, context));
    return {
      title: t.tableOf(
        `${t.story.association(format.count(life.slot))}${t.story.colon}${t.story.practices}`,
      ),
      columns: [
        t.story.quarter,
        ...names.flatMap((name) =>
          (["practice", "display", "prescription"] as const).map(
            (vector) => `${name}, ${t.story.vectors[vector].toLocaleLowerCase(context.language)}`,
          ),
        ),
      ],
      rows: Array.from({ length: rowsOf(life) }, (_, row) => [
        format.quarter(history.opened.start, life.first + row),
        ...names.flatMap((__, k) =>
          [life.practice, life.display, life.prescription].map((column) =>
            format.fixed(column[row * K + k]!, 3),
          ),
        ),
      ]),
    };
  };
  return { root: figure.root, show };
}

function sample(vector: Vector): SVGElement {
  return s(
    "svg",
    { attributes: { width: 24, height: 8, "aria-hidden": "true" } },
    s("path", { class: `spark ${vector} known`, attributes: { d: "M1,4H23" } }),
  );
}
