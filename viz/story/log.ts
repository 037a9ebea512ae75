import type { SimEvent } from "../../sim/index.ts";
import { type Names, namesOf } from "../../experiments/story/names.ts";
import { tellQuarter } from "../../experiments/story/tell.ts";
import { h, setText } from "../dom.ts";
import type { Context, Scene, View } from "../view.ts";

/** Most quarters that the log lists at once: the rest lies further back in time. */
const MOST_QUARTERS = 30;

/** What happened up to the quarter shown, the latest first, in plain words. */
export function createLog(root: HTMLElement, context: Context): View {
  const { t, format, language } = context;
  const list = h("ol", { class: "log" });
  const note = h("p", { class: "muted small" });
  root.append(h("h2", {}, t.log), h("p", { class: "muted" }, t.logSentence), list, note);

  let scenario: Scene["state"]["scenario"] = null;
  let names: Names | null = null;
  let version = -1;
  let shown = -1;
  let bySteps = new Map<number, SimEvent[]>();
  const lines = new Map<number, readonly string[]>();

  const sort = ({ history, state }: Scene): void => {
    if (state.scenario !== scenario) {
      scenario = state.scenario;
      names = scenario ? namesOf(scenario) : null;
    }
    bySteps = new Map();
    lines.clear();
    for (const event of history.events) {
      const those = bySteps.get(event.step);
      if (those) those.push(event);
      else bySteps.set(event.step, [event]);
    }
  };

  const linesAt = (step: number): readonly string[] => {
    const known = lines.get(step);
    if (known) return known;
    const told = names ? tellQuarter(bySteps.get(step) ?? [], names, language) : [];
    lines.set(step, told);
    return told;
  };

  return (scene) => {
    if (root.hidden) return;
    if (scene.version !== version) {
      version = scene.version;
      shown = -1;
      sort(scene);
    }
    if (scene.step === shown) return;
    shown = scene.step;
    const { opened } = scene.history;
    const entries: HTMLElement[] = [];
    let earlier = 0;
    for (let step = scene.step; step > 0; step--) {
      if (!bySteps.has(step)) continue;
      if (entries.length === MOST_QUARTERS) {
        earlier++;
        continue;
      }
      const told = linesAt(step);
      if (told.length === 0) continue;
      entries.push(
        h(
          "li",
          {},
          h("strong", {}, format.quarter(opened.start, step)),
          ...told.map((line) => h("p", {}, line)),
        ),
      );
    }
    list.replaceChildren(...entries);
    const rest = earlier > 0 ? t.logMore(format.count(earlier)) : "";
    const state = entries.length === 0 ? t.logEmpty : rest;
    setText(note, opened.isTold ? state : t.logLarge);
  };
}
