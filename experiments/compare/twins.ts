import { ALIVE, type FieldView } from "../../sim/index.ts";

/** The slots of one association in two fields. */
export interface Twins {
  readonly a: number;
  readonly b: number;
}

/** Who in two fields is the same association, and who is there only once; dead ones included. */
export interface Matching {
  /** In the order of the first field. */
  readonly twins: readonly Twins[];
  /** Slots of the first field without a twin in the second. */
  readonly onlyA: readonly number[];
  readonly onlyB: readonly number[];
}

/**
 * Matches two fields by the address of each association's draws and the step of its birth: where one field has a
 * founding more, later ones have other addresses or other births, and are nobody's twins.
 */
export function match(a: FieldView, b: FieldView): Matching {
  const slots = new Map<string, number>();
  for (let slot = 0; slot < b.size; slot++) slots.set(identity(b, slot), slot);
  const twins: Twins[] = [];
  const onlyA: number[] = [];
  for (let slot = 0; slot < a.size; slot++) {
    const key = identity(a, slot);
    const twin = slots.get(key);
    if (twin === undefined) onlyA.push(slot);
    else {
      twins.push({ a: slot, b: twin });
      slots.delete(key);
    }
  }
  return { twins, onlyA, onlyB: [...slots.values()] };
}

const identity = ({ address, born }: FieldView, slot: number): string =>
  `${address[slot]}/${born[slot]}`;

/** Whether an association lives. */
export const isAlive = ({ died }: FieldView, slot: number): boolean => died[slot] === ALIVE;
