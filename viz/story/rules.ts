import { freshId, h } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import type { Context, View } from "../view.ts";

/** The transitions, each with a box to do without it from the quarter shown on. */
export function createRules(root: HTMLElement, context: Context): View {
  const { t, language, session, player } = context;
  const boxes: { id: string; box: HTMLInputElement; name: HTMLElement }[] = [];
  const group = h("div", { class: "rules", attributes: { role: "group", "aria-label": t.rules } });
  root.append(
    h("section", {}, h("h2", {}, t.rules), h("p", { class: "muted" }, t.rulesSentence), group),
  );
  const build = (): void => {
    for (const { id, label, isTransition } of session.state.description?.switches ?? []) {
      if (!isTransition) continue;
      const name = h("span", {}, inLanguage(label, language));
      const box = h("input", {
        attributes: { type: "checkbox", id: freshId() },
        on: { change: () => void session.toggle(id, player.holdForChange()) },
      });
      group.append(h("label", { attributes: { "data-rule": id } }, box, name));
      boxes.push({ id, box, name });
    }
  };
  return ({ state }) => {
    if (boxes.length === 0) build();
    for (const { id, box, name } of boxes) {
      const isOff = state.off.has(id);
      box.checked = !isOff;
      name.classList.toggle("off", isOff);
    }
  };
}
