import { h, setAttribute } from "../dom.ts";
import { createField } from "../field/field.ts";
import type { Context, Letter, Scene, View } from "../view.ts";

/** The map, or two of them side by side, each with the letter of its world, which says and sets which is edited. */
export interface Fields {
  show(scene: Scene, beside: Scene | null): void;
}

/** @param first the section of the map that is always there */
export function createFields(first: HTMLElement, context: Context): Fields {
  const { t, worlds } = context;
  const words = t.worlds;
  const barOf = (letter: Letter): HTMLElement =>
    h(
      "button",
      {
        class: "world-bar",
        attributes: { type: "button", "aria-pressed": "false", "data-world": letter, hidden: true },
        on: { click: () => worlds.edit(letter) },
      },
      h("span", { class: "letter" }, letter),
      h("span", {}, words.world(letter)),
      h("span", { class: "muted small world-edited" }, words.edited),
    );
  const make = (root: HTMLElement, letter: Letter): { bar: HTMLElement; view: View } => {
    const bar = barOf(letter);
    root.append(bar);
    return { bar, view: createField(root, { ...context, session: worlds.of(letter) }) };
  };
  const a = make(first, "A");
  let b: { root: HTMLElement; bar: HTMLElement; view: View } | null = null;
  const openSecond = (): NonNullable<typeof b> => {
    const root = h("section", {
      class: "field second",
      attributes: { "aria-label": `${t.field}, ${words.world("B")}` },
    });
    first.after(root);
    return { root, ...make(root, "B") };
  };
  return {
    show(scene, beside) {
      const [forA, forB] = scene.letter === "B" ? [beside, scene] : [scene, beside];
      const isPaired = scene.letter !== null;
      if (isPaired) b ??= openSecond();
      for (const [bar, letter] of [
        [a.bar, "A"],
        [b?.bar, "B"],
      ] as const) {
        if (bar === undefined) continue;
        bar.hidden = !isPaired;
        setAttribute(bar, "aria-pressed", String(scene.letter === letter));
      }
      if (b) b.root.hidden = !isPaired;
      if (forA) a.view(forA);
      if (forB && isPaired) b?.view(forB);
    },
  };
}
