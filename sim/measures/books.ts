import type { Engine, Vector } from "../engine.ts";
import { squares } from "../field/distance.ts";
import { measure, type Observation, type OpenGauge } from "./measure.ts";
import { varianceOf } from "./moments.ts";
import { pastOf, undone, type Past } from "./undo.ts";

/** One ledger of one vector, at the end of a step: what it accounts for, and the accounts. */
interface Entry {
  /** What the lines of mechanisms explain: the total before stage 8, or NaN for none. */
  readonly total: number;
  /** The total at the end of the step, which the next step starts from. */
  readonly end: number;
  /** Lines that are no mechanism's, in order; the last of them is composition. */
  readonly others: readonly number[];
  readonly shares: Float64Array;
}

/** A ledger: its prefix, its lines beside those of mechanisms, and how its entry is read. */
interface Ledger {
  readonly prefix: string;
  readonly others: readonly string[];
  read(vector: Vector, past: Past): Entry;
}

/**
 * The ledgers of practice and display: φ of every mechanism and of bounds, what entries, exits and mergers changed
 * (composition), and the residual, which is rounding alone. `ledger`: of dispersion; `ledgerWeighted`: of dispersion
 * weighted by places, with the change of weights before stage 8; `ledgerSurvivors`: among those of step 0 that still
 * live; `ledgerCompliance`: of the mean squared distance to the prescription, with what movements of the rules did by
 * themselves. Unit: squared positions per quarter; step 0 has none, so 0.
 */
export const books: OpenGauge = (engine, observation) => {
  const { field, roster, moments, vectors } = engine;
  const ledgers = ledgersOf(engine, observation);
  const before = vectors.map(() => ledgers.map(() => NaN));
  return {
    measures: vectors.flatMap(({ name, lines }) =>
      ledgers.flatMap(({ prefix, others }) =>
        [
          ...lines.map((index) => engine.ledgerLines[index].id),
          ...others,
          "composition",
          "residual",
        ].map((line) => measure(`${prefix}.${name}.${line}`, "squared positions")),
      ),
    ),
    read(out, start) {
      let at = start;
      vectors.forEach((vector, v) => {
        const past = pastOf(field, roster, vector.name, moments[vector.name]);
        ledgers.forEach((ledger, l) => {
          const { total, end, others, shares } = ledger.read(vector, past);
          const isFirst = Number.isNaN(before[v][l]);
          let explained = others.slice(0, -1).reduce((sum, line) => sum + line, 0);
          for (const share of shares) {
            out[at++] = isFirst ? 0 : share;
            explained += share;
          }
          for (const line of others) out[at++] = isFirst ? 0 : line;
          out[at++] = isFirst ? 0 : total - before[v][l] - explained;
          before[v][l] = end;
        });
      });
    },
  };
};

function ledgersOf(engine: Engine, observation: Observation): readonly Ledger[] {
  const { field, roster, moments, ruleEffects } = engine;
  return [
    {
      prefix: "ledger",
      others: [],
      read({ name, book }, { plain }) {
        const end = moments[name].total;
        return { total: plain, end, others: [end - plain], shares: book.shares.plain };
      },
    },
    {
      prefix: "ledgerWeighted",
      others: ["reweighting"],
      read({ name, book }, { weighted, weightedAtStart }) {
        const end = moments[name].weighted;
        const others = [weighted - weightedAtStart, end - weighted];
        return { total: weighted, end, others, shares: book.shares.weighted };
      },
    },
    {
      prefix: "ledgerSurvivors",
      others: [],
      read({ name, book }, { survivors }) {
        const { sum, squares: ofSquares, n } = moments[name].survivors;
        const end = varianceOf(sum, ofSquares, n);
        return { total: survivors, end, others: [end - survivors], shares: book.shares.survivors };
      },
    },
    {
      prefix: "ledgerCompliance",
      others: ["rules"],
      read({ name, book }, { living }) {
        const end = observation.valueOf(`compliance.${name}.square`);
        const before = undone(field, roster, end * field.living.length, ({ rows, start }) => {
          const own = rows[name];
          return squares(own, start, rows.prescription, start, field.practices) / field.practices;
        });
        const total = before / living;
        const rules = ruleEffects[name] / (living * field.practices);
        return { total, end, others: [rules, end - total], shares: book.shares.compliance };
      },
    },
  ];
}
