import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// What needs programs of the system that `npm test` does without: `npm run test:tools`.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: ["test/tools/**/*.test.ts"],
    globalSetup: "test/support/built.ts",
    testTimeout: 300_000,
    hookTimeout: 120_000,
    maxConcurrency: 20,
  },
});
