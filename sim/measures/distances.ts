import { exp, ln } from "../random/exact.ts";
import type { FieldView } from "../field/columns.ts";
import { squares } from "../field/distance.ts";
import { eachBlock } from "../ledger.ts";
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
        addDistances(field, sums, from, to);
        addArchetypes(field, templates, away, nearest, from, to);
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
function addDistances(field: FieldView, sums: Float64Array, from: number, to: number): void {
  const { practices, living, practice, display, project, prescription } = field;
  let practiceDistance = 0;
  let displayDistance = 0;
  let practiceSquare = 0;
  let displaySquare = 0;
  let gapDistance = 0;
  let contradiction = 0;
  for (let position = from; position < to; position++) {
    const row = living[position] * practices;
    let a = 0;
    let d = 0;
    let g = 0;
    let c = 0;
    for (let k = 0; k < practices; k++) {
      const prescribed = prescription[row + k];
      const complied = practice[row + k] - prescribed;
      const declared = display[row + k] - prescribed;
      const wanted = project[row + k] - prescribed;
      const gap = declared - complied;
      a += complied * complied;
      d += declared * declared;
      g += gap * gap;
      c += wanted * wanted;
    }
    practiceSquare += a / practices;
    displaySquare += d / practices;
    practiceDistance += Math.sqrt(a / practices);
    displayDistance += Math.sqrt(d / practices);
    gapDistance += Math.sqrt(g / practices);
    contradiction += Math.sqrt(c / practices);
  }
  sums[0] += practiceDistance;
  sums[1] += displayDistance;
  sums[2] += practiceSquare;
  sums[3] += displaySquare;
  sums[4] += gapDistance;
  sums[5] += contradiction;
}

/** Adds a block's distances to each archetype, and counts which is nearest. */
function addArchetypes(
  field: FieldView,
  templates: Float64Array,
  away: Float64Array,
  nearest: Float64Array,
  from: number,
  to: number,
): void {
  const { practices, living, practice } = field;
  for (let position = from; position < to; position++) {
    const row = living[position] * practices;
    let closest = 0;
    let least = Infinity;
    for (let archetype = 0; archetype < away.length; archetype++) {
      const apart = squares(practice, row, templates, archetype * practices, practices);
      away[archetype] += Math.sqrt(apart / practices);
      if (apart < least) {
        least = apart;
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
