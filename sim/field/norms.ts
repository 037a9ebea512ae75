import type { FieldState } from "./columns.ts";
import type { GroupMeans } from "./means.ts";

/**
 * Moves the professional norms by one quarter: N += following·(C − N) + schools·(N₀ − N), C the mean display of the
 * sector weighted by credentials, N₀ the doctrine of its schools.
 * @param doctrine one row of K per sector
 */
export function moveNorms(
  field: FieldState,
  p: { readonly following: number; readonly schools: number },
  doctrine: Float64Array,
  professionalised: GroupMeans,
): void {
  const { norms, practices } = field;
  const { means, totals } = professionalised;
  for (let sector = 0; sector < totals.length; sector++) {
    const following = totals[sector] > 0 ? p.following : 0;
    for (let k = 0, at = sector * practices; k < practices; k++, at++) {
      const norm = norms[at];
      norms[at] = norm + following * (means[at] - norm) + p.schools * (doctrine[at] - norm);
    }
  }
}
