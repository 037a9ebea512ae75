import { RULE_LINES, type Run, type RuleMoves } from "../sim/index.ts";
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
  return {
    onRules(moves) {
      const lines = RULE_LINES.map((line) => moves.lines[line]);
      const last = years.at(-1);
      if (last === undefined || merged === every) {
        merged = 1;
        const { step, before, after } = moves;
        years.push({ step, before, after, lines });
        return;
      }
      merged++;
      years[years.length - 1] = {
        step: moves.step,
        before: last.before,
        after: moves.after,
        lines: lines.map((line, at) => line.map((move, k) => move + last.lines[at]![k]!)),
      };
    },
    note({ field, step }) {
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

interface OpenBond extends Omit<Bond, "forms" | "dissolved"> {
  readonly forms: { step: number; form: number }[];
  dissolved: number;
}
