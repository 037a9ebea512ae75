import { s, setAttribute, setText } from "../dom.ts";
import { spread } from "./labels.ts";
import type { Plot } from "./time-figure.ts";

/** Least distance of two names, in pixels. */
const GAP = 16;
/** From the end of the axis to the names. */
const INSET = 8;

/** Names with their figures beside a plot, moved apart where they would lie on each other. */
export interface SideNames {
  /**
   * Puts each name where its line ends.
   * @param wanted in pixels
   */
  place(wanted: readonly number[], plot: Plot): void;
  write(figures: readonly string[]): void;
}

/** @param signs what stands before each name, if anything, drawn about 0,0 */
export function createSideNames(
  layer: SVGGElement,
  names: readonly string[],
  signs: readonly (SVGElement | null)[] = [],
): SideNames {
  const figures = names.map(() => s("tspan", { class: "value" }));
  const texts = names.map((name, at) =>
    s("text", { class: "curve-label" }, `${name} `, figures[at]),
  );
  layer.replaceChildren(...signs.filter((sign) => sign !== null), ...texts);
  return {
    place(wanted, { right, top, bottom }) {
      const placed = spread(wanted, GAP, top, bottom + 6);
      texts.forEach((text, at) => {
        const sign = signs[at];
        const y = placed[at] ?? top;
        if (sign) setAttribute(sign, "transform", `translate(${right + INSET + 5},${y})`);
        setAttribute(text, "x", right + INSET + (sign ? 16 : 0));
        setAttribute(text, "y", y + 4);
      });
    },
    write(said) {
      figures.forEach((figure, at) => setText(figure, said[at] ?? ""));
    },
  };
}
