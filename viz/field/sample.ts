import type { Marks } from "../../workers/protocol.ts";
import type { Kind } from "./backdrop/stage.ts";

/** Associations drawn one by one over the cells of a very large field. */
export const SAMPLED = 500;

/** Slots that the page's own canvas draws: all of a small field, some of a very large one, none between. */
export function slotsToDraw(kind: Kind, { alive }: Marks, size: number): number[] {
  if (kind === "raster") return [];
  const slots: number[] = [];
  const share = kind === "cells" ? SAMPLED / Math.max(SAMPLED, size) : 1;
  for (let slot = 0; slot < alive.length; slot++)
    if (share === 1 || lot(slot) < share) slots.push(slot);
  return slots;
}

/** A number in [0,1) that belongs to a slot for good, so that the same are drawn at every step. */
function lot(slot: number): number {
  let bits = Math.imul(slot ^ 0x9e3779b9, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
