import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Frame, Opened } from "../../workers/protocol.ts";
import { createSimulation } from "../../workers/simulation.ts";
import { ROOT } from "../support/sources.ts";

const BY = [0.15, -0.1] as const;

function answered<Answer extends { readonly ok: boolean }>(
  answer: Answer,
): Extract<Answer, { readonly ok: true }> {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer as Extract<Answer, { readonly ok: true }>;
}

function open(text: string) {
  const simulation = createSimulation();
  const name = "hpst-2009.yaml";
  const { scenario } = answered(simulation.load({ name, files: { [name]: text } }));
  const opened = answered(simulation.open({ scenario, set: {}, off: [], seed: "steer" }));
  const frames = async ({ run }: Opened): Promise<readonly Frame[]> => {
    const all: Frame[] = [];
    for (;;) {
      const batch = await simulation.more(run);
      all.push(...batch.frames);
      if (batch.state !== "running") return all;
    }
  };
  return { simulation, scenario, opened, frames };
}

const hpst = () => readFileSync(join(ROOT, "scenarios", "hpst-2009.yaml"), "utf8");

function prescriptionOf(frame: Frame | undefined): readonly [number, number] {
  const [x = NaN, y = NaN] = frame?.marks?.prescriptions ?? [];
  return [x, y];
}

it("steering moves what is prescribed by the way asked for, from the next quarter on", async () => {
  const { simulation, opened, frames } = open(hpst());
  const before = await frames(opened);
  for (const at of [0, 30]) {
    const set = simulation.steer({ run: opened.run, at, by: BY });
    expect(Object.keys(set).length).toBeGreaterThan(3);
    const fork = open(hpst());
    await fork.frames(fork.opened);
    const branch = answered(await fork.simulation.fork({ run: fork.opened.run, at, set, off: [] }));
    const [next] = await fork.frames(branch);
    const [x, y] = prescriptionOf(next);
    const [oldX, oldY] = prescriptionOf(before[at + 1]);
    expect(next?.step).toBe(at + 1);
    expect(Math.abs(x - oldX - BY[0])).toBeLessThan(0.03);
    expect(Math.abs(y - oldY - BY[1])).toBeLessThan(0.03);
  }
});

it("nothing is prescribed outside of what a practice can be, and a run that is gone has nothing to steer", () => {
  const { simulation, scenario, opened } = open(hpst());
  const set = simulation.steer({ run: opened.run, at: 10, by: [5, 5] });
  for (const [path, value] of Object.entries(set)) {
    expect(path).toMatch(/^regulators\.\w+\.(prescription|doctrine|sectors\.\w+|regions\.\w+)$/);
    for (const level of value as readonly number[]) {
      expect(level).toBeGreaterThanOrEqual(0);
      expect(level).toBeLessThanOrEqual(1);
    }
  }
  const authorities = Object.keys(scenario.regulators);
  for (const id of authorities) expect(Object.keys(set)).toContain(`regulators.${id}.prescription`);
  expect(simulation.steer({ run: opened.run + 1, at: 10, by: BY })).toEqual({});
});

it("how strictly is prescribed comes with each frame, and rises with the reform", async () => {
  const { opened, frames } = open(hpst());
  const all = await frames(opened);
  for (const { strictness } of all) expect(strictness >= 0 && strictness <= 1).toBe(true);
  expect(all.at(-1)?.strictness ?? 0).toBeGreaterThan((all[0]?.strictness ?? 1) * 1.3);
});

it("the map has room for all archetypes and all that is prescribed, and nothing moves it", () => {
  const { simulation, scenario, opened } = open(hpst());
  const [left, bottom, right, top] = opened.extent;
  for (const { x, y } of opened.landmarks)
    expect(x > left && x < right && y > bottom && y < top).toBe(true);
  const other = answered(
    simulation.open({ scenario, set: { "mechanisms.coercive.rate": 0 }, off: [], seed: "other" }),
  );
  expect(other.extent).toEqual(opened.extent);
  expect(other.landmarks).toEqual(opened.landmarks);
});
