import { createHeadline } from "../charts/headline.ts";
import { createLedger } from "../charts/ledger.ts";
import { createChoices } from "../controls/choices.ts";
import { h } from "../dom.ts";
import type { Context, Scene, View } from "../view.ts";
import { createLog } from "./log.ts";
import { createRules } from "./rules.ts";

/** The story of a run: how much more alike, then either the accounts or what happened. */
export function createStory(
  root: HTMLElement,
  context: Context,
  panel: string,
  onChoose: (panel: string) => void,
): View {
  const { t } = context;
  const headline = h("div");
  const accounts = h("div", { class: "panel" });
  const events = h("div", { class: "panel" });
  const turnTo = (choice: string): void => {
    accounts.hidden = choice === "events";
    events.hidden = choice !== "events";
  };
  turnTo(panel);
  let scene: Scene | null = null;
  const choose = createChoices(
    t.storyPanels,
    [
      ["accounts", t.panelLedger],
      ["events", t.panelLog],
    ],
    panel,
    (choice) => {
      turnTo(choice);
      onChoose(choice);
      if (scene) for (const view of views) view(scene);
    },
  );
  root.append(headline, h("div", { class: "panels" }, choose), accounts, events);
  const views: readonly View[] = [
    createHeadline(headline, context),
    createLedger(accounts, context),
    createRules(accounts, context),
    createLog(events, context),
  ];
  return (next) => {
    scene = next;
    for (const view of views) view(next);
  };
}
