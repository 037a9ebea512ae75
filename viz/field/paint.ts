import type { Tokens } from "../tokens.ts";
import type { Moment } from "../session/history.ts";
import type { Screen } from "./projection.ts";
import { traceShape } from "./shapes.ts";

/** Above this many dots each is a small square: shapes could not be told apart anyway. */
const MOST_SHAPES = 2500;
/** Radius of an association with one place, in pixels on a map 800 wide. */
const RADIUS_PER_ROOT = 0.5;
const LEAST_RADIUS = 2.6;
const MOST_RADIUS = 22;
/** Smallest distance in pixels at which what is declared is drawn apart from what is done. */
const LEAST_GAP = 5;

/** Paints associations; keeps what does not change from picture to picture. */
export interface Painter {
  paint(context: CanvasRenderingContext2D, screen: Screen, moment: Moment): void;
}

/** @param responses ids in the order of the marks' indices */
export function createPainter(
  responses: readonly string[],
  tokens: Tokens,
  density: number,
): Painter {
  const stamps = new Map<string, HTMLCanvasElement>();
  let ordered: { readonly places: Float32Array; readonly slots: Uint32Array } | null = null;

  const stamp = (response: string, radius: number): HTMLCanvasElement => {
    const size = Math.round(radius * 2) / 2;
    const key = `${response} ${size}`;
    const known = stamps.get(key) ?? drawStamp(response, size, tokens, density);
    stamps.set(key, known);
    return known;
  };

  return {
    paint(context, screen, { before, after, share }) {
      const count = before.alive.length;
      if (ordered?.places !== before.places) {
        ordered = { places: before.places, slots: largestFirst(before.places) };
      }
      const factor =
        RADIUS_PER_ROOT * (screen.width / 800) ** 0.6 * Math.min(1, (600 / count) ** 0.5);
      const position = (points: Float32Array, next: Float32Array, at: number): number =>
        points[at]! + (next[at]! - points[at]!) * share;
      const declared = new Path2D();
      const gaps = new Path2D();
      const isCrowd = count > MOST_SHAPES;
      if (!isCrowd) {
        for (let slot = 0; slot < count; slot++) {
          if (!before.alive[slot]) continue;
          const x = screen.x(position(before.practice, after.practice, 2 * slot));
          const y = screen.y(position(before.practice, after.practice, 2 * slot + 1));
          const shownX = screen.x(position(before.display, after.display, 2 * slot));
          const shownY = screen.y(position(before.display, after.display, 2 * slot + 1));
          const gap = Math.hypot(shownX - x, shownY - y);
          if (gap < LEAST_GAP) continue;
          gaps.moveTo(x, y);
          gaps.lineTo(shownX - ((shownX - x) / gap) * 2.25, shownY - ((shownY - y) / gap) * 2.25);
          declared.moveTo(shownX + 2.25, shownY);
          declared.arc(shownX, shownY, 2.25, 0, 2 * Math.PI);
        }
        context.lineWidth = 1;
        context.strokeStyle = tokens("rule");
        context.stroke(gaps);
        context.strokeStyle = tokens("ghost");
        context.stroke(declared);
      }
      for (const slot of ordered.slots) {
        if (!before.alive[slot]) continue;
        const x = screen.x(position(before.practice, after.practice, 2 * slot));
        const y = screen.y(position(before.practice, after.practice, 2 * slot + 1));
        const response = responses[before.response[slot]!] ?? "";
        const radius = Math.min(
          MOST_RADIUS,
          Math.max(isCrowd ? 1 : LEAST_RADIUS, factor * Math.sqrt(before.places[slot]!)),
        );
        if (isCrowd) {
          context.fillStyle = tokens(response);
          context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
        } else {
          const image = stamp(response, radius);
          const side = image.width / density;
          context.drawImage(image, x - side / 2, y - side / 2, side, side);
        }
      }
    },
  };
}

/** One shape with a rim of background around it, which keeps overlapping ones apart without transparency. */
function drawStamp(
  response: string,
  radius: number,
  tokens: Tokens,
  density: number,
): HTMLCanvasElement {
  const side = Math.ceil(radius * 3.4) + 4; // a triangle of the same area reaches out 1.56 radii
  const image = document.createElement("canvas");
  image.width = side * density;
  image.height = side * density;
  const context = image.getContext("2d");
  if (context === null) return image;
  context.scale(density, density);
  context.beginPath();
  traceShape(context, response, side / 2, side / 2, radius);
  context.lineJoin = "round";
  context.lineWidth = 2;
  context.strokeStyle = tokens("paper");
  context.stroke();
  context.fillStyle = tokens(response);
  context.fill();
  return image;
}

/** Slots by falling size, so that the small lie on top of the large. */
function largestFirst(places: Float32Array): Uint32Array {
  return Uint32Array.from(places.keys()).sort((a, b) => places[b]! - places[a]! || a - b);
}
