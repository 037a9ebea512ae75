import type { Problems } from "../../experiments/files/problem.ts";
import type { Scenario } from "../../sim/index.ts";
import type {
  Changes,
  Description,
  Json,
  Layer,
  Origins,
  Written,
  WriteRequest,
} from "../../workers/protocol.ts";
import type { Ghost, History } from "./history.ts";
import type { SimulationWorker } from "./worker.ts";

/** How far the present run is. */
export type Progress =
  | { readonly kind: "starting" }
  | { readonly kind: "opening" }
  | { readonly kind: "computing" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "done"; readonly digest: string }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "crashed"; readonly reason: string };

/** Why something that a person asked for was not done. */
export interface Refusal {
  readonly what: "file" | "change" | "link";
  readonly name: string;
  readonly problems: Problems;
}

export interface SessionState {
  /** What the worker says of itself, and the scenario's JSON Schema. */
  readonly description: (Description & { readonly schema: Json }) | null;
  readonly scenario: Scenario | null;
  readonly origins: Origins;
  /** File name of the scenario among the shipped ones, or of the visitor's own. */
  readonly source: string;
  /** Its text where it is the visitor's own; null for a shipped one. */
  readonly text: string | null;
  readonly seed: string;
  /** What is laid over the scenario and from which step on; the first one from the start. */
  readonly layers: readonly Layer[];
  /** What the last of them lays over it. */
  readonly changes: Changes;
  readonly off: ReadonlySet<string>;
  readonly history: History | null;
  readonly ghost: Ghost | null;
  readonly progress: Progress;
  readonly refusal: Refusal | null;
}

/** A run and everything that can be asked of it. Each request that supersedes another cancels it. */
export interface Session {
  readonly state: SessionState;
  /** Calls back after every change of the state. */
  subscribe(listener: (state: SessionState) => void): void;
  /**
   * Opens a scenario, with what is laid over it; on a bad one the present one stays, and the state says why.
   * Resolves when its run has begun, or will not.
   */
  openScenario(
    name: string,
    files: Readonly<Record<string, string>>,
    as?: { readonly seed?: string; readonly layers?: readonly Layer[] },
  ): Promise<boolean>;
  /** Opens what another session holds, perhaps with other layers. */
  openCopy(of: SessionState, layers?: readonly Layer[]): Promise<boolean>;
  /** Starts over with a seed. */
  reseed(seed: string): Promise<void>;
  /** Lays values over the scenario from a step on; what only a new run can take starts one. */
  change(changes: Changes, at: number): Promise<void>;
  /** Moves what is prescribed by a way on the map, from a step on; false where there is nothing to move. */
  steer(by: readonly [number, number], at: number): Promise<boolean>;
  /** Lets a value be again what the scenario and its reforms make it, from a step on. */
  release(path: string, at: number): Promise<void>;
  /** Switches an influence or a transition off or on from a step on. */
  toggle(id: string, at: number): Promise<void>;
  /** Takes all changes back, from step 0 on. */
  reset(): Promise<void>;
  cancel(): Promise<void>;
  /** Goes on after a cancel. */
  resume(): Promise<void>;
  /** Starts again after a crash, a failure or a cancel. */
  restart(): Promise<void>;
  refuse(refusal: Refusal | null): void;
  /** The scenario as a file, with what is laid over it; null where the worker is gone. */
  write(request: Omit<WriteRequest, "layers" | "seed">): Promise<Written | null>;
  /** Ends its worker: nothing can be asked of it any more. */
  end(): void;
  /** Ends the worker as a fault would; for tests. */
  readonly worker: () => SimulationWorker | null;
}

/** Parts of a scenario that can change while a run goes on. */
const LIVE = new Set(["mechanisms", "regulators", "legalForms", "reforms"]);

/** Of these, what only the founding of a field reads. */
const FOUNDING = /^(regulators\.[^.]+\.(level|spread)|mechanisms\.need\.spread)$/;

/** Whether a value at this path needs a new run. */
export function needsRestart(path: string): boolean {
  return !LIVE.has(path.split(".")[0] ?? "") || FOUNDING.test(path);
}

/** Changes that differ from what the scenario says anyway; where a reform would move a value, holding it is a change. */
export function withoutNoops(changes: Changes, scenario: Scenario | null): Changes {
  const reformed = (scenario?.reforms ?? []).flatMap(({ set }) => Object.keys(set));
  const isMoved = (path: string): boolean =>
    reformed.some(
      (moved) => moved === path || moved.startsWith(`${path}.`) || path.startsWith(`${moved}.`),
    );
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([path, value]) =>
        isMoved(path) || JSON.stringify(readPath(scenario, path)) !== JSON.stringify(value),
    ),
  );
}

/** The layers of a run that nothing was changed in. */
export const NO_LAYERS: readonly [Layer] = [{ at: 0, set: {}, off: [] }];

/** The layers with another one from step `at` on; what would have come later gives way. */
export function withLayer(layers: readonly Layer[], layer: Layer): readonly Layer[] {
  const before = layers.filter(({ at }) => at < layer.at);
  const last = before.at(-1);
  const isSame =
    last !== undefined &&
    JSON.stringify([last.set, last.off]) === JSON.stringify([layer.set, layer.off]);
  return isSame ? before : [...before, layer];
}

/** What layers mean for the state: the last one rules what a visitor sees as changed. */
export function heldBy(layers: readonly Layer[]): Pick<SessionState, "layers" | "changes" | "off"> {
  const last = layers.at(-1) ?? NO_LAYERS[0];
  return { layers, changes: last.set, off: new Set(last.off) };
}

/** The value at a dotted path of plain data; undefined where there is none. */
export function readPath(root: unknown, path: string): Json | undefined {
  let value = root;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value as Json;
}
