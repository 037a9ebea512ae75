import { distance } from "../field/distance.ts";
import { measure, undefinable, type OpenGauge } from "./measure.ts";

/**
 * The negotiated order as it stands: the share under a contract, of associations and of
 * establishments, and how far their settlements are from their projects,
 * the share in groupings, groupings by legal form, and the share of groupings that were formed freely.
 */
export const order: OpenGauge = ({ field, shape }, observation) => ({
  measures: [
    measure("contracts", "share"),
    measure("contracts.establishments", "share"),
    undefinable("contradiction.settled", "distance"),
    measure("grouped", "share"),
    ...shape.legalForms.map((form) => measure(`groupings.${form}`, "groupings")),
    undefinable("groupings.free", "share"),
  ],
  read(out, at) {
    const { living, practices, grouping, project, settlement, establishments } = field;
    const { contractUntil } = field;
    const { step } = observation;
    let contracts = 0;
    let all = 0;
    let covered = 0;
    let grouped = 0;
    let apart = 0;
    // those that stage 8 took are members no more, though none has counted anew
    const members = new Int32Array(field.groupings);
    for (let position = 0; position < living.length; position++) {
      const slot = living[position];
      const own = grouping[slot];
      if (own >= 0) {
        grouped++;
        members[own]++;
      }
      const n = establishments[slot];
      all += n;
      if (contractUntil[slot] < step) continue;
      contracts++;
      covered += n;
      apart += distance(project, slot * practices, settlement, slot * practices, practices);
    }
    const forms = new Float64Array(shape.legalForms.length);
    let standing = 0;
    let free = 0;
    for (let g = 0; g < field.groupings; g++) {
      if (members[g] === 0) continue;
      forms[field.form[g]]++;
      standing++;
      free += field.isFree[g];
    }
    out[at] = contracts / living.length;
    out[at + 1] = covered / all;
    out[at + 2] = contracts > 0 ? apart / contracts : NaN;
    out[at + 3] = grouped / living.length;
    out.set(forms, at + 4);
    out[at + 4 + forms.length] = standing > 0 ? free / standing : NaN;
  },
});
