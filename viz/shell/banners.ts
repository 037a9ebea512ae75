import { h } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Context } from "../view.ts";

/** Something that stays until it is dismissed, in whatever language the page then is. */
export interface Banner {
  readonly id: string;
  readonly isError: boolean;
  say(context: Context): {
    readonly title: string;
    readonly lines: readonly string[];
    readonly actions?: readonly (readonly [name: string, act: () => void])[];
  };
}

/** The banners of the page: they outlive its being built anew. */
export interface Banners {
  put(banner: Banner): void;
  drop(id: string): void;
  /** Shows them in a root from now on. */
  mount(root: HTMLElement, context: Context): void;
}

export function createBanners(): Banners {
  const shown = new Map<string, Banner>();
  let root: HTMLElement | null = null;
  let context: Context | null = null;
  const draw = (): void => {
    if (root === null || context === null) return;
    const to = context;
    root.replaceChildren(...[...shown.values()].map((banner) => drawn(banner, to)));
  };
  const banners: Banners = {
    put(banner) {
      shown.delete(banner.id);
      shown.set(banner.id, banner);
      draw();
    },
    drop(id) {
      if (shown.delete(id)) draw();
    },
    mount(into, of) {
      root = into;
      context = of;
      draw();
    },
  };
  const drawn = (banner: Banner, to: Context): HTMLElement => {
    const { title, lines, actions = [] } = banner.say(to);
    return h(
      "div",
      {
        class: banner.isError ? "notice error" : "notice",
        attributes: { role: banner.isError ? "alert" : "group", "data-banner": banner.id },
      },
      h(
        "div",
        {},
        h("strong", {}, title),
        ...lines.map((line) => h("p", { class: "small" }, line)),
        actions.length > 0 &&
          h(
            "div",
            { class: "notice-actions" },
            ...actions.map(([name, act], at) =>
              h(
                "button",
                {
                  class: at === 0 ? "button primary" : "button",
                  attributes: { type: "button" },
                  on: {
                    click: () => {
                      banners.drop(banner.id);
                      act();
                    },
                  },
                },
                name,
              ),
            ),
          ),
      ),
      h(
        "button",
        {
          class: "button square",
          attributes: { type: "button", "aria-label": to.t.dismiss },
          on: {
            click: () => banners.drop(banner.id),
          },
        },
        icon("close"),
      ),
    );
  };
  return banners;
}
