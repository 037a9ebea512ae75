import type { Marks, Roll } from "../../../workers/protocol.ts";
import { labelAt, type Naming, responseName } from "../naming.ts";
import type { Context } from "../../view.ts";

/** What a visitor looks for: words that must all occur, and what it must be. */
export interface Wanted {
  readonly words: string;
  /** Indices; −1 for any. */
  readonly archetype: number;
  readonly region: number;
  readonly response: number;
  /** Index into SIZES; −1 for any. */
  readonly size: number;
}

export const ANY: Wanted = { words: "", archetype: -1, region: -1, response: -1, size: -1 };

/** Sizes by establishments: least and most of each. */
export const SIZES: readonly (readonly [number, number])[] = [
  [1, 1],
  [2, 5],
  [6, 20],
  [21, Infinity],
];

/** Text without accents and capitals, so that words are found however they are typed. */
const plain = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/**
 * Slots of those that live at a moment and are what is wanted, in ascending order: one whose number is typed comes first.
 * @param roll what is fixed about each slot
 * @param marks the moment
 */
export function findAssociations(
  wanted: Wanted,
  roll: Roll,
  marks: Marks,
  naming: Naming,
  context: Context,
  responses: readonly string[],
): readonly number[] {
  const words = plain(wanted.words)
    .split(/\s+/)
    .filter((word) => word !== "");
  const archetypes = naming.archetypes.map((_, at) =>
    plain(labelAt(naming.archetypes, at, context)),
  );
  const regions = naming.regions.map((_, at) => plain(labelAt(naming.regions, at, context)));
  const sectors = naming.sectors.map((_, at) => plain(labelAt(naming.sectors, at, context)));
  const answers = responses.map((response) => plain(responseName(response, context)));
  const [least, most] = SIZES[wanted.size] ?? [0, Infinity];
  const found: number[] = [];
  const size = Math.min(marks.alive.length, roll.region.length);
  for (let slot = 0; slot < size; slot++) {
    if (marks.alive[slot] === 0) continue;
    const archetype = roll.archetype[slot]!;
    const region = roll.region[slot]!;
    const response = marks.response[slot]!;
    if (wanted.archetype >= 0 && archetype !== wanted.archetype) continue;
    if (wanted.region >= 0 && region !== wanted.region) continue;
    if (wanted.response >= 0 && response !== wanted.response) continue;
    const establishments = roll.establishments[slot]!;
    if (establishments < least || establishments > most) continue;
    const isFound = words.every((word) =>
      /^\d+$/.test(word)
        ? String(slot) === word
        : [
            archetypes[archetype],
            regions[region],
            sectors[roll.sector[slot]!],
            answers[response],
          ].some((text) => text?.includes(word)),
    );
    if (isFound) found.push(slot);
  }
  return found;
}
