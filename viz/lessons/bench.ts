import type { Scenario, SimEvent } from "../../sim/index.ts";
import type { Frame } from "../../workers/protocol.ts";
import { SHIPPED } from "../bundled.ts";
import { createHistory, type History } from "../session/history.ts";
import { type SimulationWorker, startWorker } from "../session/worker.ts";
import { figuresOf, type Lesson, type Runs, type World } from "./lesson.ts";

/** Computes the runs of lessons beside the one on the page, in workers of its own. */
export interface Bench {
  /** All worlds of a lesson under one seed. @throws where one of them comes to no end */
  play(lesson: Lesson, seed: string): Promise<Runs>;
  /**
   * Plays a lesson under seeds SEED/1 … SEED/n and tells after each how many are done and how many bear it out.
   * Ends early, without a word, once the signal is aborted.
   */
  count(
    lesson: Lesson,
    n: number,
    signal: AbortSignal,
    tell: (done: number, agreeing: number) => void,
  ): Promise<void>;
}

/** Workers that count at once: one core is left to the page. */
const lanes = (): number => Math.min(4, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));

export function createBench(): Bench {
  const play = (worker: SimulationWorker, lesson: Lesson, seed: string): Promise<Runs> =>
    lesson.worlds.reduce(
      async (before, world) => [...(await before), await playWorld(worker, lesson, world, seed)],
      Promise.resolve<Runs>([]),
    );
  return {
    play: (lesson, seed) => withWorker((worker) => play(worker, lesson, seed)),
    async count(lesson, n, signal, tell) {
      let next = 1;
      let done = 0;
      let agreeing = 0;
      const lane = (): Promise<void> =>
        withWorker(async (worker) => {
          const stop = (): void => worker.stop();
          signal.addEventListener("abort", stop);
          while (next <= n && !signal.aborted) {
            const seed = `${lesson.seed}/${next++}`;
            const runs = await Promise.race([play(worker, lesson, seed), aborted(signal)]);
            if (runs === null) return;
            done++;
            if (lesson.agrees(figuresOf(lesson, runs))) agreeing++;
            tell(done, agreeing);
          }
        });
      await Promise.all(Array.from({ length: Math.min(n, lanes()) }, lane));
    },
  };
}

/** Resolves to null once the signal is aborted. */
const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener("abort", () => resolve(null), { once: true });
  });

/** Lends a worker, and ends it afterwards; its death rejects. */
async function withWorker<Result>(
  work: (worker: SimulationWorker) => Promise<Result>,
): Promise<Result> {
  let die: (reason: Error) => void = () => undefined;
  const death = new Promise<never>((_, reject) => (die = reject));
  const worker = startWorker((reason) => die(reason));
  try {
    return await Promise.race([work(worker), death]);
  } finally {
    worker.stop();
  }
}

const scenarios = new Map<string, Scenario>();

/** The checked scenario of a lesson; read once. */
async function scenarioOf(worker: SimulationWorker, name: string): Promise<Scenario> {
  const known = scenarios.get(name);
  if (known !== undefined) return known;
  const loaded = await worker.simulation.load({ name, files: SHIPPED });
  if (!loaded.ok) throw new Error(`${name} does not load`);
  scenarios.set(name, loaded.scenario);
  return loaded.scenario;
}

async function playWorld(
  worker: SimulationWorker,
  lesson: Lesson,
  { changes, off, other }: World,
  seed: string,
): Promise<History> {
  const opened = await worker.simulation.open({
    scenario: await scenarioOf(worker, lesson.scenario),
    set: changes,
    off,
    seed: `${seed}${other}`,
  });
  if (!opened.ok) throw new Error(`${lesson.id} is refused`);
  const frames: Frame[] = [];
  const events: SimEvent[] = [];
  for (;;) {
    const batch = await worker.simulation.more(opened.run);
    frames.push(...batch.frames);
    events.push(...batch.events);
    if (batch.state === "done") return createHistory(opened, frames, events);
    if (batch.state !== "running") throw new Error(batch.reason ?? batch.state);
  }
}
