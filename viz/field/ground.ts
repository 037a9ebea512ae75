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
      const spot = ({ x, y }: Landmark) => ({ x: screen.x(x), y: screen.y(y) });
      const corners = landmarks.filter(({ spans }) => spans).map(spot);
      below.replaceChildren(
        ...lines(corners),
        ...landmarks.map((landmark) => corner(landmark, spot(landmark))),
      );
      above.replaceChildren(
        ...landmarks.map((landmark) => {
          const { x, y } = spot(landmark);
          const isLow = y > mean(corners.map((point) => point.y));
          const half = 4 * inLanguage(landmark.label, language).length;
          return s(
            "text",
            {
              class: landmark.spans ? "anchor halo" : "halo",
              attributes: {
                x: Math.min(screen.width - half, Math.max(half, x)),
                y: isLow ? y + 24 : y - 14,
                "text-anchor": "middle",
              },
            },
            inLanguage(landmark.label, language),
          );
        }),
      );
    },
  };
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
  return [
    s("path", { class: "triangle-grid", attributes: { d: inner.join("") } }),
    s("path", {
      class: "triangle",
      attributes: { d: `M${a.x},${a.y}L${b.x},${b.y}L${c.x},${c.y}Z` },
    }),
  ];
}

function corner({ spans }: Landmark, { x, y }: Spot): SVGElement {
  return s("circle", {
    class: spans ? "corner" : "corner minor",
    attributes: { cx: x, cy: y, r: spans ? 5 : 3.5 },
  });
}

function along(from: Spot, to: Spot, share: number): Spot {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
