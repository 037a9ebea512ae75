import { MECHANISMS } from "../mechanisms/index.ts";
import { measure, type OpenGauge } from "./measure.ts";
import { pastOf } from "./undo.ts";

/**
 * The ledgers of practice and display: φ of every mechanism, of bounds, of composition (what entries, exits and mergers
 * changed), and the residual V′ − V − Σφ, which is rounding alone. Unit: squared positions per quarter; step 0 has
 * none, so 0.
 */
export const books: OpenGauge = ({ field, roster, moments, vectors }) => {
  const before = vectors.map(() => NaN);
  return {
    measures: vectors.flatMap(({ name, lines }) => [
      ...lines.map((index) =>
        measure(`ledger.${name}.${MECHANISMS[index].id}`, "squared positions"),
      ),
      measure(`ledger.${name}.composition`, "squared positions"),
      measure(`ledger.${name}.residual`, "squared positions"),
    ]),
    read(out, start) {
      let at = start;
      vectors.forEach(({ name, book }, v) => {
        const now = moments[name].total;
        const isFirst = Number.isNaN(before[v]);
        const then = roster.isChanged ? pastOf(field, roster, name, moments[name]).plain : now;
        const change = then - before[v];
        before[v] = now;
        let explained = 0;
        for (const share of book.shares.plain) {
          out[at++] = isFirst ? 0 : share;
          explained += share;
        }
        out[at++] = isFirst ? 0 : now - then;
        out[at++] = isFirst ? 0 : change - explained;
      });
    },
  };
};
