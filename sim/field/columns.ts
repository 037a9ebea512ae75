/**
 * The state of a field as columns: one typed array per variable, one slot per association, one row of K numbers per
 * slot where a variable is a vector. Slots only grow and are never reused. Writers hold `FieldState`; everything else
 * holds `FieldView`, whose columns are typed read-only, so that writing past the accounts does not compile.
 */

/** A column that may be read but not written. */
export interface Column {
  readonly [slot: number]: number;
  readonly length: number;
}

interface Columns<Real, Whole, Byte> {
  /** Practices K; row i of a vector column starts at i·K. */
  readonly practices: number;
  /** Slots in use, dead ones included. */
  readonly size: number;
  /** Address of each slot's random draws; the slot itself unless slots were relabelled. */
  readonly address: Whole;
  /** Slots of the living, ascending. */
  readonly living: Whole;
  /** What each association does, K positions in [0,1]. */
  readonly practice: Real;
  /** What it declares in bids, reports and accounts, K positions in [0,1]. */
  readonly display: Real;
  /** Its associative project: what its members want it to be, K positions in [0,1]. */
  readonly project: Real;
  /** Its founding project, K positions in [0,1]. */
  readonly founding: Real;
  /** What its public funders together prescribe, Σ f·R / Σ f, K positions in [0,1]. */
  readonly prescription: Real;
  /** How hard they insist, Σ f · stringency · salience / Σ f, K shares. */
  readonly insistence: Real;
  /** Shares of its budget: regulators in the scenario's order, then users, then market. */
  readonly funders: Real;
  /** Public share of its budget. */
  readonly dependence: Real;
  /** Disagreement among its public funders' prescriptions, a distance in [0,1]. */
  readonly disagreement: Real;
  /** How far its prescription moved in this step, a distance in [0,1]. */
  readonly ruleMovement: Real;
  /** Establishments it runs. */
  readonly establishments: Whole;
  /** Places it offers. */
  readonly places: Real;
  /** Own cost factor, 1 on average. */
  readonly efficiency: Real;
  /** Share of its staff hired from the accredited pool. */
  readonly credentials: Real;
  /** Part it takes in professional and trade bodies, a share. */
  readonly meetings: Real;
  /** Standing in the eyes of funders and peers, in [0,1]. */
  readonly legitimacy: Real;
  /** Uncertainty about means and ends, in [0,1]. */
  readonly uncertainty: Real;
  /** Payoff as the association saw it last. */
  readonly payoff: Real;
  /** Payoff it has come to expect. */
  readonly aspiration: Real;
  /** Indices into the scenario's mappings. */
  readonly region: Whole;
  readonly sector: Whole;
  readonly archetype: Whole;
  /** Index into RESPONSES. */
  readonly response: Byte;
  /** Prescriptions in force, one row of K per table (see rules.ts). */
  readonly rules: Real;
  /** Professional norm of each sector, one row of K per sector. */
  readonly norms: Real;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

export type FieldState = Writable<Columns<Float64Array, Int32Array, Uint8Array>>;
export type FieldView = Columns<Column, Column, Column>;

/** Names of the columns that make up the state, in the order that digest and snapshot use. */
export const STATE_COLUMNS = [
  "address",
  "living",
  "practice",
  "display",
  "project",
  "founding",
  "prescription",
  "insistence",
  "funders",
  "dependence",
  "disagreement",
  "ruleMovement",
  "establishments",
  "places",
  "efficiency",
  "credentials",
  "meetings",
  "legitimacy",
  "uncertainty",
  "payoff",
  "aspiration",
  "region",
  "sector",
  "archetype",
  "response",
  "rules",
  "norms",
] as const satisfies readonly (keyof FieldState)[];

/** The columns that a step may change: what the digest takes in after step 0. */
export const MOVING_COLUMNS = [
  "practice",
  "display",
  "project",
  "legitimacy",
  "uncertainty",
  "payoff",
  "aspiration",
  "rules",
  "norms",
] as const satisfies readonly (keyof FieldState)[];

/** Room for `size` associations with K practices. */
export function emptyField(shape: {
  readonly size: number;
  readonly practices: number;
  readonly funders: number;
  readonly tables: number;
  readonly sectors: number;
}): FieldState {
  const { size, practices, funders, tables, sectors } = shape;
  const reals = (perSlot = 1): Float64Array => new Float64Array(size * perSlot);
  const wholes = (): Int32Array => new Int32Array(size);
  return {
    practices,
    size,
    address: Int32Array.from({ length: size }, (_, slot) => slot),
    living: Int32Array.from({ length: size }, (_, slot) => slot),
    practice: reals(practices),
    display: reals(practices),
    project: reals(practices),
    founding: reals(practices),
    prescription: reals(practices),
    insistence: reals(practices),
    funders: reals(funders),
    dependence: reals(),
    disagreement: reals(),
    ruleMovement: reals(),
    establishments: wholes(),
    places: reals(),
    efficiency: reals(),
    credentials: reals(),
    meetings: reals(),
    legitimacy: reals(),
    uncertainty: reals(),
    payoff: reals(),
    aspiration: reals(),
    region: wholes(),
    sector: wholes(),
    archetype: wholes(),
    response: new Uint8Array(size),
    rules: new Float64Array(tables * practices),
    norms: new Float64Array(sectors * practices),
  };
}
