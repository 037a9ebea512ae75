import { planRun, type RunPlan, type Span } from "../sim/index.ts";
import { layOver } from "./changes.ts";
import type { OpenRequest, Refused } from "./protocol.ts";

/** The very plan that the command line makes, untouched where nothing is laid over, then one span for each later layer. */
export function planOf({
  scenario,
  set,
  off,
  seed,
  later = [],
}: OpenRequest): { readonly ok: true; readonly plan: RunPlan } | Refused {
  const treated = layOver(scenario, set);
  if (!treated.ok) return treated;
  const isTouched = Object.keys(set).length > 0;
  const plan = planRun(scenario, {
    ...(isTouched ? { treated: treated.scenario } : {}),
    off,
    seed,
  });
  const spans: Span[] = [];
  for (const layer of later) {
    const changed = layOver(scenario, layer.set);
    if (!changed.ok) return changed;
    spans.push({ from: layer.at + 1, scenario: changed.scenario, off: layer.off });
  }
  return { ok: true, plan: { ...plan, spans: [...plan.spans, ...spans] } };
}
