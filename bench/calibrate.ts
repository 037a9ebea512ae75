// How often each statistic of experiments/statistics errs, against the rate that it promises: part of npm run check:deep.
//   npm run calibrate                 writes docs/reports/DATE-calibration.json
//   npm run calibrate -- --seconds 5  spends less on each claim, and writes nothing
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CLAIMS } from "./calibration/claims.ts";
import { countClaim } from "./calibration/count.ts";

const REPETITIONS = 100_000;
/** A claim is refuted where its count has less than this chance. */
const REFUTED = 1e-6;

const { values } = parseArgs({ options: { seconds: { type: "string" } } });
const seconds = Number(values.seconds ?? 5);
const results = CLAIMS.map((claim) => {
  const repetitions = Math.min(REPETITIONS, Math.ceil((seconds * 1e6) / claim.cost));
  const { hits, p } = countClaim(claim, repetitions);
  const { name, nominal, least, most } = claim;
  const result = { name, nominal, least, most, repetitions, rate: hits / repetitions, p };
  const verdict = p < REFUTED ? "REFUTED" : "";
  console.log(
    `${(result.rate * 100).toFixed(2).padStart(6)} %  of ${String(repetitions).padStart(6)}  nominal ${(nominal * 100).toFixed(1)} %  ${name} ${verdict}`,
  );
  return result;
});

if (values.seconds === undefined) {
  const date = new Date().toISOString().slice(0, 10);
  const file = new URL(`../docs/reports/${date}-calibration.json`, import.meta.url);
  const note = `rates of error or of power over seeded repetitions; refuted means that a count as far from [least, most] has a chance below ${REFUTED}`;
  const report = { date, node: process.versions.node, note, claims: results };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(fileURLToPath(file));
}
process.exitCode = results.some(({ p }) => p < REFUTED) ? 1 : 0;
