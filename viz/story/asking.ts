import { h, setText } from "../dom.ts";
import { lastStep } from "../session/history.ts";
import type { SimulationWorker } from "../session/worker.ts";
import type { Context, Scene } from "../view.ts";
import type { Opened } from "../../workers/protocol.ts";

type Remote = SimulationWorker["simulation"];

/** An answer that is there, is being worked out, or neither. */
export interface Answer<T> {
  /** The latest answer to the same question; null while there is none. */
  readonly value: T | null;
  readonly isWorking: boolean;
  /** Share that is done, in [0,1]. */
  readonly done: number;
  /** Whether the visitor called it off. */
  readonly isStopped: boolean;
}

/** A question to the simulation's worker that takes a while. */
export interface Asking<T> {
  /** What is known of the subject in the world that a scene shows; asks where nothing is, or too little. */
  ask(scene: Scene, subject: string): Answer<T>;
  stop(): void;
  /** Asks again after a stop. */
  restart(): void;
}

const POLL_MS = 150;
/** Pause before a question is put again that another one pushed aside. */
const RETRY_MS = 250;

/**
 * @param request puts the question about a run, and about a subject
 * @param onChange called whenever an answer or its progress has changed
 */
export function createAsking<T>(
  { session }: Context,
  request: (remote: Remote, run: number, subject: string) => Promise<T | null>,
  onChange: () => void,
): Asking<T> {
  let world: Opened | null = null;
  let subject = "";
  let value: T | null = null;
  let covered = -1;
  let state: "idle" | "working" | "waiting" | "stopped" = "idle";
  let done = 0;
  let turn = 0;

  const put = async (run: number, reach: number): Promise<void> => {
    const worker = session.worker();
    if (worker === null) return;
    const mine = ++turn;
    state = "working";
    done = 0;
    const watch = async (): Promise<void> => {
      const { done: steps, steps: all } = await worker.simulation.looking();
      if (turn !== mine) return;
      done = all > 0 ? Math.min(1, Math.max(0, steps / all)) : 0;
      onChange();
    };
    const poll = setInterval(() => void watch().catch(() => undefined), POLL_MS);
    // a worker that dies is reported where the run is
    const answer = await request(worker.simulation, run, subject).catch(() => null);
    clearInterval(poll);
    if (turn !== mine) return;
    if (answer === null) {
      state = "waiting";
      setTimeout(() => {
        if (turn !== mine || state !== "waiting") return;
        state = "idle";
        onChange();
      }, RETRY_MS);
    } else {
      state = "idle";
      value = answer;
      covered = reach;
    }
    onChange();
  };

  return {
    ask({ history, state: { progress } }, next) {
      const { opened } = history;
      if (opened !== world || next !== subject) {
        world = opened;
        subject = next;
        value = null;
        covered = -1;
        turn++;
        state = "idle";
      }
      const reach = lastStep(history);
      const isSettled = progress.kind !== "computing" && progress.kind !== "opening";
      if (state === "idle" && isSettled && covered < reach) void put(opened.run, reach);
      const isWorking = state === "working" || state === "waiting" || !isSettled;
      return { value, isWorking, done, isStopped: state === "stopped" };
    },
    stop() {
      turn++;
      state = "stopped";
      void session.worker()?.simulation.stopLooking();
      onChange();
    },
    restart() {
      state = "idle";
      onChange();
    },
  };
}

/** Says how far an answer is, with a way to call it off. */
export interface Waiting {
  readonly root: HTMLElement;
  show(answer: Answer<unknown>): void;
}

export function createWaiting({ t, format }: Context, asking: Asking<unknown>): Waiting {
  const said = h("span", { class: "muted" });
  const bar = h("progress", { attributes: { max: 1, "aria-label": t.story.working } });
  const button = h(
    "button",
    {
      class: "button text",
      attributes: { type: "button" },
      on: { click: () => (isStopped ? asking.restart() : asking.stop()) },
    },
    t.story.stop,
  );
  let isStopped = false;
  const root = h("div", { class: "waiting", attributes: { hidden: true } }, said, bar, button);
  return {
    root,
    show(answer) {
      ({ isStopped } = answer);
      root.hidden = answer.value !== null || !(answer.isWorking || isStopped);
      bar.hidden = isStopped;
      bar.value = answer.done;
      setText(said, isStopped ? t.story.stopped : t.story.workingAt(format.percent(answer.done)));
      setText(button, isStopped ? t.story.goOn : t.story.stop);
    },
  };
}
