import { type MorrisDesign, trajectoryAt } from "../designs/morris.ts";
import type { Blocks } from "./blocks.ts";
import { type Estimate, estimates, type Resampling, traceSizes } from "./estimate.ts";

/** Elementary effects of one factor, in units of the outcome for the way through its whole range. */
export interface MorrisFactor {
  readonly path: string;
  /** Mean effect: the direction. */
  readonly mu: Estimate;
  /** Mean size of the effects: how much the factor matters. */
  readonly muStar: Estimate;
  /** Standard deviation of the effects (n − 1 below): interaction and curvature. */
  readonly sigma: Estimate;
}

export interface MorrisIndices {
  readonly method: "morris";
  readonly factors: readonly MorrisFactor[];
  /** The same after the first trajectories, to see whether they settle. */
  readonly trace: readonly { readonly blocks: number; readonly factors: readonly MorrisFactor[] }[];
}

/**
 * Morris's measures, `EE = (y(u + Δ e) − y(u)) / Δ` once a trajectory: μ = mean EE, μ* = mean |EE| (Campolongo et al. 2007),
 * σ = standard deviation of EE. Intervals resample trajectories.
 */
export function morrisIndices(
  design: MorrisDesign,
  { complete, means }: Blocks,
  resampling: Resampling,
): MorrisIndices {
  const effects = effectsOf(design, complete, means);
  const upTo = (blocks: number): readonly MorrisFactor[] => {
    const found = estimates(blocks, (chosen) => effects.flatMap((own) => measures(own, chosen)), {
      ...resampling,
    });
    return design.factors.map(({ path }, factor) => {
      const [mu, muStar, sigma] = found.slice(3 * factor) as [Estimate, Estimate, Estimate];
      return { path, mu, muStar, sigma };
    });
  };
  const trace = traceSizes(complete.length).map((blocks) => ({ blocks, factors: upTo(blocks) }));
  return { method: "morris", factors: trace.at(-1)?.factors ?? upTo(complete.length), trace };
}

/** A row of elementary effects for each factor, one per complete trajectory. */
function effectsOf(design: MorrisDesign, complete: Int32Array, means: Float64Array) {
  const factors = design.factors.length;
  const effects = design.factors.map(() => new Float64Array(complete.length));
  for (const [place, number] of complete.entries()) {
    const { before, after, turn } = trajectoryAt(design, number);
    const first = number * (factors + 1);
    for (let factor = 0; factor < factors; factor++) {
      const point = first + (turn[factor] ?? 0);
      const moved = ((after[factor] ?? 0) - (before[factor] ?? 0)) / (design.levels - 1);
      const change = (means[point + 1] ?? NaN) - (means[point] ?? NaN);
      (effects[factor] as Float64Array)[place] = change / moved;
    }
  }
  return effects;
}

function measures(effects: Float64Array, chosen: Int32Array): readonly [number, number, number] {
  const count = chosen.length;
  let sum = 0;
  let sizes = 0;
  for (const trajectory of chosen) {
    const effect = effects[trajectory] ?? NaN;
    sum += effect;
    sizes += Math.abs(effect);
  }
  const mean = sum / count;
  let squares = 0;
  for (const trajectory of chosen) {
    const from = (effects[trajectory] ?? NaN) - mean;
    squares += from * from;
  }
  return [mean, sizes / count, count > 1 ? Math.sqrt(squares / (count - 1)) : NaN];
}
