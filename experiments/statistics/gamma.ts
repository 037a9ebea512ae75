import { ln } from "../../sim/random/exact.ts";
import { ln1p } from "./logarithms.ts";

const HALF_LN_TWO_PI = 0.9189385332046728;
/** Bernoulli numbers over 2j(2j − 1), j = 1 … 8: Stirling's series in 1/z, 1/z³, … */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];

/**
 * What Stirling's formula leaves of ln Γ: ln Γ(z) − ((z − ½)·ln z − z + ½·ln 2π). Below 12 the recursion
 * r(z) = r(z + 1) + (z + ½)·ln(1 + 1/z) − 1 leads up to where eight terms of the series are exact enough.
 * @param z positive
 */
export function stirlingRest(z: number): number {
  let lifted = z;
  let rest = 0;
  for (; lifted < 12; lifted++) rest += (lifted + 0.5) * ln1p(1 / lifted) - 1;
  const inverse = 1 / (lifted * lifted);
  let series = 0;
  for (let term = STIRLING.length - 1; term >= 0; term--)
    series = series * inverse + STIRLING[term]!;
  return rest + series / lifted;
}

/** ln Γ(z) for z > 0. */
export function lnGamma(z: number): number {
  return (z - 0.5) * ln(z) - z + HALF_LN_TWO_PI + stirlingRest(z);
}
