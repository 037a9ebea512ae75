import { freshId, h, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Context } from "../view.ts";
import type { TableContent } from "./table.ts";

/** A chart with its frame: title, one sentence, a caption for those who cannot see it, and a table. */
export interface Figure {
  readonly root: HTMLElement;
  readonly head: HTMLElement;
  readonly plot: HTMLElement;
  /** Says in words what the picture shows now. */
  caption(text: string): void;
}

export interface FigureText {
  readonly title: string;
  readonly sentence: string;
  readonly table: () => TableContent | null;
}

export function createFigure(context: Context, { title, sentence, table }: FigureText): Figure {
  const { t } = context;
  const titleId = freshId();
  const captionId = freshId();
  const caption = h("figcaption", { class: "unseen", attributes: { id: captionId } });
  const plot = h("div", {
    class: "plot",
    attributes: { role: "img", "aria-label": title },
  });
  const open = h(
    "button",
    {
      class: "button square",
      attributes: { type: "button", title: t.asTable, "aria-label": `${title} – ${t.asTable}` },
      on: {
        click: () => {
          const content = table();
          if (content) context.openTable(content);
        },
      },
    },
    icon("table"),
  );
  const words = h(
    "div",
    {},
    h("h2", { attributes: { id: titleId } }, title),
    h("p", { class: "muted" }, sentence),
  );
  const head = h("div", { class: "figure-head" }, words, open);
  const root = h(
    "figure",
    { class: "figure", attributes: { "aria-labelledby": titleId } },
    head,
    plot,
    caption,
  );
  return {
    root,
    head,
    plot,
    caption(text) {
      setText(caption, text);
      setAttribute(plot, "aria-label", text);
    },
  };
}

/** Calls back with an element's inner size, at once when known and after each change. */
export function watchSize(element: Element, onSize: (width: number, height: number) => void): void {
  new ResizeObserver(([entry]) => {
    if (entry) onSize(entry.contentRect.width, entry.contentRect.height);
  }).observe(element);
}
