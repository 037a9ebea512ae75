import type { FieldView } from "../field/columns.ts";
import { BLOCK, eachOfLiving, type Block } from "../hot/blocks.ts";
import { measure, undefinable, type OpenGauge } from "./measure.ts";

/** What is counted of the living, and room for a block's. */
interface Count {
  /** Those in a grouping; establishments, all and under a contract; contracts. */
  grouped: number;
  establishments: number;
  covered: number;
  contracts: number;
  /** Members of each grouping. */
  members: Int32Array;
  /** Slots of the block that are under a contract. */
  readonly settled: Int32Array;
}

/**
 * The negotiated order as it stands: the share under a contract, of associations and of
 * establishments, and how far their settlements are from their projects,
 * the share in groupings, groupings by legal form, and the share of groupings that were formed freely.
 */
export const order: OpenGauge = ({ field, shape, kernels, memory, block: shared }, observation) => {
  const gaps = memory.reals(BLOCK);
  const count: Count = {
    ...{ grouped: 0, establishments: 0, covered: 0, contracts: 0 },
    members: new Int32Array(),
    settled: memory.wholes(BLOCK),
  };
  return {
    measures: [
      measure("contracts", "share"),
      measure("contracts.establishments", "share"),
      undefinable("contradiction.settled", "distance"),
      measure("grouped", "share"),
      ...shape.legalForms.map((form) => measure(`groupings.${form}`, "groupings")),
      undefinable("groupings.free", "share"),
    ],
    read(out, at) {
      const { length } = field.living;
      begin(count, field);
      const apart = new Float64Array(1);
      eachOfLiving(shared, field, 0, length, (block) => {
        const { settled, contracts: before } = count;
        addBlock(count, field, observation.step, block);
        const here = count.contracts - before;
        kernels.squareGaps(gaps, field.project, settled, field.settlement, settled, here);
        for (let row = 0; row < here; row++) apart[0] += Math.sqrt(gaps[row] / field.practices);
      });
      const forms = new Float64Array(shape.legalForms.length);
      const free = countForms(count, field, forms);
      const standing = forms.reduce((sum, those) => sum + those, 0);
      out[at] = count.contracts / length;
      out[at + 1] = count.covered / count.establishments;
      out[at + 2] = count.contracts > 0 ? apart[0] / count.contracts : NaN;
      out[at + 3] = count.grouped / length;
      out.set(forms, at + 4);
      out[at + 4 + forms.length] = standing > 0 ? free / standing : NaN;
    },
  };
};

function begin(count: Count, { groupings, counts }: FieldView): void {
  Object.assign(count, { grouped: 0, establishments: 0, covered: 0, contracts: 0 });
  if (count.members.length < groupings) count.members = new Int32Array(counts.grouping);
  count.members.fill(0);
}

/** Counts a block, and lists those under a contract. */
function addBlock(
  count: Count,
  { grouping, establishments, contractUntil }: FieldView,
  step: number,
  { egos, count: egosHere }: Block,
): void {
  const { members, settled } = count;
  let [grouped, all, covered, contracts] = [0, 0, 0, 0];
  for (let row = 0; row < egosHere; row++) {
    const slot = egos[row];
    const own = grouping[slot];
    if (own >= 0) {
      grouped++;
      members[own]++;
    }
    const n = establishments[slot];
    all += n;
    if (contractUntil[slot] < step) continue;
    covered += n;
    settled[contracts++] = slot;
  }
  count.grouped += grouped;
  count.establishments += all;
  count.covered += covered;
  count.contracts += contracts;
}

/**
 * Counts groupings by legal form: those that have members now, for those that stage 8 took are members no more, though
 * none has counted anew.
 * @returns how many of them were formed freely
 */
function countForms({ members }: Count, field: FieldView, forms: Float64Array): number {
  let free = 0;
  for (let grouping = 0; grouping < field.groupings; grouping++) {
    if (members[grouping] === 0) continue;
    forms[field.form[grouping]]++;
    free += field.isFree[grouping];
  }
  return free;
}
