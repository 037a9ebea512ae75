import { heldTariff, ownCost } from "../field/cost.ts";
import { squares } from "../field/distance.ts";
import {
  formInForce,
  isUnderContract,
  ofLegalForms,
  ofRegulators,
  overFunders,
  setUpTimes,
} from "../field/situation.ts";
import { BLOCK, eachBlock } from "../hot/blocks.ts";
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
    const costs = new Float64Array(BLOCK);
    return (p, draws, now) => {
      const isCampaign = now.quarter === 0;
      if (isCampaign) {
        tariffs(stage, now);
        meetHazards(stage, p.hazards, draws);
      }
      const savings = savingsOf(stage, now);
      eachBlock(stage.field.living.length, (from, to) => {
        workOutCosts(stage, p, savings, costs, from, to);
        settle(stage, p, costs, from, to);
      });
      if (isCampaign) bailOut(stage, p, draws, now);
    };
  },
};

/** Share of the unit cost that each grouping saves its members in this step: that of its form once effective, else 0. */
function savingsOf({ field, shape }: Stage, { regime, step }: Now): Float64Array {
  const savings = ofLegalForms(regime, shape, "saving");
  const times = setUpTimes(regime, shape);
  const saved = new Float64Array(field.groupings);
  for (let grouping = 0; grouping < saved.length; grouping++) {
    const form = formInForce(field, times, grouping, step);
    if (form >= 0) saved[grouping] = savings[form];
  }
  return saved;
}

/** Rates: growth, then ceilings, then convergence. */
function tariffs(stage: Stage, now: Now): void {
  const { field, shape } = stage;
  const growth = ofRegulators(now.regime, shape, "growth");
  const { living, tariff } = field;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    tariff[slot] = heldTariff(tariff[slot] * (1 + overFunders(field, shape, slot, growth)));
  }
  const convergence = ofRegulators(now.regime, shape, "convergence");
  if (convergence.every((share) => share === 0)) return void field.ceiling.fill(0);
  setCeilings(stage, now, convergence, growth);
  converge(stage, now, convergence);
}

/**
 * Ceilings of every authority for every sector: none where it lets rates be; set at a quantile, then indexed on the mean growth of the rates under it, so that a private part of the budget does not carry them above.
 */
function setCeilings(
  stage: Stage,
  now: Now,
  convergence: Float64Array,
  growth: Float64Array,
): void {
  const { field, shape } = stage;
  const { ceiling } = field;
  const quantile = ofRegulators(now.regime, shape, "ceilingQuantile");
  const sectors = shape.sectors.length;
  let under: readonly number[][] | undefined;
  for (let q = 0; q < convergence.length; q++)
    for (let sector = 0; sector < sectors; sector++) {
      const at = q * sectors + sector;
      if (convergence[q] === 0) ceiling[at] = 0;
      else {
        under ??= byLead(stage);
        const slots = under[at];
        if (slots.length === 0) continue;
        if (ceiling[at] > 0) {
          const rises = slots.map((slot) => overFunders(field, shape, slot, growth));
          const rise = rises.reduce((sum, own) => sum + own, 0) / slots.length;
          ceiling[at] = heldTariff(ceiling[at] * (1 + rise));
        } else {
          const sorted = Float64Array.from(slots, (slot) => field.tariff[slot]).sort();
          const index = Math.floor(quantile[q] * sorted.length);
          ceiling[at] = sorted[Math.min(sorted.length - 1, index)];
        }
      }
    }
}

/** Slots of the living by lead and sector. */
function byLead({ field, shape, leads }: Stage): readonly number[][] {
  const sectors = shape.sectors.length;
  const under = Array.from({ length: shape.regulators.length * sectors }, (): number[] => []);
  for (let position = 0; position < field.living.length; position++) {
    const slot = field.living[position];
    const lead = leads.regulator[slot];
    if (lead >= 0) under[lead * sectors + field.sector[slot]].push(slot);
  }
  return under;
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

/** What the year brought that nobody planned: empty beds, absences, legacies. */
function meetHazards({ field }: Stage, spread: number, draws: Draws): void {
  if (spread === 0) return;
  const { living, reserve, address } = field;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    reserve[slot] += spread * draws.normal(address[slot], 1);
  }
}

/** Own costs of the living at positions `from` ≤ p < `to`, written from 0 on: distances first, in a loop of their own. */
function workOutCosts(
  { field, faculties }: Stage,
  p: BudgetRule,
  savings: Float64Array,
  costs: Float64Array,
  from: number,
  to: number,
): void {
  const { practices, living, practice, display, establishments, grouping } = field;
  const { unitCost } = faculties;
  for (let position = from; position < to; position++) {
    const row = living[position] * practices;
    costs[position - from] = squares(display, row, practice, row, practices);
  }
  for (let position = from; position < to; position++) {
    const slot = living[position];
    const gap = Math.sqrt(costs[position - from] / practices);
    const saving = grouping[slot] < 0 ? 0 : savings[grouping[slot]];
    costs[position - from] = ownCost(p, unitCost[slot], establishments[slot], saving, gap);
  }
}

/** Reserves of a block, then what they do to efficiency. */
function settle(
  { field }: Stage,
  p: BudgetRule,
  costs: Float64Array,
  from: number,
  to: number,
): void {
  const { living, tariff, reserve, efficiency } = field;
  const { ruin, cap, recovery, economies, loosening, foresight, leastEfficiency, mostEfficiency } =
    p;
  for (let position = from; position < to; position++) {
    const slot = living[position];
    const paid = tariff[slot];
    const result = (paid - costs[position - from]) / paid;
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
