import { SHIPPED } from "../bundled.ts";
import { drawSeed } from "../session/link.ts";
import type { Player } from "../session/player.ts";
import type { Worlds } from "../session/worlds.ts";
import { type Bench, createBench } from "./bench.ts";
import { type Figures, figuresOf, type Lesson, type Runs } from "./lesson.ts";
import { type Hideable, type LessonLink, type Step, stepsOf } from "./link.ts";

/** How many seeds a claim is counted over. */
export const COUNTED_SEEDS = 30;

/** What a visitor has said and seen of a lesson so far. */
export interface CourseState {
  readonly lesson: Lesson;
  readonly seed: string;
  readonly step: Step;
  /** Index of the furthest step reached; those before it can be gone back to. */
  readonly furthest: number;
  readonly hide: readonly Hideable[];
  readonly predicted: string | null;
  readonly sureness: string | null;
  readonly checked: string | null;
  /** All worlds under the seed, once they are computed. */
  readonly played: { readonly runs: Runs; readonly figures: Figures } | null;
  readonly hasFailed: boolean;
  readonly count: {
    readonly kind: "running" | "done";
    readonly done: number;
    readonly agreeing: number;
  } | null;
}

/** A visitor's way through the lessons. */
export interface Course {
  /** null outside of lessons. */
  readonly state: CourseState | null;
  /** Whether the page is a lesson's: not outside of lessons, nor once everybody may try for themselves. */
  readonly isUnderWay: boolean;
  /** Called back after every change; one at a time, the last that asked. */
  onChange: () => void;
  open(link: Pick<LessonLink, "lesson" | "at" | "seed" | "hide">): void;
  leave(): void;
  predict(choice: string): void;
  beSure(sureness: string): void;
  check(choice: string): void;
  /** Goes to a step; to `run` only once a prediction is made. */
  go(step: Step): void;
  next(): void;
  back(): void;
  /** Starts over, under this seed or one drawn. */
  reseed(seed?: string): void;
  count(): void;
  stopCount(): void;
}

/** Further than any lesson goes: its end. */
const LAST = 1000;

/** Whether the run may start. */
export const isUnlocked = ({ predicted, sureness }: CourseState): boolean =>
  predicted !== null && sureness !== null;

/** What a course needs of the page. */
export interface CourseParts {
  readonly worlds: Worlds;
  readonly player: Player;
  /** Another run takes the place of the one on the page, to be shown from its start or, once it is there, from a step. */
  readonly begin: (step?: number) => void;
}

export function createCourse({ worlds, player, begin: giveWay }: CourseParts): Course {
  const bench: Bench = createBench();
  let state: CourseState | null = null;
  let turn = 0;
  let counting: AbortController | null = null;

  const update = (patch: Partial<CourseState>): void => {
    if (state === null) return;
    state = { ...state, ...patch };
    course.onChange();
  };

  const stopCount = (): void => {
    counting?.abort();
    counting = null;
    if (state?.count?.kind === "running") update({ count: null });
  };

  /** Puts the lesson's shown world on the page, and computes all of them beside it. */
  const begin = async (lesson: Lesson, seed: string, at: Step): Promise<void> => {
    const mine = ++turn;
    const shown = lesson.worlds[lesson.shown] ?? lesson.worlds[0];
    if (shown === undefined) return;
    if (worlds.letter !== null) worlds.keep("A");
    const isOver = at !== "predict" && at !== "run";
    giveWay(isOver ? LAST : undefined);
    player.pause();
    player.seek(0);
    void worlds.edited.openScenario(lesson.scenario, SHIPPED, {
      seed: `${seed}${shown.other}`,
      layers: [{ at: 0, set: shown.changes, off: shown.off }],
    });
    try {
      const runs = await bench.play(lesson, seed);
      if (mine === turn) update({ played: { runs, figures: figuresOf(lesson, runs) } });
    } catch {
      if (mine === turn) update({ hasFailed: true });
    }
  };

  const enter = (step: Step): void => {
    if (state === null) return;
    const index = stepsOf(state.lesson).indexOf(step);
    if (index < 0) return;
    if (index > 0 && state.furthest === 0 && !isUnlocked(state)) return;
    update({ step, furthest: Math.max(index, state.furthest) }); // unlocked first
    if (step === "run") {
      player.seek(0);
      player.play();
    } else player.pause();
  };

  const open = ({
    lesson,
    at,
    seed,
    hide,
  }: Pick<LessonLink, "lesson" | "at" | "seed" | "hide">): void => {
    stopCount();
    state = {
      lesson,
      seed,
      step: at,
      furthest: Math.max(0, stepsOf(lesson).indexOf(at)),
      hide,
      predicted: null,
      sureness: null,
      checked: null,
      played: null,
      hasFailed: false,
      count: null,
    };
    course.onChange();
    void begin(lesson, seed, at);
  };

  // before the prediction nothing moves, whoever asks for it
  player.subscribe(() => {
    if (state?.step !== "predict") return;
    if (player.isPlaying) player.pause();
    if (player.time !== 0) player.seek(0);
  });

  const course: Course = {
    get state() {
      return state;
    },
    get isUnderWay() {
      return state !== null && state.step !== "free";
    },
    onChange: () => undefined,
    open,
    leave() {
      stopCount();
      turn++;
      state = null;
      course.onChange();
    },
    predict: (predicted) => update({ predicted }),
    beSure: (sureness) => update({ sureness }),
    check: (checked) => update({ checked }),
    go: enter,
    next() {
      if (state === null) return;
      const steps = stepsOf(state.lesson);
      enter(steps[steps.indexOf(state.step) + 1] ?? state.step);
    },
    back() {
      if (state === null) return;
      const steps = stepsOf(state.lesson);
      enter(steps[steps.indexOf(state.step) - 1] ?? state.step);
    },
    reseed(seed = drawSeed()) {
      if (state !== null) open({ lesson: state.lesson, at: "predict", seed, hide: state.hide });
    },
    count() {
      if (state === null) return;
      stopCount();
      const { lesson } = state;
      const control = new AbortController();
      counting = control;
      update({ count: { kind: "running", done: 0, agreeing: 0 } });
      const tell = (done: number, agreeing: number): void => {
        if (counting !== control) return;
        const kind = done === COUNTED_SEEDS ? "done" : "running";
        update({ count: { kind, done, agreeing } });
      };
      bench.count(lesson, COUNTED_SEEDS, control.signal, tell).catch(() => {
        if (counting === control) update({ count: null, hasFailed: true });
      });
    },
    stopCount,
  };
  return course;
}
