import type { Engine } from "../engine.ts";

/** What a number in the series is. */
export interface MeasureInfo {
  readonly name: string;
  readonly unit: string;
  /** True where the measure can be undefined, which the series writes as null. */
  readonly nullable: boolean;
}

/** A few measures worked out together; observing draws no random number and changes nothing. */
export interface Gauge {
  readonly measures: readonly MeasureInfo[];
  /** Writes its measures to `out` from `at` on. */
  read(out: Float64Array, at: number): void;
}

/** Opens a gauge on an engine. */
export type OpenGauge = (engine: Engine) => Gauge;

/** Shorthand for a measure that is always defined. */
export const measure = (name: string, unit: string): MeasureInfo => ({
  name,
  unit,
  nullable: false,
});
