import { freshId, h, s, setAttribute, setText } from "../../dom.ts";
import { shapePath } from "../../field/shapes.ts";
import { marksAround } from "../../session/history.ts";
import type { Roll } from "../../../workers/protocol.ts";
import type { Context, Scene } from "../../view.ts";
import { labelAt, type Naming, namingOf, responseName } from "../naming.ts";
import { createRollCall } from "../roll-call.ts";
import { ANY, findAssociations, SIZES, type Wanted } from "./roll.ts";

/** Most associations that the list shows at once. */
const MOST_SHOWN = 40;

/** A list of associations that can be searched: the keyboard's way to what a tap on a dot does. */
export interface Search {
  readonly root: HTMLElement;
  show(scene: Scene): void;
  focus(): void;
}

export function createSearch(context: Context): Search {
  const { t, format, selection } = context;
  const rollCall = createRollCall(context, () => update());
  let wanted: Wanted = ANY;
  let scene: Scene | null = null;
  let roll: Roll | null = null;
  let found: readonly number[] = [];
  let active = -1;
  let isOpen = false;
  let filtersOf: Naming | null = null;
  let shown = "";

  const listId = freshId();
  const input = h("input", {
    class: "input",
    attributes: {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": t.story.find,
      "aria-autocomplete": "list",
      "aria-controls": listId,
      "aria-expanded": "false",
      placeholder: t.story.findHint,
    },
  });
  const list = h("ul", {
    class: "found",
    attributes: { id: listId, role: "listbox", "aria-label": t.story.associations, hidden: true },
  });
  const count = h("p", { class: "muted small", attributes: { role: "status" } });
  const filters = h("div", { class: "filters" });
  const root = h(
    "div",
    { class: "search" },
    input,
    h("details", { class: "refine" }, h("summary", {}, t.story.refine), filters),
    list,
    count,
  );

  const choose = (slot: number): void => {
    open(false);
    input.value = "";
    wanted = { ...wanted, words: "" };
    selection.set({ association: slot });
  };
  const open = (isWanted: boolean): void => {
    isOpen = isWanted;
    if (!isWanted) active = -1;
    update();
  };
  const activate = (at: number): void => {
    const most = Math.min(found.length, MOST_SHOWN);
    active = most === 0 ? -1 : (at + most) % most;
    [...list.children].forEach((option, index) =>
      setAttribute(option, "aria-selected", String(index === active)),
    );
    const option = list.children[active];
    setAttribute(input, "aria-activedescendant", option?.id);
    option?.scrollIntoView({ block: "nearest" });
  };
  const update = (): void => {
    if (scene !== null) draw(scene, true);
  };

  input.addEventListener("input", () => {
    wanted = { ...wanted, words: input.value };
    open(true);
    activate(0);
  });
  input.addEventListener("focus", () => open(true));
  input.addEventListener("click", () => open(true));
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (!isOpen) open(true);
      activate(key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (key === "Enter") {
      const slot = found[Math.max(0, active)];
      if (isOpen && slot !== undefined) choose(slot);
    } else if (key === "Escape" && isOpen) open(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener("focusout", (event) => {
    if (
      !(event.relatedTarget instanceof Node && root.contains(event.relatedTarget)) &&
      !isStanding()
    )
      open(false);
  });
  /** With nothing chosen yet the list stands open. */
  const isStanding = (): boolean => selection.state.association === null;

  const select = (
    name: string,
    options: readonly string[],
    set: (index: number) => Partial<Wanted>,
  ): HTMLElement => {
    const element = h(
      "select",
      { class: "select", attributes: { "aria-label": name } },
      ...[`${name}${t.story.colon}${t.story.any}`, ...options].map((option, index) =>
        h("option", { attributes: { value: index - 1 } }, option),
      ),
    );
    element.addEventListener("change", () => {
      wanted = { ...wanted, ...set(Number(element.value)) };
      open(true);
    });
    return element;
  };
  const buildFilters = (naming: Naming, responses: readonly string[]): void => {
    if (filtersOf === naming) return;
    filtersOf = naming;
    wanted = { ...ANY, words: wanted.words };
    const labels = (list: Naming["regions"]): string[] =>
      list.map((_, at) => labelAt(list, at, context));
    filters.replaceChildren(
      select(t.story.kind, labels(naming.archetypes), (archetype) => ({ archetype })),
      select(t.story.region, labels(naming.regions), (region) => ({ region })),
      select(
        t.story.size,
        SIZES.map(([least, most]) => t.story.sizeOf(least, most)),
        (size) => ({
          size,
        }),
      ),
      select(
        t.story.response,
        responses.map((id) => responseName(id, context)),
        (response) => ({
          response,
        }),
      ),
    );
  };

  const optionOf = (slot: number, naming: Naming, next: Scene, known: Roll): HTMLElement => {
    const marks = marksAround(next.history, next.step)?.before;
    const response = next.state.description?.responses[marks?.response[slot] ?? 0] ?? "";
    const option = h(
      "li",
      {
        attributes: { role: "option", id: freshId(), "data-slot": slot, "aria-selected": "false" },
      },
      responseSign(response),
      h("strong", {}, format.count(slot)),
      h(
        "span",
        {},
        h("span", {}, labelAt(naming.archetypes, known.archetype[slot] ?? -1, context)),
        h(
          "span",
          { class: "muted small" },
          [
            labelAt(naming.regions, known.region[slot] ?? -1, context),
            t.story.placesOf(format.count(marks?.places[slot] ?? 0)),
            responseName(response, context),
          ].join(" · "),
        ),
      ),
    );
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    option.addEventListener("click", () => choose(slot));
    return option;
  };

  const draw = (next: Scene, isForced = false): void => {
    scene = next;
    roll = rollCall(next);
    const naming = namingOf(next);
    const responses = next.state.description?.responses ?? [];
    if (naming) buildFilters(naming, responses);
    const isListed = isOpen || isStanding();
    setAttribute(input, "aria-expanded", String(isListed));
    const marks = marksAround(next.history, next.step)?.before;
    const key = `${next.version} ${next.step} ${isListed} ${roll?.region.length ?? -1}`;
    if (!isForced && key === shown) return;
    shown = key;
    list.hidden = !isListed;
    count.hidden = !isListed;
    if (!isListed || roll === null || naming === null || marks === undefined) return;
    const known = roll;
    found = findAssociations(wanted, known, marks, naming, context, responses);
    list.replaceChildren(
      ...found.slice(0, MOST_SHOWN).map((slot) => optionOf(slot, naming, next, known)),
    );
    list.hidden = found.length === 0;
    const more = found.length > MOST_SHOWN ? t.story.refineMore(format.count(MOST_SHOWN)) : "";
    setText(
      count,
      found.length === 0
        ? t.story.noneFound
        : t.story.found(found.length, format.count(found.length)) + more,
    );
    setAttribute(input, "aria-activedescendant", undefined);
  };
  return { root, show: (next) => draw(next), focus: () => input.focus() };
}

/** The shape of a response in its colour. */
export function responseSign(response: string): SVGElement {
  return s(
    "svg",
    { class: `sign ${response}`, attributes: { viewBox: "-8 -8 16 16", "aria-hidden": "true" } },
    s("path", { attributes: { d: shapePath(response, 5.5) } }),
  );
}
