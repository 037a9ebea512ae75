import type { Scenario, SimEvent, SwitchId } from "../../sim/index.ts";
import type { Changes, Frame, Opened } from "../../workers/protocol.ts";
import { createHistory, lastStep, withoutMarks } from "./history.ts";
import {
  needsRestart,
  type Progress,
  type Session,
  type SessionState,
  withoutNoops,
} from "./state.ts";
import { type SimulationWorker, startWorker } from "./worker.ts";

/** Longest wait for a cancel to be heard, in milliseconds, before the worker is ended. */
const CANCEL_MS = 150;

export function createSession(): Session {
  const listeners: ((state: SessionState) => void)[] = [];
  let state: SessionState = {
    description: null,
    scenario: null,
    origins: {},
    source: "",
    seed: "1",
    changes: {},
    off: new Set(),
    regimes: [],
    history: null,
    ghost: null,
    progress: { kind: "starting" },
    refusal: null,
  };
  let worker: SimulationWorker | null = null;
  let live = 0; // the run that the worker holds; 0 for none
  let ended = 0; // workers ended on purpose; what they leave unanswered is no fault
  let turn = 0; // rises with every request; an answer to an older one is dropped

  const update = (patch: Partial<SessionState>): void => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener(state);
  };

  const crash = (reason: Error): void => {
    worker = null;
    live = 0;
    turn++;
    update({ progress: { kind: "crashed", reason: reason.message } });
  };

  const ready = async (): Promise<SimulationWorker> => {
    if (worker) return worker;
    const started = startWorker(crash);
    worker = started;
    const description = await started.simulation.describe();
    if (description.isLocked) started.watch();
    update({ description });
    return started;
  };

  /** Does one request; a worker that dies meanwhile has been reported already. */
  const attempt = async <T>(request: () => Promise<T>, otherwise: T): Promise<T> => {
    const before = ended;
    try {
      return await request();
    } catch (error) {
      if (state.progress.kind !== "crashed" && worker !== null && ended === before) {
        worker.stop();
        crash(error instanceof Error ? error : new Error(String(error)));
      }
      return otherwise;
    }
  };

  /** Asks for frames and events until the run ends; both lists go on after what they hold. */
  const collect = async (
    mine: number,
    opened: Opened,
    frames: Frame[],
    events: SimEvent[],
  ): Promise<void> => {
    const { simulation } = await ready();
    for (;;) {
      const batch = await simulation.more(opened.run);
      if (turn !== mine) return;
      frames.push(...batch.frames);
      events.push(...batch.events);
      const history = createHistory(opened, frames, events);
      if (batch.state === "running") update({ history });
      else {
        const progress: Progress =
          batch.state === "done"
            ? { kind: "done", digest: batch.digest ?? "" }
            : batch.state === "failed"
              ? { kind: "failed", reason: batch.reason ?? "" }
              : { kind: "cancelled" };
        update({ history, progress });
        return;
      }
    }
  };

  interface Wish {
    readonly scenario: Scenario;
    readonly seed: string;
    readonly changes: Changes;
    readonly off: ReadonlySet<string>;
    readonly patch?: Partial<SessionState>;
  }

  /** Opens a run from the start; false where the settings are refused. */
  const open = (wish: Wish, name: string): Promise<boolean> =>
    attempt(async () => {
      const mine = ++turn;
      if (state.progress.kind !== "starting") update({ progress: { kind: "opening" } });
      const { simulation } = await ready();
      simulation.cancel().catch(() => undefined); // a death is reported where it is noticed
      const opened = await simulation.open({
        scenario: wish.scenario,
        set: wish.changes,
        off: [...wish.off] as SwitchId[],
        seed: wish.seed,
      });
      if (turn !== mine) return true;
      if (!opened.ok) {
        const progress = live === 0 ? state.progress : ({ kind: "cancelled" } as const);
        update({ refusal: { what: "change", name, problems: opened.problems }, progress });
        return false;
      }
      live = opened.run;
      const { scenario, seed, changes, off, patch } = wish;
      const progress: Progress = { kind: "computing" };
      const regimes = [{ from: null, changes, off: [...off] }];
      update({
        scenario,
        seed,
        changes,
        off,
        regimes,
        ghost: null,
        refusal: null,
        progress,
        ...patch,
      });
      await collect(mine, opened, [], []);
      return true;
    }, false);

  /** Goes on from a step with other settings; keeps what it replaces as a ghost. */
  const fork = (changes: Changes, off: ReadonlySet<string>, at: number): Promise<void> =>
    attempt(async () => {
      const { history } = state;
      if (history === null) return;
      if (live !== history.opened.run) {
        await again({ changes, off });
        return;
      }
      const mine = ++turn;
      const before =
        state.ghost?.from === at ? state.ghost : { from: at, history: withoutMarks(history) };
      update({ changes, off });
      const { simulation } = await ready();
      const opened = await simulation.fork({
        run: history.opened.run,
        at,
        set: changes,
        off: [...off] as SwitchId[],
      });
      if (turn !== mine) return;
      if (opened.ok) live = opened.run;
      else {
        update({ refusal: { what: "change", name: "", problems: opened.problems } });
        return;
      }
      const frames = history.frames.slice(0, at + 1);
      const events = history.events.filter(({ step }) => step <= at);
      const from = opened.from;
      const regimes = [
        ...state.regimes.filter((regime) => regime.from === null || regime.from < from),
        { from, changes, off: [...off] },
      ];
      update({ ghost: before, regimes, refusal: null, progress: { kind: "computing" } });
      await collect(mine, opened, frames, events);
    }, undefined);

  const again = (patch: Partial<Wish>): Promise<boolean> => {
    const { scenario, seed, changes, off } = state;
    if (scenario === null) return Promise.resolve(false);
    return open({ scenario, seed, changes, off, ...patch }, state.source);
  };

  const cancel = async (): Promise<void> => {
    const { kind } = state.progress;
    if (worker === null || (kind !== "computing" && kind !== "opening")) return;
    turn++;
    const cancelled = worker.simulation.cancel().then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), CANCEL_MS));
    if (!(await Promise.race([cancelled, late]))) {
      ended++;
      worker?.stop();
      worker = null;
      live = 0;
    }
    update({ progress: { kind: "cancelled" } });
  };

  return {
    get state() {
      return state;
    },
    worker: () => worker,
    subscribe: (listener) => void listeners.push(listener),
    refuse: (refusal) => update({ refusal }),

    async openScenario(name, files, seed) {
      if (state.progress.kind === "opening") await cancel(); // a field that takes long to found
      return attempt(async () => {
        const { simulation } = await ready();
        const loaded = await simulation.load({ name, files });
        if (!loaded.ok) {
          update({ refusal: { what: "file", name, problems: loaded.problems } });
          return false;
        }
        const { scenario, origins } = loaded;
        const patch = { source: name, origins };
        const wish: Wish = {
          scenario,
          seed: seed ?? scenario.run.seed,
          changes: {},
          off: new Set<string>(),
          patch,
        };
        void open(wish, name);
        return true;
      }, false);
    },

    async reseed(seed) {
      await again({ seed });
    },

    async change(changes, at) {
      const merged = withoutNoops({ ...state.changes, ...changes }, state.scenario);
      if (Object.keys(changes).some(needsRestart)) await again({ changes: merged });
      else await fork(merged, state.off, at);
    },

    async toggle(id, at) {
      const off = new Set(state.off);
      if (!off.delete(id)) off.add(id);
      await fork(state.changes, off, at);
    },

    async reset() {
      await again({ changes: {}, off: new Set() });
    },

    cancel,

    async resume() {
      const { history, changes, off, ghost } = state;
      if (history === null) return;
      await fork(changes, off, lastStep(history));
      update({ ghost });
    },

    async restart() {
      update({ progress: { kind: "starting" } });
      await again({});
    },
  };
}
