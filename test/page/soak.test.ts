import { expect, test } from "vitest";
import { holdingsOf, openProbe } from "./holdings.ts";
import { shareVisit, SMALL } from "./site.ts";

// What a class does for as long as it likes: ten minutes in `npm run check:deep`, seconds on each change.

const SECONDS = Number(process.env["SOAK_SECONDS"] ?? 2);
/** Bytes that a million quarters may leave behind. */
const BYTES_PER_MILLION = 1_000_000;
/** What a browser's own bookkeeping may take meanwhile. */
const SLACK = 2_000_000;
const shared = shareVisit({ hash: SMALL });

/** Works with the page for so long: runs, changes, looks, plays; tells how many quarters were computed. */
const work = (seconds: number): Promise<number> =>
  shared.page.evaluate(async (long) => {
    const hook = window.ironcage;
    if (hook === undefined) return 0;
    const ends = performance.now() + 1000 * long;
    let quarters = 0;
    for (let round = 0; performance.now() < ends; round++) {
      await hook.setSeed(String(round));
      await hook.seek(round % 24);
      await hook.change("mechanisms.coercive.rate", 0.01 + (round % 9) / 100);
      await hook.toggle("mergers");
      await hook.seek(1000);
      if (round % 5 === 0) hook.gather(2);
      document.querySelector<HTMLElement>(".transport .play")?.click();
      await new Promise((done) => requestAnimationFrame(done));
      await hook.seek(12);
      if (round % 5 === 4) hook.stopGathering();
      quarters += 3 * Number(hook.state()["steps"]);
    }
    hook.stopGathering();
    await hook.setSeed("2009");
    await hook.seek(0);
    return quarters;
  }, seconds);

test(
  `${SECONDS} seconds of work leave nothing behind`,
  async () => {
    const session = await openProbe(shared.page);
    await work(1); // what is made once is made
    await expect.poll(() => shared.page.workers().length).toBeLessThan(4);
    const before = await holdingsOf(shared.page, session);
    const quarters = await work(SECONDS);
    expect(quarters).toBeGreaterThan(100);
    await expect.poll(() => shared.page.workers().length).toBeLessThanOrEqual(before.workers);
    const after = await holdingsOf(shared.page, session);
    console.log(`soak: ${SECONDS} s, ${quarters} quarters`, JSON.stringify({ before, after }));
    expect(after.nodes - before.nodes).toBeLessThan(200);
    expect(after.listeners - before.listeners).toBeLessThan(20);
    const allowed = SLACK + (BYTES_PER_MILLION * quarters) / 1e6;
    expect(after.bytes - before.bytes).toBeLessThan(allowed);
    expect(shared.complaints).toEqual([]);
  },
  1000 * SECONDS + 120_000,
);
