import type { Engine } from "../engine.ts";
import type { VectorName } from "./dispersion.ts";

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

/** What step 0 was like, which later steps are measured against. */
export type Baseline = Readonly<Record<VectorName | "places", number>>;

/** What gauges know besides the engine. */
export interface Observation {
  /** The present step. */
  readonly step: number;
  readonly baseline: Baseline;
  /** The present value of a measure of a gauge that comes before. */
  valueOf(name: string): number;
}

/** Opens a gauge on an engine. */
export type OpenGauge = (engine: Engine, observation: Observation) => Gauge;

/** Shorthand for a measure that is always defined. */
export const measure = (name: string, unit: string): MeasureInfo => ({
  name,
  unit,
  nullable: false,
});

/** Shorthand for one that may be undefined. */
export const undefinable = (name: string, unit: string): MeasureInfo => ({
  name,
  unit,
  nullable: true,
});
