import { createChoices } from "../../controls/choices.ts";
import { h, setText } from "../../dom.ts";
import { icon } from "../../icons.ts";
import type { Annals, Roll } from "../../../workers/protocol.ts";
import type { Context, Scene, View } from "../../view.ts";
import { createAsking, createWaiting } from "../asking.ts";
import { createGiveWay } from "../give-way.ts";
import { labelAt, type Naming, namingOf, placeOf, whoButton } from "../naming.ts";
import { createPeriod } from "../period.ts";
import { createRollCall } from "../roll-call.ts";
import { createUnfolding } from "../unfolding.ts";
import { createFooter } from "./footer.ts";
import { associationsUnder, matterOf, type Meeting, takenUp } from "./meetings.ts";

const MOST_SHOWN = 40;
const OUTCOMES = ["all", "deal", "conflict"] as const;
type Outcome = (typeof OUTCOMES)[number];

/** The ledger of negotiations: every meeting with what came of it, and what all of them make of the target. */
export function createNegotiations(root: HTMLElement, context: Context): View {
  const { t, format, openTable } = context;
  let scene: Scene | null = null;
  let region = -1;
  let outcome: Outcome = "all";
  let shown = "";
  let drawn = "";
  let optionsOf: Naming | null = null;
  const redraw = (): void => {
    if (scene && !root.hidden) draw(scene);
  };
  const asking = createAsking<Annals>(context, (remote, run) => remote.annals(run), redraw);
  const rollCall = createRollCall(context, redraw);
  const waiting = createWaiting(context, asking);
  const period = createPeriod(context, redraw);
  const footer = createFooter(context);
  const choose = createChoices(
    t.story.filter,
    OUTCOMES.map((id) => [id, t.story.outcomes[id]]),
    outcome,
    (choice) => {
      outcome = choice as Outcome;
      redraw();
    },
  );
  const where = h("select", { class: "select", attributes: { "aria-label": t.story.region } });
  where.addEventListener("change", () => {
    region = Number(where.value);
    redraw();
  });
  const asTable = h(
    "button",
    {
      class: "button square",
      attributes: {
        type: "button",
        title: t.asTable,
        "aria-label": `${t.story.negotiations} – ${t.asTable}`,
      },
      on: { click: () => scene && openTable(tableOf(scene)) },
    },
    icon("table"),
  );
  const unfolding = createUnfolding();
  const list = h("ul", { class: "cases" });
  const note = h("p", { class: "muted small" });
  const giving = h("div");
  root.append(
    h(
      "div",
      { class: "figure-head" },
      h(
        "div",
        {},
        h("h2", {}, t.story.negotiations),
        h("p", { class: "muted" }, t.story.negotiationsSentence),
      ),
      asTable,
    ),
    h("div", { class: "filters row" }, where, choose),
    footer.root,
    waiting.root,
    period.root,
    h("section", {}, h("h2", {}, t.story.meetings), list, note),
    giving,
  );
  const giveWay = createGiveWay(giving, context);

  const meetingsUpTo = (next: Scene, naming: Naming): readonly Meeting[] =>
    period.events(next).filter((event): event is Meeting => {
      if (event.kind !== "deal" && event.kind !== "conflict") return false;
      if (event.step > next.step || (outcome !== "all" && event.kind !== outcome)) return false;
      return region < 0 || naming.tables[event.other]?.region === naming.regions[region];
    });
  const tablesIn = (naming: Naming): readonly number[] =>
    naming.tables.flatMap((table, at) =>
      region < 0 || table.region === naming.regions[region] ? [at] : [],
    );

  const draw = (next: Scene): void => {
    scene = next;
    const naming = namingOf(next);
    if (naming === null) return;
    if (optionsOf !== naming) {
      optionsOf = naming;
      region = -1;
      where.replaceChildren(
        ...[
          t.story.everywhere,
          ...naming.regions.map((_, at) => labelAt(naming.regions, at, context)),
        ].map((name, at) => h("option", { attributes: { value: at - 1 } }, name)),
      );
    }
    const answer = asking.ask(next, "");
    waiting.show(answer);
    const roll = rollCall(next);
    const told = period.events(next).length;
    const moment = `${next.version} ${next.step} ${region} ${outcome} ${told} ${answer.value !== null} ${roll?.region.length}`;
    if (moment === drawn) return;
    drawn = moment;
    footer.root.hidden = answer.value === null;
    if (answer.value) footer.show(answer.value, tablesIn(naming), naming, next);
    giveWay(next);
    const meetings = meetingsUpTo(next, naming);
    const isTold = answer.value !== null;
    const key = `${next.version} ${region} ${outcome} ${meetings.length} ${isTold} ${roll?.region.length}`;
    if (key === shown) return;
    shown = key;
    list.replaceChildren(
      ...meetings
        .slice(-MOST_SHOWN)
        .reverse()
        .map((meeting) => caseOf(meeting, answer.value, roll, naming, next)),
    );
    const more = meetings.length - MOST_SHOWN;
    setText(
      note,
      meetings.length === 0
        ? t.story.noMeetings
        : more > 0
          ? t.story.earlier(format.count(more))
          : "",
    );
  };

  const caseOf = (
    meeting: Meeting,
    annals: Annals | null,
    roll: Roll | null,
    naming: Naming,
    next: Scene,
  ): HTMLElement => {
    const { start } = next.history.opened;
    const k = matterOf(meeting);
    const number = (value: number | undefined): string => format.fixed(value ?? NaN, 2);
    const summary = h(
      "summary",
      {},
      h(
        "span",
        { class: "case-head" },
        h("strong", {}, format.quarter(start, meeting.step)),
        h(
          "span",
          {},
          t.story.meeting(format.count(meeting.association), regulatorOf(meeting, naming)),
        ),
      ),
      h(
        "span",
        { class: "case-way small" },
        h("span", { class: `tag ${meeting.kind}` }, t.story.endings[meeting.kind]),
        h(
          "span",
          {},
          t.story.way(
            labelAt(naming.practices, k, context),
            number(meeting.counterOffer[k]),
            number(meeting.offer[k]),
            meeting.vector ? number(meeting.vector[k]) : "",
          ),
        ),
      ),
    );
    const details = unfolding.unfold(`${meeting.step}/${meeting.association}`, summary, () =>
      insideOf(meeting, annals, roll, naming, next),
    );
    return h("li", { attributes: { "data-kind": meeting.kind } }, details);
  };

  const regulatorOf = ({ other }: Meeting, naming: Naming): string =>
    labelAt(
      naming.regulators,
      naming.regulators.findIndex(({ id }) => id === naming.tables[other]?.regulator.id),
      context,
    );

  const insideOf = (
    meeting: Meeting,
    annals: Annals | null,
    roll: Roll | null,
    naming: Naming,
    next: Scene,
  ): HTMLElement => {
    const { start } = next.history.opened;
    const taken = takenUp(meeting, annals, naming);
    const number = (value: number | undefined): string => format.fixed(value ?? NaN, 2);
    const mean = (moved: readonly number[]): string =>
      format.fixed(moved.reduce((sum, move) => sum + Math.abs(move), 0) / moved.length, 5);
    const under = roll ? associationsUnder(meeting.other, roll, naming, next) : NaN;
    return h(
      "div",
      { class: "inside" },
      h(
        "p",
        {},
        whoButton(meeting.association, context),
        ` ↔ ${regulatorOf(meeting, naming)} (${placeOf(naming, meeting.other, context)})`,
      ),
      h("p", { class: "muted" }, t.story.power(format.percent(meeting.causes["power"] ?? NaN))),
      h(
        "table",
        { class: "bids small" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...[
              t.story.matter,
              t.story.asks,
              t.story.offers,
              t.story.settles,
              t.story.ruleMoves,
            ].map((name) => h("th", { attributes: { scope: "col" } }, name)),
          ),
        ),
        h(
          "tbody",
          {},
          ...naming.practices.map((_, at) =>
            h(
              "tr",
              {},
              h("th", { attributes: { scope: "row" } }, labelAt(naming.practices, at, context)),
              h("td", {}, number(meeting.counterOffer[at])),
              h("td", {}, number(meeting.offer[at])),
              h("td", {}, meeting.vector ? number(meeting.vector[at]) : t.story.nothing),
              h("td", {}, taken ? format.signed(taken.moved[at] ?? 0, 4) : t.story.nothing),
            ),
          ),
        ),
      ),
      h(
        "p",
        {},
        meeting.kind === "conflict"
          ? t.story.conflictEnds
          : taken === null
            ? t.story.pending
            : t.story.takenUp(
                format.quarter(start, taken.step),
                format.percent(taken.share),
                mean(taken.moved),
                format.count(under),
              ),
      ),
    );
  };

  const tableOf = (next: Scene) => {
    const naming = namingOf(next);
    const annals = asking.ask(next, "").value;
    const { start } = next.history.opened;
    const rows =
      naming === null
        ? []
        : meetingsUpTo(next, naming).map((meeting) => {
            const k = matterOf(meeting);
            const taken = takenUp(meeting, annals, naming);
            const number = (value: number | undefined): string => format.fixed(value ?? NaN, 3);
            return [
              format.quarter(start, meeting.step),
              t.story.association(format.count(meeting.association)),
              `${regulatorOf(meeting, naming)} (${placeOf(naming, meeting.other, context)})`,
              labelAt(naming.practices, k, context),
              number(meeting.counterOffer[k]),
              number(meeting.offer[k]),
              t.story.endings[meeting.kind],
              meeting.vector ? number(meeting.vector[k]) : t.story.nothing,
              taken ? format.signed(taken.moved[k] ?? NaN, 5) : t.story.nothing,
            ];
          });
    return {
      title: t.tableOf(t.story.negotiations),
      columns: [
        t.story.quarter,
        t.story.who,
        t.story.authority,
        t.story.matter,
        t.story.asks,
        t.story.offers,
        t.story.outcome,
        t.story.settles,
        t.story.ruleMoves,
      ],
      rows,
    };
  };
  return draw;
}
