import { freshId, h } from "../dom.ts";
import { icon } from "../icons.ts";

/** One line of a menu. */
export interface MenuItem {
  readonly name: string;
  /** Its name for those who do not see where it belongs. */
  readonly label: string;
  choose(): void;
}

/** A button that opens a list of things to do; arrows move in it, Escape closes it. */
export function createMenu(label: string, items: () => readonly MenuItem[]): HTMLElement {
  const id = freshId();
  const list = h("div", {
    class: "figure-menu",
    attributes: { id, role: "menu", popover: "auto" },
  });
  const button = h(
    "button",
    {
      class: "button square",
      attributes: {
        type: "button",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": label,
        title: label,
      },
      on: { click: () => (list.matches(":popover-open") ? list.hidePopover() : open()) },
    },
    icon("more"),
  );

  const open = (): void => {
    list.replaceChildren(
      ...items().map(({ name, label: said, choose }) =>
        h(
          "button",
          {
            attributes: { type: "button", role: "menuitem", "aria-label": said },
            on: {
              click: () => {
                list.hidePopover();
                button.focus();
                choose();
              },
            },
          },
          name,
        ),
      ),
    );
    list.showPopover();
    place();
    list.querySelector("button")?.focus();
  };

  /** Below the button, or above it where there is no room; its right edge under the button's. */
  const place = (): void => {
    const at = button.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = list;
    const below = at.bottom + offsetHeight + 8 <= innerHeight;
    list.style.left = `${Math.max(8, at.right - offsetWidth)}px`;
    list.style.top = `${below ? at.bottom : Math.max(8, at.top - offsetHeight)}px`;
  };

  list.addEventListener("toggle", () =>
    button.setAttribute("aria-expanded", String(list.matches(":popover-open"))),
  );
  list.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll("button")];
    const now = all.findIndex((each) => each === document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // arrows move the playhead elsewhere
    all.at(to % all.length)?.focus();
  });
  return h("div", { class: "menu-host" }, button, list);
}
