import { exp, ln } from "../random/exact.ts";
import type { FieldView } from "../field/columns.ts";
import { apartFromTwo, gaps } from "../hot/distances.ts";
import { BLOCK, eachBlock } from "../hot/blocks.ts";
import { measure, type OpenGauge } from "./measure.ts";

/**
 * Mean distances over associations (root mean squares over practices, in [0,1]): to the prescription, between display
 * and practice, between project and prescription, to each archetype; and the effective number of archetypes, as Hill
 * numbers of order 1 (e^entropy) and 2 (1/Σp²) of the shares of associations nearest to each.
 */
export const distances: OpenGauge = ({ field, shape }) => {
  const { practices } = field;
  const archetypes = shape.archetypePractices.length;
  const templates = new Float64Array(archetypes * practices);
  shape.archetypePractices.forEach((template, index) => templates.set(template, index * practices));
  const gap = new Float64Array(BLOCK * 4);
  const apart = new Float64Array(BLOCK * archetypes);
  const sums = new Float64Array(SUMS);
  const away = new Float64Array(archetypes);
  const nearest = new Float64Array(archetypes);
  return {
    measures: [
      measure("compliance.practice", "distance"),
      measure("compliance.display", "distance"),
      measure("compliance.practice.square", "squared distance"),
      measure("compliance.display.square", "squared distance"),
      measure("decouplingGap", "distance"),
      measure("contradiction", "distance"),
      measure("archetypes.hill1", "archetypes"),
      measure("archetypes.hill2", "archetypes"),
      ...shape.archetypes.map((id) => measure(`archetypes.distance.${id}`, "distance")),
      ...shape.archetypes.map((id) => measure(`archetypes.share.${id}`, "share")),
    ],
    read(out, start) {
      const n = field.living.length;
      sums.fill(0);
      away.fill(0);
      nearest.fill(0);
      eachBlock(n, (from, to) => {
        addDistances(field, gap, sums, from, to);
        addArchetypes(field, templates, apart, away, nearest, from, to);
      });
      for (let index = 0; index < SUMS; index++) out[start + index] = sums[index] / n;
      out[start + SUMS] = hillOne(nearest, n);
      out[start + SUMS + 1] = hillTwo(nearest, n);
      for (let archetype = 0; archetype < archetypes; archetype++) {
        out[start + SUMS + 2 + archetype] = away[archetype] / n;
        out[start + SUMS + 2 + archetypes + archetype] = nearest[archetype] / n;
      }
    },
  };
};

/** How many sums `addDistances` keeps. */
const SUMS = 6;

/** Adds a block's distances to the prescription (and their squares), of decoupling and of contradiction. */
function addDistances(
  field: FieldView,
  gap: Float64Array,
  sums: Float64Array,
  from: number,
  to: number,
): void {
  gaps(field, gap, from, to);
  const share = 1 / field.practices;
  let practiceDistance = 0;
  let displayDistance = 0;
  let practiceSquare = 0;
  let displaySquare = 0;
  let gapDistance = 0;
  let contradiction = 0;
  for (let at = 0; at < (to - from) * 4; at += 4) {
    const a = gap[at] * share;
    const d = gap[at + 1] * share;
    practiceSquare += a;
    displaySquare += d;
    practiceDistance += Math.sqrt(a);
    displayDistance += Math.sqrt(d);
    gapDistance += Math.sqrt(gap[at + 2] * share);
    contradiction += Math.sqrt(gap[at + 3] * share);
  }
  sums[0] += practiceDistance;
  sums[1] += displayDistance;
  sums[2] += practiceSquare;
  sums[3] += displaySquare;
  sums[4] += gapDistance;
  sums[5] += contradiction;
}

/**
 * Adds a block's distances to each archetype, and counts which is nearest.
 * @param apart scratch: a row of squared distances per association
 */
function addArchetypes(
  field: FieldView,
  templates: Float64Array,
  apart: Float64Array,
  away: Float64Array,
  nearest: Float64Array,
  from: number,
  to: number,
): void {
  const archetypes = away.length;
  apart.fill(0);
  // in pairs, so that a row of practice is read half as often; an odd last one is its own pair
  for (let archetype = 0; archetype < archetypes; archetype += 2) {
    const second = archetype + 1 < archetypes ? archetype + 1 : archetype;
    apartFromTwo(field, templates, archetype, second, apart, archetypes, from, to);
  }
  countNearest(apart, 1 / field.practices, away, nearest, to - from);
}

function countNearest(
  apart: Float64Array,
  share: number,
  away: Float64Array,
  nearest: Float64Array,
  rows: number,
): void {
  const archetypes = away.length;
  for (let row = 0; row < rows; row++) {
    let closest = 0;
    let least = Infinity;
    for (let archetype = 0; archetype < archetypes; archetype++) {
      const square = apart[row * archetypes + archetype];
      away[archetype] += Math.sqrt(square * share);
      if (square < least) {
        least = square;
        closest = archetype;
      }
    }
    nearest[closest]++;
  }
}

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
