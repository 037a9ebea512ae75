import type { SimEvent } from "../../sim/index.ts";
import type { Frame, Json, Marks, Opened } from "../../workers/protocol.ts";

/** Steps of one run as far as they are computed; index = step. */
export interface History {
  readonly opened: Opened;
  readonly frames: readonly Frame[];
  /** What is told of it, in order. */
  readonly events: readonly SimEvent[];
  /** Where each measure stands in a frame. */
  readonly columns: ReadonlyMap<string, number>;
}

/** What would have come without the change at step `from`: measures only. */
export interface Ghost {
  readonly from: number;
  readonly history: History;
}

export function createHistory(
  opened: Opened,
  frames: readonly Frame[],
  events: readonly SimEvent[],
): History {
  return {
    opened,
    frames,
    events,
    columns: new Map(opened.measures.map((name, column) => [name, column])),
  };
}

/** The last step that is there; −1 when there is none yet. */
export function lastStep(history: History): number {
  return history.frames.length - 1;
}

/** A measure at a step; NaN where it is undefined or not computed yet. */
export function valueAt(history: History, name: string, step: number): number {
  const column = history.columns.get(name);
  return column === undefined ? NaN : (history.frames[step]?.measures[column] ?? NaN);
}

/** What reforms have made of a parameter by a step, and since when; null where none ever sets it. */
export function inForce(
  history: History | null,
  path: string,
  step: number,
): { readonly value: Json; readonly since: number } | null {
  const course = history?.opened.courses.find((each) => each.path === path);
  const at = course?.steps.findLastIndex((since) => since <= step) ?? -1;
  const value = course?.values[at];
  const since = course?.steps[at];
  return value === undefined || since === undefined ? null : { value, since };
}

/** Two states and how far the moment lies between them, in [0,1). */
export interface Moment {
  readonly before: Marks;
  readonly after: Marks;
  readonly share: number;
  /** Who ceases to be between the two: slot → the one that takes it in, or −1. */
  readonly leaving: ReadonlyMap<number, number>;
}

/** The marks around a moment, which need not be a whole step; null where none are there. */
export function marksAround(history: History, time: number): Moment | null {
  const low = findMarks(history, Math.floor(time), -1);
  const high = findMarks(history, Math.ceil(time), 1) ?? low;
  if (low === null || high === null) return null;
  const span = high.step - low.step;
  return {
    before: low.marks,
    after: high.marks,
    share: span === 0 ? 0 : Math.min(1, Math.max(0, (time - low.step) / span)),
    leaving: new Map(
      goneBetween(history, low.step, high.step).map(({ slot, into }) => [slot, into]),
    ),
  };
}

/** Who ceased to be after one step and up to another. */
export function goneBetween(
  { frames }: History,
  from: number,
  to: number,
): readonly { readonly slot: number; readonly into: number }[] {
  const pairs: { slot: number; into: number }[] = [];
  for (let step = from + 1; step <= to; step++) {
    const gone = frames[step]?.gone ?? [];
    for (let at = 0; at < gone.length; at += 2)
      pairs.push({ slot: gone[at]!, into: gone[at + 1]! });
  }
  return pairs;
}

function findMarks(
  { frames }: History,
  from: number,
  direction: 1 | -1,
): { readonly step: number; readonly marks: Marks } | null {
  for (let step = from; step >= 0 && step < frames.length; step += direction) {
    const marks = frames[step]?.marks;
    if (marks) return { step, marks };
  }
  return null;
}

/** The same history without its marks, which a ghost does not need. */
export function withoutMarks(history: History): History {
  return { ...history, frames: history.frames.map((frame) => ({ ...frame, marks: null })) };
}
