import { createChoices } from "../controls/choices.ts";
import { createSettings } from "../controls/settings.ts";
import { h } from "../dom.ts";
import { createInvitation } from "../lessons/invitation.ts";
import { createLessons } from "../lessons/view.ts";
import type { Messages } from "../messages/index.ts";
import type { Context, View } from "../view.ts";

/** One of the things that the left column holds; only the chosen one shows. */
interface Side {
  readonly id: string;
  readonly name: (t: Messages) => string;
  readonly create: (root: HTMLElement, context: Context) => View;
}

/** What the left column holds, in the order of its tabs. */
const SIDES: readonly Side[] = [
  { id: "lessons", name: (t) => t.lessons.name, create: createLessons },
  { id: "settings", name: (t) => t.settings, create: createSettings },
];

/** The left column: settings, and what else a visitor works with. */
export function createSide(root: HTMLElement, context: Context): View {
  const { t, selection } = context;
  const chosen = (): string => selection.state.side;
  const choose = createChoices(
    t.sideParts,
    SIDES.map(({ id, name }) => [id, name(t)]),
    chosen(),
    (side) => selection.set({ side }),
  );
  const parts = SIDES.map(({ id, create }) => {
    const part = h("div", { class: "side-part" });
    return { id, part, view: create(part, context) };
  });
  if (SIDES.length > 1) root.append(choose);
  root.append(createInvitation(context, "column"), ...parts.map(({ part }) => part));
  return (scene) => {
    for (const input of choose.querySelectorAll("input")) input.checked = input.value === chosen();
    for (const { id, part, view } of parts) {
      part.hidden = id !== chosen();
      if (!part.hidden) view(scene);
    }
  };
}
