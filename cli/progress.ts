import { toStderr } from "./output.ts";

/** Tells people how far long work is. */
export interface Progress {
  /** @param done amount done of the total, in any unit */
  update(done: number, total: number, note?: string): void;
  end(): void;
}

/** Milliseconds between lines: on a terminal the line is redrawn, elsewhere lines add up. */
const ON_TERMINAL = 200;
const ELSEWHERE = 30_000;
/** Work shorter than this many milliseconds needs no words. */
const SHORT = 1_000;

/** Progress on stderr with the time left. */
export function openProgress(title: string, isTerminal = process.stderr.isTTY): Progress {
  const begun = performance.now();
  let told = begun;
  let isShown = false;
  let first: { readonly at: number; readonly done: number } | undefined;
  return {
    update(done, total, note = "") {
      const now = performance.now();
      first ??= { at: now, done };
      if (now - begun < SHORT || now - told < (isTerminal ? ON_TERMINAL : ELSEWHERE)) return;
      told = now;
      const speed = (done - first.done) / (now - first.at);
      const left = speed > 0 ? `, ${duration((total - done) / speed / 1000)} left` : "";
      const share = total > 0 ? Math.floor((100 * done) / total) : 100;
      const line = `${title}: ${share} %${left}${note === "" ? "" : `, ${note}`}`;
      toStderr(isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
      isShown = true;
    },
    end() {
      if (isShown && isTerminal) toStderr("\r\u001b[K");
    },
  };
}

/** Seconds in the two largest units. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
