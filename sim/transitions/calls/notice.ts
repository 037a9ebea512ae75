import type { Groups } from "../../field/groups.ts";
import type { Stage } from "../transition.ts";
import type { Desk } from "./demand.ts";

/**
 * Who hears of a call: in the territory everyone alike, in the sector at large in proportion to establishments, since
 * head offices keep watch over the whole country.
 */
export interface Notice {
  /** Establishments are those of now until it is called again. */
  renew(): void;
  /** One of the sector within the table's region, for a uniform number; −1 where there is nobody. */
  near(desk: Desk, uniform: number): number;
  /** One of the sector, in proportion to establishments; −1 where there is nobody. */
  far(desk: Desk, uniform: number): number;
}

/** Opens it on a field. */
export function openNotice({ field, shape, neighbourhoods }: Stage): Notice {
  const isSummed = new Uint8Array(shape.sectors.length);
  /** Running sums of establishments within each sector, in the order of its members. */
  let sums = new Float64Array();
  const sumUp = ({ members, starts }: Groups, sector: number): void => {
    if (sums.length < members.length) sums = new Float64Array(members.length);
    let sum = 0;
    for (let at = starts[sector]; at < starts[sector + 1]; at++)
      sums[at] = sum += field.establishments[members[at]];
    isSummed[sector] = 1;
  };
  return {
    renew: () => void isSummed.fill(0),
    near({ region, sector }, uniform) {
      const { members, starts } = neighbourhoods.regionSector;
      const cell = region * shape.sectors.length + sector;
      const size = starts[cell + 1] - starts[cell];
      return size > 0 ? members[starts[cell] + Math.floor(uniform * size)] : -1;
    },
    far({ sector }, uniform) {
      const { members, starts } = neighbourhoods.sector;
      if (isSummed[sector] === 0) sumUp(neighbourhoods.sector, sector);
      let low = starts[sector];
      let high = starts[sector + 1] - 1;
      if (high < low) return -1;
      const target = uniform * sums[high];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sums[middle] > target) high = middle;
        else low = middle + 1;
      }
      return members[low];
    },
  };
}
