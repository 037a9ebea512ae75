import type { Study } from "../../experiments/jobs.ts";
import type { Scenario } from "../../sim/index.ts";
import type { JobFailed } from "../../workers/protocol.ts";
import type { Settled, Task } from "./job-pool.ts";
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

/** Most steps whose measures are kept of a run, beside the last. */
const MOST_STEPS = 240;

/** A run of a branch. */
export interface Branched extends Task {
  readonly key: string;
  readonly letter: World["letter"];
  readonly without: string | null;
}

/** A world to be run, or that world without something. */
export interface Target {
  readonly world: World;
  readonly without: string | null;
}

/** The runs of one replicate that are still to come. */
export interface Group {
  readonly tasks: readonly Branched[];
}

/** What is still to be run, replicate by replicate. */
export function groupsOf(
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
          off: opening?.off ?? [],
          later: later.map(({ at, set, off }) => ({ from: at + 1, set, off })),
        },
      },
    },
  };
}

const keys = new WeakMap<Scenario, WeakMap<SessionState["layers"], string>>();

/** What the runs of a world have in common whatever their luck. */
export function keyOf({ scenario, layers }: SessionState): string {
  if (scenario === null) return "";
  const byLayers = keys.get(scenario) ?? new WeakMap<SessionState["layers"], string>();
  keys.set(scenario, byLayers);
  const known = byLayers.get(layers);
  if (known !== undefined) return known;
  const key = JSON.stringify([
    scenario,
    layers.map(({ at, set, off }) => [
      at,
      Object.entries(set).sort(([a], [b]) => (a < b ? -1 : 1)),
      [...off].sort(),
    ]),
  ]);
  byLayers.set(layers, key);
  return key;
}

/** The branches with one more run in them. */
export function withOutcome(
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
