import { h, setText } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import type { Context, Scene } from "../view.ts";

/** The quarter on the map, and the latest reform that has begun by then. */
export interface News {
  readonly root: HTMLElement;
  update(scene: Scene): void;
}

export function createNews({ language, format, t }: Context): News {
  const when = h("strong");
  const what = h("span");
  const root = h("p", { class: "news" }, when, what);
  return {
    root,
    update({ history, step }) {
      const { start, reforms } = history.opened;
      const latest = reforms.filter((reform) => reform.step <= step).at(-1);
      setText(when, step === 0 ? t.initial : format.quarter(start, step));
      const since = latest ? format.quarter(start, latest.step) : "";
      setText(what, latest ? `${since} – ${inLanguage(latest.label, language)}` : "");
    },
  };
}
