import type { Column, FieldView } from "../../field/columns.ts";
import type { Groups } from "../../field/groups.ts";
import type { FieldShape } from "../../field/shape.ts";
import { distance } from "../../field/distance.ts";
import { anticipationOf, facultyOf, ofRegulators, overFunders } from "../../field/situation.ts";
import { onceFor, type Regime } from "../../policy.ts";
import { RESPONSES } from "../../schema/population.ts";
import { ANTECEDENTS } from "./oliver.ts";
import type { Parameters } from "./parameters.ts";

/** What all associations of a step have in common, and the parameters as columns. */
export interface Circumstances {
  readonly field: FieldView;
  readonly shape: FieldShape;
  /** enforcement · stringency of each regulator. */
  readonly coercion: Float64Array;
  /** Share of each sector that adapts. */
  readonly diffusion: Float64Array;
  readonly awardWeight: number;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/** Takes in what is the same for all associations of a step. */
export function circumstances(
  field: FieldView,
  shape: FieldShape,
  sectors: Groups,
  regime: Regime,
): Circumstances {
  const p: Parameters = regime.mechanisms.responses;
  const lasting = onceFor(regime, "responses.circumstances", () => {
    const stringency = ofRegulators(regime, shape, "stringency");
    return {
      coercion: ofRegulators(regime, shape, "enforcement").map((e, q) => e * stringency[q]),
      centre: Float64Array.from(ANTECEDENTS, (id) => p.antecedents[id].centre),
      scale: Float64Array.from(ANTECEDENTS, (id) => p.antecedents[id].scale),
    };
  });
  return {
    field,
    shape,
    coercion: lasting.coercion,
    diffusion: shareAdapting(field, sectors),
    awardWeight: p.awardWeight,
    centre: lasting.centre,
    scale: lasting.scale,
  };
}

const ADAPT = RESPONSES.indexOf("adapt");

function shareAdapting({ living, sector, response }: FieldView, { starts }: Groups): Float64Array {
  const shares = new Float64Array(starts.length - 1);
  for (let position = 0; position < living.length; position++)
    if (response[living[position]] === ADAPT) shares[sector[living[position]]]++;
  return shares.map((adapting, v) => (adapting > 0 ? adapting / (starts[v + 1] - starts[v]) : 0));
}

/** What being in a grouping adds to interconnectedness: an assumption. */
const TIED = 0.25;

/**
 * Writes an association's ten antecedents, in the order of ANTECEDENTS: z = (raw − centre)/scale cut to ±1, the raw
 * measures as the model's declaration lists them.
 */
export function measureAntecedents(of: Circumstances, ego: number, z: Float64Array): void {
  const { field, shape, centre, scale } = of;
  const { practices, prescription } = field;
  const sector = field.sector[ego];
  const row = ego * practices;
  z[0] = distance(field.practice, row, prescription, row, practices);
  z[1] =
    field.efficiency[ego] * savingOf(field, shape.faculties.unitCost, ego) +
    of.awardWeight * anticipationOf(field, sector) * facultyOf(field, shape, "bidding", ego);
  z[2] = field.disagreement[ego];
  z[3] = field.dependence[ego];
  z[4] = 1 - distance(field.project, row, prescription, row, practices);
  z[5] = meanOf(field.insistence, ego, practices);
  z[6] = overFunders(field, shape, ego, of.coercion);
  z[7] = of.diffusion[sector];
  z[8] = field.uncertainty[ego];
  z[9] = field.meetings[ego] + (field.grouping[ego] >= 0 ? TIED : 0);
  for (let at = 0; at < z.length; at++) {
    const level = (z[at] - centre[at]) / scale[at];
    z[at] = level < -1 ? -1 : level > 1 ? 1 : level;
  }
}

/** Σ_k contribution to the unit cost · (A_k − R_k): what a place would cost less if ego did as it is told. */
function savingOf(field: FieldView, contribution: Column, ego: number): number {
  const { practices, practice, prescription } = field;
  const row = ego * practices;
  let saving = 0;
  for (let k = 0; k < practices; k++)
    saving += contribution[k] * (practice[row + k] - prescription[row + k]);
  return saving;
}

function meanOf(column: Column, ego: number, width: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += column[ego * width + k];
  return sum / width;
}
