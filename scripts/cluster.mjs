// npm run test:tools: what `npm test` leaves out because it needs programs that a contributor may not want: batches on a
// real Slurm of two virtual nodes, and under GNU parallel; batches that strace kills or refuses something. Brings them by apt
// where it may; a missing one is a failure.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";
import { bringTools, findCommand, starts } from "./tools.mjs";
import { runVitest } from "./vitest.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where daemons lie that are not on everybody's PATH. */
process.env.PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

/** @type {readonly import("./tools.mjs").Tool[]} */
const TOOLS = [
  {
    name: "Slurm",
    isThere: () =>
      ["sbatch", "slurmctld", "slurmd"].every((command) => findCommand(command) !== undefined),
    packages: ["slurm-wlm", "slurmctld", "slurmd", "slurm-client"],
  },
  { name: "munge", isThere: () => starts("munged"), packages: ["munge"] },
  { name: "strace", isThere: () => starts("strace", ["-V"]), packages: ["strace"] },
  { name: "GNU parallel", isThere: () => starts("parallel"), packages: ["parallel"] },
];

process.exitCode = await main();

/** @returns {Promise<number>} exit code */
async function main() {
  const installed = install(ROOT);
  if (installed !== 0) return installed;
  const advice = bringTools(TOOLS);
  if (advice !== undefined) {
    console.error(advice);
    console.log("0 passed, 1 failed");
    return 1;
  }
  const { passed, failed, skipped } = await runVitest(
    ["--config", "test/tools/vitest.config.ts"],
    "cluster",
  );
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return failed === 0 ? 0 : 1;
}
