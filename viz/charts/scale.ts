import { type ScaleLinear, scaleLinear } from "d3";
import { s } from "../dom.ts";
import type { Plot } from "./time-figure.ts";

/** Reaches of an axis, as multiples of its least one. */
const STOPS = [1, 1.15, 1.3, 1.5, 2, 3, 5, 10, 20, 50, 100, 1000];

/** An axis that never refits while a run plays; at rest it takes the next reach that everything fits into. */
export function createReach(player: { readonly isPlaying: boolean }): {
  /**
   * @param key what the axis is of: another key starts anew
   * @param least the reach that is there from the start
   * @param wanted what has to fit
   */
  of(key: string, least: number, wanted: number): number;
} {
  let known = "";
  let reach = 0;
  return {
    of(key, least, wanted) {
      const isNew = key !== known;
      if (!isNew && player.isPlaying) return reach;
      known = key;
      const fitting = STOPS.map((stop) => stop * least).find((stop) => stop >= wanted);
      reach = isNew && player.isPlaying ? least : (fitting ?? wanted);
      return reach;
    },
  };
}

/** Levels of an axis with their values; the base line is the one at 0. */
export function levels(
  y: ScaleLinear<number, number>,
  { left, right, isLarge }: Plot,
  write: (value: number) => string,
): SVGElement[] {
  return ticksOf(y, isLarge ? 6 : 3).flatMap((value) => [
    s("line", {
      class: value === 0 ? "base" : "",
      attributes: { x1: left, x2: right, y1: y(value), y2: y(value) },
    }),
    s("text", { attributes: { x: left - 8, y: y(value) + 4, "text-anchor": "end" } }, write(value)),
  ]);
}

/** About so many round values; more, where so few would leave the base line alone. */
function ticksOf(y: ScaleLinear<number, number>, count: number): readonly number[] {
  const few = y.ticks(count);
  return few.length > 1 ? few : y.ticks(2 * count);
}

/** From values to pixels of a plot. */
export function valueScale(
  [low, high]: readonly [number, number],
  { top, bottom }: Pick<Plot, "top" | "bottom">,
): ScaleLinear<number, number> {
  return scaleLinear([low, high], [bottom, top]);
}

/** Decimals that tell two neighbouring levels apart. */
export function digitsOf(y: ScaleLinear<number, number>): number {
  const [first = 0, second = 1] = ticksOf(y, 3);
  return Math.max(0, Math.ceil(-Math.log10(Math.abs(second - first)) - 1e-9));
}
