/** What a parameter may be at a level of confidence; an open end is ∓Infinity. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Confidence, within (0,1). */
  readonly level: number;
}

/** Where the alternative lies: on both sides of the null value, above it, or below it. */
export type Side = "two" | "greater" | "less";
