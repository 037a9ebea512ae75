import { pointAt, pointCount, slotAt } from "../../experiments/design.ts";
import { Refusal } from "../../experiments/files/problem.ts";
import { planOf, type Study } from "../../experiments/jobs.ts";
import { pastOf, type RunPlan } from "../../sim/index.ts";

/** Most points that are looked at; beyond, evenly spread ones stand for all. */
const MOST_POINTS = 200;

/** Plans of a study's points on its first seed, or of some of them; a point that makes no valid scenario has none. */
export function plansOf(study: Study): readonly RunPlan[] {
  const { design } = study;
  const points = pointCount(design);
  const told = Math.min(points, MOST_POINTS);
  return Array.from({ length: told }, (_, at) => Math.floor((at * points) / told)).flatMap(
    (point): readonly RunPlan[] => {
      const slot = slotAt(design, point * design.replicates, study.seed);
      try {
        return [planOf(study, pointAt(design, point), slot)];
      } catch (error) {
        if (error instanceof Refusal) return [];
        throw error;
      }
    },
  );
}

/**
 * Association-steps of all runs of a study, their fields as large as they begin. A burn-in counts once for each seed and
 * for each past that a point may have: what changes field or population changes the burn-in.
 */
export function stepsOf(study: Study): number {
  const { replicates } = study.design;
  const plans = plansOf(study);
  const points = pointCount(study.design);
  const share = plans.length === 0 ? 0 : points / plans.length;
  const pasts = new Map<string, number>();
  let live = 0;
  for (const plan of plans) {
    const { population, run } = plan.spans[0].scenario;
    live += population.associations * plan.steps;
    pasts.set(pastOf(plan, 0), population.associations * run.burnIn);
  }
  const burnIns = [...pasts.values()].reduce((sum, steps) => sum + steps, 0);
  // where most points that were looked at differ in their past, so will the others
  const isOwn = pasts.size > plans.length / 2;
  return replicates * (live * share + burnIns * (isOwn ? share : 1));
}
