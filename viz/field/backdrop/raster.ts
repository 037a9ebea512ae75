import { traceShape } from "../shapes.ts";
import type { Color, Picture, Stage } from "./stage.ts";

/** A dot as pixels around its middle: where, which colour (alpha 255), and how much of it, 0 to 255. */
interface Stamp {
  readonly reach: number;
  readonly x: Int8Array;
  readonly y: Int8Array;
  readonly color: Uint32Array;
  readonly cover: Uint8Array;
}

/** Radii are drawn in steps of so many pixels. */
const GRAIN = 0.5;
/** Width of the rim that keeps overlapping dots apart, in pixels. */
const RIM = 0.9;
/** Samples along each side of a pixel. */
const SAMPLES = 4;

/** Dots stamped into a picture of our own: the fastest way to draw thousands without a graphics card. */
export interface Raster {
  /** Draws a moment; the pixels are red, green, blue, alpha. */
  draw(stage: Stage, picture: Picture): ImageData;
}

export function createRaster(): Raster {
  let image: ImageData | null = null;
  let stamps = new Map<number, Stamp>();
  let stampedFor: Stage | null = null;

  const stampOf = (stage: Stage, response: number, radius: number): Stamp => {
    const size = Math.round(radius / GRAIN);
    const key = response * 1024 + size;
    const known = stamps.get(key);
    if (known) return known;
    const { id = "", color = stage.paper } = stage.responses[response] ?? {};
    const made = createStamp(id, size * GRAIN, color, stage.paper);
    stamps.set(key, made);
    return made;
  };

  return {
    draw(stage, { before, after, share }) {
      const width = Math.round(stage.width * stage.density);
      const height = Math.round(stage.height * stage.density);
      if (image?.width !== width || image.height !== height) image = new ImageData(width, height);
      if (stampedFor !== stage) {
        stamps = new Map();
        stampedFor = stage;
      }
      const pixels = new Uint32Array(image.data.buffer);
      pixels.fill(0);
      const { scale, left, top, density } = stage;
      const { perRoot, least, most } = stage.radii;
      for (let slot = 0; slot < before.alive.length; slot++) {
        if (before.alive[slot] !== 1) continue;
        const stays = after.alive[slot] === 1 ? share : 0;
        const x = before.practice[2 * slot]!;
        const y = before.practice[2 * slot + 1]!;
        const pixelX = (left + (x + (after.practice[2 * slot]! - x) * stays) * scale) * density;
        const pixelY = (top - (y + (after.practice[2 * slot + 1]! - y) * stays) * scale) * density;
        const radius = Math.max(least, Math.min(most, perRoot * Math.sqrt(before.places[slot]!)));
        const stamp = stampOf(stage, before.response[slot]!, radius * density);
        put(pixels, width, height, stamp, Math.round(pixelX), Math.round(pixelY));
      }
      return image;
    },
  };
}

/** Lays a stamp over the picture, as far as it lies within. */
function put(
  pixels: Uint32Array,
  width: number,
  height: number,
  { reach, x, y, color, cover }: Stamp,
  middleX: number,
  middleY: number,
): void {
  if (middleX < -reach || middleX > width + reach) return;
  if (middleY < -reach || middleY > height + reach) return;
  for (let at = 0; at < color.length; at++) {
    const column = middleX + x[at]!;
    const row = middleY + y[at]!;
    if (column < 0 || column >= width || row < 0 || row >= height) continue;
    const index = row * width + column;
    const share = cover[at]!;
    pixels[index] = share === 255 ? color[at]! : blended(pixels[index]!, color[at]!, share);
  }
}

/** A colour over what lies there; over nothing it stays itself, only fainter. */
function blended(under: number, over: number, cover: number): number {
  const alpha = under >>> 24;
  if (alpha === 0) return ((over & 0xffffff) | (cover << 24)) >>> 0;
  const rest = 255 - cover;
  const channel = (shift: number): number =>
    ((((over >>> shift) & 255) * cover + ((under >>> shift) & 255) * rest) / 255) | 0;
  const solid = Math.max(alpha, cover);
  return (channel(0) | (channel(8) << 8) | (channel(16) << 16) | (solid << 24)) >>> 0;
}

/** The pixels of one shape with its rim, smoothed by counting samples. */
function createStamp(response: string, radius: number, color: Color, paper: Color): Stamp {
  const inside = insideOf(response, radius);
  const within = insideOf(response, radius + RIM);
  const reach = Math.ceil(radius * 1.6 + RIM);
  const found: { x: number; y: number; color: number; cover: number }[] = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      let filled = 0;
      let covered = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const dx = x + ((sample % SAMPLES) + 0.5) / SAMPLES - 0.5;
        const dy = y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES - 0.5;
        const isFilled = inside(dx, dy);
        if (isFilled) filled++;
        if (isFilled || within(dx, dy)) covered++;
      }
      if (covered === 0) continue;
      const share = filled / covered;
      const channel = (at: 0 | 1 | 2): number =>
        Math.round(paper[at] + (color[at] - paper[at]) * share);
      found.push({
        x,
        y,
        color: (channel(0) | (channel(1) << 8) | (channel(2) << 16) | (255 << 24)) >>> 0,
        cover: Math.round((255 * covered) / SAMPLES ** 2),
      });
    }
  return {
    reach,
    x: Int8Array.from(found, ({ x }) => x),
    y: Int8Array.from(found, ({ y }) => y),
    color: Uint32Array.from(found, (pixel) => pixel.color),
    cover: Uint8Array.from(found, ({ cover }) => cover),
  };
}

/** Whether a point around the origin lies in a response's shape. */
function insideOf(response: string, radius: number): (x: number, y: number) => boolean {
  const corners: (readonly [number, number])[] = [];
  const corner = (x: number, y: number): void => void corners.push([x, y]);
  let isRound = false;
  traceShape(
    { moveTo: corner, lineTo: corner, arc: () => (isRound = true), closePath: () => undefined },
    response,
    0,
    0,
    radius,
  );
  if (isRound) return (x, y) => x * x + y * y <= radius * radius;
  return (x, y) => {
    let sides = 0; // all corners turn the same way round
    corners.forEach(([fromX, fromY], at) => {
      const [toX, toY] = corners[(at + 1) % corners.length]!;
      sides += Math.sign((toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX));
    });
    return Math.abs(sides) === corners.length;
  };
}
