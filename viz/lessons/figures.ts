import { type History, lastStep, valueAt } from "../session/history.ts";
import type { Runs } from "./lesson.ts";

/** A quantity at one step of a run. */
export type Course = (history: History, step: number) => number;

/** A measure as it stands. */
export const measure =
  (name: string): Course =>
  (history, step) =>
    valueAt(history, name, step);

/** How much more alike than at step 0, as a share: 1 − V/V₀. */
export const fall =
  (vector: "practice" | "display" | "project" = "practice"): Course =>
  (history, step) =>
    valueAt(history, `similarity.${vector}`, step) / 100;

/** Sum of a measure over steps after `from` and up to `to`. */
export function sumOf(history: History, name: string, from: number, to: number): number {
  let sum = 0;
  for (let step = from + 1; step <= to; step++) sum += valueAt(history, name, step);
  return sum;
}

/**
 * What a line of the ledger of practice took away of the initial dispersion up to a step, as a share of it:
 * −Σ φ / V₀; negative where it drew practices apart.
 */
export const taken =
  (line: string): Course =>
  (history, step) => {
    const sum = sumOf(history, `ledger.practice.${line}`, 0, step);
    return sum === 0 ? 0 : -sum / valueAt(history, "dispersion.practice", 0);
  };

/** The same with the sign turned: what a line gave back. */
export const given =
  (line: string): Course =>
  (history, step) =>
    0 - taken(line)(history, step);

/**
 * Distance of the mean practice from the one prescription of all: √(C − V/K), where C is the mean squared distance to it and
 * V the dispersion over K practices. Holds where all associations have the same prescription.
 */
export const aim: Course = (history, step) =>
  Math.sqrt(
    Math.max(
      0,
      valueAt(history, "compliance.practice.square", step) -
        valueAt(history, "dispersion.practice", step) / history.opened.practices,
    ),
  );

/** One quantity over another; 0 where the other is 0. */
export const ratio =
  (part: Course, whole: Course): Course =>
  (history, step) => {
    const all = whole(history, step);
    return all === 0 ? 0 : part(history, step) / all;
  };

/** The value of a quantity at the end of one of the runs. */
export const end =
  (course: Course, which = 0): ((runs: Runs) => number) =>
  (runs) => {
    const history = runOf(runs, which);
    return course(history, lastStep(history));
  };

/** The value at a step. */
export const at =
  (course: Course, step: number, which = 0): ((runs: Runs) => number) =>
  (runs) =>
    course(runOf(runs, which), step);

/** The run of one world. @throws RangeError where it is not there */
function runOf(runs: Runs, which: number): History {
  const history = runs[which];
  if (history === undefined) throw new RangeError(`no run ${which}`);
  return history;
}

/** x,y of the mean practice on the map. */
export function centreAt(history: History, step: number): readonly [number, number] {
  return history.frames[step]?.centroid ?? [NaN, NaN];
}

/** x,y of the mean prescription on the map, as the last frame that has marks up to a step says. */
export function targetAt(history: History, step: number): readonly [number, number] {
  for (let before = step; before >= 0; before--) {
    const marks = history.frames[before]?.marks;
    if (marks) return [marks.prescriptions[0] ?? NaN, marks.prescriptions[1] ?? NaN];
  }
  return [NaN, NaN];
}

const gap = (one: readonly [number, number], other: readonly [number, number]): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1]);

/** Mean distance on the map between the centres of some runs at a step, over their pairs; `end` for the last step. */
export const apart =
  (which: readonly number[], when: number | "end"): ((runs: Runs) => number) =>
  (runs) => {
    const centres = which.map((index) => {
      const history = runOf(runs, index);
      return centreAt(history, when === "end" ? lastStep(history) : when);
    });
    let sum = 0;
    let pairs = 0;
    for (const [index, one] of centres.entries())
      for (const other of centres.slice(index + 1)) {
        sum += gap(one, other);
        pairs++;
      }
    return sum / pairs;
  };

/** Mean distance on the map between centre and prescription in some runs at a step. */
export const fromTarget =
  (which: readonly number[], when: number | "end"): ((runs: Runs) => number) =>
  (runs) => {
    let sum = 0;
    for (const index of which) {
      const history = runOf(runs, index);
      const step = when === "end" ? lastStep(history) : when;
      sum += gap(centreAt(history, step), targetAt(history, step));
    }
    return sum / which.length;
  };

/** Mean distance on the map that the centres of some runs have gone. */
export const gone =
  (which: readonly number[]): ((runs: Runs) => number) =>
  (runs) => {
    let sum = 0;
    for (const index of which) {
      const history = runOf(runs, index);
      sum += gap(centreAt(history, 0), centreAt(history, lastStep(history)));
    }
    return sum / which.length;
  };

/** Steps after `from` until a quantity is at most half of what it is at `from + 1`; as many as there are where it never is. */
export const halving =
  (course: Course, from: number, which = 0): ((runs: Runs) => number) =>
  (runs) => {
    const history = runOf(runs, which);
    const half = course(history, from + 1) / 2;
    let step = from + 1;
    while (step < lastStep(history) && course(history, step) > half) step++;
    return step - from;
  };
