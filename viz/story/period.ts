import { h, setText } from "../dom.ts";
import type { SimEvent } from "../../sim/index.ts";
import type { Context, Scene } from "../view.ts";
import { createAsking, createWaiting } from "./asking.ts";

/** Quarters of which a large field is told at once. */
const QUARTERS = 4;

/** What is told of a run: all of it, or in a large field the year up to the quarter for which the visitor asks. */
export interface Period {
  readonly root: HTMLElement;
  events(scene: Scene): readonly SimEvent[];
}

const NOTHING: readonly SimEvent[] = [];

export function createPeriod(context: Context, onChange: () => void): Period {
  const { t, format } = context;
  let wanted: { readonly run: number; readonly to: number } | null = null;
  const asking = createAsking<readonly SimEvent[]>(
    context,
    (remote, run, to) => remote.diary(run, Math.max(0, Number(to) - QUARTERS), Number(to)),
    onChange,
  );
  const waiting = createWaiting(context, asking);
  const said = h("p", { class: "muted" });
  const button = h(
    "button",
    { class: "button outlined", attributes: { type: "button" } },
    t.story.tellYear,
  );
  let last: Scene | null = null;
  button.addEventListener("click", () => {
    if (last) wanted = { run: last.history.opened.run, to: last.step };
    onChange();
  });
  const root = h(
    "div",
    { class: "period", attributes: { hidden: true } },
    said,
    button,
    waiting.root,
  );
  return {
    root,
    events(scene) {
      last = scene;
      const { opened, events } = scene.history;
      root.hidden = opened.isTold;
      if (opened.isTold) return events;
      if (wanted?.run !== opened.run) wanted = null;
      button.hidden = wanted?.to === scene.step;
      setText(
        said,
        wanted === null
          ? t.story.large
          : t.story.yearTold(
              format.quarter(opened.start, Math.max(1, wanted.to - QUARTERS + 1)),
              format.quarter(opened.start, wanted.to),
            ),
      );
      if (wanted === null) {
        waiting.root.hidden = true;
        return NOTHING;
      }
      const answer = asking.ask(scene, String(wanted.to));
      waiting.show(answer);
      return answer.value ?? NOTHING;
    },
  };
}
