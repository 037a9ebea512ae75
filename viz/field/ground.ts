import { s } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import type { Landmark } from "../../workers/protocol.ts";
import type { Context } from "../view.ts";
import type { Screen } from "./projection.ts";

/** What lies under and over the dots and never moves: the triangle of archetypes and their names. */
export interface Ground {
  readonly below: SVGSVGElement;
  readonly above: SVGSVGElement;
  draw(landmarks: readonly Landmark[], screen: Screen): void;
}

export function createGround({ language }: Context): Ground {
  const hidden = { attributes: { "aria-hidden": "true" } };
  const below = s("svg", hidden);
  const above = s("svg", hidden);
  return {
    below,
    above,
    draw(landmarks, screen) {
      const spot = ({ x, y }: Landmark): Spot => ({ x: screen.x(x), y: screen.y(y) });
      const corners = landmarks.filter(({ spans }) => spans);
      const middle = mean(corners.map((corner) => spot(corner).y));
      below.replaceChildren(...lines(corners.map(spot)), ...corners.map((each) => dot(spot(each))));
      above.replaceChildren(
        ...corners.map((each) => {
          const { x, y } = spot(each);
          const name = inLanguage(each.label, language);
          return label(name, x, y > middle ? y + 24 : y - 14, screen.width);
        }),
        ...otherArchetypes(landmarks).map(({ letter, landmark }) => badge(letter, spot(landmark))),
      );
    },
  };
}

/** The archetypes that do not span the map, each with the letter that stands for it. */
export function otherArchetypes(
  landmarks: readonly Landmark[],
): readonly { readonly letter: string; readonly landmark: Landmark }[] {
  return landmarks
    .filter(({ spans }) => !spans)
    .map((landmark, at) => ({ letter: String.fromCodePoint(0x61 + at), landmark }));
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The triangle, and inside it where each corner's share is a quarter, a half, three quarters. */
function lines(corners: readonly Spot[]): SVGElement[] {
  const [a, b, c] = corners;
  if (!a || !b || !c) return [];
  const inner = [0.25, 0.5, 0.75].flatMap((share) =>
    [
      [a, b, c],
      [b, c, a],
      [c, a, b],
    ].map(([from, left, right]) => {
      const start = along(from!, left!, share);
      const end = along(from!, right!, share);
      return `M${start.x},${start.y}L${end.x},${end.y}`;
    }),
  );
  const rim = `M${a.x},${a.y}L${b.x},${b.y}L${c.x},${c.y}Z`;
  return [
    s("path", { class: "triangle-grid", attributes: { d: inner.join("") } }),
    s("path", { class: "triangle", attributes: { d: rim } }),
  ];
}

function dot({ x, y }: Spot): SVGElement {
  return s("circle", { class: "corner", attributes: { cx: x, cy: y, r: 5 } });
}

/** A name under or over its corner, moved inwards where it would leave the picture. */
function label(name: string, x: number, y: number, width: number): SVGElement {
  const half = 3.9 * name.length;
  const inside = Math.min(width - half, Math.max(half, x));
  return s(
    "text",
    { class: "anchor halo", attributes: { x: inside, y, "text-anchor": "middle" } },
    name,
  );
}

function badge(letter: string, { x, y }: Spot): SVGElement {
  return s(
    "g",
    { class: "badge" },
    s("circle", { attributes: { cx: x, cy: y, r: 7.5 } }),
    s("text", { attributes: { x, y: y + 3.5, "text-anchor": "middle" } }, letter),
  );
}

function along(from: Spot, to: Spot, share: number): Spot {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
