import { heldTariff, ownCost } from "../field/cost.ts";
import {
  formInForce,
  isUnderContract,
  ofLegalForms,
  ofRegulators,
  overFunders,
  setUpTimes,
} from "../field/situation.ts";
import { BLOCK, eachOfLiving, type Block } from "../hot/blocks.ts";
import type { Draws } from "../random/stream.ts";
import { say } from "../schema/parameter.ts";
import { budgetSection, type BudgetRule } from "./budget-parameters.ts";
import type { Now, Stage, Transition } from "./transition.ts";

/**
 * Budgets. At the campaign authorities index rates, set or index their ceilings, and pull rates towards them, and the
 * hazards of the year fall on reserves; each quarter the difference between rate and own cost enters the reserve, and
 * what the reserve will be drives economies; at the campaign some of those about to fail are bailed out.
 */
export const budget: Transition<"budget", BudgetRule> = {
  id: "budget",
  label: say("Budget", "Budget"),
  parameters: budgetSection,
  start: (stage) => {
    const costs = stage.memory.reals(BLOCK);
    let savings: Float64Array = new Float64Array();
    return (p, draws, now) => {
      const isCampaign = now.quarter === 0;
      if (isCampaign) {
        tariffs(stage, now);
        meetHazards(stage, p.hazards, draws, costs);
      }
      savings = savingsOf(stage, now, savings);
      eachOfLiving(stage.block, stage.field, 0, stage.field.living.length, (block) => {
        workOutCosts(stage, p, savings, costs, block);
        settle(stage, p, costs, block);
      });
      if (isCampaign) bailOut(stage, p, draws, now);
    };
  },
};

/**
 * Share of the unit cost that each grouping saves its members in this step: that of its form once effective, else 0.
 * @param room receives them, if it is long enough
 */
function savingsOf(
  { field, shape }: Stage,
  { regime, step }: Now,
  room: Float64Array,
): Float64Array {
  const savings = ofLegalForms(regime, shape, "saving");
  const times = setUpTimes(regime, shape);
  const { groupings, counts } = field;
  const saved = room.length < groupings ? new Float64Array(counts.grouping) : room;
  for (let grouping = 0; grouping < groupings; grouping++) {
    const form = formInForce(field, times, grouping, step);
    saved[grouping] = form < 0 ? 0 : savings[form];
  }
  return saved;
}

/** Rates: growth, then ceilings, then convergence. */
function tariffs(stage: Stage, now: Now): void {
  const { field, shape, leads } = stage;
  const growth = ofRegulators(now.regime, shape, "growth");
  const { living, tariff, sector } = field;
  const { regulator } = leads;
  const sectors = shape.sectors.length;
  const under: Under = {
    rises: new Float64Array(field.counts.ceiling),
    counts: new Int32Array(field.counts.ceiling),
  };
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    const rise = overFunders(field, shape, slot, growth);
    tariff[slot] = heldTariff(tariff[slot] * (1 + rise));
    if (regulator[slot] < 0) continue;
    const at = regulator[slot] * sectors + sector[slot];
    under.rises[at] += rise;
    under.counts[at]++;
  }
  const convergence = ofRegulators(now.regime, shape, "convergence");
  if (convergence.every((share) => share === 0)) return void field.ceiling.fill(0);
  setCeilings(stage, now, convergence, under);
  converge(stage, now, convergence);
}

/** Those whose rates stand under each authority's ceiling for each sector: the sum of their rates' growth, how many. */
interface Under {
  readonly rises: Float64Array;
  readonly counts: Int32Array;
}

/**
 * Ceilings of every authority for every sector: none where it lets rates be; set at a quantile, then indexed on the mean growth of the rates under it, so that a private part of the budget does not carry them above.
 */
function setCeilings(
  stage: Stage,
  now: Now,
  convergence: Float64Array,
  { rises, counts }: Under,
): void {
  const { field, shape } = stage;
  const { ceiling } = field;
  const quantile = ofRegulators(now.regime, shape, "ceilingQuantile");
  const sectors = shape.sectors.length;
  for (let at = 0; at < ceiling.length; at++) {
    const q = Math.floor(at / sectors);
    if (convergence[q] === 0) ceiling[at] = 0;
    else if (counts[at] === 0) continue;
    else if (ceiling[at] > 0) ceiling[at] = heldTariff(ceiling[at] * (1 + rises[at] / counts[at]));
    else {
      const sorted = ratesUnder(stage, q, at % sectors).sort();
      const index = Math.floor(quantile[q] * sorted.length);
      ceiling[at] = sorted[Math.min(sorted.length - 1, index)];
    }
  }
}

/** Rates of the living that an authority leads in a sector. */
function ratesUnder({ field, leads }: Stage, lead: number, sector: number): Float64Array {
  const { regulator } = leads;
  const slots = field.living.filter(
    (slot) => regulator[slot] === lead && field.sector[slot] === sector,
  );
  return Float64Array.from(slots, (slot) => field.tariff[slot]);
}

/** Pulls rates above the ceiling of the lead down to it, and lifts those below; contracts hold off a share of both. */
function converge({ field, shape, leads }: Stage, now: Now, convergence: Float64Array): void {
  const lift = ofRegulators(now.regime, shape, "lift");
  const exemption = ofRegulators(now.regime, shape, "contractExemption");
  const { living, tariff, sector, ceiling } = field;
  const sectors = shape.sectors.length;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    const lead = leads.regulator[slot];
    const top = lead < 0 ? 0 : ceiling[lead * sectors + sector[slot]];
    if (top === 0) continue;
    const felt = isUnderContract(field, slot, now.step) ? 1 - exemption[lead] : 1;
    const pace = tariff[slot] > top ? convergence[lead] : lift[lead];
    tariff[slot] += felt * pace * (top - tariff[slot]);
  }
}

/**
 * What the year brought that nobody planned: empty beds, absences, legacies.
 * @param hazards room for those of a block
 */
function meetHazards(
  { field, block: shared, kernels }: Stage,
  spread: number,
  draws: Draws,
  hazards: Float64Array,
): void {
  if (spread === 0) return;
  const { reserve } = field;
  eachOfLiving(shared, field, 0, field.living.length, ({ egos, addresses, count }) => {
    kernels.normals(hazards, draws, addresses, spread, 1, count, 1);
    for (let row = 0; row < count; row++) reserve[egos[row]] += hazards[row];
  });
}

/** Own costs of a block. */
function workOutCosts(
  { field, faculties, kernels }: Stage,
  p: BudgetRule,
  savings: Float64Array,
  costs: Float64Array,
  { egos, count }: Block,
): void {
  const { practices, practice, display, establishments, grouping } = field;
  const { unitCost } = faculties;
  kernels.squareGaps(costs, display, egos, practice, egos, count);
  for (let row = 0; row < count; row++) {
    const slot = egos[row];
    const gap = Math.sqrt(costs[row] / practices);
    const saving = grouping[slot] < 0 ? 0 : savings[grouping[slot]];
    costs[row] = ownCost(p, unitCost[slot], establishments[slot], saving, gap);
  }
}

/** Reserves of a block, then what they do to efficiency. */
function settle(
  { field }: Stage,
  p: BudgetRule,
  costs: Float64Array,
  { egos, count }: Block,
): void {
  const { tariff, reserve, efficiency } = field;
  const { ruin, cap, recovery, economies, loosening, foresight, leastEfficiency, mostEfficiency } =
    p;
  for (let row = 0; row < count; row++) {
    const slot = egos[row];
    const paid = tariff[slot];
    const result = (paid - costs[row]) / paid;
    const sum = reserve[slot] + result / 4;
    const held = sum > cap ? sum - recovery * (sum - cap) : sum;
    reserve[slot] = held;
    const ahead = (held + foresight * result) / ruin;
    const need = ahead < -1 ? 1 : ahead > 1 ? -1 : -ahead;
    const factor = efficiency[slot] * (1 - (need > 0 ? economies : loosening) * need);
    efficiency[slot] =
      factor < leastEfficiency
        ? leastEfficiency
        : factor > mostEfficiency
          ? mostEfficiency
          : factor;
  }
}

/** Takes over the debts of some who are about to fail. */
function bailOut(
  { field, shape, leads, chronicle }: Stage,
  p: BudgetRule,
  draws: Draws,
  now: Now,
): void {
  const bailout = ofRegulators(now.regime, shape, "bailout");
  const { living, reserve, address } = field;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    if (reserve[slot] >= -p.ruin) continue;
    const chance = overFunders(field, shape, slot, bailout);
    if (draws.uniform(address[slot], 0) >= chance) continue;
    chronicle.flows.bailouts++;
    if (chronicle.isKept)
      chronicle.events.push({
        step: now.step,
        kind: "bailout",
        association: slot,
        other: leads.regulator[slot],
        causes: { reserve: reserve[slot], chance },
      });
    reserve[slot] = 0;
  }
}
