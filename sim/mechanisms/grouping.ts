import type { Column } from "../field/columns.ts";
import { effectiveForm, ofLegalForms, setUpTimes } from "../field/situation.ts";
import { BLOCK } from "../hot/blocks.ts";
import type { FieldShape } from "../field/shape.ts";
import { onceFor, type Regime } from "../policy.ts";
import { pooledAt } from "../transitions/cooperation/forms.ts";
import { say, section, share } from "../schema/parameter.ts";
import type { Influence } from "./influence.ts";

const parameters = section(
  {
    label: say("Groupings", "Groupements"),
    description: say(
      "Members of a grouping draw together on what they pool.",
      "Les membres d’un groupement se rapprochent sur ce qu’ils mutualisent.",
    ),
  },
  {
    weight: share({
      default: 1,
      tier: "advanced",
      label: say("Weight of groupings", "Poids des groupements"),
      description: say(
        "Share of the legal forms' pull that takes effect; 0: groupings save and speak but change no practice.",
        "Part de l’attraction des formes juridiques qui prend effet ; 0 : les groupements épargnent et parlent sans changer les pratiques.",
      ),
    }),
  },
);

/** Rates of every form, one row of K per form; 0 on what it does not pool. */
function ratesOf(regime: Regime, shape: FieldShape, weight: number): Float64Array {
  const rate = ofLegalForms(regime, shape, "rate");
  const pooled = ofLegalForms(regime, shape, "pooled");
  const rates = new Float64Array(rate.length * shape.practices.length);
  for (let form = 0; form < rate.length; form++)
    for (const k of pooledAt(shape, pooled[form]))
      rates[form * shape.practices.length + k] = weight * rate[form];
  return rates;
}

/**
 * Groupings: Δ = weight · rate of the form · (y − A) on the practices that the form pools, y the agreed vector of an
 * effective grouping; 0 elsewhere. Practice only. Unit: positions per quarter.
 */
export const grouping: Influence<"grouping", ReturnType<typeof parameters.parse>> = {
  id: "grouping",
  label: say("Groupings", "Groupements"),
  acts: { practice: true, display: false },
  isSparse: true,
  parameters,
  ceiling(p, _shape, { legalForms }) {
    const rates = Object.values(legalForms).map(({ rate }) => rate);
    return { practice: p.weight * Math.max(0, ...rates), display: 0 };
  },
  start({ field, shape, kernels, memory }) {
    let step = 0;
    let times: Column = new Int32Array();
    /** Rates of every form, one row of K per form; 0 on what it does not pool. */
    const rates = memory.reals(shape.legalForms.length * field.practices);
    const [members, forms] = [memory.wholes(BLOCK), memory.wholes(BLOCK)];
    const convened = memory.wholes(BLOCK);
    return {
      prepare(p, _draws, now) {
        step = now.step;
        times = setUpTimes(now.regime, shape);
        rates.set(onceFor(now.regime, "grouping", () => ratesOf(now.regime, shape, p.weight)));
      },
      act(_p, _draws, { practice: rows, places }, { egos, ones, count }) {
        const { practice, agreed, grouping: groupingOf } = field;
        for (let place = 0; place < count; place++) {
          const slot = egos[place];
          const form = effectiveForm(field, times, slot, step);
          if (form < 0) continue;
          members[places.count] = slot;
          forms[places.count] = form;
          convened[places.count] = groupingOf[slot];
          places.at[places.count++] = place;
        }
        kernels.pullWeighted(
          rows,
          ones,
          rates,
          forms,
          agreed,
          convened,
          practice,
          members,
          places.count,
        );
      },
    };
  },
};
