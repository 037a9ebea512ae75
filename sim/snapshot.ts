import type { FieldState } from "./field/columns.ts";
import type { Baseline } from "./measures/measure.ts";
import type { RunPlan } from "./plan.ts";

/** A stored run: plain data and typed arrays, fit for structured cloning. No generator state: draws are addressed. */
export interface Snapshot {
  readonly model: string;
  readonly plan: RunPlan;
  readonly step: number;
  readonly field: FieldState;
  readonly digest: Int32Array | undefined;
  /** What step 0 was like. */
  readonly baseline: Baseline;
  /** Measures at `step`. */
  readonly values: Float64Array;
}
