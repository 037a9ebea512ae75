import { expect, test } from "vitest";
import { holdingsOf, openProbe } from "./holdings.ts";
import { isDeep, shareVisit, SMALL } from "./site.ts";

// Starting and stopping costs nothing that stays: 200 times in `npm run check:deep`, 20 times on each change.

const CYCLES = isDeep ? 200 : 20;
const shared = shareVisit({ hash: SMALL });

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
  const session = await openProbe(shared.page);
  await startAndStop(10);
  await expect.poll(() => shared.page.workers().length).toBeLessThan(4);
  const before = await holdingsOf(shared.page, session);
  await startAndStop(CYCLES);
  await expect.poll(() => shared.page.workers().length).toBeLessThanOrEqual(before.workers);
  const after = await holdingsOf(shared.page, session);
  expect(after.nodes - before.nodes).toBeLessThan(100);
  expect(after.listeners - before.listeners).toBeLessThan(20);
  expect(after.bytes - before.bytes).toBeLessThan(2_000_000);
  expect(shared.complaints).toEqual([]);
}, 600_000);
