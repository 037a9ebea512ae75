import { defineConfig } from "vitest/config";

/** What mutants are shown to: tests that call the code in their own process; the part's own ones come from the command. */
export default defineConfig({
  test: {
    include: (process.env["MUTATION_TESTS"] ?? "").split(" "),
    maxWorkers: 1,
    testTimeout: 60_000,
  },
});
