import type { Text } from "./schema/parameter.ts";

/** What is counted in each step, besides being told: the series of flows. */
export const FLOWS = [
  "calls",
  "calls.unanswered",
  "calls.experimental",
  "bids",
  "awards",
  "awards.large",
  "proposals",
  "proposals.authorised",
  "extensions",
  "inspections",
  "inspections.caught",
  "reconsidered",
  "negotiation.deals",
  "negotiation.conflicts",
  "groupings.formed",
  "groupings.joined",
  "groupings.left",
  "groupings.deepened",
  "groupings.dissolved",
  "injunctions.refused",
  "mergers",
  "bailouts",
  "closures",
  "foundings",
  "entries",
] as const;
export type Flow = (typeof FLOWS)[number];

/** One cause of an event, with its weight in what decided it. */
export type Causes = Readonly<Record<string, number>>;

/** A meeting at the authority's table, told in full: who asked for what, what came of it, what it did to the common rule. */
export interface TableEvent {
  readonly step: number;
  readonly kind: "deal" | "conflict";
  readonly association: number;
  /** Number of the regulator's table. */
  readonly other: number;
  /** The regulator's id. */
  readonly what: string;
  /** Power, the least that the one and the most that the other accepts, utilities and fallbacks of both, weight. */
  readonly causes: Causes;
  /** What the association's power alone would give, per practice, and what it asked for. */
  readonly offer: readonly number[];
  readonly counterOffer: readonly number[];
  /** The settlement; none in a conflict. */
  readonly vector?: readonly number[];
  /** weight · (settlement − prescription): what it adds to the precedents, of which the rule takes its negotiability. */
  readonly moved?: readonly number[];
}

/** One bid for a call. */
export interface Bid {
  /** Slot of the bidder, or −1 for a for-profit. */
  readonly association: number;
  /** What the committee gave it, luck included; the highest of at least the threshold wins. */
  readonly score: number;
  /** Points of these for its fit with the specification. */
  readonly fit: number;
  /** Distance of what it declares from the specification; it does not fit at all from 1 − η on. */
  readonly apart: number;
  /** Whether its response was to innovate. */
  readonly isInnovative: boolean;
}

/** A call for projects with all who answered it; what became of it is told by an award. */
export interface CallEvent {
  readonly step: number;
  readonly kind: "call";
  readonly association: -1;
  /** Number of the regulator's table. */
  readonly other: number;
  readonly what: "specified" | "experimental";
  readonly causes: Causes;
  /** The specification. */
  readonly vector: readonly number[];
  /** η, in [0,1]: how narrow the specification is. */
  readonly narrowing: number;
  /** Least score that wins, and points for a perfect fit. */
  readonly threshold: number;
  readonly fitWeight: number;
  /** In the order in which they were judged, a for-profit's last. */
  readonly bids: readonly Bid[];
}

/** Something dated that happened in a run. */
export type SimEvent =
  | TableEvent
  | CallEvent
  | {
      readonly step: number;
      readonly kind: "reform";
      readonly label: Text;
      readonly set: Readonly<Record<string, number | readonly number[]>>;
      readonly ramp: number;
    }
  | {
      readonly step: number;
      readonly kind: Exclude<EventKind, "reform" | "call" | TableEvent["kind"]>;
      /** Slot of the association that it happened to, or −1. */
      readonly association: number;
      /** Slot of the other association, grouping, or index of the regulator's table: what `kind` says; −1 for none. */
      readonly other: number;
      readonly causes: Causes;
      /** Numbers per practice: an agreed vector, a settlement, a specification. */
      readonly vector?: readonly number[];
      /** A word that narrows the kind: a response, a legal form, an outcome. */
      readonly what?: string;
    };

/**
 * What an event's numbers point at, by kind (association · other · what · vector):
 * - call: −1 · number of the table · "specified" or "experimental" · the specification; and every bid;
 * - award: the winner, −1 for a for-profit · table · as its call; a call nobody won has an award of what "unanswered";
 * - proposal: who · −1 · "authorised" or "refused"; extension: who · −1; bailout: who · its lead;
 * - inspection: who was caught · its lead; those where nothing is found are counted, not told;
 * - response: who · −1 · the new response;
 * - deal, conflict: who · table of its lead · that regulator's id · the settlement, none in a conflict;
 * - formed, joined, left, deepened, dissolved: who, or −1 · grouping · legal form · agreed vector;
 * - refused: who was enjoined · −1 · legal form; merger: who ceases · who stands · legal form;
 * - closure: who · who takes its places, or −1; founding: who · −1 · what it is modelled on, an archetype or "sector"; entry: −1 · cell;
 * - revised: −1 · table · that regulator's id · the rule after a campaign at which precedents moved it; causes: mean movement by line.
 */
export type EventKind =
  | "reform"
  | "call"
  | "award"
  | "proposal"
  | "extension"
  | "inspection"
  | "response"
  | "deal"
  | "conflict"
  | "formed"
  | "joined"
  | "left"
  | "deepened"
  | "dissolved"
  | "refused"
  | "merger"
  | "bailout"
  | "closure"
  | "founding"
  | "entry"
  | "revised";

/** The diary of a run: counts of the present step, and events where they are kept. */
export interface Chronicle {
  /** Counts of this step, by flow. */
  readonly flows: Record<Flow, number>;
  /** False where nobody reads events, so that nobody need write them. */
  readonly isKept: boolean;
  readonly events: SimEvent[];
  /** Sets the counts back to 0. */
  open(): void;
}

/** Opens a chronicle. */
export function openChronicle(isKept: boolean): Chronicle {
  const flows = Object.fromEntries(FLOWS.map((flow) => [flow, 0])) as Record<Flow, number>;
  return {
    flows,
    isKept,
    events: [],
    open() {
      for (const flow of FLOWS) flows[flow] = 0;
    },
  };
}
