import type { SwitchId } from "../../sim/index.ts";
import type { Changes } from "../../workers/protocol.ts";
import type { History } from "../session/history.ts";

/** One of the runs that a lesson compares; all start from the lesson's scenario. */
export interface World {
  /** What is laid over the scenario. */
  readonly changes: Changes;
  readonly off: readonly SwitchId[];
  /** What is added to the seed; empty for the seed itself, so that two worlds share every draw. */
  readonly other: "" | "/B" | "/C";
}

/** The runs of one seed, complete, in the order of the lesson's worlds. */
export type Runs = readonly History[];

/** How a figure is written. */
export type Unit = "share" | "change" | "count" | "distance" | "thousandths";

/** A number that a text or a chart shows, computed from the runs on the screen and from nothing else. */
export interface Figure {
  readonly unit: Unit;
  readonly of: (runs: Runs) => number;
}

/** The figures of one seed by name. */
export type Figures = Readonly<Record<string, number>>;

/** One line of a chart: a quantity at every step of one world. */
export interface Line {
  readonly world: number;
  readonly at: (history: History, step: number) => number;
}

/** What a panel draws: courses in time, bars of figures, or the ways of the mean on the map. */
export type Drawing =
  | {
      readonly kind: "lines";
      readonly unit: Unit;
      readonly lines: Readonly<Record<string, Line>>;
      /** Step at which its figures are read; the last one where nothing else is said. */
      readonly read?: number;
    }
  | { readonly kind: "bars"; readonly figures: readonly string[] }
  | { readonly kind: "ways"; readonly worlds: readonly number[] };

/** One panel of the explanation; its words are in the messages, under the same id. */
export interface Panel {
  readonly id: string;
  readonly drawing: Drawing;
}

/** A question whose right answer the runs decide. */
export interface Question {
  readonly choices: readonly string[];
  readonly answer: (figures: Figures) => string;
}

/** A lesson without its words: what is run, what is computed, and when the run bears the lesson out. */
export interface Lesson {
  readonly id: string;
  readonly kind: "lesson" | "seminar";
  /** Name of its scenario among the shipped ones. */
  readonly scenario: string;
  /** The seed that a whole class shares; the scenario's own. */
  readonly seed: string;
  readonly worlds: readonly World[];
  /** Index of the world that the page shows. */
  readonly shown: number;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly predict: Question;
  readonly panels: readonly Panel[];
  readonly check: Question;
  /** Whether these runs show what the lesson says; where not, the lesson says so. */
  readonly agrees: (figures: Figures) => boolean;
  /** What to try afterwards: paths of the controls that free play begins with. */
  readonly levers: readonly string[];
}

/** All figures of a lesson in these runs. */
export function figuresOf(lesson: Lesson, runs: Runs): Figures {
  return Object.fromEntries(
    Object.entries(lesson.figures).map(([name, { of }]) => [name, of(runs)]),
  );
}

/** A world that changes nothing but these values. */
export const world = (changes: Changes = {}, other: World["other"] = ""): World => ({
  changes,
  off: [],
  other,
});

/** The figure named. @throws RangeError where the lesson has none */
export function figure(figures: Figures, name: string): number {
  const value = figures[name];
  if (value === undefined) throw new RangeError(`no figure ${name}`);
  return value;
}
