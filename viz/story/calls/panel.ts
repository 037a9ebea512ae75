import { createChoices } from "../../controls/choices.ts";
import { h, setText } from "../../dom.ts";
import type { SimEvent } from "../../../sim/index.ts";
import type { Context, Scene, View } from "../../view.ts";
import { createPeriod } from "../period.ts";
import { type Naming, namingOf, placeOf, tableName, whoButton } from "../naming.ts";
import { createUnfolding } from "../unfolding.ts";
import { FILTERS, type Filter, type HeldCall, heldCalls, passes } from "./rejections.ts";
import { createTimeline } from "./timeline.ts";

/** Most calls that the list shows at once. */
const MOST_SHOWN = 60;

/** Calls for projects: when, how narrow, who answered, who won, and what was turned away. */
export function createCalls(root: HTMLElement, context: Context): View {
  const { t, format } = context;
  let scene: Scene | null = null;
  let held: readonly HeldCall[] = [];
  let events: readonly SimEvent[] | null = null;
  let counted = -1;
  let filter: Filter = "all";
  let shown = "";
  let drawn = "";
  const redraw = (): void => {
    if (scene && !root.hidden) draw(scene);
  };
  const period = createPeriod(context, redraw);
  const timeline = createTimeline(context, () => (scene ? tableOf(scene) : null));
  const choose = createChoices(
    t.story.filter,
    FILTERS.map((id) => [id, t.story.callFilters[id]]),
    filter,
    (choice) => {
      filter = choice as Filter;
      redraw();
    },
  );
  choose.classList.add("wrapping");
  const unfolding = createUnfolding();
  const list = h("ul", { class: "cases" });
  const note = h("p", { class: "muted small" });
  root.append(timeline.root, period.root, choose, list, note);

  const draw = (next: Scene): void => {
    scene = next;
    const told = period.events(next);
    if (told !== events || told.length !== counted) {
      events = told;
      counted = told.length;
      held = heldCalls(told);
    }
    const moment = `${next.version} ${next.step} ${filter} ${counted}`;
    if (moment === drawn) return;
    drawn = moment;
    timeline.show(held, next);
    const naming = namingOf(next);
    const those = held.filter((one) => one.call.step <= next.step && passes(one, filter));
    const key = `${next.version} ${filter} ${those.length} ${counted}`;
    if (key === shown || naming === null) return;
    shown = key;
    list.replaceChildren(
      ...those
        .slice(-MOST_SHOWN)
        .reverse()
        .map((one) => caseOf(one, naming, next)),
    );
    const more = those.length - MOST_SHOWN;
    setText(
      note,
      those.length === 0
        ? t.story.noCalls[filter]
        : more > 0
          ? t.story.earlier(format.count(more))
          : "",
    );
  };

  const outcomeOf = ({ winner, call }: HeldCall): string =>
    winner === null
      ? t.story.nobodyWon
      : winner < 0
        ? t.story.wonByForProfit
        : t.story.wonBy(format.count(winner), format.count(call.bids.length));

  const caseOf = (one: HeldCall, naming: Naming, { history }: Scene): HTMLElement => {
    const { call, winner, rejected } = one;
    const flag = rejected.find(({ by }) => by !== "points") ?? rejected[0];
    const summary = h(
      "summary",
      {},
      h(
        "span",
        { class: "case-head" },
        h("strong", {}, format.quarter(history.opened.start, call.step)),
        h("span", {}, placeOf(naming, call.other, context)),
      ),
      h(
        "span",
        { class: "case-tags small" },
        h(
          "span",
          { class: "tag" },
          t.story.applicants(call.bids.length, format.count(call.bids.length)),
        ),
        call.what === "experimental" ? h("span", { class: "tag" }, t.story.experimental) : null,
        winner === null ? h("span", { class: "tag empty-tag" }, t.story.unanswered) : null,
        flag
          ? h(
              "span",
              { class: flag.by === "points" ? "tag" : "tag flag" },
              t.story.rejectedTag[flag.by],
            )
          : null,
      ),
    );
    const key = `${call.step}/${call.other}/${call.bids.map(({ score }) => score).join()}`;
    const details = unfolding.unfold(key, summary, () => insideOf(one, naming));
    return h("li", {}, details);
  };

  const insideOf = (one: HeldCall, naming: Naming): HTMLElement => {
    const { call, winner, rejected } = one;
    const number = (value: number): string => format.fixed(value, 2);
    const reasons = new Map(rejected.map(({ bid, by }) => [bid, by]));
    return h(
      "div",
      { class: "inside" },
      h("p", {}, tableName(naming, call.other, context)),
      h("p", {}, outcomeOf(one)),
      h(
        "p",
        { class: "muted" },
        t.story.narrowness(
          format.percent(call.narrowing),
          number(1 - call.narrowing),
          number(call.threshold),
        ),
      ),
      call.bids.length === 0
        ? null
        : h(
            "table",
            { class: "bids small" },
            h(
              "thead",
              {},
              h(
                "tr",
                {},
                ...[t.story.applicant, t.story.points, t.story.ofFit, t.story.apart].map((name) =>
                  h("th", { attributes: { scope: "col" } }, name),
                ),
              ),
            ),
            h(
              "tbody",
              {},
              ...[...call.bids]
                .sort((a, b) => b.score - a.score)
                .map((bid) => {
                  const reason = reasons.get(bid);
                  return h(
                    "tr",
                    reason && reason !== "points" ? { class: "rejected" } : {},
                    h(
                      "th",
                      { attributes: { scope: "row" } },
                      bid.association < 0 ? t.story.forProfit : whoButton(bid.association, context),
                      bid.association === winner
                        ? h("span", { class: "tag won" }, t.story.won)
                        : null,
                      bid.isInnovative ? h("span", { class: "tag" }, t.story.innovative) : null,
                    ),
                    h("td", {}, number(bid.score)),
                    h("td", {}, number(bid.fit)),
                    h("td", {}, number(bid.apart)),
                  );
                }),
            ),
          ),
      ...rejected.map(({ bid, by }) =>
        h(
          "p",
          { class: "reason" },
          t.story.rejection[by](
            format.count(bid.association),
            number(bid.apart),
            number(1 - call.narrowing),
          ),
        ),
      ),
    );
  };

  const tableOf = ({ step, history, ...rest }: Scene) => {
    const naming = namingOf(rest);
    return {
      title: t.tableOf(t.story.calls),
      columns: [
        t.story.quarter,
        t.story.authority,
        t.story.narrowing,
        t.story.kindOfCall,
        t.story.applicantsColumn,
        t.story.outcome,
        t.story.innovativeRejected,
      ],
      rows: held
        .filter((one) => one.call.step <= step && passes(one, filter))
        .map((one) => [
          format.quarter(history.opened.start, one.call.step),
          naming ? tableName(naming, one.call.other, context) : "",
          format.percent(one.call.narrowing),
          one.call.what === "experimental" ? t.story.experimental : t.story.specified,
          one.call.bids
            .map(({ association }) =>
              association < 0 ? t.story.forProfit : format.count(association),
            )
            .join(t.story.listComma),
          outcomeOf(one),
          one.rejected
            .map(({ bid, by }) => `${format.count(bid.association)} (${t.story.rejectedTag[by]})`)
            .join(t.story.listComma),
        ]),
    };
  };
  return draw;
}
