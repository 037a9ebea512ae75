import { pointCount } from "../../../experiments/design.ts";
import type { Factor } from "../../../experiments/designs/factor.ts";
import { type Design, pointAt } from "../../../experiments/designs/kinds.ts";

/** Factors from one number to another, all alike. */
export const alike = (count: number, from = 0, to = 1): Factor[] =>
  Array.from({ length: count }, (_, index) => ({
    path: `x.${index}`,
    from,
    to,
    scale: "linear",
    integer: false,
  }));

/** The outcome of every run of a design, by a function of the point's numbers and the replicate from 0. */
export function outcomesOf(
  design: Design,
  outcome: (point: readonly number[], replicate: number) => number,
): Float64Array {
  const runs = pointCount(design) * design.replicates;
  return Float64Array.from({ length: runs }, (_, run) =>
    outcome(
      pointAt(design, Math.floor(run / design.replicates)).map(Number),
      run % design.replicates,
    ),
  );
}

/** Ishigami's function with a = 7, b = .1; factors from −π to π. Its indices are known. */
export const ishigami = ([x = 0, y = 0, z = 0]: readonly number[]): number =>
  Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);

export const ISHIGAMI = {
  first: [0.3139, 0.4424, 0],
  total: [0.5576, 0.4424, 0.2437],
  // x and z act together; nothing else does
  second: [0, 0.2437, 0],
};

const WEIGHTS = [0, 1, 4.5, 9, 99, 99];

/** Sobol's g function of six factors from 0 to 1. */
export const sobolG = (point: readonly number[]): number =>
  point.reduce((product, x, factor) => {
    const weight = WEIGHTS[factor] ?? 0;
    return (product * (Math.abs(4 * x - 2) + weight)) / (1 + weight);
  }, 1);

const PARTS = WEIGHTS.map((weight) => 1 / (3 * (1 + weight) ** 2));
const WHOLE = PARTS.reduce((product, part) => product * (1 + part), 1) - 1;

/** Its indices in closed form: V_i = 1/(3(1 + a_i)²), V = Π(1 + V_i) − 1, S_i = V_i/V, T_i = V_i Π_{j≠i}(1 + V_j)/V. */
export const SOBOL_G = {
  first: PARTS.map((part) => part / WHOLE),
  total: PARTS.map((part) => (part * (WHOLE + 1)) / (1 + part) / WHOLE),
};
