import type { Study } from "../../experiments/jobs.ts";
import type { SwitchId } from "../../sim/index.ts";
import type { JobFailed } from "../../workers/protocol.ts";
import { createJobPool, type JobPool, type Settled, type Task } from "./job-pool.ts";
import type { SessionState } from "./state.ts";

/** A world that is shown: the session's state, and its letter where there are two. */
export interface World {
  readonly letter: "A" | "B" | null;
  readonly state: SessionState;
}

/** One run of an ensemble; a row per step, a column per measure. */
export interface Member {
  /** From 1. */
  readonly replicate: number;
  /** `SEED/replicate`, as batches name it. */
  readonly seed: string;
  /** The same as the command line's for this seed and these settings. */
  readonly digest: string;
  readonly values: Float64Array;
}

/** A run that came to no end. */
export interface Lost {
  readonly replicate: number;
  readonly reason: JobFailed["reason"];
  readonly message: string;
}

/** Runs of one world, or of that world without one of its mechanisms; the same replicates have the same luck in all. */
export interface Branch {
  /** What it is a sample of: scenario, and what was laid over it when. */
  readonly key: string;
  readonly letter: World["letter"];
  /** What is knocked out in every run of it; null for nothing. */
  readonly without: string | null;
  readonly steps: Int32Array;
  readonly measures: readonly string[];
  /** In the order of replicates; those that failed are missing. */
  readonly members: readonly Member[];
  readonly lost: readonly Lost[];
}

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
  subscribe(listener: (state: Ensemble | null) => void): void;
  /** Workers at present, and the way to lose one; for tests. */
  readonly workers: () => number;
  readonly kill: () => boolean;
}

/** Most replicates of one ensemble. */
export const MOST_REPLICATES = 300;
/** Idle workers are ended after so long; until then they keep their burn-ins. */
const IDLE_MS = 30_000;
const POLL_MS = 250;
/** Most steps whose measures are kept of a run, beside the last. */
const MOST_STEPS = 240;

/** Workers at once: one core is left to the page. */
const lanes = (): number => Math.max(1, (navigator.hardwareConcurrency || 2) - 1);

interface Branched extends Task {
  readonly key: string;
  readonly letter: World["letter"];
  readonly without: string | null;
}

/** @param worlds those that are shown */
export function createEnsembles(worlds: () => readonly World[]): Ensembles {
  const listeners: ((state: Ensemble | null) => void)[] = [];
  let state: Ensemble | null = null;
  let pool: JobPool | null = null;
  let turn = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const update = (next: Ensemble): void => {
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
    subscribe: (listener) => void listeners.push(listener),
    workers: () => pool?.workers ?? 0,
    kill: () => pool?.kill() ?? false,
  };
}

const boundedCount = (n: number): number => Math.min(MOST_REPLICATES, Math.max(1, Math.floor(n)));

interface Target {
  readonly world: World;
  readonly without: string | null;
}

interface Group {
  readonly tasks: readonly Branched[];
}

/** What is still to be run, replicate by replicate. */
function groupsOf(
  targets: readonly Target[],
  branches: readonly Branch[],
  seed: string,
  wanted: number,
): readonly Group[] {
  const studies = targets.map(({ world, without }) => studyOf(world.state, wanted, without));
  return Array.from({ length: wanted }, (_, index) => {
    const replicate = index + 1;
    const tasks = targets.flatMap(({ world, without }, at): Branched[] => {
      const key = keyOf(world.state);
      const found = branches.find((branch) => branch.key === key && branch.without === without);
      if (found?.members.some((member) => member.replicate === replicate)) return [];
      const study = studies[at]!;
      return [
        {
          study,
          request: {
            slot: { run: index, point: 0, replicate, seed: `${seed}/${replicate}` },
            point: without === null ? [SHOWN] : [SHOWN, true],
          },
          key,
          letter: world.letter,
          without,
        },
      ];
    });
    return { tasks };
  });
}

/** Path and level of the one factor of a world's study: what the page has laid over the scenario. */
const WORLD = "world";
const SHOWN = "shown";

/** The study whose runs are those of the world, as the page opened it and changed it on the way. */
function studyOf(state: SessionState, replicates: number, without: string | null): Study {
  const { scenario, layers, seed } = state;
  if (scenario === null) throw new Error("no scenario is open");
  const [opening, ...later] = layers;
  const steps = Number(opening?.set["run.steps"] ?? scenario.run.steps);
  const knockOut = without === null ? [] : [{ path: `off.${without}`, levels: [true] }];
  return {
    scenario,
    seed,
    steps,
    every: Math.max(1, Math.ceil(steps / MOST_STEPS)),
    design: {
      kind: "grid",
      factors: [{ path: WORLD, levels: [SHOWN] }, ...knockOut],
      replicates,
    },
    arms: {
      [WORLD]: {
        [SHOWN]: {
          set: opening?.set ?? {},
          off: (opening?.off ?? []) as readonly SwitchId[],
          ...(later.length === 0
            ? {}
            : {
                later: later.map(({ at, set, off }) => ({ from: at + 1, set, off })),
              }),
        },
      },
    },
  };
}

const keys = new WeakMap<SessionState["layers"], string>();

/** What the runs of a world have in common whatever their luck. */
export function keyOf({ scenario, layers }: SessionState): string {
  const known = keys.get(layers);
  if (known !== undefined) return known;
  const key = JSON.stringify([
    scenario,
    layers.map(({ at, set, off }) => [
      at,
      Object.entries(set).sort(([a], [b]) => (a < b ? -1 : 1)),
      [...off].sort(),
    ]),
  ]);
  keys.set(layers, key);
  return key;
}

/** The branches with one more run in them. */
function withOutcome(
  branches: readonly Branch[],
  { key, letter, without, request: { slot } }: Branched,
  outcome: Settled,
): readonly Branch[] {
  const { replicate, seed } = slot;
  const found = branches.find((branch) => branch.key === key && branch.without === without);
  const before: Branch = found ?? {
    key,
    letter,
    without,
    steps: new Int32Array(),
    measures: [],
    members: [],
    lost: [],
  };
  const lost = before.lost.filter((each) => each.replicate !== replicate);
  const { measures } = outcome;
  const after: Branch = outcome.ok
    ? {
        ...before,
        steps: outcome.steps,
        measures,
        lost,
        members: [
          ...before.members,
          { replicate, seed, digest: outcome.digest, values: outcome.values },
        ].sort((a, b) => a.replicate - b.replicate),
      }
    : {
        ...before,
        lost: [...lost, { replicate, reason: outcome.reason, message: outcome.message }],
      };
  return found
    ? branches.map((branch) => (branch === found ? after : branch))
    : [...branches, after];
}
