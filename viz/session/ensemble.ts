import {
  type Branch,
  type Branched,
  groupsOf,
  keyOf,
  type Target,
  withOutcome,
  type World,
} from "./branches.ts";
import { createJobPool, type JobPool } from "./job-pool.ts";

/** Many runs that differ in luck alone. */
export interface Ensemble {
  /** The seed whose replicates these are. */
  readonly seed: string;
  readonly branches: readonly Branch[];
  /** What was asked for last. */
  readonly work: {
    readonly kind: "running" | "done" | "cancelled";
    /** Replicates that are settled in every branch asked for, of those wanted. */
    readonly done: number;
    readonly wanted: number;
    /** What is knocked out in it; null where nothing is. */
    readonly without: string | null;
    /** null until there is something to go by. */
    readonly secondsLeft: number | null;
  };
  /** Runs that came to no end. */
  readonly failed: number;
  /** Workers that died and were replaced. */
  readonly deaths: number;
}

/** The page's ensembles; one at a time. */
export interface Ensembles {
  readonly state: Ensemble | null;
  /** Runs the worlds shown on so many seeds; what is there already is kept. */
  start(n: number): void;
  /** Runs the first world on so many seeds with and without a mechanism. */
  knockOut(id: string, n: number): void;
  /** Stops at once and keeps what came. */
  cancel(): void;
  /** Stops at once and keeps nothing. */
  forget(): void;
  subscribe(listener: (state: Ensemble | null) => void): void;
  /** Workers at present, and the way to lose one; for tests. */
  readonly workers: () => number;
  readonly kill: () => boolean;
}

/** Most replicates of one ensemble. */
const MOST_REPLICATES = 300;
/** Idle workers are ended after so long; until then they keep their burn-ins. */
const IDLE_MS = 30_000;
const POLL_MS = 250;
/** Workers at once: one core is left to the page. */
const lanes = (): number => Math.max(1, (navigator.hardwareConcurrency || 2) - 1);

/** @param worlds those that are shown */
export function createEnsembles(worlds: () => readonly World[]): Ensembles {
  const listeners: ((state: Ensemble | null) => void)[] = [];
  let state: Ensemble | null = null;
  let pool: JobPool | null = null;
  let turn = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const update = (next: Ensemble | null): void => {
    state = next;
    for (const listener of listeners) listener(state);
  };

  const work = (patch: Partial<Ensemble["work"]>): void => {
    if (state) update({ ...state, work: { ...state.work, ...patch } });
  };

  const release = (): void => {
    pool?.close();
    pool = null;
  };

  const begin = async (
    wanted: number,
    without: string | null,
    targets: readonly Target[],
  ): Promise<void> => {
    const seed = worlds()[0]?.state.seed ?? "";
    const mine = ++turn;
    if (state?.work.kind === "running") release(); // what it had in hand is not wanted any more
    clearTimeout(idle);
    pool ??= createJobPool(lanes());
    const own = pool;
    const deathsBefore = own.deaths;
    const before = state?.seed === seed ? state : null;
    const keys = new Set(worlds().map((world) => keyOf(world.state)));
    update({
      seed,
      branches: (before?.branches ?? []).filter(({ key }) => keys.has(key)),
      work: { kind: "running", done: 0, wanted, without, secondsLeft: null },
      failed: 0,
      deaths: 0,
    });
    const groups = groupsOf(targets, state!.branches, seed, wanted);
    const total = groups.reduce((sum, { tasks }) => sum + tasks.length, 0);
    const began = performance.now();
    let settled = 0;
    let isOpen = true;
    const finished = new Set(groups.filter(({ tasks }) => tasks.length === 0));
    const open = groups.filter(({ tasks }) => tasks.length > 0);
    let at = 0;
    work({ done: finished.size });

    const tell = async (): Promise<void> => {
      const partial = Math.min(lanes(), await own.progress());
      if (!isOpen || mine !== turn) return;
      const done = settled + partial;
      const elapsed = (performance.now() - began) / 1000;
      if (done > 0.2) work({ secondsLeft: (elapsed / done) * (total - done) });
    };
    const poll = setInterval(() => void tell(), POLL_MS);
    try {
      await own.drain<Branched>(
        () => (mine === turn ? open[at++]?.tasks : undefined),
        (task, outcome) => {
          if (mine !== turn || state === null) return;
          settled++;
          for (const group of open) if (group.tasks.at(-1) === task) finished.add(group);
          const branches = withOutcome(state.branches, task, outcome);
          update({
            ...state,
            branches,
            work: { ...state.work, done: finished.size },
            failed: branches.reduce((sum, { lost }) => sum + lost.length, 0),
            deaths: own.deaths - deathsBefore,
          });
        },
      );
      if (mine === turn) work({ kind: "done", secondsLeft: null });
    } finally {
      isOpen = false;
      clearInterval(poll);
      if (mine === turn) idle = setTimeout(release, IDLE_MS);
    }
  };

  const targetsOf = (without: string | null): readonly Target[] => {
    const shown = worlds().filter(({ state: of }) => of.scenario !== null);
    if (without === null) return shown.map((world) => ({ world, without: null }));
    return shown.slice(0, 1).flatMap((world) => [
      { world, without: null },
      { world, without },
    ]);
  };

  return {
    get state() {
      return state;
    },
    start: (n) => void begin(boundedCount(n), null, targetsOf(null)),
    knockOut: (id, n) => void begin(boundedCount(n), id, targetsOf(id)),
    cancel() {
      if (state?.work.kind !== "running") return;
      turn++;
      release();
      work({ kind: "cancelled", secondsLeft: null });
    },
    forget() {
      turn++;
      clearTimeout(idle);
      release();
      update(null);
    },
    subscribe: (listener) => void listeners.push(listener),
    workers: () => pool?.workers ?? 0,
    kill: () => pool?.kill() ?? false,
  };
}

const boundedCount = (n: number): number => Math.min(MOST_REPLICATES, Math.max(1, Math.floor(n)));
