import { createFigure } from "../../charts/figure.ts";
import { inLanguage } from "../../messages/index.ts";
import type { Life } from "../../../workers/protocol.ts";
import type { Context, Scene } from "../../view.ts";
import { type BarLine, createBars } from "../bars.ts";
import { labelAt, type Naming } from "../naming.ts";
import { roundTogether, splitAlong } from "../reconcile.ts";
import { movedBy } from "./life-at.ts";
import type { LifeView } from "./practices.ts";

const DIGITS = 3;

/** Which mechanisms moved an association's practice: each along the way that it went, and what is left. */
export function createMovers(context: Context): LifeView {
  const { t, format, session, language } = context;
  let last: { readonly life: Life; readonly naming: Naming; readonly scene: Scene } | null = null;
  const figure = createFigure(context, {
    title: t.story.movers,
    sentence: t.story.moversSentence,
    table: () => (last ? tableOf(last.life, last.naming, last.scene) : null),
  });
  const bars = createBars();
  figure.plot.replaceWith(bars.root); // figures in words, no picture

  const nameOf = (id: string): string => {
    if (id === "others") return t.story.mergers;
    const line = session.state.description?.mechanisms.find((known) => known.id === id);
    return line ? inLanguage(line.label, language) : id;
  };

  return {
    root: figure.root,
    show(life, naming, scene) {
      last = { life, naming, scene };
      const { delta, lines } = movedBy(life, scene.step);
      const { distance, along, residual } = splitAlong(delta, lines);
      const texts = roundTogether(along, distance, DIGITS);
      const entries = life.lines.map((id, at): BarLine => ({
        id,
        name: nameOf(id),
        value: along[at]!,
        text: format.signed(texts[at]!, DIGITS),
      }));
      const most = Math.max(0.05, ...along.map(Math.abs));
      bars.show(
        [
          ...entries,
          { id: "residual", name: t.residual, value: residual, text: format.scientific(residual) },
        ],
        [
          {
            id: "way",
            name: t.story.wayGone,
            value: distance,
            text: format.fixed(distance, DIGITS),
          },
        ],
        most,
      );
      figure.caption(t.story.moversCaption(format.fixed(distance, DIGITS)));
    },
  };

  function tableOf(life: Life, naming: Naming, scene: Scene) {
    const { delta, lines } = movedBy(life, scene.step);
    const { distance, along, residual } = splitAlong(delta, lines);
    const names = delta.map((_, k) => labelAt(naming.practices, k, context));
    return {
      title: t.tableOf(
        `${t.story.association(format.count(life.slot))}${t.story.colon}${t.story.movers}`,
      ),
      note: t.story.moversNote,
      columns: [t.mechanism, t.story.alongWay, ...names],
      rows: [
        ...life.lines.map((id, at) => [
          nameOf(id),
          format.signed(along[at]!, 6),
          ...Array.from(lines[at]!, (move) => format.signed(move, 4)),
        ]),
        [
          t.residual,
          format.scientific(residual),
          ...delta.map((move, k) =>
            format.scientific(move - lines.reduce((sum, own) => sum + own[k]!, 0)),
          ),
        ],
        [
          t.story.wayGone,
          format.signed(distance, 6),
          ...delta.map((move) => format.signed(move, 4)),
        ],
      ],
    };
  }
}
