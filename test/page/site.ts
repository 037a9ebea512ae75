import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright";
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

export { launch };
