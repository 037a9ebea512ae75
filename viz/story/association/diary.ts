import type { EventKind, SimEvent } from "../../../sim/index.ts";
import { partnerOf, tell, tellCauses } from "../../../experiments/story/tell.ts";
import { h, setText } from "../../dom.ts";
import type { Life } from "../../../workers/protocol.ts";
import type { Context, Scene } from "../../view.ts";
import { type Naming, whoButton } from "../naming.ts";
import type { LifeView } from "./practices.ts";

/** What the log can be narrowed to. */
const SUBJECTS = {
  rules: ["deal", "conflict", "inspection", "refused"],
  calls: ["award", "proposal", "extension"],
  responses: ["response"],
  bonds: ["formed", "joined", "left", "deepened", "dissolved", "merger", "closure", "founding"],
  money: ["bailout"],
} as const satisfies Readonly<Record<string, readonly EventKind[]>>;
type Subject = keyof typeof SUBJECTS;

/** What happened to an association up to the quarter shown, the latest first, each with its two weightiest causes. */
export function createDiary(context: Context): LifeView {
  const { t, format, language } = context;
  let last: { readonly life: Life; readonly naming: Naming; readonly scene: Scene } | null = null;
  let subject: Subject | "" = "";
  let shown = "";
  const choose = h(
    "select",
    { class: "select", attributes: { "aria-label": t.story.filter } },
    h("option", { attributes: { value: "" } }, t.story.everything),
    ...(Object.keys(SUBJECTS) as Subject[]).map((id) =>
      h("option", { attributes: { value: id } }, t.story.subjects[id]),
    ),
  );
  choose.addEventListener("change", () => {
    subject = choose.value as Subject | "";
    if (last) show(last.life, last.naming, last.scene);
  });
  const list = h("ol", { class: "log life" });
  const note = h("p", { class: "muted small" });
  const root = h(
    "section",
    {},
    h("div", { class: "section-head" }, h("h2", {}, t.story.diary), choose),
    h("p", { class: "muted" }, t.story.diarySentence),
    list,
    note,
  );

  const show = (life: Life, naming: Naming, scene: Scene): void => {
    const isSame = last?.life === life;
    last = { life, naming, scene };
    const kinds: readonly EventKind[] | null = subject === "" ? null : SUBJECTS[subject];
    const events = life.events.filter(
      ({ step, kind }) => step <= scene.step && (kinds?.includes(kind) ?? true),
    );
    const key = `${subject} ${events.length}`;
    if (isSame && key === shown) return;
    shown = key;
    list.replaceChildren(
      ...events.toReversed().map((event) => entryOf(event, life.slot, naming, scene)),
    );
    setText(
      note,
      events.length > 0 ? "" : life.events.length === 0 ? t.story.diaryNone : t.story.diaryEmpty,
    );
  };

  const entryOf = (event: SimEvent, slot: number, naming: Naming, scene: Scene): HTMLElement => {
    const causes = tellCauses(event, language, 2);
    const partner = event.kind === "reform" ? -1 : partnerOf(event);
    const other = partner === slot && event.kind !== "reform" ? event.association : partner;
    return h(
      "li",
      { attributes: { "data-kind": event.kind } },
      h("strong", {}, format.quarter(scene.history.opened.start, event.step)),
      h("p", {}, tell(event, naming, language)),
      causes === "" ? null : h("p", { class: "causes small muted" }, t.story.because(causes)),
      other >= 0 && other !== slot ? h("p", {}, whoButton(other, context)) : null,
    );
  };
  return { root, show };
}
