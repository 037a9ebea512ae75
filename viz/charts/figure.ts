import { freshId, h, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Context } from "../view.ts";
import { createMenu } from "./menu.ts";
import { save } from "./save.ts";
import type { TableContent } from "./table.ts";

/** A chart with its frame: title, one sentence, a caption for those who cannot see it, its table, and a menu to save it. */
export interface Figure {
  readonly root: HTMLElement;
  readonly head: HTMLElement;
  /** The line below the title; the sentence, and what belongs beside it. */
  readonly line: HTMLElement;
  readonly plot: HTMLElement;
  /** Says in words what the picture shows now. */
  caption(text: string): void;
}

export interface FigureText {
  readonly title: string;
  readonly sentence: string;
  readonly table: () => TableContent | null;
  /** What the canvas in the plot holds, painted in the light colours in force while this is called; for pictures to save. */
  readonly exportCanvas?: () => HTMLCanvasElement | null;
  /** Whether there is no picture to save: what is drawn is text and boxes. */
  readonly isText?: boolean;
  /** Makes the figure large, or small again; left out where there is no room for it. */
  readonly enlarge?: (root: HTMLElement) => void;
}

export function createFigure(context: Context, text: FigureText): Figure {
  const { title, sentence, table, enlarge } = text;
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
      class: "button square as-table",
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
  const store = (ending: "png" | "svg" | "csv"): void => {
    const { exportCanvas } = text;
    save({ title, sentence, plot, table, exportCanvas }, ending, context).then(
      (file) => context.announce(t.charts.saved(file)),
      () => context.announce(t.charts.saveFailed),
    );
  };
  const menu = createMenu(`${title} – ${t.charts.menu}`, () => {
    const { charts } = t;
    const item = (name: string, choose: () => void) => ({
      name,
      label: `${title} – ${name}`,
      choose,
    });
    const isLarge = root.classList.contains("large");
    return [
      ...(enlarge ? [item(isLarge ? charts.shrink : charts.enlarge, () => enlarge(root))] : []),
      ...(text.isText === true
        ? []
        : [item(charts.savePng, () => store("png")), item(charts.saveSvg, () => store("svg"))]),
      item(charts.saveCsv, () => store("csv")),
    ];
  });
  const line = h("div", { class: "figure-line" }, h("p", { class: "muted" }, sentence));
  const words = h("div", {}, h("h2", { attributes: { id: titleId } }, title), line);
  const head = h("div", { class: "figure-head" }, words, open, menu);
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
    line,
    plot,
    caption(said) {
      setText(caption, said);
      setAttribute(plot, "aria-label", said);
    },
  };
}

/** Calls back with an element's inner size, at once when known and after each change. */
export function watchSize(element: Element, onSize: (width: number, height: number) => void): void {
  new ResizeObserver(([entry]) => {
    if (entry) onSize(entry.contentRect.width, entry.contentRect.height);
  }).observe(element);
}

/** Makes a figure as large as its row allows, or small again; all others of the row give way. */
export function toggleLarge(root: HTMLElement): void {
  const row = root.parentElement;
  const isLarge = root.classList.toggle("large");
  for (const other of row?.querySelectorAll(".figure.large") ?? [])
    if (other !== root) other.classList.remove("large");
  row?.toggleAttribute("data-large", isLarge);
}
