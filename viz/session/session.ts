import type { Scenario, SimEvent, SwitchId } from "../../sim/index.ts";
import type { Changes, Frame, Layer, Opened } from "../../workers/protocol.ts";
import { SCHEMA } from "../texts.ts";
import { createHistory, lastStep, withoutMarks } from "./history.ts";
import {
  needsRestart,
  NO_LAYERS,
  type Progress,
  type Session,
  type SessionState,
  withLayer,
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
    text: null,
    seed: "1",
    layers: NO_LAYERS,
    changes: {},
    off: new Set(),
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
    update({ description: { ...description, schema: SCHEMA } });
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
    readonly layers: readonly Layer[];
    readonly patch?: Partial<SessionState>;
  }

  /**
   * Opens a run from the start; false where the settings are refused.
   * @param onBegun called as soon as it is known whether it begins
   */
  const open = (
    wish: Wish,
    name: string,
    onBegun: (isBegun: boolean) => void = () => undefined,
  ): Promise<boolean> =>
    attempt(async () => {
      const mine = ++turn;
      const [first = NO_LAYERS[0], ...later] = wish.layers;
      if (state.progress.kind !== "starting") update({ progress: { kind: "opening" } });
      const { simulation } = await ready();
      simulation.cancel().catch(() => undefined); // a death is reported where it is noticed
      const opened = await simulation.open({
        scenario: wish.scenario,
        set: first.set,
        off: first.off,
        seed: wish.seed,
        later,
      });
      if (turn !== mine) {
        onBegun(false);
        return true;
      }
      if (!opened.ok) {
        onBegun(false);
        const progress = live === 0 ? state.progress : ({ kind: "cancelled" } as const);
        update({ refusal: { what: "change", name, problems: opened.problems }, progress });
        return false;
      }
      live = opened.run;
      const { scenario, seed, layers, patch } = wish;
      const progress: Progress = { kind: "computing" };
      const held = heldBy(layers);
      update({ scenario, seed, ...held, ghost: null, refusal: null, progress, ...patch });
      onBegun(true);
      await collect(mine, opened, [], []);
      return true;
    }, false);

  /** Goes on from a step with other settings; keeps what it replaces as a ghost. */
  const fork = (changes: Changes, off: ReadonlySet<string>, at: number): Promise<void> =>
    attempt(async () => {
      const { history } = state;
      const layer: Layer = { at, set: changes, off: [...off] as SwitchId[] };
      const held = heldBy(withLayer(state.layers, layer));
      if (history === null || live !== history.opened.run) {
        await again(held);
        return;
      }
      const mine = ++turn;
      const before =
        state.ghost?.from === at ? state.ghost : { from: at, history: withoutMarks(history) };
      const kept = { ...heldBy(state.layers), progress: state.progress };
      update({ ...held, progress: { kind: "computing" } }); // what the old run came to is not the new one's
      const { simulation } = await ready();
      const opened = await simulation.fork({ run: history.opened.run, ...layer });
      if (turn !== mine) return;
      if (opened.ok) live = opened.run;
      else {
        update({ ...kept, refusal: { what: "change", name: "", problems: opened.problems } });
        return;
      }
      const frames = history.frames.slice(0, at + 1);
      const events = history.events.filter(({ step }) => step <= at);
      update({ ghost: before, refusal: null, progress: { kind: "computing" } });
      await collect(mine, opened, frames, events);
    }, undefined);

  const again = (patch: Partial<Wish>): Promise<boolean> => {
    const { scenario, seed, layers } = state;
    if (scenario === null) return Promise.resolve(false);
    return open({ scenario, seed, layers, ...patch }, state.source);
  };

  /** Begins a run; resolves when it is known whether it does. */
  const begin = (wish: Wish, name: string): Promise<boolean> =>
    new Promise((resolve) => {
      open(wish, name, resolve).then(
        () => resolve(false), // where it never came to begin
        () => resolve(false),
      );
    });

  /** Starts over with other values in every layer. */
  const relay = (change: (set: Changes) => Changes): Promise<boolean> =>
    again({ layers: state.layers.map((layer) => ({ ...layer, set: change(layer.set) })) });

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

    async openScenario(name, files, as = {}) {
      if (state.progress.kind === "opening") await cancel(); // a field that takes long to found
      return attempt(async () => {
        const { simulation } = await ready();
        const loaded = await simulation.load({ name, files });
        if (!loaded.ok) {
          update({ refusal: { what: "file", name, problems: loaded.problems } });
          return false;
        }
        const { scenario, origins } = loaded;
        const text = Object.hasOwn(files, name) ? (files[name] ?? null) : null;
        const { seed = scenario.run.seed, layers = NO_LAYERS } = as;
        const patch = { source: name, origins, text };
        return await begin({ scenario, seed, layers, patch }, name);
      }, false);
    },

    openCopy({ scenario, seed, source, origins, text, ...of }, layers = of.layers) {
      if (scenario === null) return Promise.resolve(false);
      return begin({ scenario, seed, layers, patch: { source, origins, text } }, source);
    },

    async reseed(seed) {
      await again({ seed });
    },

    async change(changes, at) {
      const over = (held: Changes): Changes =>
        withoutNoops({ ...held, ...changes }, state.scenario);
      if (Object.keys(changes).some(needsRestart)) await relay(over);
      else await fork(over(state.changes), state.off, at);
    },

    async release(path, at) {
      const without = (held: Changes): Changes =>
        Object.fromEntries(Object.entries(held).filter(([each]) => each !== path));
      if (needsRestart(path)) await relay(without);
      else await fork(without(state.changes), state.off, at);
    },

    async steer(by, at) {
      const { history } = state;
      if (history === null || live !== history.opened.run) return false;
      const { run } = history.opened;
      const wanted = await attempt(
        async () => (await ready()).simulation.steer({ run, at, by }),
        {},
      );
      if (Object.keys(wanted).length === 0) return false;
      await fork({ ...state.changes, ...wanted }, state.off, at);
      return true;
    },

    async toggle(id, at) {
      const off = new Set(state.off);
      if (!off.delete(id)) off.add(id);
      await fork(state.changes, off, at);
    },

    async reset() {
      await again({ layers: NO_LAYERS });
    },

    cancel,

    async resume() {
      const { history, changes, off, ghost } = state;
      if (history === null) return;
      await fork(changes, off, lastStep(history));
      update({ ghost });
    },

    write: (request) =>
      attempt(async () => {
        const { seed, layers } = state;
        const written = await (await ready()).simulation.write({ ...request, seed, layers });
        return written.ok ? written : null;
      }, null),

    end() {
      turn++;
      ended++;
      worker?.stop();
      worker = null;
      live = 0;
    },

    async restart() {
      update({ progress: { kind: "starting" } });
      await again({});
    },
  };
}

/** What layers mean for the state: the last one rules what a visitor sees as changed. */
function heldBy(layers: readonly Layer[]): Pick<SessionState, "layers" | "changes" | "off"> {
  const last = layers.at(-1) ?? NO_LAYERS[0];
  return { layers, changes: last.set, off: new Set(last.off) };
}
