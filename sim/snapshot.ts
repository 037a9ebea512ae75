import type { FieldState } from "./field/columns.ts";
import type { RunPlan } from "./plan.ts";

/** A stored run: plain data and typed arrays, fit for structured cloning. No generator state: draws are addressed. */
export interface Snapshot {
  readonly model: string;
  readonly plan: RunPlan;
  readonly step: number;
  readonly field: FieldState;
  readonly digest: Int32Array | undefined;
  /** Dispersions at step 0, which similarity is measured against. */
  readonly baseline: {
    readonly practice: number;
    readonly display: number;
    readonly project: number;
  };
  /** Measures at `step`. */
  readonly values: Float64Array;
}
