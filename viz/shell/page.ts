import { createFlows } from "../charts/flows.ts";
import { createMechanisms } from "../charts/mechanisms.ts";
import { createRibbon } from "../charts/ribbon.ts";
import { createShares } from "../charts/shares.ts";
import { createTransport } from "../controls/transport.ts";
import { freshId, h, setAttribute } from "../dom.ts";
import { createInvitation } from "../lessons/invitation.ts";
import { createStory } from "../story/story.ts";
import type { Messages } from "../messages/index.ts";
import type { Context, Scene, View } from "../view.ts";
import { createDifference } from "../worlds/difference.ts";
import { createFields } from "../worlds/fields.ts";
import { createSide } from "./side.ts";
import { createStage } from "./stage.ts";
import { createHeader, type HeaderActions } from "./header.ts";
import { createNotices, type Notices } from "./notices.ts";

/** The page in one language: built anew for another, while session and player stay. */
export interface Page {
  readonly root: HTMLElement;
  /**
   * Draws a picture: of a page that is new the map first and a few more parts each time, so that none takes long.
   * @param beside the world beside the one that controls act on, where there are two
   * @returns whether every part is drawn; else it is to be called again
   */
  show(scene: Scene, beside: Scene | null): boolean;
  /** Where what stays until it is dismissed is shown. */
  readonly banners: HTMLElement;
  readonly notices: Notices;
  toggleDrawer(): void;
  /** Brings the levers into sight, wherever they are, and the focus to the first; not where they are put away. */
  focusLevers(): void;
}

/** Parts of a new page that one picture adds. */
const AT_ONCE = 4;

const TABS = ["map", "curves", "story", "settings"] as const;
type Tab = (typeof TABS)[number];

/** What of a page stays when it is built anew. */
export interface Kept {
  /** On narrow screens, the part that shows. */
  readonly tab?: string | undefined;
}

export function createPage(
  context: Context,
  actions: Omit<HeaderActions, "toggleDrawer">,
  { tab = "map" }: Kept = {},
): Page {
  const { t, selection } = context;
  const part = (kind: string, label: string): HTMLElement =>
    h("section", { class: kind, attributes: { id: freshId(), "aria-label": label } });
  const header = h("header");
  const settings = part("settings", t.settings);
  const field = part("field", t.field);
  const story = part("story", t.tabStory);
  const stage = part("stage", t.present.stage);
  const curves = part("curves", t.tabCurves);
  const transport = h("section", { class: "transport", attributes: { "aria-label": t.timeline } });
  const banners = h("div", { class: "banners" });
  const messages = h("div", { class: "messages" });
  const notices = h("div", { class: "notices" }, banners, messages);
  const root = h("div", {
    class: "page",
    attributes: { "data-tab": tab, "data-drop": t.dropFile },
  });
  const main = h("main", { attributes: { id: "map" } }, field, stage, story);
  const tabs = createTabs(root, t);
  const toggleDrawer = (): void => {
    if (root.dataset["drawer"] === "open") delete root.dataset["drawer"];
    else {
      root.dataset["drawer"] = "open";
      settings.querySelector<HTMLElement>("input, button:not([hidden])")?.focus();
    }
  };
  const focusLevers = (): void => {
    const isAway = root.dataset["lesson"] !== undefined || selection.state.isPresenting;
    if (isAway || selection.state.hide.includes("settings")) return;
    selection.set({ side: "settings" });
    if (getComputedStyle(settings).display === "none") {
      if (tabs.root.offsetParent === null) root.dataset["drawer"] = "open";
      else tabs.choose("settings");
    }
    // the column is filled with the next picture
    requestAnimationFrame(() =>
      settings
        .querySelector<HTMLElement>(".levers .control:not([hidden]) :is(input, select)")
        ?.focus(),
    );
  };
  main.style.display = "contents";
  root.append(
    h("a", { class: "skip", attributes: { href: "#map" } }, t.skipToMap),
    header,
    tabs.root,
    h("aside", { attributes: { "aria-label": t.settings } }, settings),
    main,
    transport,
    curves,
    notices,
  );
  root.querySelector("aside")?.style.setProperty("display", "contents");
  root.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault(); // the address carries the link, not a place on the page
    field.querySelector<HTMLElement>("button")?.focus();
  });
  const fields = createFields(field, context);
  const views: readonly View[] = [
    createHeader(header, context, { ...actions, toggleDrawer }),
    createSide(settings, context),
    createStage(stage, context),
    createStory(story, context),
    createTransport(transport, context),
    createDifference(curves, context),
    createRibbon(curves, context),
    createMechanisms(curves, context),
    createShares(curves, context),
    createFlows(curves, context),
  ];
  header.append(createInvitation(context, "header"));
  let drawn = 0;
  return {
    root,
    banners,
    show(scene, beside) {
      document.documentElement.toggleAttribute("data-present", scene.selection.isPresenting);
      const isPaired = scene.letter !== null;
      const isNew = isPaired !== root.classList.contains("paired");
      root.classList.toggle("paired", isPaired);
      setAttribute(root, "data-hidden", scene.selection.hide.join(" "));
      fields.show(scene, beside);
      for (const view of views.slice(0, drawn)) view(scene);
      if (isNew) curves.scrollLeft = 0; // what they differ in comes first
      const isWhole = drawn === views.length;
      drawn = Math.min(views.length, drawn + AT_ONCE);
      return isWhole;
    },
    notices: createNotices(messages, context),
    toggleDrawer,
    focusLevers,
  };
}

/** On narrow screens one part shows at a time. */
function createTabs(
  root: HTMLElement,
  t: Messages,
): { readonly root: HTMLElement; readonly choose: (tab: Tab) => void } {
  const labels: Readonly<Record<Tab, string>> = {
    map: t.tabMap,
    curves: t.tabCurves,
    story: t.tabStory,
    settings: t.tabSettings,
  };
  const buttons = TABS.map((tab) =>
    h(
      "button",
      {
        attributes: {
          type: "button",
          "data-part": tab,
          "aria-pressed": String(root.dataset["tab"] === tab),
        },
        on: { click: () => choose(tab) },
      },
      labels[tab],
    ),
  );
  const choose = (chosen: Tab): void => {
    root.dataset["tab"] = chosen;
    TABS.forEach((tab, at) => {
      const button = buttons[at];
      if (button) setAttribute(button, "aria-pressed", String(tab === chosen));
    });
  };
  const nav = h("nav", { class: "tabs", attributes: { "aria-label": t.tabs } }, ...buttons);
  return { root: nav, choose };
}
