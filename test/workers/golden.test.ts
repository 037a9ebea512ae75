import { expect, test } from "vitest";
import { createSimulation } from "../../workers/simulation.ts";

test("a fork equals a run that was so from the start; the steps before it stand", async () => {
  const simulation = createSimulation();
  const loaded = simulation.load({ name: "a.yaml", files: { "a.yaml": "run: { steps: 20 }" } });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const finish = async (run: number): Promise<{ digest: string; steps: number[] }> => {
    const steps: number[] = [];
    for (;;) {
      const batch = await simulation.more(run);
      steps.push(...batch.frames.map(({ step }) => step));
      if (batch.state !== "running") return { digest: batch.digest ?? batch.state, steps };
    }
  };
  const base = { scenario: loaded.scenario, off: [], seed: "s" };
  const set = { "mechanisms.coercive.rate": 0.3 };
  const direct = simulation.open({ ...base, set });
  if (!direct.ok) throw new Error();
  const wanted = await finish(direct.run);
  const plain = simulation.open({ ...base, set: {} });
  if (!plain.ok) throw new Error();
  expect((await finish(plain.run)).steps).toEqual(Array.from({ length: 21 }, (_, step) => step));
  const later = await simulation.fork({ run: plain.run, at: 13, set, off: ["mimetic"] });
  if (!later.ok) throw new Error();
  expect((await finish(later.run)).steps).toEqual([14, 15, 16, 17, 18, 19, 20]);
  const atStart = await simulation.fork({ run: later.run, at: 0, set, off: [] });
  if (!atStart.ok) throw new Error();
  expect((await finish(atStart.run)).digest).toBe(wanted.digest);
});

test("a value that does not fit is refused with its path, and the run goes on", async () => {
  const simulation = createSimulation();
  const loaded = simulation.load({ name: "a.yaml", files: { "a.yaml": "run: { steps: 5 }" } });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const opened = simulation.open({ scenario: loaded.scenario, set: {}, off: [], seed: "s" });
  if (!opened.ok) throw new Error();
  for (const set of [
    { "mechanisms.coercive.rate": 2 },
    { "mechanisms.coercive.nothing": 0 },
    { "__proto__.polluted": 1 },
  ]) {
    const refused = await simulation.fork({ run: opened.run, at: 0, set, off: [] });
    if (refused.ok) throw new Error("it was taken");
    expect(refused.problems.listed[0]?.path).toBe(Object.keys(set)[0]);
  }
  let { state } = await simulation.more(opened.run);
  while (state === "running") ({ state } = await simulation.more(opened.run));
  expect(state).toBe("done");
});
