import { h } from "../dom.ts";
import type { Messages } from "../messages/index.ts";
import type { Player } from "../session/player.ts";

/** What a key does, and its line in the list of keys. */
interface Key {
  readonly name: keyof Messages["keys"];
  readonly shown: readonly string[];
  readonly matches: (event: KeyboardEvent) => boolean;
  readonly act: (event: KeyboardEvent) => void;
}

export interface KeyActions {
  readonly showKeys: () => void;
  readonly showTable: () => void;
  readonly present: () => void;
  readonly focusLevers: () => void;
  readonly compare: () => void;
  /** Whether letters count hands. */
  readonly isVoting: () => boolean;
  readonly close: () => void;
}

const SPEED_KEYS: Readonly<Record<string, number>> = { "+": 1, "=": 1, "-": -1 };

/** The one list of keys: it is obeyed, and it is what the help shows. */
function listKeys(player: Player, actions: KeyActions): readonly Key[] {
  const arrow = ({ key }: KeyboardEvent): number =>
    key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  return [
    {
      name: "play",
      shown: ["Space"],
      matches: ({ key }) => key === " ",
      act: () => player.toggle(),
    },
    {
      name: "step",
      shown: ["←", "→"],
      matches: (event) => arrow(event) !== 0 && !event.shiftKey,
      act: (event) => player.move(arrow(event)),
    },
    {
      name: "leap",
      shown: ["Shift ←", "Shift →"],
      matches: (event) => arrow(event) !== 0 && event.shiftKey,
      act: (event) => player.move(10 * arrow(event)),
    },
    {
      name: "ends",
      shown: ["Home", "End"],
      matches: ({ key }) => key === "Home" || key === "End",
      act: ({ key }) => player.seek(key === "Home" ? 0 : player.end),
    },
    {
      name: "speed",
      shown: ["+", "−"],
      matches: ({ key }) => key in SPEED_KEYS,
      act: ({ key }) => player.setSpeed(player.speed + (SPEED_KEYS[key] ?? 0)),
    },
    {
      name: "table",
      shown: ["T"],
      matches: ({ key }) => key.toLowerCase() === "t",
      act: actions.showTable,
    },
    {
      name: "levers",
      shown: ["F"],
      matches: ({ key }) => key.toLowerCase() === "f",
      act: actions.focusLevers,
    },
    {
      name: "compare",
      shown: ["C"],
      matches: ({ key }) => key.toLowerCase() === "c" && !actions.isVoting(),
      act: actions.compare,
    },
    {
      name: "present",
      shown: ["P"],
      matches: ({ key }) => key.toLowerCase() === "p",
      act: actions.present,
    },
    { name: "help", shown: ["?"], matches: ({ key }) => key === "?", act: actions.showKeys },
    { name: "close", shown: ["Esc"], matches: ({ key }) => key === "Escape", act: actions.close },
  ];
}

/** Inputs that take no letters. */
const WITHOUT_LETTERS = "input:is([type=radio], [type=checkbox], [type=range], [type=button])";

/** Whether what has the focus makes something of a key itself: all of a text, a choice its arrows. */
function isAskedFor({ key }: KeyboardEvent, target: Element): boolean {
  if (target.closest(WITHOUT_LETTERS) !== null) return !/^[\p{L}?]$/u.test(key) && key !== "Escape";
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

/** Keys of the whole page. They can be switched off, and stay quiet where a key means something else. */
export interface Keys {
  isOn: boolean;
  list(t: Messages): HTMLElement;
}

export function listenToKeys(player: Player, actions: KeyActions): Keys {
  const keys = listKeys(player, actions);
  const state: Keys = {
    isOn: true,
    list: (t) =>
      h(
        "dl",
        { class: "keys-list" },
        ...keys.flatMap(({ name, shown }) => [
          h("dt", {}, ...shown.flatMap((key) => [h("kbd", {}, key), " "])),
          h("dd", {}, t.keys[name]),
        ]),
      ),
  };
  document.addEventListener("keydown", (event) => {
    if (!state.isOn || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
      return;
    const target = event.target instanceof Element ? event.target : null;
    if (document.querySelector("dialog[open]") !== null) return;
    if (target !== null && isAskedFor(event, target)) return;
    if (event.key === " " && target?.closest("button, summary, a")) return;
    const key = keys.find(({ matches }) => matches(event));
    if (key === undefined) return;
    event.preventDefault();
    key.act(event);
  });
  return state;
}
