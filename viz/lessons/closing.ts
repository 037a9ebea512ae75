import { h } from "../dom.ts";
import { printHandout } from "./handout.ts";
import { LESSONS } from "./index.ts";
import { action, type Stage } from "./parts.ts";
import { paragraph } from "./words.ts";
import { filled } from "./text.ts";

/** Try: what to keep, what would refute it, the model's limits, and on to free play or the next lesson. */
export function closingPart(stage: Stage): Node[] {
  const { context, course, state, said } = stage;
  const { t, selection, format } = context;
  const { lesson, played } = state;
  const next = LESSONS[LESSONS.indexOf(lesson) + 1];
  const write = (text: string): string =>
    played === null ? text.replace(/\{\w+\}/g, "…") : filled(text, lesson, played.figures, format);
  const isSixth = lesson.id === "negotiated";
  return [
    h("h3", {}, t.lessons.keepTitle),
    paragraph(write(said.keep), context),
    ...(said.refuter === undefined
      ? []
      : [h("h3", {}, t.lessons.refuterTitle), paragraph(write(said.refuter), context)]),
    ...(isSixth
      ? [
          h("h3", {}, t.lessons.limitsTitle),
          h("ul", { class: "lesson-limits" }, ...t.lessons.limits.map((text) => h("li", {}, text))),
        ]
      : []),
    h(
      "section",
      { class: "lesson-free" },
      h("h3", {}, t.lessons.freeTitle),
      paragraph(said.free, context),
      h("div", { class: "lesson-levers" }),
      h("p", { class: "muted small" }, t.lessons.freeSentence),
      action(t.lessons.openSettings, () => selection.set({ side: "settings" })),
    ),
    h(
      "div",
      { class: "lesson-actions" },
      next !== undefined &&
        action(
          t.lessons.nextLesson(t.lessons.texts[next.id]?.title ?? next.id),
          () => course.open({ lesson: next, at: "predict", seed: next.seed, hide: state.hide }),
          "primary",
        ),
      action(t.lessons.again, () => course.reseed(state.seed)),
      played !== null &&
        action(t.lessons.print, () => printHandout(stage), "outlined lesson-print"),
      action(t.lessons.all, course.leave, "text"),
    ),
  ];
}
