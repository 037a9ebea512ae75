import { s } from "../dom.ts";
import { shapePath } from "./shapes.ts";

/** The signs of the map as small pictures, for its legend and its card. */
const BOX = { viewBox: "-8 -8 16 16", "aria-hidden": "true" };

/** A response: its shape in its colour. */
export function shapeSign(response: string): SVGElement {
  const path = s("path", { attributes: { d: shapePath(response, 5) } });
  path.style.fill = `var(--${response})`;
  return s("svg", { class: "sign", attributes: BOX }, path);
}

/** One stroke of a sign: its outline, its colour, its width, and whether it is filled. */
interface Stroke {
  readonly d: string;
  readonly color: string;
  readonly width?: number;
  readonly fill?: string;
  readonly dash?: string;
}

function sign(name: string, strokes: readonly Stroke[], wide = false): SVGElement {
  return s(
    "svg",
    {
      class: `sign ${name}`,
      attributes: wide ? { ...BOX, viewBox: "-16 -8 32 16" } : BOX,
    },
    ...strokes.map(({ d, color, width = 1, fill = "none", dash }) => {
      const path = s("path", {
        attributes: {
          d,
          "stroke-width": width,
          "stroke-dasharray": dash,
          "stroke-linecap": "round",
        },
      });
      path.style.stroke = `var(--${color})`;
      path.style.fill = fill === "none" ? "none" : `var(--${fill})`;
      return path;
    }),
  );
}

const circle = (x: number, r: number): string =>
  `M${x + r},0A${r},${r} 0 1 1 ${x - r},0A${r},${r} 0 1 1 ${x + r},0Z`;

/** What an association does, and, joined by a hairline, what it declares. */
export const declaredSign = () =>
  sign(
    "wide",
    [
      { d: "M-10,0H8", color: "ghost" },
      { d: circle(-10, 4), color: "adapt", width: 0, fill: "adapt" },
      { d: circle(10, 2.6), color: "edge", fill: "paper" },
    ],
    true,
  );

export const targetSign = () =>
  sign("target", [
    { d: `${circle(0, 5)}M-8,0H-2.5M2.5,0H8M0,-8V-2.5M0,2.5V8`, color: "target", width: 1.75 },
  ]);

export const regionSign = () =>
  sign("region", [{ d: "M-3.5,0H3.5M0,-3.5V3.5", color: "target", width: 1 }]);

export const goneSign = () =>
  sign("gone", [{ d: "M-3.5,-3.5L3.5,3.5M-3.5,3.5L3.5,-3.5", color: "muted", width: 1.75 }]);

export const meanSign = () =>
  sign("mean", [
    { d: "M-8,4C-5,-2 -2,1 3,-1", color: "ink", width: 1.75 },
    { d: "M8,-1A4.5,4.5 0 1 1 -1,-1A4.5,4.5 0 1 1 8,-1Z", color: "paper", width: 1, fill: "ink" },
    { d: "M5,-1A1.5,1.5 0 1 1 2,-1A1.5,1.5 0 1 1 5,-1Z", color: "paper", width: 0, fill: "paper" },
  ]);

export const groupingSign = () =>
  sign("grouping", [{ d: "M-6,5L0,0L6,4M0,0L1,-7", color: "cooperate", width: 1.75 }]);

/** Three bands of density, the outer the paler. */
export const densitySign = () =>
  sign("density", [
    { d: circle(0, 7.5), color: "tint-2", fill: "tint-1" },
    { d: circle(0, 4.8), color: "tint-4", fill: "tint-3" },
    { d: circle(0, 2.2), color: "tint-6", fill: "tint-5" },
  ]);

/** Two dots of such radii, side by side, in the legend's ink. */
export function sizeSign(small: number, large: number): SVGElement {
  const height = Math.max(16, 2 * large + 2);
  const width = 2 * small + 2 * large + 6;
  const dot = (x: number, r: number): SVGElement =>
    s("circle", { class: "size", attributes: { cx: x, cy: height / 2, r } });
  const root = s(
    "svg",
    {
      class: "sign sizes",
      attributes: { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    },
    dot(small + 1, small),
    dot(2 * small + 4 + large, large),
  );
  root.style.width = `${width}px`;
  root.style.height = `${height}px`;
  return root;
}

export function badge(letter: string): SVGElement {
  return s(
    "svg",
    { class: "sign badge", attributes: BOX },
    s("circle", { attributes: { cx: 0, cy: 0, r: 7.5 } }),
    s("text", { attributes: { x: 0, y: 4, "text-anchor": "middle" } }, letter),
  );
}
