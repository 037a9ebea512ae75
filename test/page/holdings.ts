import type { CDPSession, Page } from "playwright";

/** What a page holds: nodes and listeners of its document, bytes of its heap, workers. */
export interface Holdings {
  readonly nodes: number;
  readonly listeners: number;
  readonly bytes: number;
  readonly workers: number;
}

/** A session that can ask a page in Chromium what it holds. */
export async function openProbe(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return session;
}

/** What a page holds once everything is thrown away that can be. */
export async function holdingsOf(page: Page, session: CDPSession): Promise<Holdings> {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (wanted: string): number =>
    metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return {
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
    bytes: of("JSHeapUsedSize"),
    workers: page.workers().length,
  };
}
