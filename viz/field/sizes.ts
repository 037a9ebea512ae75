import type { Radii } from "./backdrop/stage.ts";

/** Radius of a dot of so many places, in pixels; its area grows with them. */
export interface Sizes {
  radius(places: number): number;
  /** The same as numbers: of one place, and the least and the most. */
  readonly bounds: Radii;
}

/** Radius of one place on a map 800 pixels wide, in pixels. */
const PER_ROOT = 0.46;
/** What the smallest and the largest dot measure there. */
const LEAST = 2.4;
const MOST = 17;
/** Up to so many associations dots have their full size; of more, each is smaller. */
const FULL = 400;

export interface SizeNeeds {
  /** Associations on the map. */
  readonly count: number;
  /** Of the map, in pixels. */
  readonly width: number;
  /** How closely the map is looked at. */
  readonly factor: number;
  /** 1, or more where the map is projected on a wall. */
  readonly magnification: number;
}

/** Dots grow far slower than the map under them, so that a closer look takes a crowd apart. */
export function createSizes({ count, width, factor, magnification }: SizeNeeds): Sizes {
  const crowd = Math.min(1, Math.sqrt(FULL / Math.max(1, count)));
  const general = Math.min(1.15, (width / 800) ** 0.55) * factor ** 0.4 * magnification;
  const least = Math.max(1.6, LEAST * Math.sqrt(crowd)) * Math.max(0.8, general);
  const most = MOST * Math.max(0.4, crowd) * general;
  const perRoot = PER_ROOT * crowd * general;
  return {
    bounds: { perRoot, least, most },
    radius: (places) => Math.max(least, Math.min(most, perRoot * Math.sqrt(places))),
  };
}
