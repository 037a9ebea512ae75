import { lengthened, type FieldView } from "../field/columns.ts";
import type { FieldShape } from "../field/shape.ts";
import { eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { Faculties } from "./influence.ts";

/** Faculties as their owner sees them. */
export type WritableFaculties = { -readonly [Name in keyof Faculties]: Float64Array };

/** Room for the faculties of `size` associations, with room to spare for `most`. */
export function emptyFaculties(size: number, most: number, memory: Memory): WritableFaculties {
  const room = (): Float64Array => lengthened(memory.reals(most), size);
  return { receptivity: room(), board: room(), unitCost: room() };
}

/** Works out the faculties of the living at positions `from` ≤ p < `to`. */
export type WorkOutFaculties = (
  field: FieldView,
  faculties: WritableFaculties,
  block: Block,
  from: number,
  to: number,
) => void;

/**
 * Opens what associations can do, from their practices: base + Σ contribution·A, receptivity and board clamped to
 * [0,1] (the board also to its floor), unit cost times own efficiency and not clamped.
 */
export function openFaculties(
  shape: FieldShape,
  kernels: Kernels,
  memory: Memory,
): WorkOutFaculties {
  const { facultyBase: base, faculties: contributions } = shape;
  const place = (numbers: readonly number[]): Float64Array => {
    const placed = memory.reals(numbers.length);
    placed.set(numbers);
    return placed;
  };
  const weights = place([
    ...contributions.receptivity,
    ...contributions.board,
    ...contributions.unitCost,
  ]);
  const bases = place([base.receptivity, base.board, base.unitCost, 0, base.boardFloor]);
  return (field, faculties, shared, from, to) =>
    eachOfLiving(shared, field, from, to, ({ egos, count }) => {
      const { practice, efficiency } = field;
      kernels.workOut(faculties, weights, bases, practice, efficiency, egos, count);
    });
}
