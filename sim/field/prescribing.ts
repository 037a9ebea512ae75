import { BLOCK, eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Kernels } from "../hot/kernels.ts";
import type { Memory } from "../hot/memory.ts";
import type { FieldState } from "./columns.ts";
import { strengthsOf, type Regulators, type RuleEffects, type Tables } from "./rules.ts";
import type { FieldShape } from "./shape.ts";

/** Works out what the public funders of all the living prescribe, as `prescribe` does, when rules or regulators moved. */
export type PrescribeAll = (
  field: FieldState,
  regulators: Regulators,
  shared: Block,
  effects: RuleEffects,
) => void;

/** What one regulator prescribes to the associations of a block. */
interface Office {
  /** Its table, and its place among the strengths. */
  readonly tables: Int32Array;
  readonly strengths: Int32Array;
  /** Its share in what is prescribed, and in how hard it is insisted on: 0 where there is no public money. */
  readonly weights: Float64Array;
  readonly felt: Float64Array;
}

/** Opens prescriptions for blocks. */
export function openPrescribing(
  shape: FieldShape,
  tables: Tables,
  kernels: Kernels,
  memory: Memory,
): PrescribeAll {
  const practices = shape.practices.length;
  const offices = shape.regulators.map((_, q): Office => ({
    tables: memory.wholes(BLOCK),
    strengths: memory.wholes(BLOCK).fill(q),
    weights: memory.reals(BLOCK),
    felt: memory.reals(BLOCK),
  }));
  const strengths = memory.reals(offices.length * practices);
  const [rules, insisted] = [memory.reals(BLOCK * practices), memory.reals(BLOCK * practices)];
  const [now, then, sums] = [memory.reals(BLOCK), memory.reals(BLOCK), new Float64Array(BLOCK)];

  const blend = (field: FieldState, { inOrder, count }: Block): void => {
    rules.fill(0);
    insisted.fill(0);
    for (const office of offices) {
      kernels.addRows(rules, inOrder, office.weights, field.rules, office.tables, count);
      kernels.addRows(insisted, inOrder, office.felt, strengths, office.strengths, count);
    }
  };

  const disagree = (field: FieldState, block: Block): void => {
    sums.fill(0);
    for (const office of offices) {
      kernels.apart(now, field.rules, office.tables, rules, block.inOrder, block.count);
      for (let row = 0; row < block.count; row++)
        sums[row] += (office.felt[row] * now[row]) / practices;
    }
    for (let row = 0; row < block.count; row++)
      field.disagreement[block.egos[row]] = Math.sqrt(sums[row]);
  };

  const note = (field: FieldState, { egos, inOrder, count }: Block, effects: RuleEffects): void => {
    const { prescription, project, practice, display, ruleMovement } = field;
    kernels.apart(now, rules, inOrder, prescription, egos, count);
    for (let row = 0; row < count; row++)
      ruleMovement[egos[row]] += Math.sqrt(now[row] / practices);
    for (const own of [project, practice, display]) {
      kernels.apart(now, rules, inOrder, own, egos, count);
      kernels.apart(then, prescription, egos, own, egos, count);
      const isProject = own === project;
      const change = isProject
        ? changeOfRoots(now, then, practices, count)
        : changeOf(now, then, count);
      effects[isProject ? "contradiction" : own === practice ? "practice" : "display"] += change;
    }
  };

  return (field, regulators, shared, effects) => {
    strengthsOf(shape, regulators).forEach((own, q) => strengths.set(own, q * practices));
    eachOfLiving(shared, field, 0, field.living.length, (block) => {
      const { egos, inOrder, count } = block;
      offices.forEach((office, q) => listShares(field, shape, tables, q, office, block));
      blend(field, block);
      disagree(field, block);
      note(field, block, effects);
      kernels.copyRows(field.prescription, egos, rules, inOrder, count);
      kernels.copyRows(field.insistence, egos, insisted, inOrder, count);
    });
  };
}

/** Lists the tables and shares of one regulator. */
function listShares(
  { region, sector, dependence, funders }: FieldState,
  shape: FieldShape,
  tables: Tables,
  q: number,
  office: Office,
  { egos, count }: Block,
): void {
  const width = shape.funders.length;
  const alone = 1 / shape.regulators.length;
  for (let row = 0; row < count; row++) {
    const ego = egos[row];
    const publicShare = dependence[ego];
    const share = publicShare > 0 ? funders[ego * width + q] / publicShare : 0;
    office.tables[row] = tables.of(q, region[ego], sector[ego]);
    office.weights[row] = publicShare > 0 ? share : alone;
    office.felt[row] = share;
  }
}

/** Σ change of squared distances. */
function changeOf(now: Float64Array, then: Float64Array, count: number): number {
  let change = 0;
  for (let row = 0; row < count; row++) change += now[row] - then[row];
  return change;
}

/** Σ change of distances. */
function changeOfRoots(
  now: Float64Array,
  then: Float64Array,
  practices: number,
  count: number,
): number {
  let change = 0;
  for (let row = 0; row < count; row++)
    change += Math.sqrt(now[row] / practices) - Math.sqrt(then[row] / practices);
  return change;
}
