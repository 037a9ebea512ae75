import fc from "fast-check";
import { expect, it } from "vitest";
import { createSession } from "../../viz/session/session.ts";
import type { Session, SessionState } from "../../viz/session/state.ts";
import type { SimulationWorker } from "../../viz/session/worker.ts";
import type { Batch, Frame, Simulation } from "../../workers/protocol.ts";
import { createSimulation } from "../../workers/simulation.ts";

const STEPS = 12;
const NAME = "field.yaml";
const FILES = {
  [NAME]: `population: {associations: 12}\nrun: {steps: ${STEPS}, burnIn: 0}\n`,
};
/** Quarters that come with one answer. */
const PORTION = 4;

const MIMICRY = "mechanisms.mimetic.rate";
const NOISE = "mechanisms.noise.spread";

const DESCRIPTION = createSimulation().describe();

/** A worker of this very process, whose answers come when they are let through. */
function stage(): {
  readonly session: Session;
  readonly hold: () => void;
  readonly release: () => void;
  /** Lets one answer through; false where none is waiting. */
  readonly releaseOne: () => boolean;
} {
  let isHeld = false;
  const waiting: (() => void)[] = [];
  const answered = async <Answer>(answer: Answer | Promise<Answer>): Promise<Answer> => {
    const known = await answer;
    if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
    return known;
  };
  const simulation = createSimulation();
  const portions = portioned(simulation);
  const remote: SimulationWorker["simulation"] = {
    learn: () => Promise.resolve(),
    describe: () => Promise.resolve(DESCRIPTION),
    load: (request) => Promise.resolve(simulation.load(request)),
    open: (request) => answered(simulation.open(request)),
    fork: (request) => answered(simulation.fork(request)),
    more: (run) => answered(portions(run)),
    steer: (request) => Promise.resolve(simulation.steer(request)),
    cancel: () => Promise.resolve(simulation.cancel()),
    compare: (request) => Promise.resolve(simulation.compare(request)),
    write: (request) => Promise.resolve(simulation.write(request)),
    roll: (run) => Promise.resolve(simulation.roll(run)),
    life: (run, slot) => simulation.life(run, slot),
    annals: (run) => simulation.annals(run),
    diary: (run, from, to) => simulation.diary(run, from, to),
    looking: () => Promise.resolve(simulation.looking()),
    stopLooking: () => Promise.resolve(simulation.stopLooking()),
  };
  const worker: SimulationWorker = {
    simulation: remote,
    schema: {},
    watch: () => undefined,
    stop: () => undefined,
    vanish: () => Promise.reject(new Error("gone")),
  };
  const releaseOne = (): boolean => {
    const next = waiting.shift();
    next?.();
    return next !== undefined;
  };
  return {
    session: createSession(() => worker),
    hold: () => void (isHeld = true),
    release() {
      isHeld = false;
      while (releaseOne());
    },
    releaseOne,
  };
}

/** What a run has to tell, in portions: so small a one would come at once. */
function portioned(simulation: Simulation): (run: number) => Promise<Batch> {
  const rests = new Map<number, Batch>();
  return async (run) => {
    const whole = rests.get(run) ?? (await wholeOf(simulation, run));
    rests.delete(run);
    const { frames, ...rest } = whole;
    if (frames.length <= PORTION) return whole;
    rests.set(run, { ...rest, frames: frames.slice(PORTION) });
    return { ...rest, state: "running", frames: frames.slice(0, PORTION) };
  };
}

async function wholeOf(simulation: Simulation, run: number): Promise<Batch> {
  const frames: Frame[] = [];
  for (;;) {
    const batch = await simulation.more(run);
    frames.push(...batch.frames);
    if (batch.state !== "running") return { ...batch, frames };
  }
}

async function openField(session: Session): Promise<void> {
  expect(await session.openScenario(NAME, FILES, { seed: "7" })).toBe(true);
}

async function settled({ session }: { readonly session: Session }): Promise<void> {
  await expect
    .poll(() => session.state.progress.kind, { interval: 1 })
    .toMatch(/^(done|cancelled|failed)$/);
}

/** Digests after each quarter of what a state says that it shows, computed anew from the founding on. */
async function digestsOf({ scenario, seed, layers }: SessionState): Promise<readonly string[]> {
  const simulation = createSimulation();
  const [first, ...later] = layers;
  if (scenario === null || first === undefined) throw new Error("nothing is open");
  const opened = simulation.open({ scenario, seed, set: first.set, off: first.off, later });
  if (!opened.ok) throw new Error("refused");
  return (await wholeOf(simulation, opened.run)).frames.map(({ digest }) => digest);
}

/** Holds what is shown against what the state says of it, quarter by quarter. */
async function expectTruth({ state }: Session): Promise<void> {
  const { progress } = state;
  const shown = (state.history?.frames ?? []).map(({ digest }) => digest);
  const truth = await digestsOf(state);
  const isDone = progress.kind === "done";
  expect({ shown, end: isDone ? progress.digest : null }).toEqual({
    shown: isDone ? truth : truth.slice(0, shown.length),
    end: isDone ? truth.at(-1) : null,
  });
}

/** A field of which the first quarters are there, and the rest is on its way. */
async function openUnderWay(): Promise<ReturnType<typeof stage>> {
  const staged = stage();
  staged.hold();
  const begun = openField(staged.session);
  await expect.poll(staged.releaseOne, { interval: 1 }).toBe(true);
  await begun;
  await expect.poll(staged.releaseOne, { interval: 1 }).toBe(true);
  await expect
    .poll(() => staged.session.state.history?.frames.length, { interval: 1 })
    .toBe(PORTION);
  expect(staged.session.state.progress.kind).toBe("computing");
  return staged;
}

async function openDone(): Promise<ReturnType<typeof stage>> {
  const staged = stage();
  await openField(staged.session);
  await settled(staged);
  return staged;
}

it("a change that is refused while the run is computed leaves it to come to its end", async () => {
  const staged = await openUnderWay();
  const { session, release } = staged;
  const refused = session.change({ [MIMICRY]: -3 }, 2);
  release();
  await refused;
  await settled(staged);
  expect(session.state).toMatchObject({ progress: { kind: "done" }, changes: {} });
  expect(session.state.refusal?.problems.listed[0]?.path).toBe(MIMICRY);
  await expectTruth(session);
});

it("a refused change or founding leaves what the finished run came to", async () => {
  const { session } = await openDone();
  const { progress, layers } = session.state;
  expect(progress.kind).toBe("done");
  for (const path of [MIMICRY, "population.associations"]) {
    await session.change({ [path]: -3 }, 2);
    expect(session.state).toMatchObject({ progress, layers });
    expect(session.state.refusal?.problems.listed[0]?.path).toBe(path);
  }
});

it.each([
  ["at a later quarter", 6],
  ["at the same quarter", 3],
  ["at an earlier quarter", 1],
])("a change %s made before another is answered is laid over it", async (_, at) => {
  const staged = await openDone();
  const { session, hold, release } = staged;
  hold();
  void session.change({ [MIMICRY]: 0.05 }, 3);
  void session.change({ [NOISE]: 0.02 }, at);
  release();
  await settled(staged);
  expect(session.state.changes).toEqual({ [MIMICRY]: 0.05, [NOISE]: 0.02 });
  expect(session.state.progress.kind).toBe("done");
  await expectTruth(session);
});

it("where the later of two unanswered changes is refused, the earlier one stands", async () => {
  const staged = await openDone();
  const { session, hold, release } = staged;
  hold();
  void session.change({ [MIMICRY]: 0.05 }, 3);
  const refused = session.change({ [NOISE]: -3 }, 5);
  release();
  await refused;
  await settled(staged);
  expect(session.state).toMatchObject({
    changes: { [MIMICRY]: 0.05 },
    progress: { kind: "done" },
    refusal: { what: "change" },
  });
  await expectTruth(session);
});

it("foundings and seeds that are asked for one after the other all hold", async () => {
  const staged = await openDone();
  const { session, hold, release } = staged;
  hold();
  void session.change({ "population.associations": 15 }, 0);
  void session.reseed("8");
  void session.change({ "run.burnIn": 1 }, 0);
  void session.change({ [MIMICRY]: 0.05 }, 3);
  release();
  await settled(staged);
  expect(session.state).toMatchObject({
    seed: "8",
    changes: { "population.associations": 15, "run.burnIn": 1, [MIMICRY]: 0.05 },
    progress: { kind: "done" },
  });
  await expectTruth(session);
});

it("cancelling an unanswered change takes it back", async () => {
  const staged = await openDone();
  const { session, hold, release } = staged;
  const { progress, layers } = session.state;
  hold();
  void session.change({ [MIMICRY]: 0.05 }, 3);
  await session.cancel();
  release();
  expect(session.state).toMatchObject({ progress, layers });
  await expectTruth(session);
});

it("cancelled on its way with a change unanswered, a run goes on as it was", async () => {
  const staged = await openUnderWay();
  const { session, release } = staged;
  void session.change({ [MIMICRY]: 0.05 }, 2);
  await session.cancel();
  release();
  expect(session.state).toMatchObject({ progress: { kind: "cancelled" }, changes: {} });
  await expectTruth(session);
  await session.resume();
  expect(session.state).toMatchObject({ progress: { kind: "done" }, changes: {}, ghost: null });
  await expectTruth(session);
});

it("a cancelled run goes on to the changes that were still to come", async () => {
  const staged = stage();
  const { session, hold, release, releaseOne } = staged;
  const later = { at: 8, set: { [MIMICRY]: 0.05 }, off: [] };
  const layers = [{ at: 0, set: {}, off: [] }, later];
  hold();
  const begun = session.openScenario(NAME, FILES, { layers });
  for (const _ of ["opened", "its first quarters"])
    await expect.poll(releaseOne, { interval: 1 }).toBe(true);
  await begun;
  await expect.poll(() => session.state.history?.frames.length, { interval: 1 }).toBe(PORTION);
  await session.cancel();
  release();
  await session.resume();
  expect(session.state).toMatchObject({ layers, progress: { kind: "done" } });
  await expectTruth(session);
});

it("whatever is asked for, and whenever answers come, what is shown is what the page says it is", async () => {
  const action = fc.oneof(
    fc.record({ do: fc.constant("change" as const), at: fc.nat(STEPS - 1), value: fc.nat(9) }),
    fc.record({ do: fc.constant("noise" as const), at: fc.nat(STEPS - 1), value: fc.nat(9) }),
    fc.record({ do: fc.constant("bad" as const), at: fc.nat(STEPS - 1) }),
    fc.record({ do: fc.constant("toggle" as const), at: fc.nat(STEPS - 1) }),
    fc.record({ do: fc.constant("found" as const), value: fc.integer({ min: 0, max: 14 }) }),
    fc.record({
      do: fc.constantFrom("reseed", "reset", "cancel", "resume", "answer", "answer" as const),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 8 }), async (actions) => {
      const staged = await openUnderWay();
      const { session, release, releaseOne } = staged;
      for (const each of actions) {
        // a visitor changes something at a quarter that is shown
        const last = (session.state.history?.frames.length ?? 1) - 1;
        if (each.do === "change")
          void session.change({ [MIMICRY]: each.value / 100 }, Math.min(each.at, last));
        if (each.do === "noise")
          void session.change({ [NOISE]: each.value / 500 }, Math.min(each.at, last));
        if (each.do === "bad") void session.change({ [NOISE]: -1 }, Math.min(each.at, last));
        if (each.do === "toggle") void session.toggle("mergers", Math.min(each.at, last));
        if (each.do === "found") void session.change({ "population.associations": each.value }, 0);
        if (each.do === "reseed") void session.reseed(`${actions.length}`);
        if (each.do === "reset") void session.reset();
        if (each.do === "cancel") await session.cancel();
        if (each.do === "resume" && session.state.progress.kind === "cancelled")
          void session.resume();
        if (each.do === "answer") releaseOne();
        for (let tick = 0; tick < 3; tick++) await new Promise((resolve) => setImmediate(resolve));
      }
      release();
      await settled(staged);
      expect(session.state.history).not.toBeNull();
      await expectTruth(session);
    }),
    { numRuns: 12 },
  );
});
