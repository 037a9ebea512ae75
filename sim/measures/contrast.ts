import type { Engine } from "../engine.ts";
import { ALIVE } from "../field/columns.ts";
import type { Text } from "../schema/parameter.ts";
import type { Exposure } from "../schema/exposures.ts";
import { openExposure } from "./contrast-exposures.ts";
import { openOutcome, type OpenContrastOutcome } from "./contrast-outcomes.ts";
import { measure, undefinable, type OpenGauge } from "./measure.ts";

/** What a contrast gives: the slope per unit of exposure, or the upper half less the lower. */
export const CONTRAST_KINDS = ["slope", "halves"] as const;

/** A hypothesis held against the associations of one run: does the exposure go with the outcome? */
export interface Contrast {
  readonly label?: Text | undefined;
  /** What they were exposed to at step 0. */
  readonly exposure: Exposure;
  /** What became of them. */
  readonly outcome: OpenContrastOutcome["outcome"];
  /** Of what they do, or of what they declare. */
  readonly of: OpenContrastOutcome["of"];
  /** The outcome as it stands, or its change since step 0. */
  readonly take: OpenContrastOutcome["take"];
  readonly kind: (typeof CONTRAST_KINDS)[number];
}

/**
 * A contrast between the associations of one run, over those of step 0 that still live and have both an exposure x (at
 * step 0) and an outcome y (now). `contrast.NAME` is what its kind says: the slope Cov(x, y)/Var(x), or the halves, the
 * mean outcome of those above the mean exposure less that of the rest. Beside it always `.slope`, `.perDeviation`
 * (slope · standard deviation of x), `.halves`, `.correlation`, `.mean` (of y) and `.n`, how many they are. Undefined where x has no
 * spread; the correlation also where y has none; the mean of nobody.
 * @throws RangeError when opened after step 0, which it is measured from
 */
function contrastGauge(name: string, contrast: Contrast): OpenGauge {
  return (engine, observation) => {
    if (observation.step !== 0)
      throw new RangeError("a contrast is measured from step 0, which this run has left behind");
    const { field } = engine;
    const slots = Int32Array.from({ length: field.living.length }, (_, at) => field.living[at]);
    const exposure = Float64Array.from(slots, openExposure(engine, contrast.exposure));
    const outcomeOf = openOutcome(engine, contrast, slots);
    const own = `contrast.${name}`;
    return {
      measures: [
        undefinable(own, "outcome per unit of exposure"),
        undefinable(`${own}.slope`, "outcome per unit of exposure"),
        undefinable(`${own}.perDeviation`, "outcome per standard deviation"),
        undefinable(`${own}.halves`, "outcome"),
        undefinable(`${own}.correlation`, "correlation"),
        undefinable(`${own}.mean`, "outcome"),
        measure(`${own}.n`, "associations"),
      ],
      read(out, at) {
        const { x, y } = pairsOf(engine, slots, exposure, outcomeOf);
        const { slope, deviation, correlation } = lineThrough(x, y);
        const halves = upperLessLower(x, y);
        out[at] = contrast.kind === "slope" ? slope : halves;
        out[at + 1] = slope;
        out[at + 2] = slope * deviation;
        out[at + 3] = halves;
        out[at + 4] = correlation;
        out[at + 5] = meanOf(y);
        out[at + 6] = x.length;
      },
    };
  };
}

/** Gauges of all contrasts asked for, in their order. */
export const contrastGauges = (contrasts: Readonly<Record<string, Contrast>>): OpenGauge[] =>
  Object.entries(contrasts).map(([name, contrast]) => contrastGauge(name, contrast));

interface Pairs {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Exposure and outcome of those that live and have both. */
function pairsOf(
  { field }: Engine,
  slots: Int32Array,
  exposure: Float64Array,
  outcomeOf: (slot: number) => number,
): Pairs {
  const x: number[] = [];
  const y: number[] = [];
  for (let at = 0; at < slots.length; at++) {
    if (field.died[slots[at]] !== ALIVE || Number.isNaN(exposure[at])) continue;
    const outcome = outcomeOf(slots[at]);
    if (Number.isNaN(outcome)) continue;
    x.push(exposure[at]);
    y.push(outcome);
  }
  return { x, y };
}

/** Below this share of its square a variance is rounding alone. */
const DUST = 1e-24;

/** The least-squares line: its slope, the standard deviation of x (dividing by n), and the correlation. */
function lineThrough(x: readonly number[], y: readonly number[]) {
  const [centreX, centreY] = [meanOf(x), meanOf(y)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let at = 0; at < x.length; at++) {
    const [dx, dy] = [x[at] - centreX, y[at] - centreY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const isSpread = xx > DUST * x.length * centreX * centreX && xx > 0;
  return {
    slope: isSpread ? xy / xx : NaN,
    deviation: Math.sqrt(xx / x.length),
    correlation: isSpread && yy > 0 ? xy / Math.sqrt(xx * yy) : NaN,
  };
}

/** Mean outcome of those above the mean exposure less that of the others; of two levels, one less the other. */
function upperLessLower(x: readonly number[], y: readonly number[]): number {
  const middle = meanOf(x);
  const upper = y.filter((_, at) => x[at] > middle);
  const lower = y.filter((_, at) => x[at] <= middle);
  return meanOf(upper) - meanOf(lower);
}

/** NaN of nothing. */
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
