// npm run test:readers: the examples of docs/results.md, run by R, by DuckDB and, where it is there, by pandas. DuckDB is
// installed in test/readers, apart from everything else; R is brought by apt where that may be. A missing one is a failure.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";
import { bringTools, starts } from "./tools.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @type {readonly import("./tools.mjs").Tool[]} */
const TOOLS = [{ name: "R", isThere: () => starts("Rscript"), packages: ["r-base-core"] }];

process.exitCode = await main();

/** @returns {Promise<number>} exit code */
async function main() {
  const installed = install(ROOT) || install(join(ROOT, "test", "readers"));
  if (installed !== 0) return installed;
  const advice = bringTools(TOOLS, [
    "macOS     brew install r",
    "Fedora    sudo dnf install R-core",
  ]);
  if (advice !== undefined) {
    console.error(advice);
    console.log("0 passed, 1 failed");
    return 1;
  }
  if (!hasPandas())
    console.log("pandas is not here (python3-pandas, pyarrow): its example is not run");
  const { runVitest } = await import("./vitest.mjs");
  const { passed, failed, skipped } = await runVitest(
    ["--config", "test/readers/vitest.config.ts"],
    "readers",
  );
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return failed === 0 ? 0 : 1;
}

/** Whether Python can read Parquet through pandas. */
function hasPandas() {
  const python = spawnSync("python3", ["-c", "import pandas, pyarrow"], { stdio: "ignore" });
  return python.status === 0;
}
