import type * as z from "zod/mini";
import type { Column, FieldView, StoredColumn } from "../field/columns.ts";
import type { Neighbourhoods } from "../field/groups.ts";
import type { GroupMeans } from "../field/means.ts";
import type { Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { Places } from "../ledger.ts";
import type { Regime } from "../policy.ts";
import type { Draws, Stream } from "../random/stream.ts";
import { RESPONSES } from "../schema/population.ts";
import { say, section, share, type Text } from "../schema/parameter.ts";
import type { FieldShape } from "../field/shape.ts";
import type { Now } from "../transitions/transition.ts";

/**
 * A mechanism that pulls on practice or display. It reads the start-of-step field and only proposes displacements into
 * its account; the tick applies all of them at once. One file and one line in `index.ts` add a theory: schema, random
 * stream, ledger column and control follow.
 */
export interface Influence<Id extends string, Parameters> {
  readonly id: Id;
  readonly label: Text;
  readonly acts: { readonly practice: boolean; readonly display: boolean };
  /** True where it moves few associations: it then lists whom, and writes no row for others. */
  readonly isSparse?: true;
  /** The mechanism without which it does nothing either. */
  readonly leansOn?: string;
  readonly parameters: z.ZodMiniType<Parameters>;
  /** The largest rate it can reach on each vector: rates on one vector may sum to 1 at most. */
  ceiling(parameters: Parameters, shape: FieldShape, regime: Regime): Ceiling;
  /** Opens it on a field; what it keeps between steps is scratch, never state. */
  start(world: World): Mechanic<Parameters>;
}

export interface Ceiling {
  readonly practice: number;
  readonly display: number;
}

/** A mechanism at work on one field. */
export interface Mechanic<Parameters> {
  /** Once a step: what is the same for all egos. */
  prepare?(parameters: Parameters, draws: Draws, now: Now): void;
  /** Proposes displacements of a block, into its account. */
  act(parameters: Parameters, draws: Draws, account: Account, block: Block): void;
}

/** Proposed displacements of one block, K numbers per row. */
export interface Account {
  /**
   * Row j is that of the block's association j, and every row must be written; on a sparse line, row j is that of the
   * association at `places.at[j]`, for j below `places.count`, which the mechanism counts up from 0.
   */
  readonly practice: Float64Array;
  readonly display: Float64Array;
  readonly places: Places;
  /** Whether only the places listed have rows. */
  readonly isSparse: boolean;
}

/** What mechanisms may look at. */
export interface World {
  readonly field: FieldView;
  readonly shape: FieldShape;
  readonly faculties: Faculties;
  readonly kernels: Kernels;
  /** Gives room for scratch that kernels work on. */
  readonly memory: Memory;
  /** Room to list the living in, block by block, before the step's own blocks. */
  readonly block: Block;
  readonly neighbourhoods: Neighbourhoods;
  /** Mean display of each sector's professional bodies, members weighted by their meetings. */
  readonly bodies: GroupMeans;
  readonly copied: Copied;
  /** Opens a stream of draws beside those of the mechanism's own step. */
  open(name: string): Stream;
  /** Whose prestige stands for that of each slot; nothing where each has its own. */
  readonly seenAs: (() => Column) | undefined;
}

/** Whom each association copied in this step: a slot, or −1; kept only where somebody has given it room. */
export interface Copied {
  models: Int32Array | undefined;
}

/** What associations can do, from their practices at the start of the step. */
export interface Faculties {
  /** Receptivity to professional norms, in [0,1]. */
  readonly receptivity: StoredColumn;
  /** Power of the members' board, in [floor,1]. */
  readonly board: StoredColumn;
  /** Cost per place relative to the sector, positive. */
  readonly unitCost: StoredColumn;
}

const gate = (en: string, fr: string, value: number) =>
  share({
    default: value,
    tier: "advanced",
    label: say(en, fr),
    description: say(
      "Share of this pressure that reaches practice under this response.",
      "Part de cette pression qui atteint la pratique sous cette réponse.",
    ),
    source: "Oliver 1991, as read here",
  });

/** How much of a pressure reaches the practice of associations, by their response. */
export function gates(of: Readonly<Record<(typeof RESPONSES)[number], number>>) {
  return section(
    {
      label: say("Gates", "Filtres"),
      description: say(
        "Share of the pressure that reaches practice, by response.",
        "Part de la pression qui atteint la pratique, selon la réponse.",
      ),
    },
    {
      adapt: gate("Adaptation", "Adaptation", of.adapt),
      avoid: gate("Avoidance", "Évitement", of.avoid),
      innovate: gate("Innovation", "Innovation", of.innovate),
      negotiate: gate("Negotiation", "Négociation", of.negotiate),
      cooperate: gate("Cooperation", "Coopération", of.cooperate),
      merge: gate("Merger", "Fusion", of.merge),
    },
  );
}

/** Writes gates in the order of RESPONSES, so that a response's index finds its gate. */
export function readGates(
  parameters: Readonly<Record<(typeof RESPONSES)[number], number>>,
  gate: Float64Array,
): void {
  for (let r = 0; r < RESPONSES.length; r++) gate[r] = parameters[RESPONSES[r]];
}

/** Room for a gate per response. */
export const emptyGates = (memory: Memory): Float64Array => memory.reals(RESPONSES.length);

/** Largest value of 1 − w + w·x/reference for x in [0,1]. */
export function largestFactor(weight: number, reference: number): number {
  return 1 - weight + weight * Math.max(1 / reference, 0);
}
