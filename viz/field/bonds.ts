import { goneBetween } from "../session/history.ts";
import { placeOf, presenceOf } from "./places.ts";
import type { Way } from "./ways.ts";

/** Quarters for which the place of one that is gone stays marked. */
const MARKED = 12;
/** Half the side of that mark, in pixels. */
const REACH = 3.5;
/** Most marks at once: more could not be read. */
const MOST_MARKS = 60;

/** Lines from the members of one grouping to their middle, and a ring around each member. */
export function paintGrouping(
  { paper, screen, moment, tokens, magnification }: Way,
  grouping: number,
): void {
  const members: (readonly [number, number])[] = [];
  const { before } = moment;
  for (let slot = 0; slot < before.alive.length; slot++)
    if (before.grouping[slot] === grouping && presenceOf(moment, slot) === 1) {
      const [x, y] = placeOf(moment, slot);
      members.push([screen.x(x), screen.y(y)]);
    }
  const middleX = members.reduce((sum, [x]) => sum + x, 0) / members.length;
  const middleY = members.reduce((sum, [, y]) => sum + y, 0) / members.length;
  const lines = new Path2D();
  for (const [x, y] of members) {
    if (members.length > 1) {
      lines.moveTo(x, y);
      lines.lineTo(middleX, middleY);
    }
    lines.moveTo(x + 8 * magnification, y);
    lines.arc(x, y, 8 * magnification, 0, 2 * Math.PI);
  }
  for (const [color, width] of [
    [tokens("paper"), 4],
    [tokens("cooperate"), 1.75],
  ] as const) {
    paper.lineWidth = width * magnification;
    paper.strokeStyle = color;
    paper.stroke(lines);
  }
}

/**
 * A small cross where an association was that has closed or merged in the last three years; of one that merged, with
 * a thin line to the one that took it in.
 */
export function paintGone(way: Way): void {
  const { paper, screen, history, moment, time, tokens, magnification } = way;
  const { before } = moment;
  const step = Math.floor(time + 1e-9);
  const crosses = new Path2D();
  const flows = new Path2D();
  const reach = REACH * magnification;
  const gone = goneBetween(history, Math.max(0, step - MARKED), step);
  for (const { slot, into } of gone.slice(-MOST_MARKS)) {
    if (slot >= before.alive.length || before.alive[slot] === 1) continue;
    const [x, y] = [screen.x(before.practice[2 * slot]!), screen.y(before.practice[2 * slot + 1]!)];
    crosses.moveTo(x - reach, y - reach);
    crosses.lineTo(x + reach, y + reach);
    crosses.moveTo(x - reach, y + reach);
    crosses.lineTo(x + reach, y - reach);
    if (into < 0 || presenceOf(moment, into) === 0) continue;
    const [intoX, intoY] = placeOf(moment, into);
    flows.moveTo(x, y);
    flows.lineTo(screen.x(intoX), screen.y(intoY));
  }
  paper.lineCap = "round";
  paper.lineWidth = magnification;
  paper.strokeStyle = tokens("muted");
  paper.setLineDash([1, 3]);
  paper.stroke(flows);
  paper.setLineDash([]);
  for (const [color, width] of [
    [tokens("paper"), 4],
    [tokens("muted"), 1.75],
  ] as const) {
    paper.lineWidth = width * magnification;
    paper.strokeStyle = color;
    paper.stroke(crosses);
  }
}
