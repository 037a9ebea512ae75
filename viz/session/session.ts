import type { Scenario, SimEvent, SwitchId } from "../../sim/index.ts";
import type { Changes, Frame, Layer, Opened } from "../../workers/protocol.ts";
import { createHost } from "./host.ts";
import { createHistory, lastStep, withoutMarks } from "./history.ts";
import {
  heldBy,
  needsRestart,
  NO_LAYERS,
  type Progress,
  type Refusal,
  type Session,
  type SessionState,
  withLayer,
  withoutNoops,
} from "./state.ts";
import type { SimulationWorker } from "./worker.ts";

/** Longest wait for a cancel to be heard, in milliseconds, before the worker is ended. */
const CANCEL_MS = 150;

/** States of a run that a cancel has nothing to take from. */
const SETTLED = new Set<Progress["kind"]>(["done", "failed", "cancelled", "crashed"]);

/** What holds for the run that is shown, whatever has been asked for since. */
type Kept = Pick<SessionState, "layers" | "changes" | "off" | "progress">;

/** A run to be had, and what else is to be in the state once it begins. */
interface Wish {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly layers: readonly Layer[];
  readonly patch?: Partial<SessionState>;
}

/** What is asked for and not answered yet. */
interface Asked {
  readonly wish: Wish;
  /** Last step that the run shown shares with it; −1 for none. */
  readonly at: number;
  readonly kept: Kept;
}

/** @param start starts a simulation's worker; it is told what to do when that dies by itself */
export function createSession(
  start: (onDeath: (reason: Error) => void) => SimulationWorker,
): Session {
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
  let live = 0; // the run that the worker holds; 0 for none
  let turn = 0; // rises with every request; an answer to an older one is dropped
  let asked: Asked | null = null;

  const update = (patch: Partial<SessionState>): void => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener(state);
  };

  const host = createHost(
    start,
    (description, { schema }) => update({ description: { ...description, schema } }),
    ({ message }) => {
      live = 0;
      turn++;
      update({ progress: { kind: "crashed", reason: message } });
    },
  );
  const { attempt, ready } = host;

  const end = (): void => {
    host.end();
    live = 0;
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

  const keptNow = (): Kept => {
    if (asked !== null) return asked.kept;
    const { layers, changes, off, progress } = state;
    return { layers, changes, off, progress };
  };

  /** What the next change is laid over: what was asked for last, answered or not. */
  const wished = (): Omit<Wish, "scenario"> & Pick<SessionState, "scenario"> => {
    const { scenario, seed, layers } = state;
    return asked?.wish ?? { scenario, seed, layers };
  };

  /** After a refusal: tries again what had been asked for before it, else goes back to the run that is shown. */
  const retreat = async (refusal: Refusal, before: Asked | null): Promise<void> => {
    const kept = keptNow();
    asked = null;
    const isUnderWay = kept.progress.kind === "computing";
    update({ ...kept, refusal, ...(isUnderWay ? { progress: { kind: "cancelled" } } : {}) });
    if (before !== null) {
      const { wish } = before;
      await open({ ...wish, patch: { ...wish.patch, refusal } }, state.source);
    } else if (isUnderWay) await goOn({ refusal });
  };

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
      const before = asked;
      asked = { wish, at: -1, kept: keptNow() };
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
        await retreat({ what: "change", name, problems: opened.problems }, before);
        return false;
      }
      asked = null;
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
  const fork = (
    changes: Changes,
    off: ReadonlySet<string>,
    at: number,
    patch: Partial<SessionState> = {},
  ): Promise<void> =>
    attempt(async () => {
      const { history, ghost } = state;
      const { scenario, seed, layers } = wished();
      const layer: Layer = { at, set: changes, off: [...off] as SwitchId[] };
      const held = heldBy(withLayer(layers, layer));
      // what an unanswered change is to make of the steps before this one is not there to be forked
      const isThere = history !== null && live === history.opened.run && at <= (asked?.at ?? at);
      if (scenario === null || !isThere) {
        await again({ layers: held.layers, patch });
        return;
      }
      const mine = ++turn;
      const before = asked;
      asked = { wish: { scenario, seed, layers: held.layers }, at, kept: keptNow() };
      update({ ...held, progress: { kind: "computing" } }); // what the old run came to is not the new one's
      const { simulation } = await ready();
      const opened = await simulation.fork({ run: history.opened.run, ...layer });
      if (turn !== mine) return;
      if (!opened.ok) {
        const { problems } = opened;
        // without a reason: the worker holds another run by now
        if (problems.listed.length === 0) await again({ patch });
        else await retreat({ what: "change", name: "", problems }, before);
        return;
      }
      asked = null;
      live = opened.run;
      const left = ghost?.from === at ? ghost : { from: at, history: withoutMarks(history) };
      const frames = history.frames.slice(0, at + 1);
      const events = history.events.filter(({ step }) => step <= at);
      update({ ghost: left, refusal: null, progress: { kind: "computing" }, ...patch });
      await collect(mine, opened, frames, events);
    }, undefined);

  /** Goes on with the run that is shown from its last step, as it would have gone on. */
  const goOn = async (patch: Partial<SessionState>): Promise<void> => {
    const { history, layers, changes, off, ghost } = state;
    if (history === null) return;
    const at = lastStep(history);
    if (layers.some((layer) => layer.at > at)) await again({ patch });
    else await fork(changes, off, at, { ghost, ...patch });
  };

  const again = ({ patch, ...other }: Partial<Wish>): Promise<boolean> => {
    const { scenario, ...wish } = wished();
    if (scenario === null) return Promise.resolve(false);
    return open({ scenario, ...wish, ...other, patch: { ...wish.patch, ...patch } }, state.source);
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
    again({ layers: wished().layers.map((layer) => ({ ...layer, set: change(layer.set) })) });

  const cancel = async (): Promise<void> => {
    const { kind } = state.progress;
    const { worker } = host;
    if (worker === null || (kind !== "computing" && kind !== "opening")) return;
    const mine = ++turn;
    const { progress, ...kept } = keptNow();
    asked = null;
    update(kept);
    const cancelled = worker.simulation.cancel().then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), CANCEL_MS));
    const isHeard = await Promise.race([cancelled, late]);
    if (turn !== mine) return; // something else is asked for by now
    if (!isHeard) end();
    update({ progress: SETTLED.has(progress.kind) ? progress : { kind: "cancelled" } });
  };

  return {
    get state() {
      return state;
    },
    worker: () => host.worker,
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
        withoutNoops({ ...held, ...changes }, wished().scenario);
      const { changes: held, off } = heldBy(wished().layers);
      if (Object.keys(changes).some(needsRestart)) await relay(over);
      else await fork(over(held), off, at);
    },

    async release(path, at) {
      const without = (held: Changes): Changes =>
        Object.fromEntries(Object.entries(held).filter(([each]) => each !== path));
      const { changes, off } = heldBy(wished().layers);
      if (needsRestart(path)) await relay(without);
      else await fork(without(changes), off, at);
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
      const { changes, off } = heldBy(wished().layers);
      await fork({ ...changes, ...wanted }, off, at);
      return true;
    },

    async toggle(id, at) {
      const { changes, off: held } = heldBy(wished().layers);
      const off = new Set(held);
      if (!off.delete(id)) off.add(id);
      await fork(changes, off, at);
    },

    async reset() {
      await again({ layers: NO_LAYERS });
    },

    cancel,

    resume: () => goOn({}),

    write: (request) =>
      attempt(async () => {
        const { seed, layers } = state;
        const written = await (await ready()).simulation.write({ ...request, seed, layers });
        return written.ok ? written : null;
      }, null),

    end() {
      turn++;
      end();
    },

    async restart() {
      update({ progress: { kind: "starting" } });
      await again({});
    },
  };
}
