import { freshId, h, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Context, Scene } from "../view.ts";

/** How much of the spread the map shows, and, asked, what that means. */
export interface Shown {
  readonly root: HTMLElement;
  update(scene: Scene): void;
}

export function createShown({ t, format }: Context): Shown {
  const id = freshId();
  const label = h("span");
  const meaning = h("p");
  const close = h(
    "button",
    {
      class: "button lens-button",
      attributes: { type: "button", "aria-label": t.close, title: t.close },
    },
    icon("close"),
  );
  const text = h(
    "div",
    { class: "shown-text", attributes: { id, hidden: true } },
    h("div", { class: "card-head" }, h("strong", {}, t.map.shownTitle), close),
    meaning,
    h("p", {}, t.map.shownPlane),
    h("p", {}, t.map.shownFigures),
  );
  const button = h(
    "button",
    {
      class: "shown button",
      attributes: { type: "button", "aria-expanded": "false", "aria-controls": id },
    },
    label,
    icon("help"),
  );
  const open = (isOpen: boolean): void => {
    text.hidden = !isOpen;
    setAttribute(button, "aria-expanded", String(isOpen));
  };
  const root = h("div", { class: "shown-room" }, button, text);
  button.addEventListener("click", () => open(text.hidden !== false));
  close.addEventListener("click", () => {
    open(false);
    button.focus();
  });
  root.addEventListener("click", (event) => event.stopPropagation());
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || text.hidden) return;
    event.preventDefault();
    open(false);
    button.focus();
  });
  return {
    root,
    update({ history, step }) {
      const share = history.frames[step]?.shown ?? NaN;
      const isDefined = Number.isFinite(share);
      setText(label, isDefined ? t.map.shown(format.percent(share)) : t.map.shownUndefined);
      const practices = format.count(history.opened.practices);
      setText(
        meaning,
        t.map.shownMeans(format.percent(share), format.percent(1 - share), practices),
      );
    },
  };
}
