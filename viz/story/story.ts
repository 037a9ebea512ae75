import { createHeadline } from "../charts/headline.ts";
import { createChoices } from "../controls/choices.ts";
import { h } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Context, Scene, View } from "../view.ts";
import { PANELS } from "./panels.ts";

/** The story of a run: how much more alike, then one of its panels. */
export function createStory(root: HTMLElement, context: Context): View {
  const { t, selection } = context;
  const headline = h("div");
  const chosen = (): string => selection.state.panel;
  const choose = createChoices(
    t.storyPanels,
    PANELS.map(({ id, name }) => [id, name(t)]),
    chosen(),
    (panel) => selection.set({ panel }),
  );
  [...choose.querySelectorAll("label > span")].forEach((label, at) => {
    const tab = PANELS[at];
    if (tab) label.prepend(icon(tab.icon));
  });
  const panels = PANELS.map(({ id, create }) => {
    const part = h("div", { class: "panel" });
    return { id, part, view: create(part, context) };
  });
  root.append(headline, h("div", { class: "panels" }, choose), ...panels.map(({ part }) => part));
  const showHeadline = createHeadline(headline, context);
  let shown = "";
  return (scene: Scene) => {
    showHeadline(scene);
    const now = `${chosen()} ${scene.selection.association}`;
    if (shown !== now && shown !== "") headline.scrollIntoView({ block: "nearest" }); // another story begins at its top
    shown = now;
    for (const input of choose.querySelectorAll("input")) input.checked = input.value === chosen();
    for (const { id, part, view } of panels) {
      part.hidden = id !== chosen();
      if (!part.hidden) view(scene);
    }
  };
}
