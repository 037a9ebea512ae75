import type { FieldView } from "../field/columns.ts";
import type { FieldShape } from "../field/shape.ts";
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

/**
 * Works out what associations can do from their practices: base + Σ contribution·A, receptivity and board clamped to
 * [0,1] (the board also to its floor), unit cost times own efficiency and not clamped.
 */
export function workOutFaculties(
  field: FieldView,
  shape: FieldShape,
  faculties: WritableFaculties,
  from: number,
  to: number,
): void {
  const { practices, living, practice, efficiency } = field;
  const { receptivity, board, unitCost } = shape.faculties;
  const base = shape.facultyBase;
  for (let position = from; position < to; position++) {
    const ego = living[position];
    const row = ego * practices;
    let receptive = base.receptivity;
    let power = base.board;
    let cost = base.unitCost;
    for (let k = 0; k < practices; k++) {
      const level = practice[row + k];
      receptive += receptivity[k] * level;
      power += board[k] * level;
      cost += unitCost[k] * level;
    }
    faculties.receptivity[ego] = clamp(receptive, 0);
    faculties.board[ego] = clamp(power, base.boardFloor);
    faculties.unitCost[ego] = cost * efficiency[ego];
  }
}

const clamp = (x: number, least: number): number => (x < least ? least : x > 1 ? 1 : x);
