import { differencesOf } from "./effect.ts";
import { correlation, variance } from "./moments.ts";
import { requirePairs, type Sample } from "./sample.ts";

/** What common random numbers were worth. */
export interface PairingGain {
  /** Correlation of the two arms over seeds; null where an arm does not vary. */
  readonly correlation: number | null;
  /**
   * Variance of the mean difference of independent arms over that of paired ones, (s²₁ + s²₂)/s²_d: how many times more
   * independent runs the same precision takes. Above 1 pairing pays; null where paired differences do not vary.
   */
  readonly gain: number | null;
}

/** Seed-level correlation of two arms and the gain from pairing. At a correlation of 0 or below there is none. */
export function pairingGain(treated: Sample, control: Sample): PairingGain {
  requirePairs(treated, control, 2, "pairing");
  const paired = variance(differencesOf(treated, control));
  return {
    correlation: correlation(treated, control),
    gain: paired === 0 ? null : (variance(treated) + variance(control)) / paired,
  };
}
