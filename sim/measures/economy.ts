import type { FieldView } from "../field/columns.ts";
import { unitCostOf } from "../field/cost.ts";
import type { Leads } from "../field/leads.ts";
import type { FieldShape } from "../field/shape.ts";
import { DUST } from "../field/situation.ts";
import { eachBlock } from "../hot/blocks.ts";
import { measure, undefinable, type OpenGauge } from "./measure.ts";

/**
 * Money and concentration: mean reserve (yearly budgets), tariff, unit cost and dependence; the share in deficit; the
 * Herfindahl index Σ (w/W)² of places and the Gini coefficient of establishments over associations; the share of
 * for-profits in all places; the share above their rate ceiling of those that have one.
 */
export const economy: OpenGauge = ({ field, shape, leads, faculties, roster }, observation) => {
  let byPortfolio = new Float64Array(2);
  return {
    measures: [
      measure("reserve", "yearly budgets"),
      measure("tariff", "reference costs"),
      measure("cost", "reference costs"),
      measure("dependence", "share"),
      measure("distressed", "share"),
      measure("concentration.hhi", "index"),
      measure("concentration.gini", "index"),
      undefinable("forProfit.share", "share"),
      undefinable("aboveCeiling", "share"),
    ],
    read(out, at) {
      const n = field.living.length;
      const sums = new Float64Array(SUMS);
      const largest = largestPortfolio(field);
      if (byPortfolio.length <= largest) byPortfolio = new Float64Array(largest + 1);
      byPortfolio.fill(0);
      // at step 0, and for those who came since stage 2, no cost has been worked out but the one of practices as they are
      const known = observation.step === 0 ? 0 : (roster.come[0] ?? Infinity);
      const costOf = (slot: number): number =>
        slot < known ? faculties.unitCost[slot] : unitCostOf(field, shape, slot);
      eachBlock(n, (from, to) => addBlock(field, costOf, sums, byPortfolio, from, to));
      for (let index = 0; index < 5; index++) out[at + index] = sums[index] / n;
      const [, , , , , places, squares] = sums;
      out[at + 5] = squares / (places * places);
      out[at + 6] = giniOf(byPortfolio, n);
      const { lucrative } = field;
      const forProfit = lucrative.reduce((sum, share) => sum + share, 0);
      out[at + 7] = forProfit + places > 0 ? forProfit / (forProfit + places) : NaN;
      out[at + 8] = aboveCeiling(field, shape, leads);
    },
  };
};

/** Share above their ceiling among those that have one; NaN where nobody has. */
function aboveCeiling(field: FieldView, shape: FieldShape, { regulator }: Leads): number {
  const { living, ceiling, tariff, sector } = field;
  if (!(ceiling as Float64Array).some((rate) => rate > 0)) return NaN;
  let under = 0;
  let above = 0;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    const lead = regulator[slot];
    const rate = lead < 0 ? 0 : ceiling[lead * shape.sectors.length + sector[slot]];
    if (rate === 0) continue;
    under++;
    if (tariff[slot] > rate * (1 + DUST)) above++; // one that was pulled down to it stands there
  }
  return under > 0 ? above / under : NaN;
}

/** Sums that `addBlock` keeps: reserve, tariff, cost, dependence, deficits, places, their squares. */
const SUMS = 7;

function largestPortfolio({ living, establishments }: FieldView): number {
  let largest = 0;
  for (let position = 0; position < living.length; position++)
    if (establishments[living[position]] > largest) largest = establishments[living[position]];
  return largest;
}

function addBlock(
  field: FieldView,
  costOf: (slot: number) => number,
  sums: Float64Array,
  byPortfolio: Float64Array,
  from: number,
  to: number,
): void {
  const { living, reserve, tariff, dependence, places, establishments } = field;
  let reserves = 0;
  let tariffs = 0;
  let costs = 0;
  let dependences = 0;
  let deficits = 0;
  let offered = 0;
  let squares = 0;
  for (let position = from; position < to; position++) {
    const slot = living[position];
    reserves += reserve[slot];
    tariffs += tariff[slot];
    costs += costOf(slot);
    dependences += dependence[slot];
    deficits += reserve[slot] < -DUST ? 1 : 0;
    offered += places[slot];
    squares += places[slot] * places[slot];
    byPortfolio[establishments[slot]]++;
  }
  sums[0] += reserves;
  sums[1] += tariffs;
  sums[2] += costs;
  sums[3] += dependences;
  sums[4] += deficits;
  sums[5] += offered;
  sums[6] += squares;
}

/** Σ (2·rank − n − 1)·x/(n·Σ x) from how many have each number x of establishments. */
function giniOf(counts: Float64Array, n: number): number {
  let rank = 0;
  let weighed = 0;
  let total = 0;
  for (let x = 0; x < counts.length; x++) {
    const count = counts[x];
    // ranks rank + 1 … rank + count, whose sum is count·(2·rank + count + 1)/2
    weighed += x * count * (2 * rank + count - n);
    total += x * count;
    rank += count;
  }
  return weighed / (n * total);
}
