import { freshId, h, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import { inLanguage } from "../messages/index.ts";
import { inForce } from "../session/history.ts";
import { needsRestart, readPath, type SessionState } from "../session/state.ts";
import type { Context } from "../view.ts";
import type { Json } from "../../workers/protocol.ts";
import { createFacts } from "./facts.ts";
import { createInput } from "./inputs.ts";
import type { Parameter } from "./parameters.ts";

/** One parameter on the screen. */
export interface Control {
  readonly root: HTMLElement;
  /** Shows what holds at a step. */
  update(state: SessionState, step: number): void;
}

/** While a slider is dragged its value is tried at most this often, in milliseconds. */
const TRY_MS = 120;

/** A parameter with its name, value, unit, range, source and grade, and the way back to the scenario's value. */
export function createControl(context: Context, parameter: Parameter, within = ""): Control {
  const { t, language, format, session, player, selection } = context;
  const { path, kind } = parameter;
  const own = inLanguage(parameter.label, language);
  const name = within === "" ? own : `${own} · ${within}`;
  const id = freshId();
  const factsId = freshId();
  const base = (): Json => readPath(session.state.scenario, path) ?? null;
  let step = 0;
  const current = (): Json =>
    session.state.changes[path] ?? inForce(session.state.history, path, step)?.value ?? base();
  const apply = throttle((value: Json) => {
    const isFork = !needsRestart(path);
    const at = isFork ? player.holdForChange() : player.step;
    const start = session.state.history?.opened.start ?? "";
    context.announce(isFork ? t.announceFork(format.quarter(start, at)) : t.announceRestart);
    void session.change({ [path]: value }, at);
  });
  const letGo = (): void => {
    const at = needsRestart(path) ? player.step : player.holdForChange();
    const start = session.state.history?.opened.start ?? "";
    context.announce(
      needsRestart(path) ? t.announceRestart : t.announceFork(format.quarter(start, at)),
    );
    void session.release(path, at);
  };
  const names = { id, factsId, name, now: current };
  const input = createInput(context, parameter, names, base(), apply);
  const undo = h(
    "button",
    {
      class: "button square undo",
      attributes: { type: "button", hidden: true, "aria-label": t.resetOne(name), title: t.reset },
      on: { click: letGo },
    },
    icon("undo"),
  );
  const explanation = parameter.explanation ? inLanguage(parameter.explanation, language) : "";
  const title = h(
    kind === "positions" ? "span" : "label",
    {
      class: "name",
      attributes: { for: kind === "positions" ? undefined : id, title: explanation },
    },
    name,
  );
  const reformed = h("p", { class: "reformed small", attributes: { hidden: true } });
  const root = h(
    "div",
    { class: "control", attributes: { "data-path": path } },
    h("div", { class: "control-head" }, title, input.value, undo),
    input.root,
    reformed,
    createFacts(context, parameter, factsId),
  );
  return {
    root,
    update(state, now) {
      step = now;
      root.hidden = selection.state.hide.includes(path);
      const isChanged = Object.hasOwn(state.changes, path);
      root.classList.toggle("changed", isChanged);
      undo.hidden = !isChanged;
      const course = isChanged ? null : inForce(state.history, path, step);
      const since = course === null || course.since === 0 ? null : course.since;
      reformed.hidden = since === null;
      if (since !== null) {
        const start = state.history?.opened.start ?? "";
        setText(reformed, `▾ ${t.reformedSince(format.quarter(start, since))}`);
      }
      input.show(current());
    },
  };
}

/** Lets the first and the last call through, and between them one every TRY_MS. */
function throttle(act: (value: Json) => void): (value: Json) => void {
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (value) => {
    clearTimeout(timer);
    const wait = last + TRY_MS - performance.now();
    const run = (): void => {
      last = performance.now();
      act(value);
    };
    if (wait <= 0) run();
    else timer = setTimeout(run, wait);
  };
}
