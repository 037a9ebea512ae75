import { distance, type FieldView } from "../../sim/index.ts";
import { firstDifference } from "./differences.ts";
import { isAlive, type Matching } from "./twins.ts";

/** A difference in any practice beyond this is seen with the naked eye. */
const VISIBLE = 0.01;

/** How many of some twins differ in what they do. */
export interface Share {
  /** Twins that live in both fields. */
  readonly twins: number;
  /** Of these, those with a practice that differs by a bit. */
  readonly differing: number;
  /** Those with a practice that differs by more than `VISIBLE`. */
  readonly visible: number;
  /** Mean distance between the practices of twins, in [0,1]; 0 without twins. */
  readonly distance: number;
}

/** How far two fields are apart at one step. */
export interface SpreadStep extends Share {
  readonly step: number;
  /** Associations that live only in one of the two. */
  readonly onlyA: number;
  readonly onlyB: number;
  readonly byRegion: readonly Share[];
  readonly bySector: readonly Share[];
}

interface Sums {
  twins: number;
  differing: number;
  visible: number;
  distance: number;
}

/**
 * Compares what twins do.
 * @param groups numbers of regions and of sectors
 * @param first the step in which each association first differed, by address; those who do now are entered
 */
export function spreadAt(
  step: number,
  a: FieldView,
  b: FieldView,
  matching: Matching,
  groups: { readonly regions: number; readonly sectors: number },
  first: Map<number, number>,
): SpreadStep {
  const K = a.practices;
  const whole = noShare();
  const regions = Array.from({ length: groups.regions }, noShare);
  const sectors = Array.from({ length: groups.sectors }, noShare);
  let alive = 0;
  for (const twins of matching.twins) {
    if (!isAlive(a, twins.a) || !isAlive(b, twins.b)) continue;
    alive++;
    const [rowA, rowB] = [twins.a * K, twins.b * K];
    const isOther = firstDifference(a.practice, rowA, b.practice, rowB, K) >= 0;
    const isVisible = isOther && largestGap(a, rowA, b, rowB) > VISIBLE;
    const apart = isOther ? distance(a.practice, rowA, b.practice, rowB, K) : 0;
    for (const sums of [whole, regions[a.region[twins.a] ?? 0], sectors[a.sector[twins.a] ?? 0]]) {
      if (sums === undefined) continue;
      sums.twins++;
      sums.distance += apart;
      if (isOther) sums.differing++;
      if (isVisible) sums.visible++;
    }
    const address = a.address[twins.a] ?? 0;
    if (isOther && !first.has(address)) first.set(address, step);
  }
  return {
    step,
    ...shareOf(whole),
    onlyA: a.living.length - alive,
    onlyB: b.living.length - alive,
    byRegion: regions.map(shareOf),
    bySector: sectors.map(shareOf),
  };
}

const noShare = (): Sums => ({ twins: 0, differing: 0, visible: 0, distance: 0 });

const shareOf = (sums: Sums): Share => ({
  ...sums,
  distance: sums.twins === 0 ? 0 : sums.distance / sums.twins,
});

function largestGap(a: FieldView, rowA: number, b: FieldView, rowB: number): number {
  let largest = 0;
  for (let k = 0; k < a.practices; k++)
    largest = Math.max(
      largest,
      Math.abs((a.practice[rowA + k] ?? 0) - (b.practice[rowB + k] ?? 0)),
    );
  return largest;
}
