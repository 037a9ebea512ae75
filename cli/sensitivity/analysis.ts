import { keptSteps } from "../../experiments/jobs.ts";
import { type Outcome, outcomeOf } from "../../experiments/outcome.ts";
import type { Outcomes } from "../../experiments/files/outcomes.ts";
import { type Sensitivity, sensitivityOf } from "../../experiments/sensitivity/index.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Holdings } from "../store/store.ts";

/** What `sensitivity.json` holds; docs/sensitivity.md says what each number means. */
export interface SensitivityReport {
  /** Format number of the file. */
  readonly format: 1;
  readonly ironcage: string;
  readonly model: string;
  readonly experiment: string;
  /** The study's hash, as in the manifest. */
  readonly hash: string;
  readonly design: {
    readonly kind: Manifest["study"]["design"]["kind"];
    readonly factors: readonly string[];
    readonly replicates: number;
  };
  /** Of all intervals. */
  readonly confidence: number;
  /** Asked for; fewer were drawn where so many would have taken minutes. */
  readonly resamples: number;
  readonly outcomes: readonly OutcomeSensitivity[];
}

/** One outcome's part of the report. */
export interface OutcomeSensitivity extends Sensitivity {
  readonly name: string;
  readonly outcome: Outcome;
  /** Runs that failed; the other missing ones came to an end without the outcome being defined. */
  readonly failed: number;
}

const CONFIDENCE = 0.95;

/** Reads the outcomes of a complete batch, one record in memory at a time, and what they depend on. */
export function analyse(
  manifest: Manifest,
  holdings: Holdings,
  outcomes: Outcomes,
  resamples: number,
): SensitivityReport {
  const { study } = manifest;
  const named = Object.entries(outcomes);
  const values = readValues(manifest, holdings, Object.values(outcomes));
  return {
    format: 1,
    ironcage: manifest.ironcage,
    model: manifest.model,
    experiment: manifest.experiment,
    hash: manifest.hash,
    design: {
      kind: study.design.kind,
      factors: study.design.factors.map(({ path }) => path),
      replicates: study.design.replicates,
    },
    confidence: CONFIDENCE,
    resamples,
    outcomes: named.map(([name, outcome], index) => ({
      name,
      outcome,
      failed: holdings.failed,
      ...sensitivityOf(study.design, values[index] ?? new Float64Array(), {
        seed: study.seed,
        resamples,
        confidence: CONFIDENCE,
      }),
    })),
  };
}

/** Values of every run in the design's order, a row per outcome; NaN where a run gave none. */
export function readValues(
  { study, runs, measures }: Manifest,
  holdings: Holdings,
  outcomes: readonly Outcome[],
): readonly Float64Array[] {
  const names = measures.map(({ name }) => name);
  const steps = keptSteps(study);
  const values = outcomes.map(() => new Float64Array(runs).fill(NaN));
  for (const { head, values: series } of holdings.records())
    if (head.ok)
      for (const [index, outcome] of outcomes.entries())
        (values[index] as Float64Array)[head.run] = outcomeOf(series, steps, names, outcome);
  return values;
}
