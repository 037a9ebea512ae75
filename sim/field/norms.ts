import type { FieldState } from "./columns.ts";
import type { Groups } from "./groups.ts";
import { weightedMeans } from "./means.ts";

/**
 * Moves the professional norms by one quarter: N += following·(C − N) + schools·(N₀ − N), C the mean display of the
 * sector weighted by credentials, N₀ the doctrine of its schools.
 * @param doctrine one row of K per sector
 */
export function moveNorms(
  field: FieldState,
  p: { readonly following: number; readonly schools: number },
  doctrine: Float64Array,
  sectors: Groups,
): void {
  const { norms, practices } = field;
  if (p.following === 0 && p.schools === 0) return;
  const professionalised = new Float64Array(norms.length);
  const weights = new Float64Array(norms.length / practices);
  if (p.following > 0) weightedMeans(field, sectors, field.credentials, professionalised, weights);
  for (let sector = 0; sector < weights.length; sector++) {
    const following = weights[sector] > 0 ? p.following : 0;
    for (let k = 0, at = sector * practices; k < practices; k++, at++) {
      const norm = norms[at];
      norms[at] =
        norm + following * (professionalised[at] - norm) + p.schools * (doctrine[at] - norm);
    }
  }
}
