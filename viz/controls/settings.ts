import { h, setText } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import type { SessionState } from "../session/state.ts";
import type { Context, View } from "../view.ts";
import { type Control, createControl } from "./control.ts";
import { type Parameter, parametersIn, type Section, walkSchema } from "./parameters.ts";

/** Most settings that a search shows at once. */
const MOST_FOUND = 40;

/** The levers first, then a search, then every other setting, section by section. */
export function createSettings(root: HTMLElement, context: Context): View {
  const { t, language, session } = context;
  const controls: Control[] = [];
  let scenario: SessionState["scenario"] = null;
  let all: { readonly parameter: Parameter; readonly within: string }[] = [];

  const add = (parameter: Parameter, within = ""): HTMLElement => {
    const control = createControl(context, parameter, within);
    controls.push(control);
    control.update(session.state, context.player.step);
    return control.root;
  };
  const reset = h(
    "button",
    {
      class: "button text",
      attributes: { type: "button", hidden: true },
      on: { click: () => void session.reset() },
    },
    t.resetAll,
  );
  const levers = h("div", { class: "levers" });
  const found = h("div");
  const foundCount = h("p", { class: "muted small" });
  const sections = h("div", { class: "sections" });
  const search = h("input", {
    class: "input search",
    attributes: {
      type: "search",
      placeholder: t.search,
      "aria-label": t.search,
      autocomplete: "off",
    },
    on: { input: () => seek(search.value) },
  });
  const about = h("div", { class: "about muted small" });
  root.append(
    h("div", { class: "settings-head" }, h("h2", {}, t.levers), reset),
    h("p", { class: "muted" }, t.leversSentence),
    levers,
    search,
    foundCount,
    found,
    sections,
    about,
  );

  const seek = (text: string): void => {
    const wanted = fold(text.trim());
    sections.hidden = wanted !== "";
    found.replaceChildren();
    setText(foundCount, "");
    if (wanted === "") return;
    const hits = all.filter(({ parameter, within }) =>
      fold(
        `${inLanguage(parameter.label, language)} ${within} ${parameter.path} ${parameter.symbol}`,
      ).includes(wanted),
    );
    setText(foundCount, hits.length === 0 ? t.searchNone : t.searchFound(hits.length));
    context.announce(foundCount.textContent ?? "");
    found.append(
      ...hits.slice(0, MOST_FOUND).map(({ parameter, within }) => add(parameter, within)),
    );
  };

  /** A section that makes its controls when it is first opened. */
  const unfold = (section: Section): HTMLElement => {
    const inside = h("div", { class: "inside" });
    const details = h(
      "details",
      { attributes: { "data-section": section.path } },
      h("summary", {}, inLanguage(section.label, language)),
      inside,
    );
    details.addEventListener("toggle", () => {
      if (!details.open || inside.hasChildNodes()) return;
      inside.append(
        ...section.parameters.map((parameter) => add(parameter)),
        ...section.sections.map(unfold),
      );
    });
    return details;
  };

  const build = ({ description, scenario: next }: SessionState): void => {
    if (description === null || next === null) return;
    controls.length = 0;
    const tree = walkSchema(description.schema, next);
    all = named(tree, "", language);
    levers.replaceChildren(
      ...all
        .filter(({ parameter }) => parameter.tier === "lever")
        .sort((a, b) => rank(a.parameter) - rank(b.parameter))
        .map(({ parameter, within }) =>
          add(parameter, parameter.path.startsWith("regulators.") ? within : ""),
        ),
    );
    sections.replaceChildren(
      ...tree.parameters.map((parameter) => add(parameter)),
      ...tree.sections.map(unfold),
    );
    found.replaceChildren();
    search.value = "";
  };

  return ({ state, step }) => {
    if (state.scenario !== scenario) {
      scenario = state.scenario;
      build(state);
    }
    reset.hidden = Object.keys(state.changes).length === 0 && state.off.size === 0;
    for (const control of controls) control.update(state, step);
    const { description, seed, progress } = state;
    setText(about, t.about(description?.model ?? "", seed));
    if (progress.kind === "done") {
      about.append(h("br"), `${t.digest} ${progress.digest}`);
      about.title = t.digestHint;
    }
  };
}

/** Mechanisms come before regulators: one lever each, while regulators may be many. */
function rank({ path }: Parameter): number {
  return path.startsWith("mechanisms.") ? 0 : 1;
}

function named(
  section: Section,
  within: string,
  language: "fr" | "en",
): { readonly parameter: Parameter; readonly within: string }[] {
  return [
    ...section.parameters.map((parameter) => ({ parameter, within })),
    ...section.sections.flatMap((inner) =>
      named(inner, inLanguage(inner.label, language), language),
    ),
  ];
}

/** Lower case without accents, so that "etat" finds "État". */
function fold(text: string): string {
  return text
    .normalize("NFKD") // which makes spaces that do not break plain ones
    .replace(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .toLowerCase();
}

/** How many settings a scenario has. */
export function countParameters(state: SessionState): number {
  return state.description && state.scenario
    ? parametersIn(walkSchema(state.description.schema, state.scenario)).length
    : 0;
}
