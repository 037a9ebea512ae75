import { h, setAttribute, setText } from "../../dom.ts";
import { marksAround } from "../../session/history.ts";
import type { Annals, Marks } from "../../../workers/protocol.ts";
import type { Context, Scene, View } from "../../view.ts";
import { responseSign } from "../association/search.ts";
import { createAsking, createWaiting } from "../asking.ts";
import { labelAt, type Naming, namingOf, responseName, whoButton } from "../naming.ts";
import { byForm, groupingsAt, type Standing } from "./bonds.ts";
import { createPack } from "./pack.ts";
import { isSetUp, savingOf } from "./saving.ts";

/** Most groupings of one form that are listed. */
const MOST_SHOWN = 30;
/** While time runs, circles are laid out anew once a year: so that they can be followed. */
const YEAR = 4;

/** Groupings by legal form: circles, and lists of who is in them. */
export function createGroupings(root: HTMLElement, context: Context): View {
  const { t, format, player, selection } = context;
  let scene: Scene | null = null;
  let drawn = "";
  const redraw = (): void => {
    if (scene && !root.hidden) draw(scene);
  };
  const asking = createAsking<Annals>(context, (remote, run) => remote.annals(run), redraw);
  const waiting = createWaiting(context, asking);
  const pack = createPack(context, () => (scene ? tableOf(scene) : null));
  const list = h("div", { class: "forms" });
  const note = h("p", { class: "muted" });
  root.append(pack.root, waiting.root, list, note);

  const standingAt = (next: Scene, annals: Annals | null, step: number) => {
    const marks = marksAround(next.history, step)?.before;
    return marks && annals ? { marks, standing: groupingsAt(annals, marks, step) } : null;
  };

  const draw = (next: Scene): void => {
    scene = next;
    const naming = namingOf(next);
    const answer = asking.ask(next, "");
    waiting.show(answer);
    const step = player.isPlaying ? next.step - (next.step % YEAR) : next.step;
    const moment = `${next.version} ${step} ${next.selection.grouping} ${answer.value !== null}`;
    if (moment === drawn) return;
    drawn = moment;
    const now = standingAt(next, answer.value, step);
    pack.root.hidden = now === null;
    list.hidden = now === null;
    setText(note, now && now.standing.length === 0 ? t.story.noGroupings : "");
    if (now === null || naming === null) return;
    pack.show(now.standing, now.marks, naming, next);
    const held = document.activeElement?.getAttribute("data-grouping");
    list.replaceChildren(
      ...[...byForm(now.standing)].map(([form, those]) =>
        formOf(form, those, now.marks, naming, next),
      ),
    );
    if (held) list.querySelector<HTMLElement>(`button[data-grouping="${held}"]`)?.focus();
  };

  const formOf = (
    form: number,
    those: readonly Standing[],
    marks: Marks,
    naming: Naming,
    next: Scene,
  ): HTMLElement => {
    const id = naming.legalForms[form]?.id ?? "";
    const members = those.reduce((sum, one) => sum + one.members.length, 0);
    const rest = those.length - MOST_SHOWN;
    return h(
      "section",
      { attributes: { "data-form": id } },
      h("h3", {}, labelAt(naming.legalForms, form, context)),
      h(
        "p",
        { class: "muted small" },
        t.story.formCounts(
          those.length,
          format.count(those.length),
          format.count(members),
          format.percent(savingOf(id, next)),
        ),
      ),
      h(
        "ul",
        {},
        ...those.slice(0, MOST_SHOWN).map((one) => bondOf(one, id, marks, next)),
        rest > 0
          ? h("li", { class: "muted small" }, t.story.moreGroupings(format.count(rest)))
          : null,
      ),
    );
  };

  const bondOf = (one: Standing, id: string, marks: Marks, next: Scene): HTMLElement => {
    const { number, isFree } = one.bond;
    const isChosen = next.selection.grouping === number;
    const button = h(
      "button",
      {
        class: "bond-row",
        attributes: { type: "button", "data-grouping": number, "aria-expanded": String(isChosen) },
        on: { click: () => selection.set({ grouping: isChosen ? null : number }) },
      },
      h("strong", {}, t.story.grouping(format.count(number))),
      h(
        "span",
        { class: "muted small" },
        [
          t.story.members(one.members.length, format.count(one.members.length)),
          ageOf(one, next),
          isFree ? t.story.free : t.story.enjoined,
          isSetUp(one, id, next) ? "" : t.story.settingUp,
        ]
          .filter((part) => part !== "")
          .join(" · "),
      ),
    );
    setAttribute(button, "data-free", isFree);
    return h(
      "li",
      {},
      button,
      isChosen
        ? h("ul", { class: "members" }, ...one.members.map((slot) => memberOf(slot, marks, next)))
        : null,
    );
  };

  const memberOf = (slot: number, marks: Marks, { state }: Scene): HTMLElement => {
    const response = state.description?.responses[marks.response[slot] ?? 0] ?? "";
    return h(
      "li",
      {},
      responseSign(response),
      whoButton(slot, context),
      h(
        "span",
        { class: "muted small" },
        `${t.story.placesOf(format.count(marks.places[slot] ?? NaN))} · ${responseName(response, context)}`,
      ),
    );
  };

  const ageOf = ({ bond }: Standing, { step }: Scene): string => {
    const years = Math.floor((step - bond.formed) / 4);
    return t.story.age(years, format.count(years));
  };

  const tableOf = (next: Scene) => {
    const naming = namingOf(next);
    const now = standingAt(next, asking.ask(next, "").value, next.step);
    return {
      title: t.tableOf(
        `${t.story.groupings}, ${format.quarter(next.history.opened.start, next.step)}`,
      ),
      columns: [
        t.story.groupingColumn,
        t.story.legalForm,
        t.story.membersColumn,
        t.story.saving,
        t.story.ageColumn,
        t.story.freeOrNot,
        t.story.who,
      ],
      rows: [...byForm(now?.standing ?? [])].flatMap(([form, those]) =>
        those.map((one) => [
          t.story.grouping(format.count(one.bond.number)),
          naming ? labelAt(naming.legalForms, form, context) : "",
          format.count(one.members.length),
          format.percent(
            isSetUp(one, naming?.legalForms[form]?.id ?? "", next)
              ? savingOf(naming?.legalForms[form]?.id ?? "", next)
              : 0,
          ),
          ageOf(one, next),
          one.bond.isFree ? t.story.free : t.story.enjoined,
          one.members.map((slot) => format.count(slot)).join(t.story.listComma),
        ]),
      ),
    };
  };
  return draw;
}
