import { h, setAttribute, setText } from "../../dom.ts";
import { lastStep } from "../../session/history.ts";
import type { Life } from "../../../workers/protocol.ts";
import type { Context, Scene, View } from "../../view.ts";
import { createAsking, createWaiting } from "../asking.ts";
import { namingOf } from "../naming.ts";
import { createDiary } from "./diary.ts";
import { createMeans } from "./means.ts";
import { createMovers } from "./movers.ts";
import { portrait } from "./portrait.ts";
import { createPractices } from "./practices.ts";
import { createSearch } from "./search.ts";

/** One association's life: found by search or on the map, told in words, figures and dated events. */
export function createAssociation(root: HTMLElement, context: Context): View {
  const { t, format, selection } = context;
  let scene: Scene | null = null;
  let told = "";
  let drawn = "";
  let drawnLife: Life | null = null;
  const redraw = (): void => {
    if (scene && !root.hidden) draw(scene);
  };
  const asking = createAsking<Life>(
    context,
    (remote, run, slot) => remote.life(run, Number(slot)),
    redraw,
  );
  const search = createSearch(context);
  const waiting = createWaiting(context, asking);
  const empty = h("p", { class: "empty" }, t.story.choose);
  const title = h("h2");
  const pin = button(t.story.pin, () => {
    const { association } = selection.state;
    if (association !== null) selection.pin(association);
  });
  const leave = button(t.story.leave, () => {
    selection.set({ association: null });
    search.focus();
  });
  const words = h("div", { class: "portrait" });
  const parts = [createPractices, createMeans, createMovers, createDiary].map((create) =>
    create(context),
  );
  const life = h(
    "article",
    { class: "life-story", attributes: { hidden: true } },
    words,
    ...parts.map((part) => part.root),
  );
  const head = h("div", { class: "section-head" }, title, pin, leave);
  root.classList.add("association");
  root.append(search.root, empty, head, waiting.root, life);

  const draw = (next: Scene): void => {
    scene = next;
    search.show(next);
    const slot = next.selection.association;
    empty.hidden = slot !== null;
    head.hidden = slot === null;
    if (slot === null) {
      life.hidden = true;
      waiting.root.hidden = true;
      return;
    }
    setText(title, t.story.association(format.count(slot)));
    const isPinned = next.selection.pinned.includes(slot);
    setAttribute(pin, "aria-pressed", String(isPinned));
    setText(pin, isPinned ? t.story.unpin : t.story.pin);
    const answer = asking.ask(next, String(slot));
    waiting.show(answer);
    const naming = namingOf(next);
    const { value } = answer;
    const isThere = value !== null && naming !== null && value.numbers.places.length > 0;
    life.hidden = value === null;
    if (value === null || naming === null) return;
    const moment = `${next.version} ${next.step}`;
    if (moment === drawn && value === drawnLife) return;
    drawn = moment;
    drawnLife = value;
    const sentences = isThere ? portrait(value, naming, next, context) : [t.story.nobody];
    if (sentences.join() !== told) {
      told = sentences.join();
      words.replaceChildren(...sentences.map((sentence) => h("p", {}, sentence)));
    }
    for (const { root: part } of parts) part.hidden = !isThere;
    if (isThere && next.step <= lastStep(next.history))
      for (const part of parts) part.show(value, naming, next);
  };
  return draw;
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  return h(
    "button",
    { class: "button outlined small", attributes: { type: "button" }, on: { click: onClick } },
    text,
  );
}
