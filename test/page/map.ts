import type { Page } from "playwright";
import type { PageState } from "./site.ts";

// Where things are on the map, for tests that click there.

export type Point = readonly [number, number];

/** Where points of the map lie in the window. */
export async function screenOf(page: Page): Promise<(x: number, y: number) => Point> {
  const room = page.locator(".map-room");
  const box = await room.boundingBox();
  const [scale = 0, left = 0, top = 0] = await room.evaluate((element) =>
    ["scale", "left", "top"].map((name) => Number((element as HTMLElement).dataset[name])),
  );
  return (x, y) => [(box?.x ?? 0) + left + x * scale, (box?.y ?? 0) + top - y * scale];
}

/** Waits until everything asked of the map is painted, the part behind it included. */
export const settled = (page: Page, step: number) =>
  page.waitForFunction(
    (wanted) => document.querySelector<HTMLElement>(".map-room")?.dataset["settled"] === wanted,
    String(step),
  );

export const drawn = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLCanvasElement>(".field canvas.dots")?.toDataURL());

export const place = ({ practice }: PageState, slot: number): Point => [
  practice[2 * slot] ?? NaN,
  practice[2 * slot + 1] ?? NaN,
];

export const away = ([x, y]: Point, [otherX, otherY]: Point): number =>
  Math.hypot(x - otherX, y - otherY);

/** An association with no other near, so that a click on it can mean no other. */
export function loneliest(state: PageState, isWanted = (_slot: number) => true): number {
  const living = [...state.alive.keys()].filter((slot) => state.alive[slot] === 1);
  const room = (slot: number): number =>
    Math.min(
      ...living
        .filter((other) => other !== slot)
        .map((other) => away(place(state, slot), place(state, other))),
    );
  const inside = living.filter((slot) => isWanted(slot) && Math.abs(place(state, slot)[0]) < 0.6);
  return inside.reduce((best, slot) => (room(slot) > room(best) ? slot : best));
}
