import { exp, ln } from "../../sim/index.ts";
import { stirlingRest } from "./gamma.ts";
import { normalTail } from "./normal.ts";
import { integral } from "./quadrature.ts";

/** Logarithm of a density, against its peak, below which it adds nothing to 13 digits. */
const NEGLIGIBLE = -42;

/**
 * Mean of g(S) over S = √(χ²/df), the sample's standard deviation over the true one; on ln s, in Gaussian panels.
 * Absolute accuracy 10⁻¹³ for a smooth g within [0,1].
 * @param sharpness how steeply g turns on the logarithmic scale; a normal tail at t·s − δ has sharpness |δ|
 * @param end g counts as 0 for s beyond it; what happens there, such as a kink, costs no accuracy
 */
export function meanOverSpread(
  df: number,
  g: (s: number) => number,
  sharpness: number,
  end = Infinity,
): number {
  const lnPeak = 0.5 * ln(df / Math.PI) - stirlingRest(df / 2);
  const lnDensity = (u: number): number => df * (u + (1 - exp(2 * u)) / 2);
  const widest = 1 / Math.sqrt(2 * df + sharpness * sharpness + 1);
  let high = 0;
  while (lnDensity(high) > NEGLIGIBLE) high += widest;
  if (end < Infinity) high = Math.min(high, ln(end));
  let low = Math.min(0, high);
  while (lnDensity(low) > NEGLIGIBLE) low -= widest;
  return integral((u) => exp(lnPeak + lnDensity(u)) * g(exp(u)), [low, high], widest);
}

/**
 * P(T > t) for the noncentral t, T = (Z + δ)/S: the mean over S of P(Z > t·S − δ). Absolute accuracy 10⁻¹³.
 * @param df at least 1
 * @param noncentrality δ
 */
export function noncentralStudentTail(t: number, df: number, noncentrality: number): number {
  if (!(df >= 1)) throw new RangeError(`noncentral t: ${df} degrees of freedom`);
  const tail = meanOverSpread(
    df,
    (s) => normalTail(t * s - noncentrality),
    Math.abs(noncentrality),
  );
  return Math.min(1, tail);
}
