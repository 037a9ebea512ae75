import { h } from "../dom.ts";
import { action, checkPart, explainPart, predictPart, runPart, type Stage } from "./parts.ts";
import type { Context, Scene, View } from "../view.ts";
import { closingPart } from "./closing.ts";
import type { CourseState } from "./course.ts";
import { LESSONS } from "./index.ts";
import { createLevers } from "./levers.ts";
import { type Step, stepsOf, writeLessonLink } from "./link.ts";
import type { Lesson } from "./lesson.ts";

/** The lessons: a list of them, or the one that is under way. */
export function createLessons(root: HTMLElement, context: Context): View {
  const { course } = context;
  root.classList.add("lessons");
  const fillLevers = createLevers(context);
  let last: Scene | null = null;
  const showLevers = (): void => {
    const place = root.querySelector<HTMLElement>(".lesson-levers");
    if (last !== null) fillLevers(place, course.state, last);
  };
  let shown: Step | "list" | null = null;
  let drawn = "";
  const render = (): void => {
    const { state } = course;
    const key = keyOf(state);
    if (key === drawn) return; // what is computed meanwhile takes nobody's focus away
    drawn = key;
    mark(root, state);
    const focused = describeFocus(root);
    root.replaceChildren(...(state === null ? list(context) : lessonPart(context, state)));
    showLevers();
    const now = state?.step ?? "list";
    if (state !== null && course.isUnderWay) keepAddress(context, state);
    if (shown !== null && (now === "list" || now === "free")) fetchSide(root);
    if (shown !== null && shown !== now) enterStep(root, context, state);
    else restoreFocus(root, focused);
    shown = now;
  };
  course.onChange = render;
  render();
  let isMarked = false;
  return (scene) => {
    last = scene;
    showLevers();
    if (isMarked) return; // the page that it stands in is there only now
    isMarked = true;
    mark(root, course.state);
  };
}

/** All that shows of a state: two with one key look the same. */
function keyOf(state: CourseState | null): string {
  if (state === null) return "list";
  const { lesson, seed, step, furthest, predicted, sureness, checked, played, hasFailed, count } =
    state;
  const said = [lesson.id, seed, step, furthest, predicted, sureness];
  return JSON.stringify(
    step === "predict" ? said : [said, checked, played !== null, hasFailed, count],
  );
}

/** The address leads back to this step, without filling the browser's history. */
function keepAddress({ language }: Context, { lesson, step, seed, hide }: CourseState): void {
  const hash = writeLessonLink({ lesson, at: step, seed, hide, lang: language });
  window.history.replaceState(null, "", `${location.pathname}${location.search}${hash}`);
}

/** Tells the page how far a lesson is, so that all the rest steps back. */
function mark(root: HTMLElement, state: CourseState | null): void {
  const page = root.closest<HTMLElement>(".page");
  if (page === null) return;
  if (state === null || state.step === "free") delete page.dataset["lesson"];
  else page.dataset["lesson"] = state.step;
  page.toggleAttribute("data-course", state !== null);
  if (state === null || state.hide.length === 0) delete page.dataset["hide"];
  else page.dataset["hide"] = state.hide.join(" ");
  for (const part of page.querySelectorAll<HTMLElement>(":scope > .transport"))
    part.inert = state?.step === "predict";
}

/** Where the left column is put away, on narrow screens, it is fetched: the lesson goes on in it. */
function fetchSide(root: HTMLElement): void {
  const page = root.closest<HTMLElement>(".page");
  const side = root.closest<HTMLElement>(".settings");
  if (page === null || side === null || getComputedStyle(side).display !== "none") return;
  const tab = page.querySelector<HTMLElement>(".tabs button:last-child");
  if (tab !== null && tab.offsetParent !== null) tab.click();
  else page.dataset["drawer"] = "open";
}

/** A new step begins at its heading, for eyes and screen readers alike. */
function enterStep(root: HTMLElement, { t, announce }: Context, state: CourseState | null): void {
  const heading = root.querySelector<HTMLElement>("h2");
  heading?.focus();
  root.closest(".settings")?.scrollTo({ top: 0 });
  if (state === null) return;
  const steps = stepsOf(state.lesson);
  const [name = ""] = state.step.split("-");
  const called = t.lessons.stepNames[name as keyof typeof t.lessons.stepNames];
  announce(t.lessons.stepOf(called, String(steps.indexOf(state.step) + 1), String(steps.length)));
}

/** Which control has the focus, in words that outlive it. */
function describeFocus(root: HTMLElement): string | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !root.contains(focused)) return null;
  if (focused instanceof HTMLInputElement) return `input[value="${CSS.escape(focused.value)}"]`;
  return focused.classList.contains("button")
    ? ".lesson-count .button, .lesson-actions .button"
    : null;
}

function restoreFocus(root: HTMLElement, selector: string | null): void {
  if (selector !== null) root.querySelector<HTMLElement>(selector)?.focus();
}

function list(context: Context): Node[] {
  const { t } = context;
  const group = (kind: Lesson["kind"]): HTMLElement =>
    h(
      "ol",
      { class: "lesson-list" },
      ...LESSONS.filter((lesson) => lesson.kind === kind).map((lesson) => entry(context, lesson)),
    );
  return [
    h("h2", { attributes: { tabindex: -1 } }, t.lessons.list),
    h("p", { class: "muted" }, t.lessons.listSentence),
    group("lesson"),
    h("h2", {}, t.lessons.seminars),
    h("p", { class: "muted" }, t.lessons.seminarsSentence),
    group("seminar"),
  ];
}

function entry({ t, course }: Context, lesson: Lesson): HTMLElement {
  const said = t.lessons.texts[lesson.id];
  return h(
    "li",
    {},
    h(
      "button",
      {
        class: "lesson-entry",
        attributes: { type: "button", "data-lesson": lesson.id },
        on: { click: () => course.open({ lesson, at: "predict", seed: lesson.seed, hide: [] }) },
      },
      h("strong", {}, said?.title ?? lesson.id),
      h("span", { class: "muted" }, said?.about ?? ""),
    ),
  );
}

function lessonPart(context: Context, state: CourseState): Node[] {
  const { t, course } = context;
  const said = t.lessons.texts[state.lesson.id];
  if (said === undefined) return [];
  const stage: Stage = { context, course, state, said };
  return [
    h(
      "div",
      { class: "lesson-head" },
      h("h2", { attributes: { tabindex: -1 } }, said.title),
      action(t.lessons.leave, course.leave, "text lesson-leave"),
    ),
    stepList(context, state),
    h("div", { class: "lesson-part" }, ...partOf(stage)),
    foot(context, state),
  ];
}

function partOf(stage: Stage): Node[] {
  const { step } = stage.state;
  if (step === "predict") return predictPart(stage);
  if (step === "run") return runPart(stage);
  if (step === "check") return checkPart(stage);
  if (step === "free") return closingPart(stage);
  return explainPart(stage, Number(step.slice("explain-".length)) - 1);
}

/** The five steps; those reached can be gone back to. */
function stepList({ t, course }: Context, { lesson, step, furthest }: CourseState): HTMLElement {
  const steps = stepsOf(lesson);
  const kinds = ["predict", "run", "explain", "check", "free"] as const;
  return h(
    "ol",
    { class: "lesson-steps", attributes: { "aria-label": t.lessons.steps } },
    ...kinds.map((kind) => {
      const first = steps.findIndex((each) => each.startsWith(kind));
      const target = steps[first];
      const isCurrent = step.startsWith(kind);
      return h(
        "li",
        {},
        h(
          "button",
          {
            attributes: {
              type: "button",
              disabled: first > furthest || target === undefined,
              "aria-current": isCurrent ? "step" : undefined,
            },
            on: { click: () => target !== undefined && course.go(target) },
          },
          t.lessons.stepNames[kind],
        ),
      );
    }),
  );
}

/** The seed, and the link to this very step. */
function foot(context: Context, state: CourseState): HTMLElement {
  const { t, course, announce, language } = context;
  const { lesson, seed, step, hide } = state;
  const isClass = seed === lesson.seed;
  const said = h("span", { class: "muted small", attributes: { role: "status" } });
  const copy = async (): Promise<void> => {
    const hash = writeLessonLink({ lesson, at: step, seed, hide, lang: language });
    const address = `${location.href.split("#")[0] ?? ""}${hash}`;
    const { clipboard } = navigator as Partial<Navigator>; // undefined on insecure addresses
    const written = clipboard?.writeText(address) ?? Promise.reject(new Error());
    said.textContent = await written.then(
      () => t.lessons.copied,
      () => t.lessons.copyFailed,
    );
    announce(said.textContent);
  };
  return h(
    "div",
    { class: "lesson-foot" },
    h(
      "p",
      { class: "lesson-seed" },
      t.lessons.seed(seed),
      isClass && ` (${t.lessons.classSeed})`,
      action(t.lessons.newSeed, () => course.reseed(), "text"),
      !isClass && action(t.lessons.toClassSeed, () => course.reseed(lesson.seed), "text"),
    ),
    action(t.lessons.copy, () => void copy(), "text lesson-link"),
    said,
  );
}
