import { planRun, type Run, type Scenario, startRun } from "../../sim/index.ts";
import { figuresOf, type Figures, type Lesson, type World } from "../../viz/lessons/lesson.ts";
import { createHistory, type History } from "../../viz/session/history.ts";
import { layOver } from "../../workers/changes.ts";
import { takeFrame } from "../../workers/frames.ts";
import { mapField } from "../../workers/map.ts";
import type { Frame, Opened } from "../../workers/protocol.ts";
import { shipped } from "./shipped.ts";

const scenarios = new Map<string, Scenario>();

/** The scenario that a lesson starts from; read once. */
export function scenarioOf({ scenario: name }: Lesson): Scenario {
  const scenario = scenarios.get(name) ?? shipped(name);
  scenarios.set(name, scenario);
  return scenario;
}

const laid = new Map<string, Scenario>();

/** The scenario with a world's values laid over it; made once. @throws where the lesson changes what is not there */
function treatedOf(lesson: Lesson, { changes }: World): Scenario {
  const key = JSON.stringify([lesson.scenario, changes]);
  const known = laid.get(key);
  if (known !== undefined) return known;
  const treated = layOver(scenarioOf(lesson), changes);
  if (!treated.ok) throw new Error(JSON.stringify(treated.problems));
  laid.set(key, treated.scenario);
  return treated.scenario;
}

/** A world of a lesson as a run at step 0. */
export function begin(lesson: Lesson, world: World, seed: string): Run {
  const isTouched = Object.keys(world.changes).length > 0;
  const plan = planRun(scenarioOf(lesson), {
    ...(isTouched ? { treated: treatedOf(lesson, world) } : {}),
    off: world.off,
    seed: `${seed}${world.other}`,
  });
  return startRun(plan, { digest: false, events: false });
}

/** A run to its end, as the page would hold it. */
function recorded(run: Run, scenario: Scenario): History {
  const { plane } = mapField(scenario);
  const { steps } = run.plan;
  const frames: Frame[] = [];
  for (;;) {
    frames.push(takeFrame(run, plane, 1, run.step === 0 || run.step === steps));
    if (run.step === steps) break;
    run.advance();
  }
  const measures = run.measures.map(({ name }) => name);
  const opened = { measures, steps, practices: run.field.practices } as unknown as Opened;
  return createHistory(opened, frames, []);
}

/** All worlds of a lesson under one seed. */
export function runsOf(lesson: Lesson, seed: string): readonly History[] {
  const scenario = scenarioOf(lesson);
  return lesson.worlds.map((world) => {
    const run = begin(lesson, world, seed);
    const history = recorded(run, scenario);
    run.release();
    return history;
  });
}

/** What a lesson's runs come to under one seed. */
export const playedOut = (lesson: Lesson, seed: string): Figures =>
  figuresOf(lesson, runsOf(lesson, seed));
