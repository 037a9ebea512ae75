import type * as z from "zod/mini";
import type { Chronicle } from "../chronicle.ts";
import type { FieldState } from "../field/columns.ts";
import type { Founders } from "../field/founding.ts";
import type { Neighbourhoods } from "../field/groups.ts";
import type { Leads } from "../field/leads.ts";
import type { Tables } from "../field/rules.ts";
import type { FieldShape } from "../field/shape.ts";
import type { Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { Faculties } from "../mechanisms/influence.ts";
import type { Regime } from "../policy.ts";
import type { Draws } from "../random/stream.ts";
import type { Roster } from "../roster.ts";
import type { Text } from "../schema/parameter.ts";
import type { Sift } from "./sift.ts";

/**
 * A rule that changes anything but practice and display: budgets, calls, responses, contracts, groupings, membership.
 * Transitions act one after the other, in the order of the list in `index.ts`, each on its own stream of draws. One
 * file and one line there add one; schema, controls and `--off` follow.
 */
export interface Transition<Id extends string, Parameters> {
  readonly id: Id;
  readonly label: Text;
  readonly parameters: z.ZodMiniType<Parameters>;
  /** Opens it on a field; what it keeps between steps is scratch, never state. */
  start(stage: Stage): Act<Parameters>;
}

/** One step of a transition. */
export type Act<Parameters> = (parameters: Parameters, draws: Draws, now: Now) => void;

/** What transitions act on. Columns may be replaced when the field grows: none is kept from one call to the next. */
export interface Stage {
  readonly field: FieldState;
  readonly shape: FieldShape;
  readonly tables: Tables;
  /** What associations can do, from practices at the start of the step. */
  readonly faculties: Faculties;
  readonly neighbourhoods: Neighbourhoods;
  readonly leads: Leads;
  readonly roster: Roster;
  readonly chronicle: Chronicle;
  /** Room for the block being worked on. */
  readonly block: Block;
  readonly kernels: Kernels;
  readonly memory: Memory;
  /** Finds out whose draws are low enough. */
  readonly sift: Sift;
  /** How associations are founded, from draws of whoever founds them. */
  readonly founders: Founders;
  /** Draws the ties of one that has just been founded. */
  tie(slot: number): void;
  /** Plain mean display of each sector at the end of the step before, one row of K per sector; 0 where it was empty. */
  readonly sectorDisplays: Float64Array;
  /** Works out anew who leads ego and what its funders together prescribe, after its funding or its rules changed in this step. */
  prescribeAnew(slot: number, regime: Regime): void;
}

/** The present step. Draws of a transition are those of its own stream, at this step. */
export interface Now {
  readonly step: number;
  /** Quarter of the calendar, 0 to 3; the campaign is in quarter 0. */
  readonly quarter: number;
  readonly regime: Regime;
}
