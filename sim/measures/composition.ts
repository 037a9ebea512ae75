import type { FieldView } from "../field/columns.ts";
import { eachBlock } from "../hot/blocks.ts";
import { RESPONSES } from "../schema/population.ts";
import { measure, type OpenGauge } from "./measure.ts";

/** How many there are, how large, how they respond, and their mean standing. */
export const composition: OpenGauge = ({ field }) => ({
  measures: [
    measure("associations", "associations"),
    measure("establishments", "establishments"),
    measure("places", "places"),
    measure("singles", "associations"),
    measure("legitimacy", "level"),
    measure("uncertainty", "level"),
    ...RESPONSES.map((response) => measure(`response.${response}`, "share")),
  ],
  read(out, at) {
    const n = field.living.length;
    const sums = new Float64Array(SUMS + RESPONSES.length);
    eachBlock(n, (from, to) => addBlock(field, sums, from, to));
    out[at] = n;
    for (let index = 0; index < SUMS; index++)
      out[at + 1 + index] = index < COUNTS ? sums[index] : sums[index] / n;
    for (let r = 0; r < RESPONSES.length; r++) out[at + 1 + SUMS + r] = sums[SUMS + r] / n;
  },
});

/** Sums that `addBlock` keeps before the responses: three counts, then two that become means. */
const SUMS = 5;
const COUNTS = 3;

function addBlock(field: FieldView, sums: Float64Array, from: number, to: number): void {
  const { living, establishments, places, response, legitimacy, uncertainty } = field;
  let portfolio = 0;
  let offered = 0;
  let singles = 0;
  let legitimate = 0;
  let uncertain = 0;
  for (let position = from; position < to; position++) {
    const slot = living[position];
    portfolio += establishments[slot];
    offered += places[slot];
    singles += establishments[slot] === 1 ? 1 : 0;
    legitimate += legitimacy[slot];
    uncertain += uncertainty[slot];
    sums[SUMS + response[slot]]++;
  }
  sums[0] += portfolio;
  sums[1] += offered;
  sums[2] += singles;
  sums[3] += legitimate;
  sums[4] += uncertain;
}
