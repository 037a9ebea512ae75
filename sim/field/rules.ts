import { openStream } from "../random/stream.ts";
import { MAX_PRACTICES } from "../schema/parameter.ts";
import type { Scenario } from "../schema/scenario.ts";
import { distance, squares } from "./distance.ts";
import type { FieldShape } from "./shape.ts";
import type { FieldState } from "./columns.ts";

/**
 * Prescriptions in force. A regulator keeps one table per region and sector (one per sector where it acts for the
 * nation); `field.rules` holds one row of K positions per table.
 */
export type Regulators = Scenario["regulators"];

/** Where the tables of each regulator start, and how they are counted. */
export interface Tables {
  readonly count: number;
  /** Whether a regulator (by index) keeps one table per region, be there only one. */
  isRegional(regulator: number): boolean;
  /** Table of a regulator (by index) for a region and a sector. */
  of(regulator: number, region: number, sector: number): number;
}

/** Lays out the tables of a scenario. */
export function layTables(shape: FieldShape, regulators: Regulators): Tables {
  const sectors = shape.sectors.length;
  const starts: number[] = [];
  const regional: boolean[] = [];
  let count = 0;
  for (const id of shape.regulators) {
    starts.push(count);
    regional.push(regulators[id].level === "region");
    count += (regulators[id].level === "region" ? shape.regions.length : 1) * sectors;
  }
  return {
    count,
    isRegional: (regulator) => regional[regulator],
    of: (regulator, region, sector) =>
      starts[regulator] + (regional[regulator] ? region * sectors : 0) + sector,
  };
}

/** What the scenario declares for each table, before spread and drift: one row of K per table. */
export function declaredRules(
  shape: FieldShape,
  tables: Tables,
  regulators: Regulators,
): Float64Array {
  const practices = shape.practices.length;
  const rules = new Float64Array(tables.count * practices);
  eachTable(shape, tables, (table, q, region, sector) => {
    const { prescription, regions, sectors } = regulators[shape.regulators[q]];
    const declared =
      regions[shape.regions[region]] ?? sectors[shape.sectors[sector]] ?? prescription;
    rules.set(declared, table * practices);
  });
  return rules;
}

/** How far each table stands from what is declared for it, spread · z: one row of K per table. */
export function tableSpreads(
  shape: FieldShape,
  tables: Tables,
  regulators: Regulators,
  seed: string,
): Float64Array {
  const stream = openStream(seed, "rules");
  const practices = shape.practices.length;
  const spreads = new Float64Array(tables.count * practices);
  eachTable(shape, tables, (table, q, region, sector) => {
    const { spread } = regulators[shape.regulators[q]];
    if (spread === 0) return;
    const draws = stream.at(q);
    const entity = region * shape.sectors.length + sector;
    for (let k = 0; k < practices; k++)
      spreads[table * practices + k] = spread * draws.normal(entity, k);
  });
  return spreads;
}

/** Initial rules: declared, plus each table's spread, within [0,1]. */
export function initialRules(
  shape: FieldShape,
  tables: Tables,
  regulators: Regulators,
  spreads: Float64Array,
): Float64Array {
  return declaredRules(shape, tables, regulators).map((rule, at) => clamp(rule + spreads[at]));
}

/**
 * What each table is drawn to: its regulator's doctrine, or where there is none what is declared for it with the table's own
 * spread, so that what sets regions apart lasts; one row of K per table.
 */
export function doctrines(
  shape: FieldShape,
  tables: Tables,
  regulators: Regulators,
  spreads: Float64Array,
): Float64Array {
  const practices = shape.practices.length;
  const rows = initialRules(shape, tables, regulators, spreads);
  eachTable(shape, tables, (table, q) => {
    const { doctrine } = regulators[shape.regulators[q]];
    if (doctrine.length > 0) rows.set(doctrine, table * practices);
  });
  return rows;
}

/**
 * Moves rules by what a reform changed in the declared ones, so that spread and drift are kept.
 * @param line receives the movement, after the clamp
 */
export function reformRules(
  rules: Float64Array,
  before: Float64Array,
  after: Float64Array,
  line: Float64Array,
): void {
  for (let at = 0; at < rules.length; at++) {
    const change = after[at] - before[at];
    if (change === 0) continue;
    const next = clamp(rules[at] + change);
    line[at] = next - rules[at];
    rules[at] = next;
  }
}

/** What a movement of the rules did by itself, summed over associations, before anybody moved: see `prescribe`. */
export interface RuleEffects {
  /** Σ change of |P − R|. */
  contradiction: number;
  /** Σ change of |A − R|², and of |D − R|². */
  practice: number;
  display: number;
}

/** How hard each regulator insists on each practice: stringency · salience. */
export function strengthsOf(shape: FieldShape, regulators: Regulators): readonly Float64Array[] {
  const known = strengths.get(regulators);
  if (known) return known;
  const found = shape.regulators.map((id) => {
    const { stringency, salience } = regulators[id];
    return Float64Array.from(shape.practices, (_, k) => stringency * (salience[k] ?? 1));
  });
  strengths.set(regulators, found);
  return found;
}

/** Worked out once for as long as these regulators are in force. */
const strengths = new WeakMap<Regulators, readonly Float64Array[]>();

/**
 * Works out what an association's public funders together prescribe and how hard they insist:
 * R = Σ f·R_q / Σ f, insistence = Σ f·stringency_q·salience_q / Σ f, disagreement² = Σ f·|R_q − R|² / Σ f.
 * Without public money R is the plain mean of all and insistence 0.
 * @param ego whose
 * @param effects receives what the movement did; none at the start of a run, when nothing has moved yet
 */
export function prescribe(
  field: FieldState,
  shape: FieldShape,
  tables: Tables,
  regulators: Regulators,
  ego: number,
  effects?: RuleEffects,
): void {
  const { practices, prescription } = field;
  const row = ego * practices;
  if (effects) for (let k = 0; k < practices; k++) previous[k] = prescription[row + k];
  blend(field, shape, tables, strengthsOf(shape, regulators), ego);
  if (effects) note(field, ego, previous, effects);
}

/** What was prescribed to one association before that changed. */
const previous = new Float64Array(MAX_PRACTICES);

/** R, insistence and disagreement of one association. */
function blend(
  field: FieldState,
  shape: FieldShape,
  tables: Tables,
  strengths: readonly Float64Array[],
  ego: number,
): void {
  const { practices, rules, prescription, insistence, region, sector } = field;
  const row = ego * practices;
  const shares = ego * shape.funders.length;
  const publicShare = field.dependence[ego];
  prescription.fill(0, row, row + practices);
  insistence.fill(0, row, row + practices);
  for (let q = 0; q < strengths.length; q++) {
    const weight = publicShare > 0 ? field.funders[shares + q] / publicShare : 1 / strengths.length;
    const rule = tables.of(q, region[ego], sector[ego]) * practices;
    for (let k = 0; k < practices; k++) {
      prescription[row + k] += weight * rules[rule + k];
      if (publicShare > 0) insistence[row + k] += weight * strengths[q][k];
    }
  }
  let disagreement = 0;
  for (let q = 0; q < (publicShare > 0 ? strengths.length : 0); q++) {
    const rule = tables.of(q, region[ego], sector[ego]) * practices;
    const apart = distance(rules, rule, prescription, row, practices);
    disagreement += (field.funders[shares + q] / publicShare) * apart * apart;
  }
  field.disagreement[ego] = Math.sqrt(disagreement);
}

/** Notes how far ego's prescription moved, and what that did to its contradiction and compliance. */
function note(field: FieldState, ego: number, before: Float64Array, effects: RuleEffects): void {
  const { practices, prescription, project, practice, display } = field;
  const row = ego * practices;
  field.ruleMovement[ego] += distance(before, 0, prescription, row, practices);
  const change = (own: Float64Array, by: typeof distance): number =>
    by(own, row, prescription, row, practices) - by(own, row, before, 0, practices);
  effects.contradiction += change(project, distance);
  effects.practice += change(practice, squares);
  effects.display += change(display, squares);
}

/** Visits every table in the order of its number; a national one has region 0. */
export function eachTable(
  shape: FieldShape,
  tables: Tables,
  visit: (table: number, regulator: number, region: number, sector: number) => void,
): void {
  let next = 0;
  for (let q = 0; q < shape.regulators.length; q++)
    for (let region = 0; region < shape.regions.length; region++)
      for (let sector = 0; sector < shape.sectors.length; sector++) {
        const table = tables.of(q, region, sector);
        if (table !== next) continue; // a national table is visited once
        next++;
        visit(table, q, region, sector);
      }
}

const clamp = (x: number): number => (x < 0 ? 0 : x > 1 ? 1 : x);
