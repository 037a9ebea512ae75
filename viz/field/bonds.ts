import { goneBetween, type History, type Moment } from "../session/history.ts";
import type { Tokens } from "../tokens.ts";
import type { Screen } from "./projection.ts";

/** Quarters for which the place of one that is gone stays marked. */
const MARKED = 12;
/** Half the side of that mark, in pixels. */
const REACH = 3.5;
/** Most marks at once: more could not be read. */
const MOST_MARKS = 150;

/** Thin lines from the members of each grouping to their middle, under the dots. */
export function paintGroupings(
  paper: CanvasRenderingContext2D,
  screen: Screen,
  { before, after, share }: Moment,
  tokens: Tokens,
): void {
  const middles = new Map<number, { x: number; y: number; count: number }>();
  const at = (slot: number): readonly [number, number] => [
    before.practice[2 * slot]! + (after.practice[2 * slot]! - before.practice[2 * slot]!) * share,
    before.practice[2 * slot + 1]! +
      (after.practice[2 * slot + 1]! - before.practice[2 * slot + 1]!) * share,
  ];
  const members: number[] = [];
  for (let slot = 0; slot < before.alive.length; slot++) {
    const grouping = before.grouping[slot]!;
    if (grouping < 0 || before.alive[slot] !== 1 || after.alive[slot] !== 1) continue;
    members.push(slot);
    const middle = middles.get(grouping) ?? { x: 0, y: 0, count: 0 };
    const [x, y] = at(slot);
    middle.x += x;
    middle.y += y;
    middle.count++;
    middles.set(grouping, middle);
  }
  const lines = new Path2D();
  for (const slot of members) {
    const middle = middles.get(before.grouping[slot]!);
    if (middle === undefined || middle.count < 2) continue;
    const [x, y] = at(slot);
    lines.moveTo(screen.x(x), screen.y(y));
    lines.lineTo(screen.x(middle.x / middle.count), screen.y(middle.y / middle.count));
  }
  paper.lineWidth = 1.25;
  paper.strokeStyle = tokens("cooperate");
  paper.stroke(lines);
}

/** A small cross where an association was that has closed or merged in the last three years. */
export function paintGone(
  paper: CanvasRenderingContext2D,
  screen: Screen,
  history: History,
  step: number,
  { before }: Moment,
  tokens: Tokens,
): void {
  const crosses = new Path2D();
  const gone = goneBetween(history, Math.max(0, step - MARKED), step);
  for (const { slot } of gone.slice(-MOST_MARKS)) {
    if (slot >= before.alive.length || before.alive[slot] === 1) continue;
    const [x, y] = [screen.x(before.practice[2 * slot]!), screen.y(before.practice[2 * slot + 1]!)];
    crosses.moveTo(x - REACH, y - REACH);
    crosses.lineTo(x + REACH, y + REACH);
    crosses.moveTo(x - REACH, y + REACH);
    crosses.lineTo(x + REACH, y - REACH);
  }
  paper.lineCap = "round";
  for (const [color, width] of [
    [tokens("paper"), 4],
    [tokens("muted"), 1.5],
  ] as const) {
    paper.lineWidth = width;
    paper.strokeStyle = color;
    paper.stroke(crosses);
  }
}
