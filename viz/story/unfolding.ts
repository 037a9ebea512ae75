import { h } from "../dom.ts";

/** Cases that unfold, and stay so when their list is built anew. */
export interface Unfolding {
  /** @param inside what is built when it is first unfolded */
  unfold(key: string, summary: HTMLElement, inside: () => HTMLElement): HTMLDetailsElement;
}

export function createUnfolding(): Unfolding {
  const unfolded = new Set<string>();
  return {
    unfold(key, summary, inside) {
      const details = h("details", {}, summary);
      const fill = (): void => {
        if (details.childElementCount === 1) details.append(inside());
      };
      if (unfolded.has(key)) {
        fill();
        details.open = true;
      }
      details.addEventListener("toggle", () => {
        if (!details.open) unfolded.delete(key);
        else {
          unfolded.add(key);
          fill();
        }
      });
      return details;
    },
  };
}
