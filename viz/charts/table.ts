import { freshId, h } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Messages } from "../messages/index.ts";

/** A chart's figures as text: one heading per column, one row per entry, the first cell naming it. */
export interface TableContent {
  readonly title: string;
  readonly note?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The same for machines: names of measures, and numbers as they are; the table's own texts where left out. */
  readonly data?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number)[])[];
  };
}

/** Opens a table over the page; closing it gives the focus back. */
export function showTable(content: TableContent, t: Messages): void {
  const { title, note, columns, rows } = content;
  const table = h(
    "table",
    {},
    h(
      "thead",
      {},
      h("tr", {}, ...columns.map((name) => h("th", { attributes: { scope: "col" } }, name))),
    ),
    h(
      "tbody",
      {},
      ...rows.map(([name, ...cells]) =>
        h(
          "tr",
          {},
          h("th", { attributes: { scope: "row" } }, name ?? ""),
          ...cells.map((cell) => h("td", {}, cell)),
        ),
      ),
    ),
  );
  showDialog(title, t, note ? h("p", { class: "muted" }, note) : null, table);
}

/** Opens a dialog with a title, a button to close it, and some content. */
export function showDialog(title: string, t: Messages, ...content: (Node | null)[]): void {
  const id = freshId();
  const close = h(
    "button",
    { class: "button square", attributes: { type: "button", "aria-label": t.close } },
    icon("close"),
  );
  const dialog = h(
    "dialog",
    { attributes: { "aria-labelledby": id } },
    h("header", {}, h("h2", { attributes: { id } }, title), close),
    h(
      "div",
      { class: "scroll", attributes: { tabindex: 0, role: "group", "aria-labelledby": id } },
      ...content,
    ),
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}
