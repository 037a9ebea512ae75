import { regimeAt, RULE_LINES, type Run, type RuleMoves, type RunPlan } from "../sim/index.ts";
import type { Annals, Bond, RuleYear } from "./protocol.ts";

/** Movements of the rules that are kept one by one; of more, several make one. */
const MOST_KEPT = 400;

/** Writes down, while a run is lived through, how its rules moved and what its groupings were. */
export interface Annalist {
  readonly onRules: (moves: RuleMoves) => void;
  note(run: Run): void;
  tell(): Omit<Annals, "until">;
}

/** @param steps how many steps there will be at most */
export function openAnnalist(steps: number): Annalist {
  const every = Math.max(1, Math.ceil(steps / 4 / MOST_KEPT));
  const years: RuleYear[] = [];
  const bonds: OpenBond[] = [];
  let merged = 0;
  let plan: RunPlan | null = null;
  return {
    onRules(moves) {
      const negotiability = plan === null ? [] : negotiabilityOf(plan, moves.step);
      const lines = RULE_LINES.map((line) => moves.lines[line]);
      const last = years.at(-1);
      if (last === undefined || merged === every) {
        merged = 1;
        const { step, before, after } = moves;
        years.push({ step, before, after, lines, negotiability });
        return;
      }
      merged++;
      years[years.length - 1] = {
        step: moves.step,
        before: last.before,
        after: moves.after,
        negotiability,
        lines: lines.map((line, at) => line.map((move, k) => move + last.lines[at]![k]!)),
      };
    },
    note({ field, step, plan: planned }) {
      plan = planned;
      for (let number = 0; number < field.groupings; number++) {
        const bond = (bonds[number] ??= {
          number,
          formed: field.formed[number]!,
          isFree: field.isFree[number] === 1,
          forms: [],
          dissolved: -1,
        });
        const form = field.form[number]!;
        if (bond.forms.at(-1)?.form !== form) bond.forms.push({ step, form });
        if (bond.dissolved < 0 && field.members[number] === 0) bond.dissolved = step;
      }
    },
    tell: () => ({ lines: RULE_LINES, years, bonds }),
  };
}

/** In the order of the scenario's regulators. */
function negotiabilityOf({ spans }: RunPlan, step: number): readonly number[] {
  const { scenario } = spans.findLast(({ from }) => from <= step) ?? spans[0];
  return Object.values(regimeAt(scenario, step).regulators).map((own) => own.negotiability);
}

interface OpenBond extends Omit<Bond, "forms" | "dissolved"> {
  readonly forms: { step: number; form: number }[];
  dissolved: number;
}
