import { RULE_LINES } from "../field/rule-lines.ts";
import { measure, type OpenGauge } from "./measure.ts";

/**
 * How far the rules moved in the step, and through whom: mean |movement| over tables and practices, for every line; and the
 * residual, the largest |R′ − R − Σ lines|, which is rounding alone. Unit: positions per quarter; all 0 at step 0.
 */
export const rulesMoved: OpenGauge = ({ field, ruleLines }) => ({
  measures: [...RULE_LINES, "residual"].map((line) =>
    measure(`prescription.moved.${line}`, "positions"),
  ),
  read(out, start) {
    out.fill(0, start, start + RULE_LINES.length + 1);
    if (!ruleLines.isOpen) return;
    const { before, lines } = ruleLines;
    const unexplained = new Float64Array(before.length);
    for (let at = 0; at < before.length; at++) unexplained[at] = field.rules[at] - before[at];
    RULE_LINES.forEach((line, index) => {
      out[start + index] = takeOff(unexplained, lines[line]) / before.length;
    });
    let residual = 0;
    for (const rest of unexplained) residual = Math.max(residual, Math.abs(rest));
    out[start + RULE_LINES.length] = residual;
  },
});

/** Takes a line off what is unexplained; returns Σ |movement|. */
function takeOff(unexplained: Float64Array, line: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < line.length; at++) {
    unexplained[at] -= line[at];
    sum += Math.abs(line[at]);
  }
  return sum;
}
