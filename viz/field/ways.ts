import type { Tokens } from "../tokens.ts";
import {
  isFinitePoint,
  type Point,
  prescriptionAt,
  TRAIL,
  trailOf,
  wayOfMean,
  wayOfPrescription,
} from "./places.ts";
import type { Screen } from "./projection.ts";
import type { Moment, History } from "../session/history.ts";

type Paper = CanvasRenderingContext2D;

/** What a drawing of ways needs to know. */
export interface Way {
  readonly paper: Paper;
  readonly screen: Screen;
  readonly history: History;
  readonly moment: Moment;
  readonly time: number;
  readonly tokens: Tokens;
  /** 1, or more where the map is projected on a wall. */
  readonly magnification: number;
}

/** Where those who are followed came from in the last two years: a line that grows firmer, with a mark for each quarter. */
export function paintTrails(way: Way, slots: Iterable<number>): void {
  const { paper, screen, history, moment, time, tokens, magnification } = way;
  for (const slot of slots) {
    const points = trailOf(history, moment, slot, time);
    paintLine(way, points, tokens("paper"), 5);
    points.slice(1).forEach((point, at) => {
      const share = (at + 1) / (points.length - 1);
      paintLine(way, [points[at]!, point], tokens("ink"), 1 + 1.5 * share);
    });
    paper.fillStyle = tokens("ink");
    for (const [x, y] of points.slice(0, -1)) {
      paper.beginPath();
      paper.arc(screen.x(x), screen.y(y), 1.75 * magnification, 0, 2 * Math.PI);
      paper.fill();
    }
  }
}

/** Where the mean practice is and its way there: thin from the start, firm for the last two years. */
export function paintMean(way: Way): void {
  const { paper, screen, history, time, tokens, magnification } = way;
  const points = wayOfMean(history, time);
  const here = points.at(-1);
  if (here === undefined) return;
  paintWay(way, points, tokens("ink"));
  for (const [color, radius] of [
    [tokens("paper"), 7],
    [tokens("ink"), 5],
    [tokens("paper"), 1.75],
  ] as const) {
    paper.beginPath();
    paper.arc(screen.x(here[0]), screen.y(here[1]), radius * magnification, 0, 2 * Math.PI);
    paper.fillStyle = color;
    paper.fill();
  }
}

/** The nation's prescription as a cross-hair with its way so far, the regions' as small crosses. */
export function paintPrescriptions(way: Way, strictness: number): void {
  const { screen, history, moment, time, tokens, magnification } = way;
  const color = tokens("target");
  for (let region = 1; region < moment.before.prescriptions.length / 2; region++) {
    const point = prescriptionAt(moment, region);
    if (!isFinitePoint(point)) continue;
    const place: Point = [screen.x(point[0]), screen.y(point[1])];
    paintCross(way, place, 3.5 * magnification, { color, width: 1, hole: 0 });
  }
  const here = prescriptionAt(moment, 0);
  if (!isFinitePoint(here)) return;
  paintWay(way, wayOfPrescription(history, time), color);
  paintTarget(way, here, radiusOfTarget(strictness) * magnification);
}

/** Radius of the cross-hair's ring in pixels: the stricter, the larger. */
export function radiusOfTarget(strictness: number): number {
  return 6 + 6 * Math.min(1, Math.max(0, strictness || 0));
}

function paintTarget(way: Way, [x, y]: Point, radius: number): void {
  const { paper, screen, tokens } = way;
  const place: Point = [screen.x(x), screen.y(y)];
  for (const [color, width] of [
    [tokens("paper"), 5],
    [tokens("target"), 2],
  ] as const) {
    paper.beginPath();
    paper.arc(place[0], place[1], radius, 0, 2 * Math.PI);
    paper.strokeStyle = color;
    paper.lineWidth = width;
    paper.stroke();
    paintCross(way, place, radius + 6, { color, width, hole: radius - 4 });
  }
}

/** Where the prescription is to go: a dashed ring, and a dashed line from where it is. */
export function paintAim(way: Way, aim: Point, radius: number): void {
  const { paper, screen, moment, tokens } = way;
  const [x, y] = [screen.x(aim[0]), screen.y(aim[1])];
  const here = prescriptionAt(moment, 0);
  paper.setLineDash([5, 4]);
  if (isFinitePoint(here)) paintLine(way, [here, aim], tokens("target"), 1.5);
  paper.beginPath();
  paper.arc(x, y, radius, 0, 2 * Math.PI);
  paper.strokeStyle = tokens("target");
  paper.lineWidth = 2;
  paper.stroke();
  paper.setLineDash([]);
  paintCross(way, [x, y], radius + 6, { color: tokens("target"), width: 2, hole: radius - 4 });
}

function paintWay(way: Way, points: readonly Point[], color: string): void {
  paintLine(way, points, way.tokens("paper"), 4);
  paintLine(way, points, color, 1.25);
  paintLine(way, points.slice(-TRAIL - 1), color, 2.75);
}

function paintLine(
  { paper, screen, magnification }: Way,
  points: readonly Point[],
  color: string,
  width: number,
): void {
  paper.beginPath();
  points.forEach(([x, y], at) => {
    if (at === 0) paper.moveTo(screen.x(x), screen.y(y));
    else paper.lineTo(screen.x(x), screen.y(y));
  });
  paper.strokeStyle = color;
  paper.lineWidth = width * magnification;
  paper.lineJoin = "round";
  paper.lineCap = "round";
  paper.stroke();
}

interface Cross {
  readonly color: string;
  readonly width: number;
  /** Pixels left free around the middle. */
  readonly hole: number;
}

function paintCross(
  { paper }: Way,
  [x, y]: Point,
  reach: number,
  { color, width, hole }: Cross,
): void {
  paper.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    paper.moveTo(x + dx * hole, y + dy * hole);
    paper.lineTo(x + dx * reach, y + dy * reach);
  }
  paper.lineCap = "butt";
  paper.strokeStyle = color;
  paper.lineWidth = width;
  paper.stroke();
}
