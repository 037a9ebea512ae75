import { createFigure } from "../../charts/figure.ts";
import { h, setText } from "../../dom.ts";
import type { Annals } from "../../../workers/protocol.ts";
import type { Context, Scene } from "../../view.ts";
import { type BarLine, createBars } from "../bars.ts";
import { labelAt, type Naming } from "../naming.ts";
import { roundTogether, splitAlong } from "../reconcile.ts";
import { targetMoves } from "./target.ts";

const DIGITS = 4;

/** What the ledger adds up to: deals, regulators' learning and reforms are the displacement of the target. */
export interface Footer {
  readonly root: HTMLElement;
  /** @param tables numbers of the tables whose mean is the target */
  show(annals: Annals, tables: readonly number[], naming: Naming, scene: Scene): void;
}

export function createFooter(context: Context): Footer {
  const { t, format } = context;
  let last: Parameters<Footer["show"]> | null = null;
  const figure = createFigure(context, {
    title: t.story.target,
    sentence: t.story.targetSentence,
    table: () => (last ? tableOf(...last) : null),
  });
  const bars = createBars();
  const proof = h("p", { class: "proof small" });
  figure.plot.replaceWith(bars.root, proof);
  const nameOf = (line: string): string =>
    (t.story.lines as Readonly<Record<string, string>>)[line] ?? line;

  const tableOf = (
    annals: Annals,
    tables: readonly number[],
    naming: Naming,
    { step, history }: Scene,
  ) => {
    const K = naming.practices.length;
    const { delta, lines } = targetMoves(annals, tables, K, step);
    const { distance, along, residual } = splitAlong(delta, lines);
    return {
      title: t.tableOf(`${t.story.target}, ${format.quarter(history.opened.start, step)}`),
      note: t.story.targetNote,
      columns: [
        t.story.whoMoved,
        t.story.alongWay,
        ...delta.map((_, k) => labelAt(naming.practices, k, context)),
      ],
      rows: [
        ...annals.lines.map((line, at) => [
          nameOf(line),
          format.signed(along[at]!, 6),
          ...lines[at]!.map((move) => format.signed(move, 6)),
        ]),
        [
          t.residual,
          format.scientific(residual),
          ...delta.map((move, k) =>
            format.scientific(move - lines.reduce((sum, line) => sum + line[k]!, 0)),
          ),
        ],
        [
          t.story.displacement,
          format.fixed(distance, 6),
          ...delta.map((move) => format.signed(move, 6)),
        ],
      ],
    };
  };

  return {
    root: figure.root,
    show(annals, tables, naming, scene) {
      last = [annals, tables, naming, scene];
      const { delta, lines } = targetMoves(annals, tables, naming.practices.length, scene.step);
      const { distance, along, residual } = splitAlong(delta, lines);
      const texts = roundTogether(along, distance, DIGITS);
      const written = (at: number): string => format.signed(texts[at]!, DIGITS);
      bars.show(
        [
          ...annals.lines.map((line, at): BarLine => ({
            id: line,
            name: nameOf(line),
            value: along[at]!,
            text: written(at),
          })),
          { id: "residual", name: t.residual, value: residual, text: format.scientific(residual) },
        ],
        [
          {
            id: "displacement",
            name: t.story.displacement,
            value: distance,
            text: format.fixed(distance, DIGITS),
          },
        ],
        Math.max(0.01, ...along.map(Math.abs)),
      );
      const sum = (...names: string[]): string =>
        format.signed(
          names.reduce((total, name) => total + (texts[annals.lines.indexOf(name)] ?? 0), 0),
          DIGITS,
        );
      setText(
        proof,
        t.story.proof({
          deals: sum("negotiation"),
          learning: sum("doctrine", "imitation", "innovation"),
          reforms: sum("reform"),
          bounds: sum("bounds"),
          displacement: format.fixed(distance, DIGITS),
          residual: format.scientific(residual),
        }),
      );
      figure.caption(
        t.story.targetCaption(
          format.quarter(scene.history.opened.start, scene.step),
          format.fixed(distance, DIGITS),
        ),
      );
    },
  };
}
