import type { Moment } from "../session/history.ts";
import { placeOf, presenceOf } from "./places.ts";
import type { Screen } from "./projection.ts";

/** How far from a dot a finger may come down, in pixels. */
const REACH = 22;

/** The association nearest to a pixel among some, no further than a finger's reach; null where there is none. */
export function nearestTo(
  x: number,
  y: number,
  slots: ArrayLike<number>,
  moment: Moment,
  screen: Screen,
): number | null {
  let found: number | null = null;
  let least = REACH * REACH;
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at]!;
    if (presenceOf(moment, slot) === 0) continue;
    const [mapX, mapY] = placeOf(moment, slot);
    const [dx, dy] = [screen.x(mapX) - x, screen.y(mapY) - y];
    const away = dx * dx + dy * dy;
    if (away > least) continue;
    least = away;
    found = slot;
  }
  return found;
}

/** The nearest neighbour of an association in a direction: within 45 degrees of it, however far. */
export function neighbourOf(
  slot: number,
  [wayX, wayY]: readonly [number, number],
  slots: ArrayLike<number>,
  moment: Moment,
  screen: Screen,
): number | null {
  const [mapX, mapY] = placeOf(moment, slot);
  const [fromX, fromY] = [screen.x(mapX), screen.y(mapY)];
  let found: number | null = null;
  let least = Infinity;
  for (let at = 0; at < slots.length; at++) {
    const other = slots[at]!;
    if (other === slot || presenceOf(moment, other) === 0) continue;
    const [x, y] = placeOf(moment, other);
    const [dx, dy] = [screen.x(x) - fromX, screen.y(y) - fromY];
    const along = dx * wayX + dy * wayY;
    const aside = Math.abs(dx * wayY) + Math.abs(dy * wayX);
    if (along <= 0 || aside > along) continue;
    const away = dx * dx + dy * dy;
    if (away >= least) continue;
    least = away;
    found = other;
  }
  return found;
}
