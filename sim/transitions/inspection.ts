import { gapOf, ofRegulators } from "../field/situation.ts";
import { quantity, say, section, share } from "../schema/parameter.ts";
import type { Transition } from "./transition.ts";

const TRIED = "starting value tried out by hand, to be calibrated";

const parameters = section(
  {
    label: say("Inspection", "Contrôles"),
    description: say(
      "Authorities look behind what is declared.",
      "Les autorités regardent derrière ce qui est affiché.",
    ),
  },
  {
    tolerance: share({
      default: 0.08,
      unit: "distance",
      tier: "advanced",
      label: say("Tolerance", "Tolérance"),
      description: say(
        "Distance between display and practice that an inspection lets pass.",
        "Écart entre affichage et pratique qu’un contrôle laisse passer.",
      ),
      source: TRIED,
    }),
    penalty: quantity({
      default: 1,
      min: 0,
      max: 20,
      unit: "legitimacy per unit of distance",
      tier: "advanced",
      label: say("Loss of legitimacy", "Perte de légitimité"),
      description: say(
        "Legitimacy lost when caught, per unit of distance beyond the tolerance.",
        "Légitimité perdue par qui est pris, par unité d’écart au-delà de la tolérance.",
      ),
      source: TRIED,
    }),
    fine: quantity({
      default: 0.01,
      min: 0,
      max: 1,
      unit: "yearly budgets",
      tier: "advanced",
      label: say("Fine", "Sanction financière"),
      description: say(
        "What being caught costs an association that lives from public money alone.",
        "Ce que coûte d’être pris à une association qui ne vit que d’argent public.",
      ),
      source: TRIED,
    }),
  },
);

/**
 * Inspections by the lead: whoever declares something too far from what it does loses legitimacy and money, and has its
 * practice brought closer to its display in this step (see `mechanisms/recoupling.ts`).
 */
export const inspection: Transition<"inspection", ReturnType<typeof parameters.parse>> = {
  id: "inspection",
  label: say("Inspection", "Contrôles"),
  parameters,
  start:
    ({ field, shape, leads, sift, chronicle }) =>
    (p, draws, now) => {
      const monitoring = ofRegulators(now.regime, shape, "monitoring");
      const depth = ofRegulators(now.regime, shape, "depth");
      const most = monitoring.reduce((a, share) => Math.max(a, share), 0) / 4;
      const { living, address, legitimacy, reserve, dependence, recoupling } = field;
      const those = sift(living, draws, 0, most);
      for (let index = 0; index < those.length; index++) {
        const slot = those[index];
        const lead = leads.regulator[slot];
        if (lead < 0 || draws.uniform(address[slot], 0) >= monitoring[lead] / 4) continue;
        chronicle.flows.inspections++;
        const gap = gapOf(field, slot, "display", "practice");
        if (gap <= p.tolerance) continue;
        chronicle.flows["inspections.caught"]++;
        const fine = p.fine * dependence[slot];
        legitimacy[slot] = Math.max(0, legitimacy[slot] - p.penalty * (gap - p.tolerance));
        reserve[slot] -= fine;
        recoupling[slot] = depth[lead];
        if (chronicle.isKept)
          chronicle.events.push({
            step: now.step,
            kind: "inspection",
            association: slot,
            other: lead,
            causes: { gap, tolerance: p.tolerance, depth: depth[lead], fine },
          });
      }
    },
};
