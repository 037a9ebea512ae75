/**
 * The state of a field as columns: one typed array per variable, one entry per association, group of rules, sector or
 * grouping, one row of K numbers where a variable is a vector. Slots of associations and of groupings only grow and are
 * never reused; columns have room for more than are in use, and are replaced when it runs out, so nobody keeps a column
 * from one stage to the next. Writers hold `FieldState`; everything else holds `FieldView`, whose columns are typed
 * read-only, so that writing past the accounts does not compile.
 */

import { placed, type Memory } from "../hot/memory.ts";

/** A column that may be read but not written. */
export interface Column {
  readonly [slot: number]: number;
  readonly length: number;
}

/** One that kernels can take. */
export interface StoredColumn extends Column {
  /** Where it begins in its memory, in bytes. */
  readonly byteOffset: number;
  /** The same, where it has been noted. */
  readonly address?: number;
}

/** What a column has entries for. A cell is a sector within a region; a table is a regulator's prescription for one. */
export type Per = "slot" | "table" | "sector" | "cell" | "ceiling" | "grouping";
/** How many numbers an entry has. */
export type Width =
  | "one"
  | "practices"
  | "funders"
  | "responses"
  /** None where goals, noises or sights are not assigned one by one. */
  | "goals"
  | "noises"
  | "sights"
  /** Ties of an association. */
  | "ties";

interface Kind<Type extends "real" | "whole" | "byte"> {
  readonly type: Type;
  readonly per: Per;
  readonly width: Width;
  /** False where it is fixed for good, or follows from columns that move: the digest takes it in at the start only. */
  readonly moves: boolean;
}

const real = (width: Width = "one", per: Per = "slot"): Kind<"real"> => ({
  type: "real",
  per,
  width,
  moves: true,
});
const whole = (per: Per = "slot", width: Width = "one"): Kind<"whole"> => ({
  type: "whole",
  per,
  width,
  moves: true,
});
const byte = (): Kind<"byte"> => ({ type: "byte", per: "slot", width: "one", moves: true });
const fixed = <K extends Kind<"real" | "whole" | "byte">>(kind: K): K => ({
  ...kind,
  moves: false,
});

/** Every variable of the state. Digest, snapshot and growth follow from this table. */
export const COLUMNS = {
  /** Address of each slot's random draws; the slot itself unless slots were relabelled. */
  address: fixed(whole()),
  /** What each association does, K positions in [0,1]. */
  practice: real("practices"),
  /** What it declares in bids, reports and accounts, K positions in [0,1]. */
  display: real("practices"),
  /** Its associative project: what its members want it to be, K positions in [0,1]. */
  project: real("practices"),
  /** Its founding project, K positions in [0,1]. */
  founding: fixed(real("practices")),
  /** What its public funders together prescribe, Σ f·R / Σ f, K positions in [0,1]. */
  prescription: fixed(real("practices")),
  /** How hard they insist, Σ f · stringency · salience / Σ f, K shares. */
  insistence: fixed(real("practices")),
  /** Settlement of its contract, K positions in [0,1]; read only while the contract lasts. */
  settlement: fixed(real("practices")),
  /** Shares of its budget: regulators in the scenario's order, then users, then market. */
  funders: real("funders"),
  /** What it has learned about each response: attractions, in units of payoff. */
  attraction: real("responses"),
  /** Public share of its budget. */
  dependence: real(),
  /** Disagreement among its public funders' prescriptions, a distance in [0,1]. */
  disagreement: fixed(real()),
  /** How far its prescription moved in this step, a distance in [0,1]. */
  ruleMovement: real(),
  /** Establishments it runs. */
  establishments: whole(),
  /** Places it offers. */
  places: real(),
  /** Funding per place, 1 = the reference cost of a place. */
  tariff: real(),
  /** Reserve, in yearly budgets; negative where losses have piled up. */
  reserve: real(),
  /** Own cost factor, 1 on average. */
  efficiency: real(),
  /** Share of its staff hired from the accredited pool. */
  credentials: fixed(real()),
  /** Part it takes in professional and trade bodies, a share. */
  meetings: fixed(real()),
  /** Shares of its goals in what its goals weigh together, in the order of GOALS, where they are assigned. */
  goals: fixed(real("goals")),
  /** How noisily it sees its own payoff, a standard deviation, where that is assigned. */
  payoffNoise: fixed(real("noises")),
  /** How many models it can see, where that is assigned. */
  visible: fixed(whole("slot", "sights")),
  /** Slots that its ties name, −1 where one names nobody. */
  ties: fixed(whole("slot", "ties")),
  /** Standing in the eyes of funders and peers, in [0,1]. */
  legitimacy: real(),
  /** Uncertainty about means and ends, in [0,1]. */
  uncertainty: real(),
  /** Payoff as the association saw it last. */
  payoff: real(),
  /** Payoff it has come to expect. */
  aspiration: real(),
  /** Share of the gap between display and practice that an inspection closes in this step, in [0,1]. */
  recoupling: real(),
  /** Indices into the scenario's mappings. */
  region: fixed(whole()),
  sector: fixed(whole()),
  archetype: fixed(whole()),
  /** Index into RESPONSES. */
  response: byte(),
  /** Last step of its contract (CPOM); before the present step where it has none. */
  contractUntil: whole(),
  /** Its grouping, or −1. */
  grouping: whole(),
  /** Step of foundation; those of the start have that of step 0. */
  born: whole(),
  /** Step in which it ceased to exist, or −2³¹ while it lives. */
  died: whole(),
  /** Slot that it was merged into, or −1. */
  into: whole(),
  /** Prescriptions in force, one row of K per table. */
  rules: real("practices", "table"),
  /** Precedents of the year not yet taken up in the rules: sums of weight · (settlement − rule). */
  precedents: real("practices", "table"),
  /** Professional norm of each sector. */
  norms: real("practices", "sector"),
  /** What users need, in each cell. */
  need: real("practices", "cell"),
  /** Places that for-profits run, in each cell. */
  lucrative: real("one", "cell"),
  /** Recent calls per 100 establishments, fading, in each sector. */
  callHeat: real("one", "sector"),
  /** Rate ceiling of each regulator for each sector; 0 = none. */
  ceiling: real("one", "ceiling"),
  /** Agreed vector of each grouping, K positions; only pooled practices count. */
  agreed: real("practices", "grouping"),
  /** Legal form of each grouping, an index. */
  form: whole("grouping"),
  /** Step in which it was formed. */
  formed: whole("grouping"),
  /** Step in which it took its present form. */
  deepened: whole("grouping"),
  /** 1 where it was formed freely, 0 under injunction. */
  isFree: whole("grouping"),
  /** Members it has; 0 once dissolved. */
  members: whole("grouping"),
} as const satisfies Record<string, Kind<"real" | "whole" | "byte">>;

export type ColumnName = keyof typeof COLUMNS;
/** Names of the columns, in the order that digest and snapshot use. */
export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly ColumnName[];

interface ArrayOf {
  real: Float64Array;
  whole: Int32Array;
  byte: Uint8Array;
}

/** How many there are of each thing: slots and groupings that there is room for, and what the scenario fixes. */
export type Counts = Readonly<Record<Per, number>> &
  Readonly<Record<Exclude<Width, "one">, number>>;

interface Extent {
  /** Practices K. */
  readonly practices: number;
  /** Slots in use, dead ones included; columns may be longer. */
  readonly size: number;
  /** Slots that the run began with: founders at step 0 of the burn-in. */
  readonly founders: number;
  /** Groupings in use, dissolved ones included; their columns may be longer. */
  readonly groupings: number;
  /** What there is room for. */
  readonly counts: Counts;
  /** How far columns can be lengthened where they lie; nothing where they cannot. */
  readonly reserved: Counts | undefined;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

export type FieldState = Writable<Extent> & {
  -readonly [Name in ColumnName]: ArrayOf[(typeof COLUMNS)[Name]["type"]];
} & {
  /** Slots of the living, ascending; exactly as long as there are living. */
  living: Int32Array;
};
export type FieldView = Extent & {
  readonly [Name in ColumnName | "living"]: StoredColumn;
};

/** A step that never comes: `died` of the living. */
export const ALIVE = -2147483648;

/** Numbers that a column holds per entry. */
export function widthOf(name: ColumnName, counts: Counts): number {
  const { width } = COLUMNS[name];
  return width === "one" ? 1 : counts[width];
}

/** Numbers of a column that are in use. */
export function usedOf(field: FieldView, name: ColumnName): number {
  const { per } = COLUMNS[name];
  const entries =
    per === "slot" ? field.size : per === "grouping" ? field.groupings : field.counts[per];
  return entries * widthOf(name, field.counts);
}

type Columns = Pick<FieldState, ColumnName>;

const ROOM = { real: Float64Array, whole: Int32Array, byte: Uint8Array };
const PLACED = { real: "reals", whole: "wholes", byte: "bytes" } as const;

/** Columns for these counts, filled with 0. */
function layColumns(counts: Counts): Columns {
  return Object.fromEntries(
    COLUMN_NAMES.map((name) => [name, new ROOM[COLUMNS[name].type](lengthOf(name, counts))]),
  ) as unknown as Columns;
}

/** Numbers of a column that these counts make room for. */
function lengthOf(name: ColumnName, counts: Counts): number {
  return counts[COLUMNS[name].per] * widthOf(name, counts);
}

/** A column as long as said, where it lies; there must be room. */
export function lengthened<T extends Float64Array | Int32Array | Uint8Array>(
  column: T,
  length: number,
): T {
  const Type = column.constructor as new (buffer: ArrayBufferLike, at: number, of: number) => T;
  return placed(new Type(column.buffer, column.byteOffset, length));
}

/** Room for a field whose slots are all in use and living, and that has no grouping. */
export function emptyField(counts: Counts): FieldState {
  const columns = layColumns(counts);
  for (let slot = 0; slot < counts.slot; slot++) columns.address[slot] = slot;
  columns.died.fill(ALIVE);
  columns.into.fill(-1);
  columns.grouping.fill(-1);
  columns.contractUntil.fill(ALIVE);
  return {
    practices: counts.practices,
    size: counts.slot,
    founders: counts.slot,
    groupings: 0,
    counts,
    reserved: undefined,
    ...columns,
    living: Int32Array.from({ length: counts.slot }, (_, slot) => slot),
  };
}

/** The same state in new columns. */
export function copyField(field: FieldState): FieldState {
  const columns = layColumns(field.counts);
  for (const name of COLUMN_NAMES) columns[name].set(field[name]);
  return { ...field, ...columns, living: field.living.slice(), reserved: undefined };
}

/**
 * Moves a field's columns to where a memory gives room, so that they can be lengthened there.
 * @param reserved how far
 */
export function reserve(field: FieldState, reserved: Counts, memory: Memory): void {
  const columns = COLUMN_NAMES.map((name) => {
    const room = memory[PLACED[COLUMNS[name].type]](lengthOf(name, reserved));
    const column = lengthened(room, lengthOf(name, field.counts));
    column.set(field[name]);
    return [name, column] as const;
  });
  Object.assign(field, Object.fromEntries(columns), { reserved });
}

/** Bytes that the columns of a field take, as long as these counts say. */
export function bytesOf(counts: Counts): number {
  let bytes = 0;
  for (const name of COLUMN_NAMES)
    bytes += lengthOf(name, counts) * ROOM[COLUMNS[name].type].BYTES_PER_ELEMENT;
  return bytes;
}

/** Gives a field new and larger columns in place, where it lacks room for one more slot. */
export function makeRoomForSlot(field: FieldState): void {
  if (field.size === field.counts.slot) enlarge(field, "slot");
}

/** The same for one more grouping. */
export function makeRoomForGrouping(field: FieldState): void {
  if (field.groupings === field.counts.grouping) enlarge(field, "grouping");
}

/** Makes the columns of one kind of thing an eighth longer, and a few: where they lie, if there is room, or elsewhere. */
function enlarge(field: FieldState, per: "slot" | "grouping"): void {
  const count = field.counts[per];
  const counts = { ...field.counts, [per]: count + (count >> 3) + 16 };
  const isRoomy = field.reserved !== undefined && counts[per] <= field.reserved[per];
  const columns = COLUMN_NAMES.filter((name) => COLUMNS[name].per === per).map((name) => {
    const column = field[name];
    const length = lengthOf(name, counts);
    if (isRoomy) return [name, lengthened(column, length)];
    const longer = new ROOM[COLUMNS[name].type](length);
    longer.set(column);
    return [name, longer];
  });
  Object.assign(field, Object.fromEntries(columns), { counts });
  if (!isRoomy) field.reserved = undefined;
}
