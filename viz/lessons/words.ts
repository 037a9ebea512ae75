import { showDialog } from "../charts/table.ts";
import { h } from "../dom.ts";
import type { Context } from "../view.ts";
import { termOf } from "./glossary.ts";
import { piecesOf } from "./text.ts";

/** A text as nodes: each marked term is a button that opens its meaning. */
function wordsOf(text: string, context: Context): (Node | string)[] {
  return piecesOf(text).map((piece) =>
    piece.kind === "words" ? piece.text : termButton(piece.head, piece.text, context),
  );
}

/** A paragraph of such a text. */
export const paragraph = (text: string, context: Context, kind = ""): HTMLElement =>
  h("p", { class: kind }, ...wordsOf(text, context));

function termButton(head: string, text: string, { t, language }: Context): Node | string {
  const term = termOf(head, language);
  if (term === undefined) return text;
  return h(
    "button",
    {
      class: "lesson-term",
      attributes: { type: "button", title: t.lessons.term(term.name) },
      on: {
        click: () =>
          showDialog(
            term.name,
            t,
            h("p", { class: "lesson-meaning" }, `${term.meaning}.`),
            h("p", { class: "muted" }, t.lessons.termOther(term.other)),
          ),
      },
    },
    text,
  );
}
