import type { Tokens } from "../tokens.ts";
import type { Moment } from "../session/history.ts";
import { displayOf, placeOf, presenceOf } from "./places.ts";
import type { Screen } from "./projection.ts";
import { traceShape } from "./shapes.ts";
import type { Sizes } from "./sizes.ts";

/** Smallest distance in pixels at which what is declared is drawn apart from what is done. */
const LEAST_GAP = 6;
/** Up to so many associations; of more only larger gaps are drawn, so that hairlines do not cover the field. */
const FULL = 400;
/** Radius in pixels of the ring that stands for what is declared. */
const RING = 2.6;
/** Dots larger than this are drawn pale with a firm rim, so that what lies near them is seen; in pixels. */
const LARGE = 9;

/** Paints associations; keeps what does not change from picture to picture. */
export interface Painter {
  /** Rings where associations declare to be, and hairlines to them from where they are. */
  paintDeclared(paper: CanvasRenderingContext2D, picture: Picture): void;
  /** The dots themselves, in the order given. */
  paintDots(paper: CanvasRenderingContext2D, picture: Picture): void;
}

/** What is to be painted: a moment, and the slots it is painted of. */
export interface Picture {
  readonly screen: Screen;
  readonly moment: Moment;
  readonly slots: ArrayLike<number>;
  readonly sizes: Sizes;
}

/** @param responses ids in the order of the marks' indices */
export function createPainter(
  responses: readonly string[],
  tokens: Tokens,
  density: number,
): Painter {
  const stamps = new Map<string, HTMLCanvasElement>();
  const stamp = (response: string, radius: number): HTMLCanvasElement => {
    const size = Math.round(radius * 2) / 2;
    const key = `${response} ${size}`;
    const known = stamps.get(key) ?? drawStamp(response, size, tokens, density);
    stamps.set(key, known);
    return known;
  };
  return {
    paintDeclared(paper, { screen, moment, slots }) {
      const least = LEAST_GAP * Math.max(1, Math.sqrt(slots.length / FULL));
      const [declared, gaps] = [new Path2D(), new Path2D()];
      for (let at = 0; at < slots.length; at++) {
        const slot = slots[at]!;
        if (presenceOf(moment, slot) !== 1) continue;
        const [practiceX, practiceY] = placeOf(moment, slot);
        const [displayX, displayY] = displayOf(moment, slot);
        const [x, y] = [screen.x(practiceX), screen.y(practiceY)];
        const [shownX, shownY] = [screen.x(displayX), screen.y(displayY)];
        const gap = Math.hypot(shownX - x, shownY - y);
        if (!(gap >= least)) continue;
        gaps.moveTo(x, y);
        gaps.lineTo(shownX - ((shownX - x) / gap) * RING, shownY - ((shownY - y) / gap) * RING);
        declared.moveTo(shownX + RING, shownY);
        declared.arc(shownX, shownY, RING, 0, 2 * Math.PI);
      }
      paper.lineWidth = 0.75;
      paper.strokeStyle = tokens("ghost");
      paper.stroke(gaps);
      paper.fillStyle = tokens("paper");
      paper.fill(declared);
      paper.lineWidth = 1;
      paper.strokeStyle = tokens("edge");
      paper.stroke(declared);
    },
    paintDots(paper, { screen, moment, slots, sizes }) {
      const { before, after } = moment;
      for (let at = 0; at < slots.length; at++) {
        const slot = slots[at]!;
        const presence = presenceOf(moment, slot);
        if (presence === 0) continue;
        const [x, y] = placeOf(moment, slot);
        const marks = before.alive[slot] === 1 ? before : after;
        const radius = sizes.radius(marks.places[slot]!) * presence;
        if (radius < 0.5) continue;
        const image = stamp(responses[marks.response[slot]!] ?? "", radius);
        const side = image.width / density;
        paper.drawImage(image, screen.x(x) - side / 2, screen.y(y) - side / 2, side, side);
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
  const paper = image.getContext("2d");
  if (paper === null) return image;
  const color = tokens(response) || tokens("edge");
  paper.scale(density, density);
  paper.lineJoin = "round";
  const trace = (size: number): void => {
    paper.beginPath();
    traceShape(paper, response, side / 2, side / 2, size);
  };
  trace(radius);
  paper.lineWidth = 2;
  paper.strokeStyle = tokens("paper");
  paper.stroke();
  paper.fillStyle = color;
  paper.fill();
  if (radius <= LARGE) return image;
  trace(radius - 2.5);
  paper.fillStyle = tokens("paper");
  paper.fill();
  paper.globalAlpha = 0.32;
  paper.fillStyle = color;
  paper.fill();
  return image;
}

/** Slots that are drawn one by one, the largest first, so that the small lie on top. */
export function largestFirst(slots: readonly number[], places: Float32Array): Uint32Array {
  return Uint32Array.from(slots).sort((a, b) => places[b]! - places[a]! || a - b);
}
