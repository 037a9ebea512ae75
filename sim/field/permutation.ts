import { openStream, type Draws } from "../random/stream.ts";
import type { Column, FieldView } from "./columns.ts";

/**
 * A partner for every address: those of the start stand in a circle in random order, each with the next; one that is
 * founded later has one of those before it. The same whatever happens, so that a placebo reads one fixed permutation.
 * @param founded associations of the start, at addresses 0 …
 */
export function openPermutation(seed: string, founded: number): (address: number) => number {
  let draws: Draws | undefined;
  let partners: Int32Array | undefined;
  const circle = (draws: Draws): Int32Array => {
    const lots = Float64Array.from({ length: founded }, (_, address) => draws.uniform(address, 0));
    const order = Array.from(lots.keys()).sort((a, b) => lots[a] - lots[b] || a - b);
    const next = new Int32Array(founded);
    order.forEach((address, place) => (next[address] = order[(place + 1) % founded]));
    return next;
  };
  return (address) => {
    draws ??= openStream(seed, "permutation").at(0);
    if (address >= founded) return Math.floor(address * draws.uniform(address, 1));
    partners ??= circle(draws);
    return partners[address];
  };
}

/** The slot of each slot's partner, kept as long as nobody is founded. */
export function openPartners(
  field: FieldView,
  partnerOf: (address: number) => number,
): () => Column {
  let partners = new Int32Array();
  return () => {
    if (partners.length === field.size) return partners;
    const slots = new Int32Array(field.size);
    for (let slot = 0; slot < field.size; slot++) slots[field.address[slot]] = slot;
    partners = slots.map((_, slot) => slots[partnerOf(field.address[slot])]);
    return partners;
  };
}
