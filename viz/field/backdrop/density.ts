import { contourDensity } from "d3";
import { type Crowd, css, type Stage } from "./stage.ts";

/** Reach of one association in the smoothed density, in units of the map. */
const BANDWIDTH = 0.055;
/** Levels at which the tints begin: share of all associations per square unit. An array, so that nothing rescales. */
const LEVELS = [0.35, 0.9, 1.8, 3.2, 5.5, 9];
/** Side of the cells that are counted, in pixels. */
const CELL = 8;

type Paper = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Where most associations are, as tinted bands with thin rims. */
export function paintDensity(paper: Paper, stage: Stage, crowd: Crowd): void {
  const { width, height, scale, left, top, tints } = stage;
  const living: number[] = [];
  for (let slot = 0; slot < crowd.alive.length; slot++)
    if (crowd.alive[slot] === 1) living.push(slot);
  if (living.length < 3) return;
  const bands = contourDensity<number>()
    .x((slot) => left + crowd.practice[2 * slot]! * scale)
    .y((slot) => top - crowd.practice[2 * slot + 1]! * scale)
    .size([width, height])
    .cellSize(CELL)
    .bandwidth(Math.max(CELL / 2, BANDWIDTH * scale))
    .thresholds(LEVELS.map((level) => (level * living.length) / scale ** 2))(living);
  bands.forEach(({ coordinates }, band) => {
    const path = outlineOf(coordinates);
    paper.fillStyle = css(tints[band] ?? stage.paper);
    paper.fill(path);
    paper.lineWidth = 1;
    paper.strokeStyle = css(tints[band + 1] ?? stage.paper);
    paper.stroke(path);
  });
}

/** Polygons with their holes as one path. */
function outlineOf(polygons: readonly (readonly (readonly number[])[][])[]): Path2D {
  const path = new Path2D();
  for (const ring of polygons.flat())
    ring.forEach(([x = 0, y = 0], at) => (at === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
  return path;
}
