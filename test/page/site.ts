import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { launch } from "../support/browsers.ts";
import { ROOT } from "../support/sources.ts";
import type { TestHook } from "../../viz/test-hook.ts";

export type BrowserName = "chromium" | "firefox";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** The built page under a folder of a static host, as a project page has it. */
export interface Site {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves dist/page below /a/folder/; anything else is 404. */
export async function serveSite(): Promise<Site> {
  const prefix = "/a/folder/";
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host").pathname;
    const name = path === prefix ? "index.html" : path.slice(prefix.length);
    const isInside = path.startsWith(prefix) && !name.includes("..");
    const file = isInside ? readFile(join(ROOT, "dist/page", name)) : Promise.reject(new Error());
    const answer = async (): Promise<void> => {
      const bytes = await file.catch(() => null);
      response.writeHead(bytes === null ? 404 : 200, {
        "content-type": TYPES[extname(name)] ?? "text/plain",
      });
      response.end(bytes ?? "");
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${prefix}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The page as one file: no server, and nothing to fetch. */
export const OFFLINE: Pick<Site, "address"> = {
  address: pathToFileURL(join(ROOT, "dist/offline/ironcage.html")).href,
};

/** A page that is open, and what it complained of. */
export interface Visit {
  readonly page: Page;
  /** Errors of the console and uncaught ones. */
  readonly complaints: string[];
}

export interface VisitOptions extends BrowserContextOptions {
  readonly hash?: string;
  /** Without it the page moves by itself, as it does for everyone. */
  readonly isTest?: boolean;
}

/** Opens the page in a context of its own; in a test it is still, and its first run is computed. */
export async function visit(
  browser: Browser,
  { address }: Pick<Site, "address">,
  options: VisitOptions = {},
): Promise<Visit> {
  const { hash = "", isTest = true, ...context } = options;
  const own = await browser.newContext({ locale: "en-GB", ...context });
  const page = await own.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${address}${isTest ? "?test=1" : ""}${hash}`);
  if (isTest) {
    await page.waitForFunction(() => window.ironcage !== undefined);
    await page.evaluate(() => window.ironcage?.ready);
  }
  return { page, complaints };
}

/** What the page opens with, as a link. */
export const OPENING = "#v=1&preset=hpst-2009";

/** A field of sixty over six years: for what is true of any field. */
export const SMALL = `${OPENING}&set=population.associations:60&set=run.steps:24&set=run.burnIn:0`;

/** Whether every combination is looked at, as `npm run check:deep` does, not pairs. */
export const isDeep = process.env["IRONCAGE_EVERY_COMBINATION"] === "1";

/** A page that the tests of a file share. */
export interface Shared extends Visit {
  readonly browser: Browser;
  readonly site: Site;
}

/**
 * Opens one page for all tests of a file or a group; each finds it as it was opened. Opening it is what takes time.
 * @param options as for a visit; the link opened is the default run's where none is given
 */
export function shareVisit(options: VisitOptions & { readonly name?: BrowserName } = {}): Shared {
  const { name = "chromium", hash = OPENING, viewport = WIDE, ...rest } = options;
  let shared: Shared | null = null;
  beforeAll(async () => {
    const [browser, site] = await Promise.all([launch(name), serveSite()]);
    shared = { browser, site, ...(await visit(browser, site, { hash, viewport, ...rest })) };
  });
  afterAll(async () => {
    await shared?.browser.close();
    await shared?.site.close();
  });
  beforeEach(async () => {
    if (shared === null) return;
    const { page, complaints } = shared;
    complaints.length = 0;
    if (viewport !== null && !isSameSize(page.viewportSize(), viewport))
      await page.setViewportSize(viewport);
    await page.evaluate((to) => window.ironcage?.reset(to), hash);
  });
  const there = (): Shared => {
    if (shared === null) throw new Error("the page is not open yet");
    return shared;
  };
  return {
    get browser() {
      return there().browser;
    },
    get site() {
      return there().site;
    },
    get page() {
      return there().page;
    },
    get complaints() {
      return there().complaints;
    },
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A screen of a desk. */
export const WIDE: Size = { width: 1440, height: 900 };
/** A telephone. */
export const NARROW: Size = { width: 390, height: 844 };

const isSameSize = (one: Size | null, other: Size): boolean =>
  one?.width === other.width && one.height === other.height;

/** What the page says of itself. */
export interface PageState {
  readonly language: string;
  readonly source: string;
  readonly seed: string;
  readonly step: number;
  readonly steps: number;
  readonly computed: number;
  readonly isPlaying: boolean;
  readonly progress: string;
  readonly digest: string | null;
  readonly ghostFrom: number | null;
  readonly shown: number;
  readonly parameters: number;
  readonly layers: readonly {
    readonly at: number;
    readonly set: object;
    readonly off: readonly string[];
  }[];
  /** The world that controls act on; null where there is but one. */
  readonly letter: "A" | "B" | null;
  readonly beside: { readonly seed: string; readonly digest: string | null } | null;
  /** Step in which two worlds part; null where they do not, undefined while it is not known. */
  readonly parting?: number | null;
  readonly measures: Readonly<Record<string, number>>;
  readonly practice: readonly number[];
  readonly display: readonly number[];
  readonly alive: readonly number[];
  readonly grouping: readonly number[];
  readonly centroid: readonly [number, number];
  readonly prescription: readonly [number, number];
  readonly gone: readonly { readonly step: number; readonly slot: number; readonly into: number }[];
}

export async function stateOf(page: Page): Promise<PageState> {
  const state: ReturnType<TestHook["state"]> | undefined = await page.evaluate(() =>
    window.ironcage?.state(),
  );
  return state as unknown as PageState;
}

export function seek(page: Page, step: number): Promise<void> {
  return page.evaluate((to) => window.ironcage?.seek(to), step);
}

/** Opens a scenario's text as a visitor opens a file. */
export function upload(page: Page, name: string, text: string): Promise<void> {
  return page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: "text/yaml", buffer: Buffer.from(text) });
}

/** A field in which one association after the other closes down to the last, and nobody is founded. */
export const EXTINCT = [
  "population: {associations: 12}",
  "run: {steps: 12, burnIn: 0}",
  "mechanisms:",
  "  closures: {hazard: 1}",
  "  foundings: {rate: 0}",
].join("\n");

export { launch };
