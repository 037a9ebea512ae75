import { freshId, h, setAttribute } from "../dom.ts";
import { icon, type IconName } from "../icons.ts";

/** One thing that a menu offers. */
export interface MenuItem {
  readonly id: string;
  readonly icon: IconName;
  readonly name: string;
  readonly hint: string;
  readonly act: () => void;
}

/** A button that unfolds a list of things to do; Escape, a choice and a touch elsewhere fold it again. */
export function createMenu(label: string, sign: IconName, items: readonly MenuItem[]): HTMLElement {
  const id = freshId();
  const list = h(
    "ul",
    { class: "menu-list", attributes: { id, hidden: true } },
    ...items.map((item) =>
      h(
        "li",
        {},
        h(
          "button",
          {
            attributes: { type: "button", "data-item": item.id },
            on: {
              click: () => {
                fold(true);
                item.act();
              },
            },
          },
          icon(item.icon),
          h("span", {}, h("strong", {}, item.name), h("span", { class: "muted small" }, item.hint)),
        ),
      ),
    ),
  );
  const button = h(
    "button",
    {
      class: "button square",
      attributes: {
        type: "button",
        "aria-label": label,
        title: label,
        "aria-expanded": "false",
        "aria-controls": id,
      },
      on: { click: () => (list.hidden ? unfold() : fold(true)) },
    },
    icon(sign),
  );
  const root = h("div", { class: "menu" }, button, list);
  const unfold = (): void => {
    list.hidden = false;
    setAttribute(button, "aria-expanded", "true");
    list.querySelector<HTMLElement>("button")?.focus();
    document.addEventListener("pointerdown", onElsewhere);
  };
  const fold = (givesFocus: boolean): void => {
    if (list.hidden) return;
    list.hidden = true;
    setAttribute(button, "aria-expanded", "false");
    document.removeEventListener("pointerdown", onElsewhere);
    if (givesFocus) button.focus();
  };
  const onElsewhere = (event: Event): void => {
    if (!(event.target instanceof Node && root.contains(event.target))) fold(false);
  };
  root.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll<HTMLElement>("button")];
    const at = buttons.findIndex((each) => each === document.activeElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      fold(true);
    } else if (step !== 0 && !list.hidden) {
      event.preventDefault();
      buttons[(at + step + buttons.length) % buttons.length]?.focus();
    }
  });
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !root.contains(relatedTarget)) fold(false);
  });
  return root;
}
