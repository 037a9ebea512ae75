import { distance } from "../field/distance.ts";
import { heldTariff, ownCost } from "../field/cost.ts";
import {
  effectiveForm,
  isUnderContract,
  leadOf,
  ofLegalForms,
  ofRegulators,
  overFunders,
  setUpTimes,
} from "../field/situation.ts";
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
  start: (stage) => (p, draws, now) => {
    const isCampaign = now.quarter === 0;
    if (isCampaign) {
      tariffs(stage, now);
      meetHazards(stage, p.hazards, draws);
    }
    settle(stage, p, now);
    if (isCampaign) bailOut(stage, p, draws, now);
  },
};

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

/** Ceilings of every authority for every sector: none where it lets rates be; set at a quantile, then indexed. */
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
  let paid: number[][] | undefined;
  for (let q = 0; q < convergence.length; q++)
    for (let sector = 0; sector < sectors; sector++) {
      const at = q * sectors + sector;
      if (convergence[q] === 0) ceiling[at] = 0;
      else if (ceiling[at] > 0) ceiling[at] = heldTariff(ceiling[at] * (1 + growth[q]));
      else {
        paid ??= tariffsByLead(stage);
        const sorted = Float64Array.from(paid[at]).sort();
        const { length } = sorted;
        if (length > 0)
          ceiling[at] = sorted[Math.min(length - 1, Math.floor(quantile[q] * length))];
      }
    }
}

/** Rates of the living by lead and sector. */
function tariffsByLead({ field, shape }: Stage): number[][] {
  const sectors = shape.sectors.length;
  const paid = Array.from({ length: shape.regulators.length * sectors }, (): number[] => []);
  for (let position = 0; position < field.living.length; position++) {
    const slot = field.living[position];
    const lead = leadOf(field, shape, slot);
    if (lead >= 0) paid[lead * sectors + field.sector[slot]].push(field.tariff[slot]);
  }
  return paid;
}

/** Pulls rates above the ceiling of the lead down to it, and lifts those below; contracts hold off a share of both. */
function converge({ field, shape }: Stage, now: Now, convergence: Float64Array): void {
  const lift = ofRegulators(now.regime, shape, "lift");
  const exemption = ofRegulators(now.regime, shape, "contractExemption");
  const { living, tariff, sector, ceiling } = field;
  const sectors = shape.sectors.length;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    const lead = leadOf(field, shape, slot);
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

/** Reserves of all, then what they do to efficiency. */
function settle({ field, shape, faculties }: Stage, p: BudgetRule, now: Now): void {
  const { practices, living, practice, display, establishments } = field;
  const { tariff, reserve, efficiency, grouping } = field;
  const savings = ofLegalForms(now.regime, shape, "saving");
  const times = setUpTimes(now.regime, shape);
  const { unitCost } = faculties;
  const { ruin, cap, recovery, economies, loosening, foresight, leastEfficiency, mostEfficiency } =
    p;
  for (let position = 0; position < living.length; position++) {
    const slot = living[position];
    const row = slot * practices;
    const form = grouping[slot] < 0 ? -1 : effectiveForm(field, times, slot, now.step);
    const saving = form < 0 ? 0 : savings[form];
    const gap = distance(display, row, practice, row, practices);
    const cost = ownCost(p, unitCost[slot], establishments[slot], saving, gap);
    const paid = tariff[slot];
    const result = (paid - cost) / paid;
    let held = reserve[slot] + result / 4;
    if (held > cap) held -= recovery * (held - cap);
    reserve[slot] = held;
    const ahead = held + foresight * result;
    const need = ahead < -ruin ? 1 : ahead > ruin ? -1 : -ahead / ruin;
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
function bailOut({ field, shape, chronicle }: Stage, p: BudgetRule, draws: Draws, now: Now): void {
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
        other: leadOf(field, shape, slot),
        causes: { reserve: reserve[slot], chance },
      });
    reserve[slot] = 0;
  }
}
