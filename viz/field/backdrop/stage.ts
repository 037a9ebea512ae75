/** How the associations themselves are drawn, by how many there are. */
export type Kind = "glyphs" | "raster" | "cells";

/** Most associations that are drawn one by one on the page's own canvas. */
const MOST_GLYPHS = 2000;
/** Most that are drawn one by one at all: of more, cells are counted. */
const MOST_STAMPS = 20_000;
/** Above this many one canvas pixel per screen pixel is enough, and fast. */
const MOST_AT_FULL_DENSITY = 5000;

export function kindOf(size: number): Kind {
  return size <= MOST_GLYPHS ? "glyphs" : size <= MOST_STAMPS ? "raster" : "cells";
}

/** Canvas pixels per screen pixel for so many associations. */
export function densityFor(size: number): number {
  return size > MOST_AT_FULL_DENSITY ? 1 : Math.min(2, globalThis.devicePixelRatio || 1);
}

/** Everything about the map that stays from picture to picture; plain, so that it can be sent. */
export interface Stage {
  readonly kind: Kind;
  readonly width: number;
  readonly height: number;
  readonly density: number;
  /** Pixels per unit of the map, and where its origin lies. */
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  /** Colour of each response as red, green, blue, in the order of the marks' indices. */
  readonly responses: readonly { readonly id: string; readonly color: Color }[];
  readonly paper: Color;
  /** Tints of density, the sparsest first. */
  readonly tints: readonly Color[];
  /** Radius of a dot of one place before its bounds, and the bounds, in pixels. */
  readonly radii: Radii;
}

/** Red, green and blue from 0 to 255. */
export type Color = readonly [number, number, number];

export interface Radii {
  readonly perRoot: number;
  readonly least: number;
  readonly most: number;
}

/** Where the associations are at one step, as far as the backdrop needs it. */
export interface Crowd {
  readonly practice: Float32Array;
  readonly places: Float32Array;
  readonly response: Uint8Array;
  readonly alive: Uint8Array;
}

/** A moment between two steps. */
export interface Picture {
  readonly before: Crowd;
  readonly after: Crowd;
  readonly share: number;
}

export const css = ([red, green, blue]: Color): string => `rgb(${red} ${green} ${blue})`;

/** A colour of the way from one to another. */
export function mixed(from: Color, to: Color, share: number): Color {
  const at = (channel: 0 | 1 | 2): number =>
    Math.round(from[channel] + (to[channel] - from[channel]) * share);
  return [at(0), at(1), at(2)];
}

/** A resolved colour, as `rgb(1, 2, 3)` or `#010203`. */
export function colorOf(text: string): Color {
  const hex = /^#(..)(..)(..)$/.exec(text);
  const numbers = hex
    ? hex.slice(1).map((digits) => Number.parseInt(digits, 16))
    : (text.match(/[\d.]+/g) ?? []).map(Number);
  const [red = 0, green = 0, blue = 0] = numbers;
  return [red, green, blue];
}
