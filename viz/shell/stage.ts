import { likeness } from "../charts/headline.ts";
import { h, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import { inLanguage } from "../messages/index.ts";
import { valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";

const CHOICES = ["A", "B", "C"] as const;
type Choice = (typeof CHOICES)[number];

/**
 * What a class sees beside the map: the quarter and its reform, the result behind a cover until it is asked for, and
 * the hands that the teacher counts by typing A, B and C.
 */
export function createStage(root: HTMLElement, context: Context): View {
  const { t, format, language, selection } = context;
  const words = t.present;
  const when = h("strong", { class: "stage-when" });
  const reform = h("p", { class: "stage-caption" });
  const figure = h("output", { class: "stage-figure" });
  const said = h("p", { class: "stage-said" });
  let isRevealed = false;
  let scene: Scene | null = null;
  const reveal = h(
    "button",
    {
      class: "button",
      attributes: { type: "button", "aria-pressed": "false" },
      on: {
        click: () => {
          isRevealed = !isRevealed;
          if (scene) draw(scene);
        },
      },
    },
    words.reveal,
  );
  const end = h(
    "button",
    {
      class: "button square stage-end",
      attributes: { type: "button", "aria-label": words.end, title: words.end },
      on: { click: () => selection.set({ isPresenting: false }) },
    },
    icon("close"),
  );
  const tally = createTally(context);
  root.append(
    h("div", { class: "stage-head" }, when, end),
    reform,
    h("div", { class: "stage-result" }, figure, said, reveal),
    tally.root,
  );
  listenForVotes(root, tally);

  const draw: View = (next) => {
    scene = next;
    const { history, step } = next;
    const { start, reforms } = history.opened;
    setText(when, step === 0 ? t.initial : format.quarter(start, step));
    const latest = reforms.filter((each) => each.step <= step && each.step > 0).at(-1);
    setText(reform, latest ? inLanguage(latest.label, language) : words.noReform);
    const alike = valueAt(history, "similarity.practice", step) / 100;
    setText(figure, isRevealed ? format.percent(Math.abs(alike)) : "?");
    setText(said, isRevealed ? likeness(alike, t) : words.covered);
    setText(reveal, isRevealed ? words.cover : words.reveal);
    setAttribute(reveal, "aria-pressed", String(isRevealed));
  };
  return draw;
}

interface Tally {
  readonly root: HTMLElement;
  add(choice: Choice, votes: 1 | -1): void;
}

/** Three counts that go up by a click and down by the button under it. */
function createTally({ t, format }: Context): Tally {
  const words = t.present;
  const counts: Record<Choice, number> = { A: 0, B: 0, C: 0 };
  const columns = CHOICES.map((choice) => {
    const count = h("output", {}, "0");
    const bar = h("span", { class: "vote-bar", attributes: { "aria-hidden": "true" } });
    const up = h(
      "button",
      { class: "button vote", attributes: { type: "button" }, on: { click: () => add(choice, 1) } },
      h("span", {}, choice),
      count,
    );
    const down = h(
      "button",
      {
        class: "button square",
        attributes: { type: "button", "aria-label": words.unvote(choice) },
        on: { click: () => add(choice, -1) },
      },
      "−",
    );
    return { choice, count, bar, up, root: h("div", {}, bar, up, down) };
  });
  const show = (): void => {
    const most = Math.max(1, ...CHOICES.map((choice) => counts[choice]));
    for (const { choice, count, bar, up } of columns) {
      setText(count, format.count(counts[choice]));
      setAttribute(up, "aria-label", words.vote(choice, format.count(counts[choice])));
      bar.style.height = `${(2 * counts[choice]) / most}rem`;
    }
  };
  const add = (choice: Choice, votes: 1 | -1): void => {
    counts[choice] = Math.max(0, counts[choice] + votes);
    show();
  };
  const clear = h(
    "button",
    {
      class: "button square",
      attributes: { type: "button", "aria-label": words.clear, title: words.clear },
      on: {
        click: () => {
          for (const choice of CHOICES) counts[choice] = 0;
          show();
        },
      },
    },
    icon("undo"),
  );
  show();
  const root = h(
    "div",
    { class: "tally", attributes: { role: "group", "aria-label": words.votes } },
    h("div", { class: "tally-head" }, h("h2", {}, words.votes), clear),
    h("div", { class: "tally-columns" }, ...columns.map((column) => column.root)),
  );
  return { root, add };
}

/** Letters typed while the stage shows are hands; elsewhere, and in fields, they stay letters. */
function listenForVotes(root: HTMLElement, tally: Tally): void {
  const listen = (event: KeyboardEvent): void => {
    if (!root.isConnected) return document.removeEventListener("keydown", listen);
    if (root.offsetParent === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("input:not([type=range]), select, textarea, dialog")) return;
    const choice = CHOICES.find((each) => each === event.key.toUpperCase());
    if (choice === undefined) return;
    event.preventDefault();
    tally.add(choice, event.shiftKey ? -1 : 1);
  };
  document.addEventListener("keydown", listen);
}
