import type { EventKind } from "../../sim/index.ts";

/** An event with everything in it named in one language; what does not apply to its kind is empty. */
export interface Told {
  /** The association it happened to, as within a sentence; empty where it happened to none. */
  readonly who: string;
  /** The other association. */
  readonly other: string;
  /** A regulator, with region and sector where a table is meant, or a cell. */
  readonly where: string;
  readonly grouping: string;
  /** The legal form's name. */
  readonly form: string;
  /** The word that narrows the kind, as the engine wrote it. */
  readonly what: string;
  /** The reform's name. */
  readonly reform: string;
}

/** One language's way of telling events: a sentence for each kind, without capital and full stop. */
export interface Wording {
  readonly sentences: Readonly<Record<EventKind, (told: Told) => string>>;
  /** How many of a kind happened in a quarter: a phrase without a verb. */
  readonly counts: Readonly<Record<Tally, (count: number) => string>>;
  readonly responses: Readonly<Record<string, string>>;
  /** Words for causes, by the engine's own. */
  readonly causes: Readonly<Record<string, string>>;
  readonly association: (number: number) => string;
  readonly grouping: (number: number) => string;
  readonly table: (regulator: string, region: string, sector: string) => string;
  readonly cell: (region: string, sector: string) => string;
  readonly colon: string;
  readonly decimal: string;
}

/** What is counted when a quarter is told in short. */
export type Tally =
  | "call"
  | "award"
  | "unanswered"
  | "deal"
  | "conflict"
  | "formed"
  | "deepened"
  | "dissolved"
  | "refused"
  | "merger"
  | "closure"
  | "founding"
  | "bailout";
