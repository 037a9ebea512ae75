import { h } from "../dom.ts";
import { createChart } from "./charts/index.ts";
import { termOf } from "./glossary.ts";
import type { Stage } from "./parts.ts";
import { filled, piecesOf } from "./text.ts";

/** A text without its marks. */
const plain = (text: string): string =>
  piecesOf(text)
    .map((piece) => piece.text)
    .join("");

/** Prints the lesson on paper, with the charts and figures of the seed on the screen, and what its terms mean. */
export function printHandout(stage: Stage): void {
  const handout = createHandout(stage);
  if (handout === null) return;
  document.body.append(handout);
  window.addEventListener("afterprint", () => handout.remove(), { once: true });
  // charts take their size once they are laid out
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
}

function createHandout({ context, state, said }: Stage): HTMLElement | null {
  const { t, format, language } = context;
  const { lesson, seed, played } = state;
  if (played === null) return null;
  const { runs, figures } = played;
  const write = (text: string): string => plain(filled(text, lesson, figures, format));
  const texts = [
    said.setup,
    said.keep,
    said.free,
    said.refuter ?? "",
    ...Object.values(said.panels).map(({ text }) => text),
  ];
  const heads = new Set(
    texts.flatMap(piecesOf).flatMap((piece) => (piece.kind === "term" ? [piece.head] : [])),
  );
  const boxes = (choices: Readonly<Record<string, string>>): HTMLElement =>
    h("ul", { class: "handout-boxes" }, ...Object.values(choices).map((text) => h("li", {}, text)));
  return h(
    "article",
    { class: "handout", attributes: { lang: language } },
    h("h1", {}, said.title),
    h("p", { class: "muted" }, t.lessons.handout(seed)),
    h("p", {}, write(said.setup)),
    h("h2", {}, said.predict),
    boxes(said.predictChoices),
    h(
      "p",
      { class: "handout-sure" },
      t.lessons.sure,
      " ",
      Object.values(t.lessons.sureness).join(" · "),
    ),
    ...lesson.panels.flatMap(({ id, drawing }) => {
      const words = said.panels[id];
      if (words === undefined) return [];
      const drawn = { lesson, runs, figures, labels: said.labels };
      return [
        h(
          "section",
          {},
          createChart(context, words.title, drawing, drawn),
          h("p", {}, write(words.text)),
        ),
      ];
    }),
    h(
      "section",
      {},
      h("h2", {}, said.check),
      boxes(said.checkChoices),
      h("p", {}, write(said.feedback)),
    ),
    h("section", {}, h("h2", {}, t.lessons.keepTitle), h("p", {}, write(said.keep))),
    said.refuter !== undefined &&
      h("section", {}, h("h2", {}, t.lessons.refuterTitle), h("p", {}, write(said.refuter))),
    h(
      "dl",
      { class: "handout-terms" },
      ...[...heads].flatMap((head) => {
        const term = termOf(head, language);
        return term === undefined
          ? []
          : [
              h("dt", {}, term.name),
              h("dd", {}, `${term.meaning}. ${t.lessons.termOther(term.other)}.`),
            ];
      }),
    ),
  );
}
