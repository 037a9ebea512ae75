import { h, setText } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import { valueAt } from "../session/history.ts";
import type { Context, Scene } from "../view.ts";
import type { Kind } from "./backdrop/stage.ts";
import { otherArchetypes } from "./ground.ts";
import { SAMPLED } from "./sample.ts";
import {
  badge,
  declaredSign,
  densitySign,
  goneSign,
  groupingSign,
  meanSign,
  regionSign,
  shapeSign,
  sizeSign,
  targetSign,
} from "./signs.ts";
import type { Sizes } from "./sizes.ts";

/** Places of the two dots that show how areas are to be read. */
const FEW = 50;
const MANY = 500;

/** Names every sign of the map, in two groups: responses with their shares, and what else is drawn. */
export interface Legend {
  readonly root: HTMLElement;
  /** What areas mean, to stand on the map itself. */
  readonly scale: HTMLElement;
  /** Fits the signs to what the map draws: after every change but time. */
  fit(scene: Scene, kind: Kind, sizes: Sizes, hasNames: boolean): void;
  /** Writes the shares of the quarter shown. */
  update(scene: Scene): void;
}

export function createLegend({ t, format, language }: Context): Legend {
  const responses = h("ul", { class: "legend", attributes: { "aria-label": t.legend } });
  const signs = h("ul", { class: "legend", attributes: { "aria-label": t.map.legendSigns } });
  let shares: readonly { readonly response: string; readonly output: HTMLElement }[] = [];

  const listResponses = (known: readonly string[]): void => {
    if (known.length === shares.length) return;
    shares = known.map((response) => ({ response, output: h("output") }));
    responses.replaceChildren(
      ...shares.map(({ response, output }) =>
        h("li", {}, shapeSign(response), h("span", {}, t.responses[response] ?? response), output),
      ),
    );
  };
  listResponses(Object.keys(t.responses));

  const scale = h("p", { class: "scale" });

  return {
    root: h("div", { class: "legends" }, responses, signs),
    scale,
    fit({ history, state, selection }, kind, sizes, hasNames) {
      listResponses(state.description?.responses ?? Object.keys(t.responses));
      const { landmarks, regions } = history.opened;
      const entry = (sign: Element, text: string) => h("li", {}, sign, h("span", {}, text));
      scale.replaceChildren(
        sizeSign(sizes.radius(FEW), sizes.radius(MANY)),
        t.map.places(format.count(FEW), format.count(MANY)),
      );
      signs.replaceChildren(
        ...(kind === "glyphs" ? [entry(declaredSign(), t.map.declared)] : []),
        entry(targetSign(), t.map.prescription),
        ...(regions.length > 1 ? [entry(regionSign(), t.map.regional)] : []),
        entry(meanSign(), t.map.centroid),
        ...(kind === "cells" ? [] : [entry(goneSign(), t.map.gone)]),
        ...(kind === "cells"
          ? [
              entry(densitySign(), t.map.cells),
              entry(shapeSign("adapt"), t.map.sampled(format.count(SAMPLED))),
            ]
          : [entry(densitySign(), t.map.density)]),
        ...(selection.grouping === null ? [] : [entry(groupingSign(), t.map.links)]),
        ...(hasNames
          ? []
          : otherArchetypes(landmarks).map(({ letter, landmark }) =>
              entry(badge(letter), inLanguage(landmark.label, language)),
            )),
      );
    },
    update({ history, step }) {
      for (const { response, output } of shares)
        setText(output, format.percent(valueAt(history, `response.${response}`, step)));
    },
  };
}
