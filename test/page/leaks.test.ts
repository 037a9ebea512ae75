import type { CDPSession } from "playwright";
import { expect, test } from "vitest";
import { isDeep, shareVisit, SMALL } from "./site.ts";

// Starting and stopping costs nothing that stays: 200 times in `npm run check:deep`, 20 times on each change.

const CYCLES = isDeep ? 200 : 20;
const shared = shareVisit({ hash: SMALL });

/** What the page holds once everything is thrown away that can be. */
async function holdings(session: CDPSession) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (wanted: string): number =>
    metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return {
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
    bytes: of("JSHeapUsedSize"),
    workers: shared.page.workers().length,
  };
}

/** Starts a run and an ensemble so many times, and stops each at once. */
const startAndStop = (times: number): Promise<void> =>
  shared.page.evaluate(async (count) => {
    const hook = window.ironcage;
    for (let cycle = 0; cycle < count; cycle++) {
      await hook?.setSeed(String(cycle));
      hook?.gather(2);
      await hook?.cancel();
      hook?.stopGathering();
    }
    await hook?.setSeed("2009");
    await hook?.seek(0);
  }, times);

test(`${CYCLES} runs started and stopped leave no worker, listener, node or megabyte behind`, async () => {
  const session = await shared.page.context().newCDPSession(shared.page);
  await session.send("Performance.enable");
  await startAndStop(10);
  await expect.poll(() => shared.page.workers().length).toBeLessThan(4);
  const before = await holdings(session);
  await startAndStop(CYCLES);
  await expect.poll(() => shared.page.workers().length).toBeLessThanOrEqual(before.workers);
  const after = await holdings(session);
  expect(after.nodes - before.nodes).toBeLessThan(100);
  expect(after.listeners - before.listeners).toBeLessThan(20);
  expect(after.bytes - before.bytes).toBeLessThan(2_000_000);
  expect(shared.complaints).toEqual([]);
}, 600_000);
