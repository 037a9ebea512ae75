import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { sharedWorkers } from "./scripts/shared-workers.mjs";
import { leanD3 } from "./scripts/lean-d3.mjs";
import { leanYaml } from "./scripts/lean-yaml.mjs";
import { schemaInDocument } from "./scripts/schema-words.mjs";
import { textsInDocument } from "./scripts/texts.mjs";
import { wordsInDocument } from "./scripts/words.mjs";
import { BROWSERS, launchOptions } from "./scripts/browsers.mjs";

const TIMED = ["opening", "sizes", "time", "worker"].map((name) => `test/page/${name}.test.ts`);

export default defineConfig({
  plugins: [sharedWorkers, schemaInDocument, leanYaml, leanD3, textsInDocument, wordsInDocument()],
  base: "./", // the page works from any folder of any static host
  build: {
    outDir: "dist/page",
    emptyOutDir: true,
    sourcemap: true,
    target: "es2022",
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  test: {
    maxWorkers: 2,
    testTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**", "test/page/**", "test/tools/**", "test/readers/**"],
          sequence: { groupOrder: 0 },
          isolate: false, // files share what they import: none of them replaces a module
        },
      },
      {
        extends: true,
        // all at once, before the first test: a package first met inside a worker would reload the page
        optimizeDeps: {
          include: ["comlink", "d3", "seedrandom/seedrandom.js", "yaml", "zod/mini"],
        },
        test: {
          name: "browser", // inside Chromium and Firefox: the model computes the same there
          include: ["test/browser/**/*.test.ts"],
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: BROWSERS.map((browser) => ({
              browser,
              provider: playwright({ launchOptions: launchOptions(browser) }),
            })),
          },
        },
      },
      {
        extends: true,
        test: {
          name: "page", // under Node, driving both browsers over the built page
          isolate: false, // one browser driver for all files of a worker
          include: ["test/page/**/*.test.ts"],
          exclude: TIMED,
          globalSetup: "test/support/built-page.ts",
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "timing", // the same, one file at a time: what these look at is how long something takes
          include: TIMED,
          globalSetup: "test/support/built-page.ts",
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
