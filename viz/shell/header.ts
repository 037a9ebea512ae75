import { createChoices } from "../controls/choices.ts";
import { LESSONS } from "../lessons/index.ts";
import { h, s, setAttribute, setText } from "../dom.ts";
import { icon, type IconName } from "../icons.ts";
import {
  inLanguage,
  LANGUAGES,
  type Language,
  MESSAGES,
  type Messages,
} from "../messages/index.ts";
import { drawSeed } from "../session/link.ts";
import { LIMITS, PRESETS } from "../bundled.ts";
import type { Context, View } from "../view.ts";
import { createMenu, type MenuItem } from "./menu.ts";

/** What the header asks of the page around it. */
export interface HeaderActions {
  readonly choosePreset: (name: string) => void;
  readonly openFile: (file: File) => void;
  readonly setLanguage: (language: Language) => void;
  readonly switchTheme: () => void;
  readonly isDark: () => boolean;
  readonly showKeys: () => void;
  /** What the share menu offers. */
  readonly sharing: readonly MenuItem[];
  readonly toggleDrawer: () => void;
}

/** Title, scenario, seed, language, colours, link. */
export function createHeader(root: HTMLElement, context: Context, actions: HeaderActions): View {
  const { t, session, language, player } = context;
  const own = h("option", { attributes: { value: "", hidden: true } });
  const select = h(
    "select",
    {
      class: "select",
      attributes: { "aria-label": t.scenario },
      on: { change: () => actions.choosePreset(select.value) },
    },
    own,
    ...groups(t),
  );
  const picker = h("input", {
    attributes: { type: "file", accept: ".yaml,.yml,.json", hidden: true },
    on: {
      change: () => {
        const file = picker.files?.[0];
        if (file) actions.openFile(file);
        picker.value = "";
      },
    },
  });
  const seed = h("output");
  const theme = iconButton(
    actions.isDark() ? "sun" : "moon",
    actions.isDark() ? t.themeToLight : t.themeToDark,
    actions.switchTheme,
  );
  const compare = h(
    "button",
    {
      class: "button compare",
      attributes: {
        type: "button",
        "aria-pressed": "false",
        "aria-label": t.links.compare,
        title: t.links.compareHint,
      },
      on: {
        click: () => {
          if (context.worlds.letter === null) void context.worlds.open();
          else context.worlds.keep("A");
          context.selection.set({ panel: "worlds" });
        },
      },
    },
    icon("compare"),
    h("span", { class: "compare-name" }, t.links.compare),
  );
  const rerun = (next: string): void => {
    player.pause();
    player.seek(0);
    context.announce(t.announceRestart);
    void session.reseed(next).then(() => undefined);
    player.play();
  };
  root.append(
    h("h1", { class: "brand" }, mark(), t.title),
    h("p", { class: "tagline" }, t.tagline),
    h(
      "div",
      { class: "header-group run" },
      select,
      iconButton("file", t.openFile, () => picker.click()),
      picker,
      h(
        "div",
        { class: "seed" },
        h("span", { class: "wide-only" }, t.seed),
        seed,
        iconButton("again", `${t.sameSeed} – ${t.sameSeedHint}`, () => rerun(session.state.seed)),
        iconButton("dice", `${t.newSeed} – ${t.newSeedHint}`, () => rerun(drawSeed())),
      ),
    ),
    h(
      "div",
      { class: "header-group" },
      iconButton("settings", t.settings, actions.toggleDrawer, "drawer-button"),
      compare,
      createMenu(t.links.share, "share", actions.sharing),
      createChoices(
        t.language,
        LANGUAGES.map((each) => [each, MESSAGES[each].short, MESSAGES[each].name]),
        language,
        (choice) => actions.setLanguage(choice === "fr" ? "fr" : "en"),
      ),
      theme,
      iconButton("help", t.help, actions.showKeys, "wide-only"),
    ),
  );
  return ({ state, letter }) => {
    setAttribute(compare, "aria-pressed", String(letter !== null));
    const isShipped = state.text === null && PRESETS.includes(state.source);
    own.hidden = isShipped;
    if (!isShipped) setText(own, state.source);
    select.value = isShipped ? state.source : "";
    setText(seed, state.seed);
    setAttribute(seed, "title", state.seed);
    if (state.scenario) select.title = inLanguage(state.scenario.description, language);
  };
}

/** Where the lessons' scenarios stand among the shipped ones. */
const LESSONS_FOLDER = "lessons/";

/** Fields first, apart from the limiting cases, which each show one mechanism at work, and from those of lessons. */
function groups(t: Messages): HTMLElement[] {
  const options = (names: readonly string[]) =>
    names.map((name) => h("option", { attributes: { value: name } }, t.presets[name] ?? name));
  const fields = PRESETS.filter((name) => !LIMITS.has(name) && !name.startsWith(LESSONS_FOLDER));
  const limits = PRESETS.filter((name) => LIMITS.has(name));
  return [
    h("optgroup", { attributes: { label: t.scenarioShipped } }, ...options(fields)),
    h("optgroup", { attributes: { label: t.scenarioLimits } }, ...options(limits)),
    h(
      "optgroup",
      { attributes: { label: t.lessons.name } },
      ...LESSONS.map(({ id, scenario }) =>
        h("option", { attributes: { value: scenario } }, t.lessons.texts[id]?.title ?? id),
      ),
    ),
  ];
}

function iconButton(
  name: IconName,
  label: string,
  onClick: () => void,
  kind = "",
): HTMLButtonElement {
  return h(
    "button",
    {
      class: `button square ${kind}`,
      attributes: { type: "button", "aria-label": label, title: label },
      on: { click: onClick },
    },
    icon(name),
  );
}

/** A cage of bars that draws in: three lines to one point. */
function mark(): SVGElement {
  return s(
    "svg",
    {
      attributes: {
        viewBox: "0 0 24 24",
        "aria-hidden": "true",
        fill: "none",
        "stroke-width": 1.75,
        stroke: "currentColor",
        "stroke-linecap": "round",
      },
    },
    s("path", {
      attributes: { d: "M4 20 V9.5 A8 7 0 0 1 20 9.5 V20 M9.3 20 V4 M14.7 20 V4 M2.5 20 H21.5" },
    }),
    s("circle", {
      attributes: {
        cx: 12,
        cy: 13,
        r: 2.6,
        fill: "var(--target)",
        stroke: "var(--paper)",
        "stroke-width": 1.5,
      },
    }),
  );
}
