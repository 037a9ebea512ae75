import type { Problem } from "../../experiments/files/problem.ts";
import { h } from "../dom.ts";
import { icon } from "../icons.ts";
import { inWords } from "../messages/phrases.ts";
import { PROBLEM_KINDS } from "../messages/problems.ts";
import type { Refusal, SessionState } from "../session/state.ts";
import type { Context } from "../view.ts";

/** What went wrong, said over the picture that is kept, and short messages that go by themselves. */
export interface Notices {
  update(state: SessionState): void;
  flash(text: string): void;
}

/** How long a short message stays, in milliseconds. */
const FLASH_MS = 5000;

export function createNotices(root: HTMLElement, context: Context): Notices {
  const { t, session } = context;
  let shown: unknown = null;
  const flash = (text: string): void => {
    const notice = h("div", { class: "notice" }, h("div", {}, text));
    root.append(notice);
    setTimeout(() => notice.remove(), FLASH_MS);
  };
  const update = ({ refusal, progress }: SessionState): void => {
    const isBroken = progress.kind === "crashed" || progress.kind === "failed";
    const subject = refusal ?? (isBroken ? progress : null);
    if (subject === shown) return;
    shown = subject;
    root.replaceChildren();
    if (refusal) root.append(createRefusal(refusal));
    else if (isBroken) root.append(createCrash(progress.kind, progress.reason));
  };
  return { update, flash };

  function createCrash(kind: "crashed" | "failed", reason: string): HTMLElement {
    return h(
      "div",
      { class: "notice error", attributes: { role: "alert" } },
      h(
        "div",
        {},
        h("strong", {}, kind === "crashed" ? t.crashed : t.failed),
        h("p", { class: "muted" }, t.crashedHint),
        h("p", { class: "muted small" }, reason),
      ),
      h(
        "button",
        {
          class: "button primary",
          attributes: { type: "button" },
          on: { click: () => void session.restart() },
        },
        t.restart,
      ),
    );
  }

  function titleOf(what: Refusal["what"], name: string): string {
    if (what === "link") return t.links.refusedTitle;
    return what === "file" ? t.refusedTitle(name) : t.refusedChange;
  }

  function createRefusal({ what, name, problems }: Refusal): HTMLElement {
    return h(
      "div",
      { class: "notice error", attributes: { role: "alert" } },
      h(
        "div",
        {},
        h("strong", {}, titleOf(what, name)),
        h(
          "ul",
          { attributes: { tabindex: 0 } },
          ...problems.listed.map((problem) => h("li", {}, sentence(problem, what, context))),
        ),
        problems.more > 0 && h("p", {}, `+ ${problems.more}`),
        h("p", { class: "muted small" }, what === "link" ? t.links.refusedHint : t.refusedHint),
      ),
      h(
        "button",
        {
          class: "button square",
          attributes: { type: "button", "aria-label": t.dismiss },
          on: { click: () => session.refuse(null) },
        },
        icon("close"),
      ),
    );
  }
}

/** `file, line, column: what, path: got …; allowed …`, in the language shown. */
function sentence(problem: Problem, what: Refusal["what"], { t, language }: Context): string {
  const { line, col, code, path, got, allowed, hint } = problem;
  const place = what === "file" ? `${t.problemAt(line, col)} – ` : "";
  const kind = what === "file" ? PROBLEM_KINDS[language][code] : "";
  const subject = [path, kind].filter((part) => part !== "").join(", ");
  const say = (text: string): string => inWords(text, language);
  const parts = [t.problemGot(say(got)), t.problemAllowed(say(allowed))];
  return `${place}${subject}${t.colon} ${parts.join(t.semicolon)}. ${say(hint)}`.trim();
}
