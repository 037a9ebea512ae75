import * as z from "zod/mini";
import { type Draws, openStream } from "../../sim/index.ts";
import {
  amount,
  type DesignFault,
  type Kind,
  onceFor,
  pointFrom,
  type SampledDesign,
  samplingSeed,
} from "./kind.ts";

/**
 * Morris's elementary effects: trajectories through a grid of `levels` equal steps, each factor moved once in each, by
 * `Δ = levels / (2 (levels − 1))` up or down, so that all levels are equally likely.
 *
 * With more `candidates` than trajectories, those that lie furthest apart are taken, one after the other, so that a
 * larger choice from the same candidates begins with the same ones.
 * Sources: M. D. Morris, Technometrics 33 (1991) 161–174; F. Campolongo, J. Cariboni and A. Saltelli, Environmental
 * Modelling & Software 22 (2007) 1509–1518; the greedy choice: M. V. Ruano et al., ibid. 37 (2012) 103–109.
 */
export interface MorrisDesign extends SampledDesign {
  readonly kind: "morris";
  readonly trajectories: number;
  readonly levels: number;
  readonly candidates: number;
  readonly seed: string;
}

const stated = z.strictObject({
  kind: z.literal("morris"),
  trajectories: amount(2, "Trajectories; the design has trajectories × (factors + 1) points."),
  levels: z
    ._default(z.number().check(z.int(), z.minimum(2), z.maximum(64), z.multipleOf(2)), 4)
    .register(z.globalRegistry, { description: "Levels of each factor, an even number." }),
  candidates: z
    .optional(z.number().check(z.int(), z.minimum(2), z.maximum(1000)))
    .register(z.globalRegistry, {
      description:
        "Random trajectories of which those furthest apart are taken; none but those taken if left out.",
    }),
  seed: samplingSeed,
});

/** Most squared differences that the choice among candidates may take: a second or two. */
const MOST_DIFFERENCES = 300_000_000;

type Extent = Omit<MorrisDesign, "factors" | "replicates">;

export const morris = {
  stated,
  isSampled: true,
  complete: ({ kind, trajectories, levels, candidates, seed }, own) => ({
    kind,
    trajectories,
    levels,
    candidates: candidates ?? trajectories,
    seed: seed ?? own,
  }),
  count: ({ trajectories }, lengths) => BigInt(trajectories) * BigInt(lengths.length + 1),
  fault: (design, factors) => tooFew(design) ?? tooManyDifferences(design, factors),
  pointAt(design, index) {
    const points = design.factors.length + 1;
    const trajectory = trajectoryAt(design, Math.floor(index / points));
    return pointFrom(design.factors, unitAt(design, trajectory, index % points));
  },
} satisfies Kind<MorrisDesign, z.output<typeof stated>>;

function tooFew({ candidates, trajectories }: Extent): DesignFault | undefined {
  return candidates < trajectories
    ? {
        key: "candidates",
        got: `${candidates} candidates for ${trajectories} trajectories`,
        allowed: "at least as many candidates as trajectories",
      }
    : undefined;
}

function tooManyDifferences(
  { candidates, trajectories }: Extent,
  factors: number,
): DesignFault | undefined {
  const differences = ((candidates * candidates) / 2) * (factors + 1) * (factors + 1) * factors;
  return candidates > trajectories && differences > MOST_DIFFERENCES
    ? {
        key: "candidates",
        got: `${candidates} candidates of ${factors} factors`,
        allowed: "candidates² × factors³ up to 600 million",
      }
    : undefined;
}

/** One trajectory: the level, from 0, of each factor before and after its move, and the place of its move from 0. */
export interface Trajectory {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly turn: Int32Array;
}

/** The trajectory with this number, from 0. */
export function trajectoryAt(design: MorrisDesign, number: number): Trajectory {
  return candidateAt(design, chosenOf(design)?.[number] ?? number);
}

/** Draws addressed by the factor's path, so that a factor more leaves the others' levels and order as they are. */
const drawsOf = onceFor(({ factors, seed }: MorrisDesign): readonly Draws[] =>
  factors.map(({ path }) => openStream(seed, `design/morris/${path}`).at(0)),
);

function candidateAt(design: MorrisDesign, number: number): Trajectory {
  const draws = drawsOf(design);
  const half = design.levels / 2;
  const low = draws.map((own) => Math.floor(own.uniform(number, 0) * half));
  const isUp = draws.map((own) => own.word(number, 1) < 0);
  const lots = draws.map((own) => own.word(number, 2));
  const order = lots
    .map((_, factor) => factor)
    .sort((a, b) => (lots[a] ?? 0) - (lots[b] ?? 0) || a - b);
  const turn = new Int32Array(order.length);
  for (const [place, factor] of order.entries()) turn[factor] = place;
  return {
    before: Int32Array.from(low, (level, factor) => level + (isUp[factor] === true ? 0 : half)),
    after: Int32Array.from(low, (level, factor) => level + (isUp[factor] === true ? half : 0)),
    turn,
  };
}

/** The place in the unit cube of a trajectory's point, from 0. */
function unitAt({ levels }: MorrisDesign, { before, after, turn }: Trajectory, point: number) {
  return Float64Array.from(
    turn,
    (place, factor) => ((place < point ? after[factor] : before[factor]) ?? 0) / (levels - 1),
  );
}

/** The candidates taken, in the order in which they are; undefined where all are. */
const chosenOf = onceFor((design: MorrisDesign): Int32Array | undefined => {
  const { trajectories, candidates, factors } = design;
  if (candidates === trajectories) return undefined;
  const points = Array.from({ length: candidates }, (_, candidate) => {
    const trajectory = candidateAt(design, candidate);
    return Array.from({ length: factors.length + 1 }, (_, point) =>
      unitAt(design, trajectory, point),
    );
  });
  return furthestApart(squaredDistances(points), candidates, trajectories);
});

/** Squares of the sums of distances between the points of any two trajectories, row by row. */
function squaredDistances(points: readonly (readonly Float64Array[])[]): Float64Array {
  const count = points.length;
  const squared = new Float64Array(count * count);
  for (let one = 0; one < count; one++)
    for (let other = 0; other < one; other++) {
      let distance = 0;
      for (const a of points[one] ?? [])
        for (const b of points[other] ?? []) distance += Math.sqrt(squaredDifference(a, b));
      squared[one * count + other] = distance * distance;
      squared[other * count + one] = distance * distance;
    }
  return squared;
}

function squaredDifference(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let factor = 0; factor < a.length; factor++) {
    const difference = (a[factor] ?? 0) - (b[factor] ?? 0);
    sum += difference * difference;
  }
  return sum;
}

/** The two furthest apart, then again and again the one furthest from those taken; the first where several are. */
function furthestApart(squared: Float64Array, count: number, wanted: number): Int32Array {
  let furthest = 1;
  for (let pair = 1; pair < squared.length; pair++)
    if ((squared[pair] ?? 0) > (squared[furthest] ?? 0)) furthest = pair;
  const chosen = [Math.floor(furthest / count), furthest % count];
  while (chosen.length < wanted) {
    let best = -1;
    let most = -1;
    for (let candidate = 0; candidate < count; candidate++) {
      if (chosen.includes(candidate)) continue;
      const sum = chosen.reduce(
        (total, taken) => total + (squared[candidate * count + taken] ?? 0),
        0,
      );
      if (sum > most) [best, most] = [candidate, sum];
    }
    chosen.push(best);
  }
  return Int32Array.from(chosen.slice(0, wanted));
}
