import type { Parameter } from "./parameters.ts";

/** A range wider than this many times its value is walked in equal ratios, not in equal steps. */
const WIDE = 200;
const STOPS = 400;

/** The way between a parameter's value and the position of its slider, in whole stops. */
export interface Scale {
  readonly stops: number;
  toStop(value: number): number;
  toValue(stop: number): number;
}

/**
 * Lays out a slider: straight over narrow ranges, cubic over a rate whose usual values sit near 0, and
 * by equal ratios where the range spans orders of magnitude. Whole numbers stay whole.
 */
export function createScale({ kind, least, most, unit }: Parameter, usual: number): Scale {
  const span = most - least;
  if (kind === "integer" && span <= STOPS) return bent(least, most, span, 1, Math.round);
  const isWide = span > WIDE * Math.max(1, Math.abs(usual - least));
  const power = isWide ? 4 : unit === "per quarter" && usual < least + span / 5 ? 3 : 1;
  return bent(least, most, STOPS, power, kind === "integer" ? Math.round : tidy);
}

function bent(
  least: number,
  most: number,
  stops: number,
  power: number,
  round: (value: number) => number,
): Scale {
  const span = most - least || 1;
  return {
    stops: Math.max(1, stops),
    toStop: (value) => Math.round(((value - least) / span) ** (1 / power) * stops),
    toValue: (stop) =>
      Math.min(most, Math.max(least, round(least + (stop / stops) ** power * span))),
  };
}

/** Three digits are enough for a hand on a slider. */
function tidy(value: number): number {
  return Number(value.toPrecision(3));
}
