import type { Column } from "../field/columns.ts";
import { exp, ln } from "../random/exact.ts";
import { BLOCK, eachOfLiving } from "../hot/blocks.ts";
import { measure, type OpenGauge } from "./measure.ts";

/**
 * Mean distances over associations (root mean squares over practices, in [0,1]): to the prescription, between display
 * and practice, between project and prescription, to each archetype; and the effective number of archetypes, as Hill
 * numbers of order 1 (e^entropy) and 2 (1/Σp²) of the shares of associations nearest to each. `.weighted`: by places.
 */
export const distances: OpenGauge = ({ field, shape, kernels, memory, block }) => {
  const { practices } = field;
  const archetypes = shape.archetypePractices.length;
  const templates = memory.reals(archetypes * practices);
  shape.archetypePractices.forEach((template, index) => templates.set(template, index * practices));
  // for each archetype, a list that names it for every row of a block
  const named = Array.from({ length: archetypes }, (_, index) => memory.wholes(BLOCK).fill(index));
  const gap = Array.from({ length: 4 }, () => memory.reals(BLOCK));
  const apart = Array.from({ length: archetypes }, () => memory.reals(BLOCK));
  const closest: Closest = { least: new Float64Array(BLOCK), archetype: new Int32Array(BLOCK) };
  const sums = new Float64Array(SUMS);
  const weighted = new Float64Array(gap.length);
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
      let places = 0;
      for (const all of [sums, weighted]) all.fill(0);
      away.fill(0);
      nearest.fill(0);
      eachOfLiving(block, field, 0, n, ({ egos, count }) => {
        const { practice, display, project, prescription } = field;
        kernels.apart(gap[0], practice, egos, prescription, egos, count);
        kernels.apart(gap[1], display, egos, prescription, egos, count);
        kernels.apart(gap[2], display, egos, practice, egos, count);
        kernels.apart(gap[3], project, egos, prescription, egos, count);
        addDistances(gap, 1 / practices, sums, count);
        for (let at = 0; at < gap.length; at++)
          weighted[at] += weigh(gap[at], 1 / practices, field.places, egos, count);
        for (let row = 0; row < count; row++) places += field.places[egos[row]];
        for (let archetype = 0; archetype < archetypes; archetype++)
          kernels.apart(apart[archetype], templates, named[archetype], practice, egos, count);
        countNearest(apart, closest, 1 / practices, away, nearest, count);
      });
      let at = start;
      for (const sum of sums) out[at++] = sum / n;
      for (const sum of weighted) out[at++] = sum / places;
      out[at++] = hillOne(nearest, n);
      out[at++] = hillTwo(nearest, n);
      for (const sum of away) out[at++] = sum / n;
      for (const sum of nearest) out[at++] = sum / n;
    },
  };
};

/** How many sums `addDistances` keeps. */
const SUMS = 6;

/**
 * Adds a block's distances to the prescription (and their squares), of decoupling and of contradiction.
 * @param gap squared distances: practice and display to prescription, display to practice, project to prescription
 */
function addDistances(
  [complied, declared, decoupled, wanted]: readonly Float64Array[],
  share: number,
  sums: Float64Array,
  count: number,
): void {
  let practiceDistance = 0;
  let displayDistance = 0;
  let practiceSquare = 0;
  let displaySquare = 0;
  let gapDistance = 0;
  let contradiction = 0;
  for (let row = 0; row < count; row++) {
    const a = complied[row] * share;
    const d = declared[row] * share;
    practiceSquare += a;
    displaySquare += d;
    practiceDistance += Math.sqrt(a);
    displayDistance += Math.sqrt(d);
    gapDistance += Math.sqrt(decoupled[row] * share);
    contradiction += Math.sqrt(wanted[row] * share);
  }
  sums[0] += practiceDistance;
  sums[1] += displayDistance;
  sums[2] += practiceSquare;
  sums[3] += displaySquare;
  sums[4] += gapDistance;
  sums[5] += contradiction;
}

/** Sum of a block's distances, each times the places of its association. */
function weigh(
  squares: Float64Array,
  share: number,
  places: Column,
  egos: Int32Array,
  count: number,
): number {
  let sum = 0;
  for (let row = 0; row < count; row++) sum += places[egos[row]] * Math.sqrt(squares[row] * share);
  return sum;
}

/** The least squared distance so far of each association of a block, and the archetype it is from. */
interface Closest {
  readonly least: Float64Array;
  readonly archetype: Int32Array;
}

/** Adds a block's distances to each archetype, and counts which is nearest; the first of equals. */
function countNearest(
  apart: readonly Float64Array[],
  closest: Closest,
  share: number,
  away: Float64Array,
  nearest: Float64Array,
  count: number,
): void {
  closest.least.fill(Infinity);
  for (let archetype = 0; archetype < apart.length; archetype++)
    away[archetype] += compare(apart[archetype], closest, share, archetype, count);
  for (let row = 0; row < count; row++) nearest[closest.archetype[row]]++;
}

/** Sum of a block's distances to one archetype; keeps track of the least. */
function compare(
  square: Float64Array,
  { least, archetype: closest }: Closest,
  share: number,
  archetype: number,
  count: number,
): number {
  let sum = 0;
  for (let row = 0; row < count; row++) {
    const apart = square[row];
    sum += Math.sqrt(apart * share);
    if (apart < least[row]) {
      least[row] = apart;
      closest[row] = archetype;
    }
  }
  return sum;
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
