import { css, type Picture, type Stage } from "./stage.ts";

/** From the middle of a cell to its corners, in pixels. */
const RADIUS = 9;
/** Levels at which the tints begin: share of all associations per square unit. An array, so that nothing rescales. */
const LEVELS = [0, 0.06, 0.2, 0.6, 1.5, 3.5, 7];

const ACROSS = RADIUS * Math.sqrt(3);
const DOWN = RADIUS * 1.5;
/** Rows and columns beyond the rim, so that cells at it are whole. */
const RIM = 2;

type Paper = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Hexagons, the darker the more associations are in them. */
export function paintCells(paper: Paper, stage: Stage, picture: Picture): void {
  const { scale, tints, width, height } = stage;
  const columns = Math.ceil(width / ACROSS) + 2 * RIM;
  const rows = Math.ceil(height / DOWN) + 2 * RIM;
  const counts = new Uint32Array(columns * rows);
  const living = countInto(counts, columns, rows, stage, picture);
  if (living === 0) return;
  const perCount = scale ** 2 / (living * ACROSS * DOWN);
  const paths = LEVELS.map(() => new Path2D());
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const density = counts[row * columns + column]! * perCount;
      if (density === 0) continue;
      let level = 0;
      while (level + 1 < LEVELS.length && density >= LEVELS[level + 1]!) level++;
      traceCell(paths[level]!, (column - RIM + (row & 1) / 2) * ACROSS, (row - RIM) * DOWN);
    }
  paths.forEach((path, level) => {
    paper.fillStyle = css(tints[level] ?? stage.paper);
    paper.fill(path);
  });
}

/** Counts the living into the cells they are nearest to; how many live. */
function countInto(
  counts: Uint32Array,
  columns: number,
  rows: number,
  { scale, left, top }: Stage,
  { before, after, share }: Picture,
): number {
  let living = 0;
  for (let slot = 0; slot < before.alive.length; slot++) {
    if (before.alive[slot] !== 1) continue;
    living++;
    const stays = after.alive[slot] === 1 ? share : 0;
    const x = before.practice[2 * slot]!;
    const y = before.practice[2 * slot + 1]!;
    const pixelX = left + (x + (after.practice[2 * slot]! - x) * stays) * scale;
    const pixelY = top - (y + (after.practice[2 * slot + 1]! - y) * stays) * scale;
    const cell = cellAt(pixelX, pixelY, columns, rows);
    if (cell >= 0) counts[cell]!++;
  }
  return living;
}

/** The hexagon around a pixel: of the two rows it lies between, the one whose middle is nearer. */
function cellAt(x: number, y: number, columns: number, rows: number): number {
  const upper = Math.floor(y / DOWN);
  let best = -1;
  let least = Infinity;
  for (let row = upper; row <= upper + 1; row++) {
    const column = Math.round(x / ACROSS - (row & 1) / 2);
    const dx = x - (column + (row & 1) / 2) * ACROSS;
    const dy = y - row * DOWN;
    const away = dx * dx + dy * dy;
    const isInside = column >= -RIM && column < columns - RIM && row >= -RIM && row < rows - RIM;
    if (away < least) {
      least = away;
      best = isInside ? (row + RIM) * columns + column + RIM : -1;
    }
  }
  return best;
}

function traceCell(path: Path2D, x: number, y: number): void {
  const half = ACROSS / 2 - 0.5; // half a pixel of the ground shows between two
  const tall = RADIUS - 0.6;
  path.moveTo(x, y - tall);
  path.lineTo(x + half, y - tall / 2);
  path.lineTo(x + half, y + tall / 2);
  path.lineTo(x, y + tall);
  path.lineTo(x - half, y + tall / 2);
  path.lineTo(x - half, y - tall / 2);
  path.closePath();
}
