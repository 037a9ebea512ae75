import { h } from "../dom.ts";
import type { Messages } from "../messages/index.ts";

/** Says, above everything and for as long as the page is open, that this browser failed the self-test. */
export function createInexactBanner(t: Messages): HTMLElement {
  return h(
    "div",
    { class: "inexact", attributes: { role: "alert" } },
    h("strong", {}, t.inexactTitle),
    " ",
    t.inexactHint,
  );
}
