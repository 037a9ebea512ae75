import type { FieldShape } from "../../field/shape.ts";
import { ofLegalForms, setUpTimes, type LegalFormNumber } from "../../field/situation.ts";
import { onceFor, type Regime } from "../../policy.ts";

/** The legal forms in force as columns, one entry per form in the scenario's order. */
export interface Forms {
  readonly ids: readonly string[];
  /** Forms of kind `grouping` from light to deep: by `step`, then by the file's order. */
  readonly ladder: readonly number[];
  /** Place of each form on the ladder, −1 for those that are not on it. */
  readonly rung: Int32Array;
  /** Practices that each form pools: those with `poolable` ≥ 1 − `pooled`. */
  readonly pooled: readonly (readonly number[])[];
  readonly autonomy: Float64Array;
  readonly saving: Float64Array;
  readonly cost: Float64Array;
  readonly bargaining: Float64Array;
  readonly exit: Float64Array;
  readonly available: Float64Array;
  readonly dependence: Float64Array;
  /** Least and most members. */
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** Quarters before each is effective. */
  readonly times: Int32Array;
}

/** Reads the legal forms of a regime. */
export function readForms(regime: Regime, shape: FieldShape): Forms {
  return onceFor(regime, "legalForms", () => formsOf(regime, shape));
}

function formsOf(regime: Regime, shape: FieldShape): Forms {
  const of = (name: LegalFormNumber): Float64Array => ofLegalForms(regime, shape, name);
  const { legalForms: ids } = shape;
  const ladder = ids
    .map((_, form) => form)
    .filter((form) => regime.legalForms[ids[form]].kind === "grouping")
    .sort((a, b) => regime.legalForms[ids[a]].step - regime.legalForms[ids[b]].step || a - b);
  return {
    ids,
    ladder,
    rung: Int32Array.from(ids, (_, form) => ladder.indexOf(form)),
    pooled: Array.from(of("pooled"), (share) => pooledAt(shape, share)),
    autonomy: of("autonomy"),
    saving: of("saving"),
    cost: of("cost"),
    bargaining: of("bargaining"),
    exit: of("exit"),
    available: of("available"),
    dependence: of("dependence"),
    least: of("members"),
    most: of("most"),
    times: setUpTimes(regime, shape),
  };
}

/** Practices that are pooled where a share is: those with `poolable` ≥ 1 − share. */
export function pooledAt(shape: FieldShape, share: number): number[] {
  return shape.practices.flatMap((_, k) => (shape.poolable[k] >= 1 - share ? [k] : []));
}
