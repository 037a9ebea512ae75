import { exp, ln } from "../random/exact.ts";
import { measure, type OpenGauge } from "./measure.ts";

/**
 * Mean distances over associations (root mean squares over practices, in [0,1]): to the prescription, between display
 * and practice, between project and prescription, to each archetype; and the effective number of archetypes, as Hill
 * numbers of order 1 (e^entropy) and 2 (1/Σp²) of the shares of associations nearest to each.
 */
export const distances: OpenGauge = ({ field, shape }) => {
  const { practices } = field;
  const archetypes = shape.archetypePractices;
  const templates = Float64Array.from(archetypes.flatMap((template) => Array.from(template)));
  const away = new Float64Array(archetypes.length);
  const nearest = new Int32Array(archetypes.length);
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
      const { living, practice, display, project, prescription } = field;
      let practiceDistance = 0;
      let displayDistance = 0;
      let practiceSquare = 0;
      let displaySquare = 0;
      let gapDistance = 0;
      let contradiction = 0;
      away.fill(0);
      nearest.fill(0);
      for (let position = 0; position < living.length; position++) {
        const row = living[position] * practices;
        let a = 0;
        let d = 0;
        let g = 0;
        let c = 0;
        for (let k = 0; k < practices; k++) {
          const prescribed = prescription[row + k];
          const done = practice[row + k];
          const declared = display[row + k];
          const wanted = project[row + k] - prescribed;
          a += (done - prescribed) * (done - prescribed);
          d += (declared - prescribed) * (declared - prescribed);
          g += (declared - done) * (declared - done);
          c += wanted * wanted;
        }
        practiceSquare += a / practices;
        displaySquare += d / practices;
        practiceDistance += Math.sqrt(a / practices);
        displayDistance += Math.sqrt(d / practices);
        gapDistance += Math.sqrt(g / practices);
        contradiction += Math.sqrt(c / practices);
        let closest = 0;
        let least = Infinity;
        for (let archetype = 0; archetype < away.length; archetype++) {
          let sum = 0;
          for (let k = 0, at = archetype * practices; k < practices; k++) {
            const gap = practice[row + k] - templates[at + k];
            sum += gap * gap;
          }
          away[archetype] += Math.sqrt(sum / practices);
          if (sum < least) {
            least = sum;
            closest = archetype;
          }
        }
        nearest[closest]++;
      }
      const n = living.length;
      const values = [
        practiceDistance / n,
        displayDistance / n,
        practiceSquare / n,
        displaySquare / n,
        gapDistance / n,
        contradiction / n,
        hillOne(nearest, n),
        hillTwo(nearest, n),
        ...Array.from(away, (sum) => sum / n),
        ...Array.from(nearest, (members) => members / n),
      ];
      out.set(values, start);
    },
  };
};

function hillOne(counts: Int32Array, n: number): number {
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / n) * ln(count / n);
  return exp(entropy);
}

function hillTwo(counts: Int32Array, n: number): number {
  let sum = 0;
  for (const count of counts) sum += (count / n) * (count / n);
  return 1 / sum;
}
