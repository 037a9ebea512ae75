import { type History, type Moment, marksAround } from "../session/history.ts";

/** A point of the map, in its own coordinates. */
export type Point = readonly [number, number];

/** How much of a dot is there: all of it, or part of one that is coming or going. */
export function presenceOf({ before, after, share }: Moment, slot: number): number {
  const was = before.alive[slot] === 1;
  if (share === 0) return was ? 1 : 0;
  const willBe = after.alive[slot] === 1;
  if (was) return willBe ? 1 : 1 - share;
  return willBe ? share : 0;
}

/** Where an association is: on its way, where it appears, or flowing into the one that takes it in. */
export function placeOf({ before, after, share, leaving }: Moment, slot: number): Point {
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

/** What it declares to be; NaN where it is not there yet or any more. */
export function displayOf({ before, after, share }: Moment, slot: number): Point {
  if (before.alive[slot] !== 1) return [NaN, NaN];
  const from: Point = [before.display[2 * slot]!, before.display[2 * slot + 1]!];
  if (after.alive[slot] !== 1) return from;
  return between(from, [after.display[2 * slot]!, after.display[2 * slot + 1]!], share);
}

function between(from: Point, to: Point, share: number): Point {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** Quarters that a trail reaches back. */
export const TRAIL = 8;

/** Where an association was in the last two years, the earliest first, up to the moment itself. */
export function trailOf(history: History, moment: Moment, slot: number, time: number): Point[] {
  const points: Point[] = [];
  const last = Math.floor(time);
  for (let step = Math.max(0, last - TRAIL); step <= last; step++) {
    const marks = history.frames[step]?.marks;
    if (marks?.alive[slot] === 1)
      points.push([marks.practice[2 * slot]!, marks.practice[2 * slot + 1]!]);
  }
  if (presenceOf(moment, slot) > 0) points.push(placeOf(moment, slot));
  return points;
}

/** Mean practice at each step up to a moment, and at the moment itself. */
export function wayOfMean({ frames }: History, time: number): Point[] {
  const step = Math.floor(time + 1e-9);
  const way = frames
    .slice(0, step + 1)
    .map(({ centroid }) => centroid)
    .filter(isFinitePoint);
  const next = frames[step + 1]?.centroid;
  const here = way.at(-1);
  return here && next && isFinitePoint(next) ? [...way, between(here, next, time - step)] : way;
}

/** What is prescribed on average in the nation at each step up to a moment, and at the moment itself. */
export function wayOfPrescription(history: History, time: number): Point[] {
  const step = Math.floor(time + 1e-9);
  const way = history.frames
    .slice(0, step + 1)
    .flatMap(({ marks }): Point[] =>
      marks ? [[marks.prescriptions[0] ?? NaN, marks.prescriptions[1] ?? NaN]] : [],
    )
    .filter(isFinitePoint);
  const moment = marksAround(history, time);
  const here = moment === null ? null : prescriptionAt(moment, 0);
  return here && isFinitePoint(here) ? [...way, here] : way;
}

/** What is prescribed at a moment: 0 for the nation, then region by region. */
export function prescriptionAt({ before, after, share }: Moment, group: number): Point {
  return between(
    [before.prescriptions[2 * group] ?? NaN, before.prescriptions[2 * group + 1] ?? NaN],
    [after.prescriptions[2 * group] ?? NaN, after.prescriptions[2 * group + 1] ?? NaN],
    share,
  );
}

export const isFinitePoint = ([x, y]: Point): boolean => Number.isFinite(x) && Number.isFinite(y);
