import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// What needs R and DuckDB, which `npm test` does without: `npm run test:readers`.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: ["test/readers/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
