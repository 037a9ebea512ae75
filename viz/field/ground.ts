import { s } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import type { Landmark } from "../../workers/protocol.ts";
import type { Context } from "../view.ts";
import type { Screen } from "./projection.ts";

/** What lies under and over the dots and never moves: the triangle of archetypes and their names. */
export interface Ground {
  readonly below: SVGSVGElement;
  readonly above: SVGSVGElement;
  draw(landmarks: readonly Landmark[], screen: Screen, labels: Labels): void;
}

/** How the names are written. */
export interface Labels {
  /** Whether there is room for the names of archetypes that are no corners; else they bear letters. */
  readonly hasNames: boolean;
  /** 1, or more where the map is projected on a wall. */
  readonly magnification: number;
}

/** Width of a letter of the names on the map, in pixels: a generous mean. */
const LETTER = 7.6;
/** From an archetype's mark to its name, and from a corner to the names' near edge, in pixels. */
const LEADER = 44;

export function createGround({ language }: Context): Ground {
  const hidden = { attributes: { "aria-hidden": "true" } };
  const below = s("svg", { class: "ground", ...hidden });
  const above = s("svg", { class: "names", ...hidden });
  return {
    below,
    above,
    draw(landmarks, screen, { hasNames, magnification }) {
      const spot = ({ x, y }: Landmark): Spot => ({ x: screen.x(x), y: screen.y(y) });
      const corners = landmarks.filter(({ spans }) => spans);
      const middle: Spot = {
        x: mean(corners.map((corner) => spot(corner).x)),
        y: mean(corners.map((corner) => spot(corner).y)),
      };
      below.replaceChildren(...lines(corners.map(spot)), ...corners.map((each) => dot(spot(each))));
      const others = otherArchetypes(landmarks);
      above.replaceChildren(
        ...others.flatMap(({ letter, landmark }) =>
          hasNames
            ? named(inLanguage(landmark.label, language), spot(landmark), middle, screen)
            : [badge(letter, spot(landmark))],
        ),
        ...corners.map((each) =>
          corner(inLanguage(each.label, language), {
            at: spot(each),
            middle,
            screen,
            magnification,
          }),
        ),
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

interface CornerPlace {
  readonly at: Spot;
  /** Of the triangle. */
  readonly middle: Spot;
  readonly screen: Screen;
  readonly magnification: number;
}

/**
 * A corner's name, outside the triangle, kept in the picture: where a closer look leaves the corner outside, its name
 * stays at the rim with an arrow to it.
 */
function corner(
  name: string,
  { at: { x, y }, middle, screen, magnification }: CornerPlace,
): SVGElement {
  const isOut = x < 0 || x > screen.width || y < 0 || y > screen.height;
  const text = isOut ? `${arrowTo(x, y, screen)} ${name}` : name;
  const half = (LETTER * magnification * text.length) / 2;
  const outside = y > middle.y ? y + 12 + 14 * magnification : y - 14;
  return s(
    "text",
    {
      class: "anchor halo",
      attributes: {
        x: within(x, half + 4, screen.width - half - (isOut ? 44 : 4)),
        y: within(outside, 20, screen.height - (isOut ? 44 : 10)),
        "text-anchor": "middle",
      },
    },
    text,
  );
}

/** An arrow from the middle of the picture to a spot outside it. */
function arrowTo(x: number, y: number, { width, height }: Screen): string {
  const isLevel = Math.abs(x - width / 2) / width > Math.abs(y - height / 2) / height;
  if (isLevel) return x < 0 ? "←" : "→";
  return y < 0 ? "↑" : "↓";
}

/** An archetype that is no corner: a small mark, and its name outside the crowd with a line between the two. */
function named(name: string, at: Spot, middle: Spot, { width, height }: Screen): SVGElement[] {
  if (at.x < 0 || at.x > width || at.y < 0 || at.y > height) return [];
  const isUp = at.y < middle.y || at.x < middle.x;
  const end: Spot = { x: at.x - LEADER * 0.8, y: isUp ? at.y - LEADER : at.y + LEADER };
  const length = LETTER * name.length;
  const isCramped = end.x - length < 0;
  const textX = isCramped ? Math.max(4, end.x - length / 2) : end.x - 4;
  return [
    s("path", { class: "leader", attributes: { d: `M${at.x},${at.y}L${end.x},${end.y}` } }),
    s("rect", {
      class: "archetype",
      attributes: {
        x: at.x - 4,
        y: at.y - 4,
        width: 8,
        height: 8,
        transform: `rotate(45 ${at.x} ${at.y})`,
      },
    }),
    s(
      "text",
      {
        class: "archetype-name halo",
        attributes: {
          x: textX,
          y: isCramped ? end.y - 5 : end.y + 4,
          "text-anchor": isCramped ? "start" : "end",
        },
      },
      name,
    ),
  ];
}

function badge(letter: string, { x, y }: Spot): SVGElement {
  return s(
    "g",
    { class: "badge" },
    s("circle", { attributes: { cx: x, cy: y, r: 7.5 } }),
    s("text", { attributes: { x, y: y + 4, "text-anchor": "middle" } }, letter),
  );
}

function along(from: Spot, to: Spot, share: number): Spot {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(least, most), Math.max(least, value));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
