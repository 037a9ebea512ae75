import { exp, ln } from "../random/exact.ts";
import { eachOfLiving } from "../hot/blocks.ts";
import { GAP_SUMS } from "../hot/gaps.ts";
import { nearestSums } from "../hot/nearest.ts";
import { measure, type OpenGauge } from "./measure.ts";

/**
 * Mean distances over associations (root mean squares over practices, in [0,1]): to the prescription, between display
 * and practice, between project and prescription, to each archetype; and the effective number of archetypes, as Hill
 * numbers of order 1 (e^entropy) and 2 (1/Σp²) of the shares of associations nearest to each. `.weighted`: by places.
 */
export const distances: OpenGauge = ({ field, shape, kernels, memory, block }) => {
  const { practices } = field;
  const archetypes = shape.archetypePractices.length;
  const pairs = (archetypes + 1) >> 1;
  const templates = memory.reals(2 * pairs * practices).fill(Infinity);
  shape.archetypePractices.forEach((template, index) => templates.set(template, index * practices));
  const sums = memory.reals(GAP_SUMS);
  const near = memory.reals(nearestSums(pairs));
  const away = near.subarray(0, archetypes);
  const nearest = near.subarray(2 * pairs, 2 * pairs + archetypes);
  return {
    measures: [
      measure("compliance.practice", "distance"),
      measure("compliance.display", "distance"),
      measure("compliance.practice.square", "squared distance"),
      measure("compliance.display.square", "squared distance"),
      measure("decouplingGap", "distance"),
      measure("contradiction", "distance"),
      measure("compliance.practice.weighted", "distance"),
      measure("compliance.display.weighted", "distance"),
      measure("decouplingGap.weighted", "distance"),
      measure("contradiction.weighted", "distance"),
      measure("archetypes.hill1", "archetypes"),
      measure("archetypes.hill2", "archetypes"),
      ...shape.archetypes.map((id) => measure(`archetypes.distance.${id}`, "distance")),
      ...shape.archetypes.map((id) => measure(`archetypes.share.${id}`, "share")),
    ],
    read(out, start) {
      const n = field.living.length;
      for (const all of [sums, near]) all.fill(0);
      eachOfLiving(block, field, 0, n, ({ egos, count }) => {
        kernels.addGaps(sums, field, field.places, egos, count);
        kernels.addNearest(near, templates, pairs, field.practice, egos, count);
      });
      const [complied, declared, decoupled, torn, compliedSquare, declaredSquare] = sums;
      let at = start;
      for (const sum of [complied, declared, compliedSquare, declaredSquare, decoupled, torn])
        out[at++] = sum / n;
      for (const sum of sums.subarray(6, 10)) out[at++] = sum / sums[10];
      out[at++] = hillOne(nearest, n);
      out[at++] = hillTwo(nearest, n);
      for (const sum of away) out[at++] = sum / n;
      for (const sum of nearest) out[at++] = sum / n;
    },
  };
};

function hillOne(counts: Float64Array, n: number): number {
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / n) * ln(count / n);
  return exp(entropy);
}

function hillTwo(counts: Float64Array, n: number): number {
  let sum = 0;
  for (const count of counts) sum += (count / n) * (count / n);
  return 1 / sum;
}
