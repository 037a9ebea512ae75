import { expect, test } from "vitest";
import { OPENING, seek, shareVisit } from "./site.ts";

const STEPS = 24;
/** The largest field that is drawn one by one, in a worker. */
const LARGE = `${OPENING}&set=population.associations:10000&set=run.steps:${STEPS}&set=run.burnIn:0`;
const shared = shareVisit({ hash: LARGE });

/** Milliseconds of processor that a single task may take of the page's own thread. */
const LONGEST = 50;
/** What is allowed to one of them, where others fill the caches of the same machine. */
const LONGEST_OF_ALL = 100;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time of the thread, in microseconds. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Processor time of every task of the page's own thread while something is done, in milliseconds, the longest first. */
async function tasksOf(act: () => Promise<unknown>): Promise<readonly number[]> {
  const { browser, page } = shared;
  await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
  await act();
  const trace = (await browser.stopTracing()).toString();
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map(threadOf),
  );
  return traceEvents
    .filter((each) => each.ph === "X" && each.name.endsWith("RunTask") && mains.has(threadOf(each)))
    .map(({ tdur = NaN }) => tdur / 1000)
    .sort((a, b) => b - a);
}

const done = (): Promise<unknown> =>
  shared.page.waitForFunction(() => window.ironcage?.state()["progress"] === "done");

test.each([
  [
    "plays",
    async () => {
      const { page } = shared;
      await page.keyboard.press("Space");
      await page.waitForFunction(() => Number(window.ironcage?.state()["step"]) >= 12);
      await page.keyboard.press("Space");
    },
  ],
  [
    "is scrubbed",
    async () => {
      for (let move = 0; move < STEPS; move++) await seek(shared.page, (move * 7) % STEPS);
    },
  ],
  [
    "forks",
    async () => {
      await seek(shared.page, 4);
      await shared.page.evaluate(() => window.ironcage?.change("mechanisms.mimetic.rate", 0.05));
      await done();
    },
  ],
])("with 10,000 associations nothing blocks the page while it %s", async (_, act) => {
  const tasks = await tasksOf(act);
  expect(tasks.length).toBeGreaterThan(50);
  expect(tasks[0]).toBeLessThan(LONGEST_OF_ALL);
  expect(tasks[1]).toBeLessThan(LONGEST);
});
