import { freshId, h } from "../dom.ts";
import type { LessonWords } from "../messages/lessons/words.ts";
import type { Context } from "../view.ts";
import { type Course, COUNTED_SEEDS, type CourseState, isUnlocked } from "./course.ts";
import { createChart } from "./charts/index.ts";
import { filled } from "./text.ts";
import { paragraph } from "./words.ts";

/** What the parts of a lesson's panel are made from. */
export interface Stage {
  readonly context: Context;
  readonly course: Course;
  readonly state: CourseState;
  readonly said: LessonWords;
}

/** A button that does one thing. */
export const action = (
  text: string,
  click: () => void,
  kind = "outlined",
  isDisabled = false,
): HTMLButtonElement =>
  h(
    "button",
    {
      class: `button ${kind}`,
      attributes: { type: "button", disabled: isDisabled },
      on: { click },
    },
    text,
  );

/** A question with its choices, one of which can be chosen. */
function question(
  text: string,
  options: readonly (readonly [id: string, text: string])[],
  chosen: string | null,
  choose: (id: string) => void,
): HTMLElement {
  const name = freshId();
  return h(
    "fieldset",
    { class: "lesson-question" },
    h("legend", {}, text),
    ...options.map(([id, words]) =>
      h(
        "label",
        { class: "lesson-choice" },
        h("input", {
          attributes: { type: "radio", name, value: id, checked: id === chosen },
          on: { change: () => choose(id) },
        }),
        h("span", {}, words),
      ),
    ),
  );
}

const optionsOf = (
  ids: readonly string[],
  words: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] => ids.map((id) => [id, words[id] ?? id]);

/** Predict: what the world is, the question, and how sure one is; the run stays locked until both are said. */
export function predictPart({ context, course, state, said }: Stage): Node[] {
  const { t } = context;
  const { lesson, predicted, sureness } = state;
  const isOpen = isUnlocked(state);
  return [
    paragraph(said.setup, context),
    question(
      said.predict,
      optionsOf(lesson.predict.choices, said.predictChoices),
      predicted,
      course.predict,
    ),
    question(t.lessons.sure, Object.entries(t.lessons.sureness), sureness, course.beSure),
    h(
      "div",
      { class: "lesson-actions" },
      action(t.lessons.runIt, course.next, "primary", !isOpen),
      !isOpen && h("p", { class: "muted small" }, t.lessons.needsPrediction),
    ),
  ];
}

/** Run: what to watch; one may skip to the end. */
export function runPart({ context, course, state, said }: Stage): Node[] {
  const { t, player, announce } = context;
  const isThere = state.played !== null;
  const skip = (): void => {
    player.pause();
    player.seek(player.end);
    announce(t.lessons.toEnd);
  };
  return [
    paragraph(said.run, context),
    h(
      "div",
      { class: "lesson-actions" },
      action(isThere ? t.lessons.next : t.lessons.running, course.next, "primary", !isThere),
      action(t.lessons.toEnd, skip),
    ),
    ...(state.hasFailed ? [h("p", { class: "lesson-failed" }, t.lessons.failed)] : []),
  ];
}

/** What was said beforehand, held against what came. */
function verdict({ context, state, said }: Stage): Node[] {
  const { t } = context;
  const { lesson, predicted, sureness, played } = state;
  if (played === null || predicted === null) return [];
  const answer = lesson.predict.answer(played.figures);
  const choice = said.predictChoices[predicted] ?? predicted;
  return [
    h(
      "div",
      { class: "lesson-verdict" },
      h(
        "p",
        {},
        t.lessons.youSaid(choice, (t.lessons.sureness[sureness ?? ""] ?? "").toLowerCase()),
      ),
      h(
        "p",
        {},
        h("strong", {}, answer === predicted ? t.lessons.asSaid : t.lessons.notSaid),
        " ",
        answer === predicted ? "" : t.lessons.itWas(said.predictChoices[answer] ?? answer),
      ),
    ),
  ];
}

/** Explain: one panel, with its chart and its words; the first also says what became of the prediction. */
export function explainPart(stage: Stage, index: number): Node[] {
  const { context, course, state, said } = stage;
  const { t, format } = context;
  const { lesson, played } = state;
  const panel = lesson.panels[index];
  const words = panel && said.panels[panel.id];
  if (panel === undefined || words === undefined) return [];
  if (played === null)
    return [h("p", { class: "muted" }, state.hasFailed ? t.lessons.failed : t.lessons.running)];
  const { runs, figures } = played;
  const isLast = index === lesson.panels.length - 1;
  return [
    ...(index === 0 ? verdict(stage) : []),
    createChart(context, words.title, panel.drawing, {
      lesson,
      runs,
      figures,
      labels: said.labels,
    }),
    paragraph(filled(words.text, lesson, figures, format), context),
    h(
      "div",
      { class: "lesson-actions" },
      action(isLast ? t.lessons.toCheck : t.lessons.next, course.next, "primary"),
      action(t.lessons.back, course.back),
    ),
  ];
}

/** Check: a question whose answer, and whose feedback, come from these runs; a run that contradicts is admitted. */
export function checkPart(stage: Stage): Node[] {
  const { context, course, state, said } = stage;
  const { t, format } = context;
  const { lesson, played, checked } = state;
  if (played === null)
    return [h("p", { class: "muted" }, state.hasFailed ? t.lessons.failed : t.lessons.running)];
  const { figures } = played;
  const answer = lesson.check.answer(figures);
  const agrees = lesson.agrees(figures);
  const feedback =
    checked === null
      ? []
      : [
          h(
            "div",
            { class: "lesson-feedback", attributes: { role: "status" } },
            h(
              "p",
              {},
              h(
                "strong",
                {},
                checked === answer
                  ? t.lessons.right
                  : t.lessons.wrong(said.checkChoices[answer] ?? answer),
              ),
              " ",
              filled(said.feedback, lesson, figures, format),
            ),
            h("p", {}, agrees ? t.lessons.agrees : t.lessons.contradicts(said.claim)),
            countPart(stage),
          ),
          h(
            "div",
            { class: "lesson-actions" },
            action(t.lessons.next, course.next, "primary"),
            action(t.lessons.back, course.back),
          ),
        ];
  return [
    question(said.check, optionsOf(lesson.check.choices, said.checkChoices), checked, course.check),
    ...feedback,
  ];
}

/** How many of thirty seeds bear the lesson out, counted on the spot. */
function countPart({ context, course, state, said }: Stage): HTMLElement {
  const { t, format } = context;
  const of = format.count(COUNTED_SEEDS);
  const { count } = state;
  if (count === null)
    return h("div", { class: "lesson-count" }, action(t.lessons.count(of), course.count));
  if (count.kind === "running")
    return h(
      "div",
      { class: "lesson-count" },
      h("progress", {
        attributes: { max: COUNTED_SEEDS, value: count.done, "aria-label": t.lessons.count(of) },
      }),
      h("span", {}, t.lessons.counting(format.count(count.done), of)),
      action(t.lessons.stop, course.stopCount, "text"),
    );
  return h(
    "p",
    { class: "lesson-count lesson-counted" },
    t.lessons.counted(format.count(count.agreeing), of, said.claim),
  );
}
