import { freshId, h, setAttribute, setText } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import type { Context } from "../view.ts";
import type { Json } from "../../workers/protocol.ts";
import type { Parameter } from "./parameters.ts";
import { createScale, type Scale } from "./scale.ts";

/** What a person moves, beside the value it stands at. */
export interface Input {
  readonly root: HTMLElement;
  readonly value: HTMLElement;
  show(value: Json): void;
}

interface Names {
  readonly id: string;
  readonly factsId: string;
  readonly name: string;
  /** What holds now. */
  readonly now: () => Json;
}

/** The input that fits a parameter: a slider, a box to tick, a list to choose from, or one slider per practice. */
export function createInput(
  context: Context,
  parameter: Parameter,
  names: Names,
  base: Json,
  apply: (value: Json) => void,
): Input {
  const { t, session, language } = context;
  const { id, factsId, name, now } = names;
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
        const held = now();
        return Array.isArray(held) ? held.map(Number) : [];
      };
      const sliders = list().map((_, at) => {
        const label = labels[at] ?? String(at + 1);
        const change = (next: number): void =>
          apply(list().map((old, index) => (index === at ? next : old)));
        const slider = createSlider(
          context,
          parameter,
          { ...names, id: freshId(), name: `${name}: ${label}` },
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
