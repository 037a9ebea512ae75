import { createFigure } from "../charts/figure.ts";
import { valueAt } from "../session/history.ts";
import type { Context, Scene, View } from "../view.ts";
import { type BarLine, createBars } from "./bars.ts";
import { roundTogether } from "./reconcile.ts";

const DIGITS = 4;
const PARTS = ["byRule", "byProject", "byComposition"] as const;

/** Who gave way: how the mean distance between projects and rules changed, by what rules and what projects gave. */
export function createGiveWay(root: HTMLElement, context: Context): View {
  const { t, format } = context;
  let scene: Scene | null = null;
  const figure = createFigure(context, {
    title: t.story.giveWay,
    sentence: t.story.giveWaySentence,
    table: () => (scene ? tableOf(scene) : null),
  });
  const bars = createBars([t.ledgerCloser, t.ledgerApart]);
  figure.plot.replaceWith(bars.root);
  root.append(figure.root);

  const splitOf = ({ history, step }: Scene) => {
    const parts = PARTS.map((part) => {
      let sum = 0;
      for (let at = 1; at <= step; at++) sum += valueAt(history, `contradiction.${part}`, at);
      return sum;
    });
    const change = valueAt(history, "contradiction", step) - valueAt(history, "contradiction", 0);
    return { parts, change, residual: change - parts.reduce((sum, part) => sum + part, 0) };
  };
  const tableOf = (shown: Scene) => {
    const { parts, change, residual } = splitOf(shown);
    return {
      title: t.tableOf(
        `${t.story.giveWay}, ${format.quarter(shown.history.opened.start, shown.step)}`,
      ),
      columns: [t.story.who, t.contribution],
      rows: [
        ...PARTS.map((part, at) => [t.story.gave[part], format.signed(parts[at]!, 6)]),
        [t.residual, format.scientific(residual)],
        [t.story.contradictionChange, format.signed(change, 6)],
      ],
    };
  };
  let known = "";
  return (next) => {
    scene = next;
    const key = `${next.version} ${next.step}`;
    if (key === known) return;
    known = key;
    const { parts, change, residual } = splitOf(next);
    const texts = roundTogether(parts, change, DIGITS);
    const lines = PARTS.map((part, at): BarLine => ({
      id: part,
      name: t.story.gave[part],
      value: parts[at]!,
      text: format.signed(texts[at]!, DIGITS),
    }));
    bars.show(
      [
        ...lines,
        { id: "residual", name: t.residual, value: residual, text: format.scientific(residual) },
      ],
      [
        {
          id: "change",
          name: t.story.contradictionChange,
          value: change,
          text: format.signed(change, DIGITS),
        },
      ],
      Math.max(0.02, ...parts.map(Math.abs)),
    );
    figure.caption(
      t.story.giveWayCaption(
        format.quarter(next.history.opened.start, next.step),
        format.signed(change, DIGITS),
      ),
    );
  };
}
