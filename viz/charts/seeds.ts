import { h, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import { type Branch, keyOf } from "../session/branches.ts";
import type { Ensemble } from "../session/ensemble.ts";
import type { SessionState } from "../session/state.ts";
import type { Context, View } from "../view.ts";

/** How many seeds are offered, one after the other. */
const SIZES = [30, 100, 300] as const;

/** The branch of an ensemble that a world's run is one of; null where none is there, or settings have changed since. */
export function branchOf(
  ensemble: Ensemble | null,
  state: SessionState,
  without: string | null = null,
): Branch | null {
  if (ensemble === null) return null;
  const key = keyOf(state);
  const found = ensemble.branches.find(
    (branch) => branch.key === key && branch.without === without,
  );
  return found !== undefined && found.members.length > 0 ? found : null;
}

/** Starts, shows and stops an ensemble of what is shown: "12/30, ~8 s left". */
export function createSeeds(root: HTMLElement, context: Context): View {
  const { t, format, ensembles } = context;
  const words = t.charts;
  let wanted: number = SIZES[0];
  let said = "";
  const said0 = h("output", { class: "seeds-said" });
  const start = h("button", {
    class: "button text small",
    attributes: { type: "button" },
    on: { click: () => ensembles.start(wanted) },
  });
  const cancel = h(
    "button",
    {
      class: "button small stop",
      attributes: { type: "button", "aria-label": words.fanCancelHint, title: words.fanCancelHint },
      on: { click: () => ensembles.cancel() },
    },
    icon("close"),
  );
  root.append(
    h(
      "div",
      { class: "seeds", attributes: { role: "group", "aria-label": words.fanTitle } },
      said0,
      start,
      cancel,
    ),
  );

  return ({ ensemble, state }) => {
    const work = ensemble?.work ?? null;
    const isRunning = work?.kind === "running";
    const branch = branchOf(ensemble, state);
    const there = branch?.members.length ?? 0;
    const lost = branch?.lost.length ?? 0;
    cancel.hidden = !isRunning;
    wanted = SIZES.find((size) => size > there + lost) ?? SIZES[2];
    start.hidden = isRunning || there + lost >= SIZES[2];
    setText(
      start,
      there === 0 ? words.fanStart(format.count(wanted)) : words.fanMore(format.count(wanted)),
    );
    setAttribute(start, "title", words.fanStartHint(format.count(wanted)));
    const failed = lost > 0 ? `, ${words.fanFailed(format.count(lost))}` : "";
    const left =
      work === null || work.secondsLeft === null
        ? ""
        : `, ${words.fanLeft(format.count(Math.ceil(work.secondsLeft)))}`;
    const text =
      isRunning && work
        ? `${words.fanOf(format.count(work.done), format.count(work.wanted))}${left}`
        : there > 0
          ? `${words.fanCount(format.count(there))}${failed}`
          : "";
    setText(said0, text);
    const end = `${work?.kind ?? ""} ${there}`;
    if (end === said) return;
    const hasEnded = said.startsWith("running");
    said = end;
    if (!hasEnded || there === 0 || isRunning) return;
    const count = format.count(there);
    context.announce(work?.kind === "cancelled" ? words.fanStopped(count) : words.fanDone(count));
  };
}
