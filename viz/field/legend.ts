import { h, s, setText } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import { valueAt } from "../session/history.ts";
import type { Context, Scene } from "../view.ts";
import { otherArchetypes } from "./ground.ts";
import { shapePath } from "./shapes.ts";

/** Names every sign of the map; the responses with their share of the associations. */
export interface Legend {
  readonly root: HTMLElement;
  update(scene: Scene): void;
}

/** @param onGroupings called with whether groupings are to be drawn */
export function createLegend(
  { t, format, session, language }: Context,
  onGroupings: (isWanted: boolean) => void,
): Legend {
  let landmarks: unknown = null;
  const responses = session.state.description?.responses ?? Object.keys(t.responses);
  const shares = responses.map((response) => {
    const output = h("output");
    return { response, output };
  });
  const groupings = h("input", {
    attributes: { type: "checkbox" },
    on: { change: () => onGroupings(groupings.checked) },
  });
  const root = h(
    "ul",
    { class: "legend", attributes: { "aria-label": t.legend } },
    ...shares.map(({ response, output }) =>
      h("li", {}, swatch(response), h("span", {}, t.responses[response] ?? response), output),
    ),
    h("li", { class: "break", attributes: { "aria-hidden": "true" } }),
    h("li", {}, ringSign(), t.declared),
    h("li", {}, targetSign(), t.prescription),
    h("li", {}, regionSign(), t.prescriptionRegional),
    h("li", {}, wayOfMean(), t.centroid),
    h("li", {}, goneSign(), t.goneSign),
    h("li", {}, h("label", {}, groupings, groupingSign(), t.groupingsShown)),
  );
  return {
    root,
    update({ history, step }) {
      if (landmarks !== history.opened.landmarks) {
        landmarks = history.opened.landmarks;
        for (const old of root.querySelectorAll(".other")) old.remove();
        root.append(
          ...otherArchetypes(history.opened.landmarks).map(({ letter, landmark }) =>
            h("li", { class: "other" }, badge(letter), inLanguage(landmark.label, language)),
          ),
        );
      }
      for (const { response, output } of shares) {
        setText(output, format.percent(valueAt(history, `response.${response}`, step)));
      }
    },
  };
}

const box = { viewBox: "-8 -8 16 16", "aria-hidden": "true" };

function swatch(response: string): SVGElement {
  const path = s("path", { attributes: { d: shapePath(response, 5) } });
  path.style.fill = `var(--${response})`;
  return s("svg", { attributes: box }, path);
}

function sign(name: string, ...paths: readonly (readonly [string, string, number])[]): SVGElement {
  return s(
    "svg",
    { class: name, attributes: box },
    ...paths.map(([d, color, width]) => {
      const path = s("path", { attributes: { d, fill: "none", "stroke-width": width } });
      path.style.stroke = `var(--${color})`;
      return path;
    }),
  );
}

function badge(letter: string): SVGElement {
  return s(
    "svg",
    { class: "badge", attributes: box },
    s("circle", { attributes: { cx: 0, cy: 0, r: 7.5 } }),
    s("text", { attributes: { x: 0, y: 3.5, "text-anchor": "middle" } }, letter),
  );
}

const circle = (x: number, r: number): string =>
  `M${x + r},0A${r},${r} 0 1 1 ${x - r},0A${r},${r} 0 1 1 ${x + r},0`;

const ringSign = () => sign("ring", ["M-7,0H2", "ghost", 1], [circle(4.5, 2.25), "ghost", 1]);
const targetSign = () =>
  sign("target", [`${circle(0, 5)}M-8,0H-2M2,0H8M0,-8V-2M0,2V8`, "target", 1.75]);
const regionSign = () => sign("region", ["M-3.5,0H3.5M0,-3.5V3.5", "target", 1]);
const goneSign = () => sign("gone", ["M-3.5,-3.5L3.5,3.5M-3.5,3.5L3.5,-3.5", "muted", 1.5]);
const groupingSign = () => sign("grouping", ["M-7,5L0,0L7,4M0,0L1,-7", "cooperate", 1.25]);
const wayOfMean = () => sign("way", ["M-7,3C-4,-3 -1,2 4,-1", "ink", 2], [circle(4, 2), "ink", 4]);
