import { expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { needsRestart } from "../../viz/session/state.ts";
import type { Batch, Frame, Opened, Simulation } from "../../workers/protocol.ts";
import { createSimulation } from "../../workers/simulation.ts";
import { SWITCHES } from "../../sim/index.ts";
import { ROOT } from "../support/sources.ts";

const STEPS = 32;

function opened(answer: Opened | { readonly ok: false }): Opened {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

function open(simulation: Simulation): Opened {
  const name = "hpst-2009.yaml";
  const text = readFileSync(join(ROOT, "scenarios", name), "utf8");
  const loaded = simulation.load({ name, files: { [name]: text } });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { scenario } = loaded;
  return opened(simulation.open({ scenario, set: { "run.steps": STEPS }, off: [], seed: "page" }));
}

async function all(simulation: Simulation, { run }: Opened): Promise<Batch> {
  const frames: Frame[] = [];
  const events: Batch["events"][number][] = [];
  for (;;) {
    const batch = await simulation.more(run);
    frames.push(...batch.frames);
    events.push(...batch.events);
    if (batch.state !== "running") return { ...batch, frames, events };
  }
}

it("frames hold everyone who ever was, tell who goes and where, and agree with the measures", async () => {
  const simulation = createSimulation();
  const run = open(simulation);
  const { frames, events } = await all(simulation, run);
  expect(frames).toHaveLength(STEPS + 1);
  const column = run.measures.indexOf("associations");
  let before: Frame | undefined;
  let departures = 0;
  for (const frame of frames) {
    const { marks, gone } = frame;
    if (marks === null) throw new Error("a frame without marks in so short a run");
    const size = marks.alive.length;
    for (const column of [marks.places, marks.response, marks.grouping])
      expect(column).toHaveLength(size);
    for (const column of [marks.practice, marks.display]) expect(column).toHaveLength(2 * size);
    expect(marks.alive.reduce((sum, each) => sum + each, 0)).toBe(frame.measures[column]);
    expect(size).toBeGreaterThanOrEqual(before?.marks?.alive.length ?? 0);
    for (let at = 0; before !== undefined && at < gone.length; at += 2) {
      const [slot = -1, into = -1] = [gone[at], gone[at + 1]];
      departures++;
      expect([before.marks?.alive[slot] ?? 1, marks.alive[slot]]).toEqual([1, 0]);
      expect(into < 0 || marks.alive[into] === 1).toBe(true);
    }
    before = frame;
  }
  expect(departures).toBeGreaterThan(3);
  expect(new Set(events.map(({ kind }) => kind)).has("response")).toBe(false);
  expect(events.some(({ kind }) => kind === "merger")).toBe(true);
  expect(events.map(({ step }) => step)).toEqual(
    events.map(({ step }) => step).sort((a, b) => a - b),
  );
});

it("a run goes on without a rule of the field, and with another legal form, from the quarter asked for", async () => {
  const simulation = createSimulation();
  const first = open(simulation);
  await all(simulation, first);
  const off = ["mergers", "closures"] as const;
  const set = { "run.steps": STEPS, "legalForms.gcsms.saving": 0.2 };
  const fork = opened(await simulation.fork({ run: first.run, at: 12, set, off }));
  expect(fork.from).toBe(13);
  const { frames, events } = await all(simulation, fork);
  expect(frames.map(({ step }) => step)[0]).toBe(13);
  expect(frames.flatMap(({ gone }) => [...gone])).toEqual([]);
  expect(events.filter(({ kind }) => kind === "merger" || kind === "closure")).toEqual([]);
  expect(events.every(({ step }) => step > 12)).toBe(true);
});

const MILD = { "run.steps": STEPS, "regulators.ars.stringency": 0.1 };
const HARD = { "run.steps": STEPS, "regulators.ars.stringency": 0.9 };

it("a fork that something later overtakes comes to nothing, and takes nobody's place", async () => {
  const simulation = createSimulation();
  const first = open(simulation);
  await all(simulation, first);
  const overtaken = simulation.fork({ run: first.run, at: 20, set: MILD, off: [] });
  const second = open(simulation);
  expect(await overtaken).toEqual({ ok: false, problems: { listed: [], more: 0 } });
  expect((await all(simulation, second)).state).toBe("done");
  const earlier = simulation.fork({ run: second.run, at: 20, set: MILD, off: [] });
  const later = simulation.fork({ run: second.run, at: 8, set: HARD, off: [] });
  expect((await earlier).ok).toBe(false);
  expect((await all(simulation, opened(await later))).state).toBe("done");
});

it("what a fork shares with the run before it can be forked by that one's number, and no more", async () => {
  const simulation = createSimulation();
  const first = open(simulation);
  await all(simulation, first);
  await simulation.fork({ run: first.run, at: 12, set: MILD, off: [] }); // its answer comes too late
  const beyond = await simulation.fork({ run: first.run, at: 13, set: HARD, off: [] });
  expect(beyond.ok).toBe(false);
  const { run } = opened(await simulation.fork({ run: first.run, at: 12, set: HARD, off: [] }));
  const { digest } = await all(simulation, { ...first, run });
  const alone = createSimulation();
  const same = open(alone);
  await all(alone, same);
  const fork = opened(await alone.fork({ run: same.run, at: 12, set: HARD, off: [] }));
  expect((await all(alone, fork)).digest).toBe(digest);
});

it("the page is told every switch, and which settings take hold while a run goes on", () => {
  const { switches, mechanisms } = createSimulation().describe();
  expect(switches.map(({ id }) => id)).toEqual(SWITCHES.map(({ id }) => id));
  const influences = switches.filter(({ isTransition }) => !isTransition).map(({ id }) => id);
  expect(mechanisms.map(({ id }) => id)).toEqual([...influences, "bounds"]);
  expect(needsRestart("legalForms.gcsms.saving")).toBe(false);
  expect(needsRestart("population.associations")).toBe(true);
});
