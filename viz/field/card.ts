import { h, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Context, Scene } from "../view.ts";
import type { Moment } from "../session/history.ts";
import { displayOf, placeOf } from "./places.ts";
import { shapeSign } from "./signs.ts";

/** What the association chosen is and does, in a line below the map, where it hides nobody. */
export interface Card {
  readonly root: HTMLElement;
  update(scene: Scene, moment: Moment): void;
}

/** @param onArrow asked for the neighbour in a direction: x to the right, y down */
export function createCard(
  { t, format, selection }: Context,
  onArrow: (x: number, y: number) => void,
): Card {
  const name = h("strong");
  const response = h("span", { class: "card-response" });
  const lines = h("span", { class: "card-lines muted" });
  const pinLabel = h("span");
  const pin = h(
    "button",
    { class: "button text", attributes: { type: "button" }, on: { click: () => togglePin() } },
    pinLabel,
  );
  const links = h("button", {
    class: "button text",
    attributes: { type: "button" },
    on: { click: () => toggleGrouping() },
  });
  const close = h(
    "button",
    {
      class: "button lens-button",
      attributes: { type: "button", "aria-label": t.close, title: t.close },
      on: { click: () => selection.set({ association: null }) },
    },
    icon("close"),
  );
  const root = h(
    "div",
    {
      class: "card",
      attributes: { role: "group", tabindex: 0, hidden: true, title: t.map.neighbours },
    },
    name,
    response,
    lines,
    h("span", { class: "card-tools" }, pin, links),
    close,
  );
  let grouping = -1;
  let shown = "";

  const togglePin = (): void => {
    const { association } = selection.state;
    if (association !== null) selection.pin(association);
  };
  const toggleGrouping = (): void => {
    const isShown = selection.state.grouping === grouping;
    selection.set({ grouping: isShown ? null : grouping });
  };
  const ways: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  root.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (way) onArrow(...way);
    else if (event.key === "Escape") selection.set({ association: null });
    else return;
    event.preventDefault();
  });
  root.addEventListener("click", (event) => event.stopPropagation());

  /** What has become of one that is not there, or nothing. */
  const fate = ({ history, step }: Scene, slot: number): string => {
    const { frames, opened } = history;
    for (let at = 0; at <= step; at++) {
      const gone = frames[at]?.gone ?? [];
      for (let pair = 0; pair < gone.length; pair += 2) {
        if (gone[pair] !== slot) continue;
        const quarter = format.quarter(opened.start, at);
        const into = gone[pair + 1]!;
        return into < 0 ? t.map.cardGone(quarter) : t.map.cardMerged(quarter, String(into));
      }
    }
    return t.map.cardUnborn;
  };

  const write = (scene: Scene, moment: Moment, slot: number): void => {
    const { before } = moment;
    const isThere = before.alive[slot] === 1;
    const { pinned, grouping: chosen } = scene.selection;
    grouping = isThere ? (before.grouping[slot] ?? -1) : -1;
    const key = [slot, scene.step, scene.version, pinned.join(), chosen].join(" ");
    if (key === shown) return;
    shown = key;
    setText(name, t.map.association(String(slot)));
    root.setAttribute("aria-label", t.map.association(String(slot)));
    const id = scene.state.description?.responses[before.response[slot] ?? -1] ?? "";
    response.replaceChildren(
      ...(isThere ? [shapeSign(id), h("span", {}, t.responses[id] ?? id)] : []),
    );
    const [practiceX, practiceY] = placeOf(moment, slot);
    const [displayX, displayY] = displayOf(moment, slot);
    const gap = Math.hypot(displayX - practiceX, displayY - practiceY);
    lines.replaceChildren(
      ...(isThere
        ? [
            h("span", {}, t.map.cardPlaces(format.count(before.places[slot] ?? NaN))),
            h("span", {}, gap >= 0.005 ? t.map.cardGap(format.fixed(gap, 2)) : t.map.cardNoGap),
          ]
        : [h("span", {}, fate(scene, slot))]),
    );
    const isPinned = pinned.includes(slot);
    setText(pinLabel, isPinned ? t.map.unpin : t.map.pin);
    setAttribute(pin, "aria-pressed", String(isPinned));
    links.hidden = grouping < 0;
    setText(links, grouping === chosen ? t.map.cardGroupingHide : t.map.cardGrouping);
  };

  return {
    root,
    update(scene, moment) {
      const slot = scene.selection.association;
      root.hidden = slot === null;
      if (slot === null) {
        shown = "";
        return;
      }
      write(scene, moment, slot);
    },
  };
}
