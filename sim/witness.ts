import { openDigest } from "./digest.ts";
import type { Engine } from "./engine.ts";
import type { FieldView } from "./field/columns.ts";
import type { SwitchId } from "./switches.ts";

/**
 * What a step is made of, for somebody who wants to see what each part did: a transition by its id, or one of
 * `founding` (of the whole field, before anything else), `rules` (reforms and the yearly revision), `prescription`,
 * `standing`, `pressures` (with projects, norms and needs) and `settling` (of the membership).
 */
export type StepPart =
  | SwitchId
  | "founding"
  | "rules"
  | "prescription"
  | "standing"
  | "pressures"
  | "settling";

/** What one influence proposes for one block: rows of K numbers for some slots. Valid only while it is shown. */
export interface ShownProposal {
  readonly id: SwitchId;
  /** Slot of each row. */
  readonly slots: ArrayLike<number>;
  /** Rows of displacements; empty where the influence does not act on the vector. */
  readonly practice: Float64Array;
  readonly display: Float64Array;
}

/** Sees a run from inside its steps, burn-in included, and changes nothing. */
export interface Witness {
  /**
   * A part of a step is over; step 1 is the first after burn-in, and the field is as that part left it.
   * @param digest hash of that state, worked out when it is asked for
   */
  over(step: number, part: StepPart, field: FieldView, digest: () => string): void;
  /** What an influence proposes for a block, before anything is applied. */
  proposed?(step: number, proposal: ShownProposal): void;
}

const witnesses = new WeakMap<Engine, Witness>();

/** Lets somebody see what an engine does from now on. */
export function admit(engine: Engine, witness: Witness): void {
  witnesses.set(engine, witness);
  const show = witness.proposed?.bind(witness);
  if (show === undefined) return;
  const { practices } = engine.field;
  engine.watchers.push((block, proposals, { step }) => {
    for (const { id, account } of proposals) {
      const { isSparse, places } = account;
      const count = isSparse ? places.count : block.count;
      const slots = isSparse
        ? Array.from(places.at.subarray(0, count), (row) => block.egos[row])
        : block.egos.subarray(0, count);
      const rows = (account: Float64Array): Float64Array => account.subarray(0, count * practices);
      show(step, {
        id: id as SwitchId,
        slots,
        practice: rows(account.practice),
        display: rows(account.display),
      });
    }
  });
}

/** Tells whoever watches that a part of a step is over. */
export function isOver(engine: Engine, step: number, part: StepPart): void {
  const { field } = engine;
  witnesses.get(engine)?.over(step, part, field, () => {
    const digest = openDigest();
    digest.take(field, true);
    return digest.hex();
  });
}
