import type { Tokens } from "../tokens.ts";
import type { Moment } from "../session/history.ts";
import { displayOf, placeOf, presenceOf } from "./places.ts";
import type { Screen } from "./projection.ts";
import { traceShape } from "./shapes.ts";
import { createSheets, type Cut, type Sheets } from "./sheet.ts";
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
  const sheets = createSheets();
  const stamps = new Map<string, Cut>();
  const stamp = (response: string, radius: number): Cut => {
    const size = Math.round(radius * 2) / 2;
    const key = `${response} ${size}`;
    const known = stamps.get(key) ?? drawStamp({ response, radius: size }, tokens, density, sheets);
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
      const dots: { readonly x: number; readonly y: number; readonly cut: Cut }[] = [];
      for (let at = 0; at < slots.length; at++) {
        const slot = slots[at]!;
        const presence = presenceOf(moment, slot);
        if (presence === 0) continue;
        const [x, y] = placeOf(moment, slot);
        const marks = before.alive[slot] === 1 ? before : after;
        const radius = sizes.radius(marks.places[slot]!) * presence;
        if (radius < 0.5) continue;
        const cut = stamp(responses[marks.response[slot]!] ?? "", radius);
        dots.push({ x: screen.x(x), y: screen.y(y), cut });
      }
      // only now: a sheet that is drawn on between two readings is copied whole for each
      for (const { x, y, cut } of dots) {
        const side = cut.side / density;
        const [left, top] = [x - side / 2, y - side / 2];
        paper.drawImage(cut.sheet, cut.x, cut.y, cut.side, cut.side, left, top, side, side);
      }
    },
  };
}

/** One shape with a rim of background around it, which keeps overlapping ones apart without transparency. */
function drawStamp(
  { response, radius }: { readonly response: string; readonly radius: number },
  tokens: Tokens,
  density: number,
  sheets: Sheets,
): Cut {
  const side = Math.ceil(radius * 3.4) + 4; // a triangle of the same area reaches out 1.56 radii
  const color = tokens(response) || tokens("edge");
  return sheets.draw(Math.ceil(side * density), (pen) => {
    pen.scale(density, density);
    pen.lineJoin = "round";
    const trace = (size: number): void => {
      pen.beginPath();
      traceShape(pen, response, side / 2, side / 2, size);
    };
    trace(radius);
    pen.lineWidth = 2;
    pen.strokeStyle = tokens("paper");
    pen.stroke();
    pen.fillStyle = color;
    pen.fill();
    if (radius <= LARGE) return;
    trace(radius - 2.5);
    pen.fillStyle = tokens("paper");
    pen.fill();
    pen.globalAlpha = 0.32;
    pen.fillStyle = color;
    pen.fill();
  });
}

/** Slots that are drawn one by one, the largest first, so that the small lie on top. */
export function largestFirst(slots: readonly number[], places: Float32Array): Uint32Array {
  return Uint32Array.from(slots).sort((a, b) => places[b]! - places[a]! || a - b);
}
