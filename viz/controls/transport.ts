import { h, s, setAttribute, setText } from "../dom.ts";
import { icon, type IconName } from "../icons.ts";
import { inLanguage } from "../messages/index.ts";
import { lastStep, valueAt } from "../session/history.ts";
import { SPEEDS } from "../session/player.ts";
import type { Context, View } from "../view.ts";

/** Work shorter than this is not worth a word, in milliseconds. */
export const PATIENCE_MS = 400;

/** Play, step, leap, scrub, and how fast. */
export function createTransport(root: HTMLElement, context: Context): View {
  const { t, format, player, session, language } = context;
  const button = (
    name: IconName,
    label: string,
    onClick: () => void,
    kind = "",
  ): HTMLButtonElement =>
    h(
      "button",
      {
        class: `button square ${kind}`,
        attributes: { type: "button", "aria-label": label, title: label },
        on: { click: onClick },
      },
      icon(name),
    );
  const play = button("play", t.play, () => player.toggle(), "play");
  const quarter = h("strong");
  const count = h("span", { class: "muted small" });
  const scrubber = h("input", {
    class: "range",
    attributes: { type: "range", min: 0, max: 1, step: 1, value: 0, "aria-label": t.timeline },
    on: {
      input: () => {
        player.pause();
        player.seek(Number(scrubber.value));
      },
    },
  });
  const marks = h("div", { attributes: { "aria-hidden": "true" } });
  const speedText = h("output");
  const speed = h("input", {
    class: "range",
    attributes: {
      type: "range",
      min: 0,
      max: SPEEDS.length - 1,
      step: 1,
      value: 2,
      "aria-label": t.speed,
    },
    on: { input: () => player.setSpeed(Number(speed.value)) },
  });
  const share = h("span", { class: "small" });
  const cancel = h(
    "button",
    {
      class: "button text",
      attributes: { type: "button" },
      on: { click: () => void session.cancel() },
    },
    t.cancel,
  );
  const resume = h(
    "button",
    {
      class: "button text",
      attributes: { type: "button" },
      on: { click: () => void session.resume() },
    },
    t.resume,
  );
  const working = h(
    "div",
    { class: "working", attributes: { hidden: true } },
    share,
    cancel,
    resume,
  );
  root.append(
    button("start", t.toStart, () => player.seek(0), "ends"),
    button("back10", t.back10, () => player.move(-10), "ends tens"),
    button("back", t.stepBack, () => player.move(-1)),
    play,
    button("forward", t.stepForward, () => player.move(1)),
    button("forward10", t.forward10, () => player.move(10), "ends tens"),
    button("end", t.toEnd, () => player.seek(player.end), "ends"),
    h("div", { class: "now" }, quarter, count),
    h("div", { class: "scrubber" }, marks, scrubber),
    working,
    h("label", { class: "speed" }, h("span", {}, t.speed), speed, speedText),
  );

  let drawnIcon = "";
  let version = -1;
  let began = 0;
  return ({ history, state, step, version: now }) => {
    const { opened } = history;
    const isAtEnd = step >= opened.steps && !player.isPlaying;
    const wanted = player.isPlaying ? "pause" : isAtEnd ? "again" : "play";
    if (wanted !== drawnIcon) {
      drawnIcon = wanted;
      play.replaceChildren(icon(wanted));
      const label = player.isPlaying ? t.pause : isAtEnd ? t.replay : t.play;
      setAttribute(play, "aria-label", label);
      setAttribute(play, "title", label);
    }
    if (version !== now) {
      version = now;
      setAttribute(scrubber, "max", opened.steps);
      marks.replaceChildren(...reformMarks());
    }
    const name = format.quarter(opened.start, step);
    setText(quarter, step === 0 ? t.initialShort : name);
    setText(count, t.stepOf(format.count(step), format.count(opened.steps)));
    scrubber.value = String(step);
    const dispersion = format.fixed(valueAt(history, "dispersion.practice", step), 2);
    setAttribute(scrubber, "aria-valuetext", t.timelineValue(step, name, dispersion));
    const percentOf = (value: number): string => `${(100 * value) / Math.max(1, opened.steps)}%`;
    scrubber.style.setProperty("--fill", percentOf(step));
    scrubber.style.setProperty("--filled", percentOf(Math.max(0, lastStep(history))));
    speed.value = String(player.speed);
    const factor = SPEEDS[player.speed] ?? 1;
    const shown = factor === Infinity ? t.speedMaxShort : `${FRACTIONS[factor] ?? factor}×`;
    setText(speedText, shown);
    setAttribute(
      speed,
      "aria-valuetext",
      factor === Infinity ? t.speedMax : t.speedValue(format.plain(factor)),
    );
    const percent = (100 * player.speed) / (SPEEDS.length - 1);
    speed.style.setProperty("--fill", `${percent}%`);
    showWork();

    function reformMarks(): HTMLElement[] {
      return opened.reforms
        .filter((reform) => reform.step >= 0 && reform.step <= opened.steps)
        .map((reform) => {
          const mark = h("span", { class: "mark" });
          const title = s("title", {}, inLanguage(reform.label, language));
          mark.append(title);
          const part = reform.step / Math.max(1, opened.steps);
          mark.style.left = `calc(8px + (100% - 16px) * ${part})`;
          return mark;
        });
    }

    function showWork(): void {
      const { kind } = state.progress;
      const isWorking = kind === "computing" || kind === "opening";
      const isCut = kind === "cancelled" && lastStep(history) < opened.steps;
      if (!isWorking) began = 0;
      else if (began === 0) began = performance.now();
      working.hidden = !isCut && (!isWorking || performance.now() - began < PATIENCE_MS);
      cancel.hidden = isCut;
      resume.hidden = !isCut;
      const done = format.percent(lastStep(history) / Math.max(1, opened.steps));
      setText(share, isCut ? t.cancelled : kind === "opening" ? t.loading : t.computing(done));
    }
  };
}

const FRACTIONS: Readonly<Record<number, string>> = { 0.25: "¼", 0.5: "½" };
