import type { Problems } from "../../experiments/files/problem.ts";
import type { Scenario } from "../../sim/index.ts";
import type { Changes, Description, Json, Origins } from "../../workers/protocol.ts";
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
  readonly what: "file" | "change";
  readonly name: string;
  readonly problems: Problems;
}

/** What is laid over the scenario, and from which step on: null stands for the opening, before any step. */
export interface Regime {
  readonly from: number | null;
  readonly changes: Changes;
  readonly off: readonly string[];
}

export interface SessionState {
  readonly description: Description | null;
  readonly scenario: Scenario | null;
  readonly origins: Origins;
  /** File name of the scenario among the shipped ones, or of the visitor's own. */
  readonly source: string;
  readonly seed: string;
  readonly changes: Changes;
  readonly off: ReadonlySet<string>;
  /** All that held in the run shown, in the order in which it was laid down; the last is what `changes` and `off` say. */
  readonly regimes: readonly Regime[];
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
  /** Opens a scenario; on a bad one the present one stays, and the state says why. */
  openScenario(
    name: string,
    files: Readonly<Record<string, string>>,
    seed?: string,
  ): Promise<boolean>;
  /** Starts over with a seed. */
  reseed(seed: string): Promise<void>;
  /** Lays values over the scenario from a step on; what only a new run can take starts one. */
  change(changes: Changes, at: number): Promise<void>;
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
  /** Ends the worker as a fault would; for tests. */
  readonly worker: () => SimulationWorker | null;
}

/** Parts of a scenario that can change while a run goes on. */
const LIVE = new Set(["mechanisms", "regulators", "legalForms", "reforms"]);

/** Whether a value at this path needs a new run. */
export function needsRestart(path: string): boolean {
  return !LIVE.has(path.split(".")[0] ?? "");
}

/** Changes that differ from what the scenario says anyway. */
export function withoutNoops(changes: Changes, scenario: Scenario | null): Changes {
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([path, value]) => JSON.stringify(readPath(scenario, path)) !== JSON.stringify(value),
    ),
  );
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
