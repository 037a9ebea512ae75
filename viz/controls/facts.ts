import { type Child, h, s } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import { needsRestart } from "../session/state.ts";
import type { Context } from "../view.ts";
import type { Parameter } from "./parameters.ts";

/** Unit, range, grade and source, as the scenario's file or else the schema states them. */
export function createFacts(
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
  const translated = t.sources[source];
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
      source !== "" &&
        h(
          "span",
          // scenarios are written in English: read aloud, it is to sound so
          { class: "source", attributes: { lang: translated === undefined ? "en" : language } },
          translated ?? source,
        ),
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
