import { h } from "../dom.ts";

/** Least time between two messages, in milliseconds: nobody can listen faster. */
const PAUSE_MS = 5000;

/** The page's one live region: the latest message, at most one every five seconds. */
export function createLiveRegion(): { readonly root: HTMLElement; say(text: string): void } {
  const root = h("div", { class: "unseen", attributes: { role: "status", "aria-live": "polite" } });
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    root,
    say(text) {
      clearTimeout(timer);
      const speak = (): void => {
        last = performance.now();
        root.textContent = text;
      };
      timer = setTimeout(speak, Math.max(0, last + PAUSE_MS - performance.now()));
    },
  };
}
