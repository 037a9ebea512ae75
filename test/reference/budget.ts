import { heldTariff as held } from "./founding.ts";
import { at, clamp, distance, mean } from "./vectors.ts";
import { ceilingOf, count, drawsOf, isCampaign, leadOf, living, overFunders, ownCost, regulatorOf, regulatorsOf, happen, type Association, type World } from "./world.ts"; // prettier-ignore

// Section 3.6: money and control.

export function budget(world: World) {
  const { ruin, cap, recovery } = world.scenario.mechanisms.budget;
  if (isCampaign(world)) campaign(world);
  for (const ego of living(world)) {
    const result = (ego.tariff - ownCost(world, ego)) / ego.tariff;
    ego.reserve += result / 4;
    if (ego.reserve > cap) ego.reserve -= recovery * (ego.reserve - cap);
    economise(world, ego, result);
  }
  if (!isCampaign(world)) return;
  for (const ego of living(world)) {
    const chance = ego.reserve < -ruin ? overFunders(world, ego, (q) => q.bailout) : 0;
    if (drawsOf(world, "budget").uniform(ego.address, 0) >= chance) continue;
    ego.reserve = 0;
    happen(world, "bailouts", "bailout", ego.address, leadOf(world, ego)?.q);
  }
}

/** Who is short cuts its costs, who is not lets them go. */
function economise({ scenario }: World, ego: Association, result: number) {
  const own = scenario.mechanisms.budget;
  const hardship = clamp(-(ego.reserve + own.foresight * result) / own.ruin, -1, 1);
  const change = (hardship > 0 ? own.economies : own.loosening) * hardship;
  ego.efficiency = clamp(ego.efficiency * (1 - change), own.leastEfficiency, own.mostEfficiency);
}

/** Tariffs grow, ceilings are set or grow, tariffs converge to them; and what the year brought unplanned. */
function campaign(world: World) {
  for (const ego of living(world))
    ego.tariff = held(ego.tariff * (1 + overFunders(world, ego, (q) => q.growth)));
  for (const [q, { convergence, ceilingQuantile }] of regulatorsOf(world).entries())
    for (const [v, sector] of world.sectors.entries()) {
      const row = at(world.ceilings, q);
      const led = living(world).filter((a) => a.sector === sector && leadOf(world, a)?.q === q);
      const tariffs = led.map((a) => a.tariff).toSorted((a, b) => a - b);
      const m = tariffs.length;
      const first = tariffs[Math.min(m - 1, Math.floor(ceilingQuantile * m))] ?? 0;
      const rise = m === 0 ? 0 : mean(led.map((a) => overFunders(world, a, (q) => q.growth)));
      const next = at(row, v) === 0 ? first : at(row, v) * (1 + rise);
      row[v] = convergence === 0 || next === 0 ? 0 : held(next);
    }
  const { hazards } = world.scenario.mechanisms.budget;
  for (const ego of living(world)) {
    converge(world, ego);
    ego.reserve += hazards * drawsOf(world, "budget").normal(ego.address, 1);
  }
}

function converge(world: World, ego: Association) {
  const lead = leadOf(world, ego);
  if (lead === undefined) return;
  const { contractExemption, convergence, lift } = regulatorOf(world, lead);
  const ceiling = ceilingOf(world, lead.q, ego.sector);
  if (ceiling === 0) return;
  const felt = ego.contractUntil >= world.step ? 1 - contractExemption : 1;
  const excess = ego.tariff - ceiling;
  ego.tariff = held(ego.tariff - felt * (excess > 0 ? convergence : lift) * excess);
}

export function inspection(world: World) {
  const { tolerance, penalty, fine } = world.scenario.mechanisms.inspection;
  for (const ego of living(world)) {
    const lead = leadOf(world, ego);
    if (lead === undefined) continue;
    const { monitoring, depth } = regulatorOf(world, lead);
    if (drawsOf(world, "inspection").uniform(ego.address, 0) >= monitoring / 4) continue;
    count(world, "inspections");
    const gap = distance(ego.display, ego.practice);
    if (gap <= tolerance) continue;
    happen(world, "inspections.caught", "inspection", ego.address, lead.q);
    ego.legitimacy = Math.max(0, ego.legitimacy - penalty * (gap - tolerance));
    ego.reserve -= fine * ego.dependence;
    ego.recoupling = depth;
  }
}
