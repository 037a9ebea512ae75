import { type Child, freshId, h, s, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import { inLanguage } from "../messages/index.ts";
import type { Json } from "../../workers/protocol.ts";
import { needsRestart, readPath, type SessionState } from "../session/session.ts";
import type { Context } from "../view.ts";
import type { Parameter } from "./parameters.ts";
import { createScale, type Scale } from "./scale.ts";

/** One parameter on the screen. */
export interface Control {
  readonly root: HTMLElement;
  /** Shows what holds now. */
  update(state: SessionState): void;
}

/** While a slider is dragged its value is tried at most this often, in milliseconds. */
const TRY_MS = 120;

/** A parameter with its name, value, unit, range, source and grade, and the way back to the scenario's value. */
export function createControl(context: Context, parameter: Parameter, within = ""): Control {
  const { t, language, session, player } = context;
  const { path, kind } = parameter;
  const own = inLanguage(parameter.label, language);
  const name = within === "" ? own : `${own} · ${within}`;
  const id = freshId();
  const factsId = freshId();
  const base = (): Json => readPath(session.state.scenario, path) ?? null;
  const current = (): Json => session.state.changes[path] ?? base();
  const apply = throttle((value: Json) => {
    player.pause();
    const isOver = !needsRestart(path) && player.step >= player.end && player.end > 0;
    if (isOver) player.seek(0); // nothing lies ahead of the end: the change starts over
    void session.change({ [path]: value }, player.step);
  });
  const input = createInput(context, parameter, { id, factsId, name }, base(), apply);
  const undo = h(
    "button",
    {
      class: "button square undo",
      attributes: { type: "button", hidden: true, "aria-label": t.resetOne(name), title: t.reset },
      on: { click: () => apply(base()) },
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
  const root = h(
    "div",
    { class: "control", attributes: { "data-path": path } },
    h("div", { class: "control-head" }, title, input.value, undo),
    input.root,
    createFacts(context, parameter, factsId),
  );
  return {
    root,
    update(state) {
      const isChanged = path in state.changes;
      root.classList.toggle("changed", isChanged);
      undo.hidden = !isChanged;
      input.show(current());
    },
  };
}

interface Input {
  readonly root: HTMLElement;
  readonly value: HTMLElement;
  show(value: Json): void;
}

interface Names {
  readonly id: string;
  readonly factsId: string;
  readonly name: string;
}

function createInput(
  context: Context,
  parameter: Parameter,
  names: Names,
  base: Json,
  apply: (value: Json) => void,
): Input {
  const { t, session, language } = context;
  const { id, factsId, name } = names;
  const value = h("output", { attributes: { for: id } });
  switch (parameter.kind) {
    case "boolean": {
      const box = h("input", {
        attributes: { type: "checkbox", id, "aria-describedby": factsId },
        on: { change: () => apply(box.checked) },
      });
      return {
        root: h("div", { class: "check" }, box, h("span", { class: "muted" }, t.yes)),
        value,
        show: (now) => void (box.checked = now === true),
      };
    }
    case "option": {
      const select = h(
        "select",
        {
          class: "select",
          attributes: { id, "aria-describedby": factsId },
          on: { change: () => apply(select.value) },
        },
        ...parameter.options.map((option) =>
          h("option", { attributes: { value: option } }, option),
        ),
      );
      return { root: select, value, show: (now) => void (select.value = String(now)) };
    }
    case "positions": {
      const practices = session.state.scenario?.field.practices ?? {};
      const labels = Object.values(practices).map(({ label }) => inLanguage(label, language));
      const list = (): number[] => {
        const now = session.state.changes[parameter.path] ?? base;
        return Array.isArray(now) ? now.map(Number) : [];
      };
      const sliders = list().map((_, at) => {
        const label = labels[at] ?? String(at + 1);
        const change = (next: number): void =>
          apply(list().map((old, index) => (index === at ? next : old)));
        const slider = createSlider(
          context,
          parameter,
          { id: freshId(), factsId, name: `${name}: ${label}` },
          0.5,
          change,
        );
        const head = h(
          "div",
          { class: "control-head small" },
          h("span", { class: "name muted" }, label),
          slider.value,
        );
        return { slider, root: h("div", {}, head, slider.root) };
      });
      return {
        root: h(
          "div",
          { attributes: { role: "group", "aria-label": name } },
          ...sliders.map((each) => each.root),
        ),
        value,
        show: () => list().forEach((each, at) => sliders[at]?.slider.show(each)),
      };
    }
    default: {
      const slider = createSlider(context, parameter, names, Number(base), apply, value);
      return slider;
    }
  }
}

function createSlider(
  { format }: Context,
  parameter: Parameter,
  { id, factsId, name }: Names,
  usual: number,
  apply: (value: number) => void,
  value = h("output", { attributes: { for: id } }),
): Input {
  const scale: Scale = createScale(parameter, usual);
  const show = (now: number): void => {
    setText(value, format.plain(now));
    setAttribute(slider, "aria-valuetext", format.plain(now));
    slider.style.setProperty("--fill", `${(100 * scale.toStop(now)) / scale.stops}%`);
  };
  const slider = h("input", {
    class: "range",
    attributes: {
      type: "range",
      id,
      min: 0,
      max: scale.stops,
      step: 1,
      "aria-label": name,
      "aria-describedby": factsId,
    },
    on: {
      input: () => {
        const next = scale.toValue(Number(slider.value));
        show(next);
        apply(next);
      },
    },
  });
  return {
    root: slider,
    value,
    show(now) {
      const number = Number(now);
      if (scale.toValue(Number(slider.value)) !== number)
        slider.value = String(scale.toStop(number));
      show(number);
    },
  };
}

/** Unit, range, grade and source, as the scenario's file or else the schema states them. */
function createFacts(
  { t, format, session, language }: Context,
  parameter: Parameter,
  id: string,
): HTMLElement {
  const { path, kind, unit, symbol, least, most } = parameter;
  const { origins, scenario } = session.state;
  const origin = origins[path];
  const grade = origin?.grade ?? parameter.grade;
  const sourceId = origin?.source;
  const text = sourceId === undefined ? undefined : scenario?.sources[sourceId]?.text;
  const source = text ?? sourceId ?? parameter.source;
  const isNumber = kind === "number" || kind === "integer" || kind === "positions";
  const unitText = t.units[unit] ?? unit;
  const explanation = parameter.explanation ? inLanguage(parameter.explanation, language) : "";
  return h(
    "details",
    { class: "facts" },
    h(
      "summary",
      { attributes: { id } },
      h("span", {}, ...symbolOf(symbol), unitText),
      isNumber && h("span", {}, t.range(format.plain(least), format.plain(most))),
      grade !== "" && h("span", { class: "grade" }, gradeSign(grade), t.grade[grade] ?? grade),
      needsRestart(path) && h("span", {}, t.restarts),
      source !== "" && h("span", { class: "source" }, source),
    ),
    h("p", {}, explanation),
  );
}

/** A symbol such as κ_c with its index lowered, and a comma after it. */
function symbolOf(symbol: string): Child[] {
  const [letter = "", index] = symbol.split("_");
  if (letter === "") return [];
  return [h("i", {}, letter), index !== undefined && h("sub", {}, index), ", "];
}

/** Full, half or empty: measured, estimated, assumed. */
function gradeSign(grade: string): SVGElement {
  const inside =
    grade === "measured"
      ? s("circle", { attributes: { cx: 5, cy: 5, r: 4, fill: "currentColor" } })
      : grade === "estimated"
        ? s("path", { attributes: { d: "M5,1A4,4 0 0 1 5,9Z", fill: "currentColor" } })
        : null;
  const rim = s("circle", {
    attributes: { cx: 5, cy: 5, r: 4, fill: "none", stroke: "currentColor", "stroke-width": 1.25 },
  });
  return s("svg", { attributes: { viewBox: "0 0 10 10", "aria-hidden": "true" } }, rim, inside);
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
