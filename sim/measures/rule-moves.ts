import { RULE_LINES, type RuleLine } from "../field/rule-lines.ts";
import type { OpenGauge } from "./measure.ts";

/** How the rules moved in one step: who moved them by how much, and how they stood before and after; a row of K per table. */
export interface RuleMoves {
  readonly step: number;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly lines: Readonly<Record<RuleLine, Float64Array>>;
}

/** A gauge without measures of its own, which shows every step in which rules may have moved; copies, in positions. */
export function watchRules(onMoves: (moves: RuleMoves) => void): OpenGauge {
  return ({ field, ruleLines }, observation) => ({
    measures: [],
    read() {
      if (!ruleLines.isOpen) return;
      const { before, lines } = ruleLines;
      const copies = RULE_LINES.map((line) => [line, lines[line].slice()]);
      onMoves({
        step: observation.step,
        before: before.slice(),
        after: field.rules.slice(0, before.length),
        lines: Object.fromEntries(copies) as Record<RuleLine, Float64Array>,
      });
    },
  });
}
