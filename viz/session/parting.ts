import type { Compared, OpenRequest } from "../../workers/protocol.ts";
import { NO_LAYERS, type SessionState } from "./state.ts";
import { type SimulationWorker, startWorker } from "./worker.ts";
import type { Worlds } from "./worlds.ts";

/** Where two worlds part, as far as it is known. */
export type PartingState =
  | { readonly kind: "waiting" }
  | { readonly kind: "known"; readonly compared: Compared }
  | { readonly kind: "unknown" };

/** Finds where two worlds part whenever both have come to rest, in a worker of its own. */
export interface Partings {
  /** null where there is but one world. */
  readonly state: PartingState | null;
  subscribe(listener: () => void): void;
}

/** Both worlds have to stand as they are for so long, in milliseconds, before they are compared. */
const REST_MS = 400;

export function createPartings(worlds: Worlds): Partings {
  const listeners: (() => void)[] = [];
  let state: PartingState | null = null;
  let key = "";
  let worker: SimulationWorker | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = (next: PartingState | null): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const stop = (): void => {
    clearTimeout(timer);
    worker?.stop();
    worker = null;
  };
  const compare = async (a: OpenRequest, b: OpenRequest): Promise<void> => {
    const own = startWorker(() => {
      if (worker === own) update({ kind: "unknown" });
    });
    worker = own;
    try {
      const compared = await own.simulation.compare({ a, b });
      if (worker !== own) return;
      update(compared.ok ? { kind: "known", compared } : { kind: "unknown" });
    } catch {
      if (worker === own) update({ kind: "unknown" });
    }
    if (worker === own) stop();
  };
  worlds.subscribe(() => {
    if (worlds.letter === null) {
      if (state === null) return;
      stop();
      key = "";
      update(null);
      return;
    }
    const states = [worlds.of("A").state, worlds.of("B").state] as const;
    const isAtRest = states.every(({ progress }) => progress.kind === "done");
    const now = JSON.stringify([
      isAtRest,
      ...states.map(({ scenario, seed, layers }) => [scenario?.name, seed, layers]),
    ]);
    if (now === key) return;
    key = now;
    stop();
    update({ kind: "waiting" });
    const [a, b] = states.map(requestOf);
    if (isAtRest && a && b) timer = setTimeout(() => void compare(a, b), REST_MS);
  });
  return {
    get state() {
      return state;
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}

function requestOf({ scenario, seed, layers }: SessionState): OpenRequest | null {
  const [first = NO_LAYERS[0], ...later] = layers;
  return scenario === null ? null : { scenario, set: first.set, off: first.off, seed, later };
}
