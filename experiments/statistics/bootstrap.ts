import { openStream } from "../../sim/index.ts";
import { bcaInterval, type BootstrapInterval } from "./bca.ts";
import { normalQuantile } from "./normal.ts";
import { requireShare } from "./sample.ts";
import { studentQuantile } from "./student.ts";

/** How a bootstrap is drawn. */
export interface BootstrapOptions {
  /** Seed of the draws; equal seeds and sizes give equal resamples on every machine. */
  readonly seed: string;
  /** Confidence; .95 where left out. */
  readonly level?: number;
  /** Resamples; 9,999 where left out. */
  readonly resamples?: number;
  /**
   * Whether the ends reach as far out as Student's t does for the smallest sample, z = √(n/(n − 1))·t (Hesterberg 2015), which
   * makes good that resamples of few units vary too little; true where left out. False gives the plain interval.
   */
  readonly isExpanded?: boolean;
}

const RESAMPLES = 9999;

/**
 * BCa bootstrap interval (Efron 1987) of any statistic of one sample, whose units are independent: runs, paired differences, or
 * pairs (rows of two numbers, which stay together). See `bcaInterval` for what happens to statistics that do not vary.
 * @param units at least two
 * @param statistic of a list of units, in any order; NaN or infinite where it is undefined
 * @throws {RangeError} for fewer than two units, or a statistic that is undefined on them
 */
export function bootstrap<Unit>(
  units: readonly Unit[],
  statistic: (units: readonly Unit[]) => number,
  options: BootstrapOptions,
): BootstrapInterval {
  return bootstrapGroups([units], ([only]) => statistic(only!), options);
}

/**
 * The same for several independent samples, as arms with seeds of their own: each is resampled within itself.
 * @param groups each of at least two units
 */
export function bootstrapGroups<Unit>(
  groups: readonly (readonly Unit[])[],
  statistic: (groups: readonly (readonly Unit[])[]) => number,
  { seed, level = 0.95, resamples = RESAMPLES, isExpanded = true }: BootstrapOptions,
): BootstrapInterval {
  for (const units of groups)
    if (units.length < 2)
      throw new RangeError(`bootstrap: got ${units.length} units; at least 2 needed`);
  if (!(Number.isInteger(resamples) && resamples >= 1))
    throw new RangeError(`bootstrap: ${resamples} resamples`);
  requireShare(level, "confidence level");
  const estimate = statistic(groups);
  if (!Number.isFinite(estimate)) throw new RangeError(`bootstrap: the statistic is ${estimate}`);
  const replicates = drawReplicates(groups, statistic, { seed, resamples });
  const influence = influences(groups, statistic, estimate);
  const smallest = Math.min(...groups.map((units) => units.length));
  const reach = isExpanded ? expandedReach(smallest, level) : normalQuantile((1 + level) / 2);
  return bcaInterval({ estimate, replicates, influence, level, reach });
}

function expandedReach(n: number, level: number): number {
  return Math.sqrt(n / (n - 1)) * studentQuantile((1 + level) / 2, n - 1);
}

/** The statistic of each resample. Draw n of resample b, address (b, n), chooses the unit at place n, group after group. */
function drawReplicates<Unit>(
  groups: readonly (readonly Unit[])[],
  statistic: (groups: readonly (readonly Unit[])[]) => number,
  { seed, resamples }: { seed: string; resamples: number },
): Float64Array {
  const draws = openStream(seed, "bootstrap").at(0);
  const total = groups.reduce((sum, units) => sum + units.length, 0);
  const uniforms = new Float64Array(total);
  const drawn = groups.map((units) => [...units]);
  return Float64Array.from({ length: resamples }, (_, resample) => {
    draws.uniforms(resample, total, uniforms);
    let next = 0;
    groups.forEach((units, group) => {
      const into = drawn[group]!;
      for (let place = 0; place < units.length; place++)
        into[place] = units[Math.floor(uniforms[next++]! * units.length)]!;
    });
    return statistic(drawn);
  });
}

/**
 * Influence of each unit on the statistic by the jackknife, (n − 1)(θ̄ − θ₋ᵢ) within its group, over the group's size; a unit
 * without which the statistic is undefined counts as 0.
 */
function influences<Unit>(
  groups: readonly (readonly Unit[])[],
  statistic: (groups: readonly (readonly Unit[])[]) => number,
  estimate: number,
): Float64Array {
  const all: number[] = [];
  groups.forEach((units, group) => {
    const without = [...groups];
    const values = units.map((_, left) => {
      without[group] = units.filter((_unit, at) => at !== left);
      const value = statistic(without);
      return Number.isFinite(value) ? value : estimate;
    });
    const centre = values.reduce((sum, value) => sum + (value - estimate), 0) / units.length;
    const scale = (units.length - 1) / units.length;
    for (const value of values) all.push(scale * (centre - (value - estimate)));
  });
  return Float64Array.from(all);
}
