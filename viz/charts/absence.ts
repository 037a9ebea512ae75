import { pairedTTest } from "../../experiments/statistics/paired-t.ts";
import { h, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Context, Scene } from "../view.ts";
import { rowAt, seriesOf } from "./fan.ts";
import type { Vector } from "./ledger-lines.ts";
import { branchOf } from "./seeds.ts";

/** Seeds on which a mechanism is tried. */
const SEEDS = 30;
const DIGITS = 4;

/** What a mechanism makes of the dispersion over seeds: paired differences, with less without it. */
export interface Effect {
  readonly n: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The mean difference over the seeds that both branches share, with its 95 % interval (paired t).
 * @returns null where fewer than two seeds are there
 */
export function effectOf(
  { ensemble, state, step }: Pick<Scene, "ensemble" | "state" | "step">,
  id: string,
  vector: Vector,
): Effect | null {
  const present = branchOf(ensemble, state);
  const absent = branchOf(ensemble, state, id);
  if (present === null || absent === null) return null;
  const measure = `dispersion.${vector}`;
  const differences = absent.members.flatMap((member) => {
    const twin = present.members.find(({ replicate }) => replicate === member.replicate);
    if (twin === undefined) return [];
    const row = rowAt(absent.steps, step);
    const difference =
      (seriesOf(present, twin.values, measure)[row] ?? NaN) -
      (seriesOf(absent, member.values, measure)[row] ?? NaN);
    return Number.isFinite(difference) ? [difference] : [];
  });
  if (differences.length < 2) return null;
  const { n, estimate, interval } = pairedTTest(differences);
  return { n, estimate, low: interval.low, high: interval.high };
}

/** What stands beside a line of the ledger: a button that asks many seeds, a mark on the bar's scale, and words. */
export interface Absence {
  readonly button: HTMLElement;
  readonly mark: HTMLElement;
  readonly words: HTMLElement;
  /** @param longest what half of the bar's track stands for */
  show(scene: Scene, effect: Effect | null, longest: number): void;
}

/** Accounting is not causation: what the field would be without a mechanism, asked over seeds that are the same in both. */
export function createAbsence(id: string, name: string, context: Context): Absence {
  const { t, format, ensembles } = context;
  const ask = t.charts.absentRun(name, format.count(SEEDS));
  let isMine = false;
  const start = icon("dice");
  const stop = icon("close");
  const button = h(
    "button",
    {
      class: "button ask",
      attributes: { type: "button", "aria-label": ask, title: ask },
      on: { click: () => (isMine ? ensembles.cancel() : ensembles.knockOut(id, SEEDS)) },
    },
    start,
    stop,
  );
  const mark = h("div", { class: "effect-mark" });
  const words = h("p", { class: "effect small muted" });
  return {
    button,
    mark,
    words,
    show({ ensemble }, effect, longest) {
      const work = ensemble?.work;
      isMine = work?.kind === "running" && work.without === id;
      start.toggleAttribute("hidden", isMine);
      stop.toggleAttribute("hidden", !isMine);
      const label = isMine ? t.charts.fanCancelHint : ask;
      setAttribute(button, "aria-label", label);
      setAttribute(button, "title", label);
      mark.hidden = effect === null;
      words.hidden = effect === null && !isMine;
      const said = isMine && work ? [saying(work)] : [];
      if (effect !== null) {
        const place = (value: number): number =>
          50 + Math.max(-50, Math.min(50, (50 * value) / longest));
        mark.style.left = `${place(effect.low)}%`;
        mark.style.width = `${place(effect.high) - place(effect.low)}%`;
        const { low, high, n } = effect;
        const written = [low, high].map((value) => format.signed(value, DIGITS));
        said.push(t.charts.absentEffect(written[0] ?? "", written[1] ?? "", format.count(n)));
      }
      words.dataset["estimate"] = effect === null ? "" : String(effect.estimate);
      setText(words, said.join(" · "));
    },
  };

  function saying(work: {
    readonly done: number;
    readonly wanted: number;
    readonly secondsLeft: number | null;
  }): string {
    const { fanOf, fanLeft } = t.charts;
    const left = work.secondsLeft;
    const count = fanOf(format.count(work.done), format.count(work.wanted));
    return left === null ? count : `${count}, ${fanLeft(format.count(Math.ceil(left)))}`;
  }
}
