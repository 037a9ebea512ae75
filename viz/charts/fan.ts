import { quantile } from "../../experiments/statistics/moments.ts";
import type { Branch } from "../session/branches.ts";

/** What many seeds did in one measure: quantiles at each kept step, and a few of the runs themselves. */
export interface Fan {
  readonly n: number;
  readonly steps: Int32Array;
  readonly median: Float64Array;
  readonly low50: Float64Array;
  readonly high50: Float64Array;
  readonly low90: Float64Array;
  readonly high90: Float64Array;
  readonly samples: readonly Float64Array[];
}

/** How many runs are drawn themselves. */
const SAMPLES = 5;

/** One run's series of a measure; NaN where it is undefined. */
export function seriesOf(branch: Branch, values: Float64Array, measure: string): Float64Array {
  const column = branch.measures.indexOf(measure);
  const width = branch.measures.length;
  return Float64Array.from(branch.steps, (_, row) =>
    column < 0 ? NaN : (values[row * width + column] ?? NaN),
  );
}

const known = new WeakMap<Branch, Map<string, Fan>>();

/**
 * The fan of a measure.
 * @param isRelative whether each run is taken as a share of its own first value
 */
export function fanOf(branch: Branch, measure: string, isRelative: boolean): Fan {
  const fans = known.get(branch) ?? new Map<string, Fan>();
  known.set(branch, fans);
  const key = `${measure} ${isRelative}`;
  const found = fans.get(key);
  if (found) return found;
  const series = branch.members.map(({ values }) => {
    const own = seriesOf(branch, values, measure);
    const first = own[0] ?? NaN;
    return isRelative ? own.map((value) => value / first) : own;
  });
  const fan = fanOfSeries(branch.steps, series);
  fans.set(key, fan);
  return fan;
}

/** The fan of series over the same steps. */
function fanOfSeries(steps: Int32Array, series: readonly Float64Array[]): Fan {
  const blank = (): Float64Array => new Float64Array(steps.length).fill(NaN);
  const fan = {
    median: blank(),
    low50: blank(),
    high50: blank(),
    low90: blank(),
    high90: blank(),
  };
  for (let row = 0; row < steps.length; row++) {
    const sample = series.map((own) => own[row] ?? NaN).filter(Number.isFinite);
    if (sample.length === 0) continue;
    fan.median[row] = quantile(sample, 0.5);
    fan.low50[row] = quantile(sample, 0.25);
    fan.high50[row] = quantile(sample, 0.75);
    fan.low90[row] = quantile(sample, 0.05);
    fan.high90[row] = quantile(sample, 0.95);
  }
  return { n: series.length, steps, ...fan, samples: series.slice(0, SAMPLES) };
}

/** Row of the last kept step that is not after this one. */
export function rowAt(steps: Int32Array, step: number): number {
  let row = 0;
  while (row + 1 < steps.length && (steps[row + 1] ?? Infinity) <= step) row++;
  return row;
}
