import type { Column, FieldView } from "../field/columns.ts";
import type { FieldShape } from "../field/shape.ts";
import { BLOCK, eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { Faculties } from "./influence.ts";

/** Faculties as their owner sees them. */
export type WritableFaculties = { -readonly [Name in keyof Faculties]: Float64Array };

/** Room for the faculties of `size` associations. */
export function emptyFaculties(size: number): WritableFaculties {
  return {
    receptivity: new Float64Array(size),
    board: new Float64Array(size),
    unitCost: new Float64Array(size),
  };
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
  const base = shape.facultyBase;
  const place = (contributions: Float64Array): Float64Array => {
    const placed = memory.reals(contributions.length);
    placed.set(contributions);
    return placed;
  };
  const weights = {
    receptivity: place(shape.faculties.receptivity),
    board: place(shape.faculties.board),
    unitCost: place(shape.faculties.unitCost),
  };
  const sums = memory.reals(BLOCK);
  return (field, faculties, shared, from, to) =>
    eachOfLiving(shared, field, from, to, (block) => {
      const { practice, efficiency } = field;
      const { egos, count } = block;
      kernels.weigh(sums, weights.receptivity, practice, egos, count);
      clampInto(faculties.receptivity, sums, base.receptivity, 0, block);
      kernels.weigh(sums, weights.board, practice, egos, count);
      clampInto(faculties.board, sums, base.board, base.boardFloor, block);
      kernels.weigh(sums, weights.unitCost, practice, egos, count);
      multiplyInto(faculties.unitCost, sums, base.unitCost, efficiency, block);
    });
}

function clampInto(
  faculty: Float64Array,
  sums: Float64Array,
  base: number,
  least: number,
  { egos, count }: Block,
): void {
  for (let row = 0; row < count; row++) {
    const x = base + sums[row];
    faculty[egos[row]] = x < least ? least : x > 1 ? 1 : x;
  }
}

function multiplyInto(
  faculty: Float64Array,
  sums: Float64Array,
  base: number,
  factor: Column,
  { egos, count }: Block,
): void {
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    faculty[ego] = (base + sums[row]) * factor[ego];
  }
}
