import { distance } from "../field/distance.ts";
import { measure, type OpenGauge } from "./measure.ts";
import { undone, type Change } from "./undo.ts";

/**
 * How the mean contradiction |P − R| moved in the step, split exactly: what rules did (reconciliation), what projects
 * did (capitulation, or its reverse), and what entries, exits and mergers did. Unit: distance per quarter; 0 at step 0.
 */
export const contradictionMoves: OpenGauge = ({ field, roster, ruleEffects }, observation) => {
  const apart = ({ rows: { project, prescription }, start }: Change): number =>
    distance(project, start, prescription, start, field.practices);
  let before = NaN;
  return {
    measures: [
      measure("contradiction.byRule", "distance"),
      measure("contradiction.byProject", "distance"),
      measure("contradiction.byComposition", "distance"),
    ],
    read(out, at) {
      const now = observation.valueOf("contradiction");
      const n = field.living.length;
      const past = undone(field, roster, n, () => 1);
      const then = undone(field, roster, now * n, apart) / past;
      const byRule = ruleEffects.contradiction / past;
      const isStart = Number.isNaN(before);
      out[at] = isStart ? 0 : byRule;
      out[at + 1] = isStart ? 0 : then - before - byRule;
      out[at + 2] = isStart ? 0 : now - then;
      before = now;
    },
  };
};
