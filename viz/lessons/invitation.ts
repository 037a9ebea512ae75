import { h } from "../dom.ts";
import type { Context } from "../view.ts";
import { LESSONS } from "./index.ts";

/**
 * One click from the opening screen to the first lesson.
 * @param where the left column where it shows, the header where it is put away
 */
export function createInvitation(
  { t, course, selection }: Context,
  where: "column" | "header",
): HTMLElement {
  const [first] = LESSONS;
  return h(
    "div",
    { class: `lesson-invitation in-${where}` },
    h(
      "button",
      {
        class: "button primary",
        attributes: { type: "button" },
        on: {
          click: () => {
            if (first === undefined) return;
            selection.set({ side: "lessons" });
            course.open({ lesson: first, at: "predict", seed: first.seed, hide: [] });
          },
        },
      },
      t.lessons.start,
    ),
  );
}
