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
/** Radius in pixels of the ring that stands for what is declared. */
const RING = 2.25;

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
    paint(context, screen, moment) {
      const { before, after, share } = moment;
      const last = share === 0 ? before : after;
      const count = countAlive(before.alive);
      if (ordered?.places !== last.places)
        ordered = { places: last.places, slots: largestFirst(last.places) };
      const isCrowd = count > MOST_SHAPES;
      const factor =
        RADIUS_PER_ROOT * (screen.width / 800) ** 0.6 * Math.min(1, (600 / count) ** 0.5);
      if (!isCrowd) paintDeclared(context, screen, moment, tokens);
      for (const slot of ordered.slots) {
        const presence = presenceOf(moment, slot);
        if (presence === 0) continue;
        const [x, y] = placeOf(moment, slot);
        const marks = slot < before.alive.length && before.alive[slot] === 1 ? before : after;
        const response = responses[marks.response[slot]!] ?? "";
        const full = Math.max(
          isCrowd ? 1 : LEAST_RADIUS,
          Math.min(MOST_RADIUS, factor * Math.sqrt(marks.places[slot]!)),
        );
        const radius = full * presence;
        if (isCrowd) {
          context.fillStyle = tokens(response);
          context.fillRect(screen.x(x) - radius, screen.y(y) - radius, 2 * radius, 2 * radius);
        } else if (radius >= 0.5) {
          const image = stamp(response, radius);
          const side = image.width / density;
          context.drawImage(image, screen.x(x) - side / 2, screen.y(y) - side / 2, side, side);
        }
      }
    },
  };
}

/** How much of a dot is there: all of it, or part of one that is coming or going. */
function presenceOf({ before, after, share }: Moment, slot: number): number {
  const was = before.alive[slot] === 1;
  if (share === 0) return was ? 1 : 0;
  const willBe = after.alive[slot] === 1;
  if (was) return willBe ? 1 : 1 - share;
  return willBe ? share : 0;
}

/** Where an association is: on its way, where it appears, or flowing into the one that takes it in. */
function placeOf(
  { before, after, share, leaving }: Moment,
  slot: number,
): readonly [number, number] {
  const isNew = slot >= before.alive.length || before.alive[slot] !== 1;
  const end = after.alive[slot] === 1 ? slot : (leaving.get(slot) ?? -1);
  const start = isNew ? after : before;
  const [x, y] = [start.practice[2 * slot]!, start.practice[2 * slot + 1]!];
  if (isNew || end < 0 || end >= after.alive.length) return [x, y];
  return [
    x + (after.practice[2 * end]! - x) * share,
    y + (after.practice[2 * end + 1]! - y) * share,
  ];
}

/** Rings where associations declare to be, and hairlines from where they are; only for those who stay. */
function paintDeclared(
  context: CanvasRenderingContext2D,
  screen: Screen,
  { before, after, share }: Moment,
  tokens: Tokens,
): void {
  const declared = new Path2D();
  const gaps = new Path2D();
  const between = (points: Float32Array, next: Float32Array, at: number): number =>
    points[at]! + (next[at]! - points[at]!) * share;
  for (let slot = 0; slot < before.alive.length; slot++) {
    if (!before.alive[slot] || !after.alive[slot]) continue;
    const x = screen.x(between(before.practice, after.practice, 2 * slot));
    const y = screen.y(between(before.practice, after.practice, 2 * slot + 1));
    const shownX = screen.x(between(before.display, after.display, 2 * slot));
    const shownY = screen.y(between(before.display, after.display, 2 * slot + 1));
    const gap = Math.hypot(shownX - x, shownY - y);
    if (gap < LEAST_GAP) continue;
    gaps.moveTo(x, y);
    gaps.lineTo(shownX - ((shownX - x) / gap) * RING, shownY - ((shownY - y) / gap) * RING);
    declared.moveTo(shownX + RING, shownY);
    declared.arc(shownX, shownY, RING, 0, 2 * Math.PI);
  }
  context.lineWidth = 1;
  context.strokeStyle = tokens("rule");
  context.stroke(gaps);
  context.strokeStyle = tokens("ghost");
  context.stroke(declared);
}

function countAlive(alive: Uint8Array): number {
  let count = 0;
  for (const each of alive) count += each;
  return count;
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
