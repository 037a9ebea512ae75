import { describe, expect, test } from "vitest";
import { planRun, startRun } from "../../sim/index.ts";
import { createSimulation } from "../../workers/simulation.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/sources.ts";
import { type BrowserName, seek, shareVisit, SMALL, stateOf } from "./site.ts";

/** What Node gives for a shipped scenario and a seed. */
function digestInNode(preset: string, seed: string): string {
  const file = `${preset}.yaml`;
  const text = readFileSync(join(ROOT, "scenarios", file), "utf8");
  const loaded = createSimulation().load({ name: file, files: { [file]: text } });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const run = startRun(planRun(loaded.scenario, { seed }));
  while (run.step < run.plan.steps) run.advance();
  return run.digest();
}

describe.each<BrowserName>(["chromium", "firefox"])("in %s", (name) => {
  const shared = shareVisit({ name, hash: SMALL });

  test("[17] the digest is Node's for the same plan", async () => {
    const { page, complaints } = shared;
    await page.evaluate(() => window.ironcage?.reset("#v=1&preset=hpst-2009&seed=1"));
    expect((await stateOf(page)).digest).toBe(digestInNode("hpst-2009", "1"));
    await page.evaluate(() => window.ironcage?.setSeed("42"));
    expect((await stateOf(page)).digest).toBe(digestInNode("hpst-2009", "42"));
    expect(complaints).toEqual([]);
  });

  test("a cancel is heard within 300 ms, and what was computed stays", async () => {
    const { page } = shared;
    const took = await page.evaluate(async () => {
      const { ironcage } = window;
      if (ironcage === undefined) return Infinity;
      void ironcage.change("run.steps", 50_000);
      while (
        !(Number(ironcage.state()["steps"]) === 50_000 && Number(ironcage.state()["computed"]) > 5)
      ) {
        await new Promise((done) => setTimeout(done, 5));
      }
      const began = performance.now();
      await ironcage.cancel();
      return performance.now() - began;
    });
    expect(took).toBeLessThan(300);
    const cut = await stateOf(page);
    expect(cut.progress).toBe("cancelled");
    await page.waitForTimeout(200);
    expect((await stateOf(page)).computed).toBe(cut.computed);
    expect(await page.getByRole("button", { name: "Go on" }).isVisible()).toBe(true);
  });

  test("even while a large field is being set up", async () => {
    const { page } = shared;
    const before = await stateOf(page);
    const took = await page.evaluate(async () => {
      const { ironcage } = window;
      if (ironcage === undefined) return Infinity;
      void ironcage.change("population.associations", 200_000);
      await new Promise((done) => setTimeout(done, 150));
      const began = performance.now();
      await ironcage.cancel();
      return performance.now() - began;
    });
    expect(took).toBeLessThan(300);
    // what was shown before it is shown again, as it was
    expect(await stateOf(page)).toEqual(before);
    await page.evaluate(() => window.ironcage?.setSeed("7"));
  });

  test("a worker that dies rejects what is pending; the page keeps its picture and says so", async () => {
    const { page } = shared;
    await seek(page, 25);
    const before = await stateOf(page);
    const asked = await page.evaluate(() => window.ironcage?.die());
    expect(asked).toMatch(/worker|ended/);
    const notice = page.getByRole("alert");
    await notice.waitFor();
    expect(await notice.textContent()).toContain("stopped unexpectedly");
    const after = await stateOf(page);
    expect({ ...after, progress: "done", digest: before.digest }).toEqual(before);
    await notice.getByRole("button", { name: "Restart" }).click();
    await page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");
    expect((await stateOf(page)).digest).toBe(before.digest);
  });
});
