import { createLedger } from "../charts/ledger.ts";
import type { IconName } from "../icons.ts";
import type { Messages } from "../messages/index.ts";
import type { Context, View } from "../view.ts";
import { createAssociation } from "./association/panel.ts";
import { createCalls } from "./calls/panel.ts";
import { createGiveWay } from "./give-way.ts";
import { createGroupings } from "./groupings/panel.ts";
import { createLog } from "./log.ts";
import { createNegotiations } from "./negotiations/panel.ts";
import { createRules } from "./rules.ts";
import { createWorldsPanel } from "../worlds/panel.ts";

/** One of the story's panels: built into a root of its own, shown only while it is chosen. */
interface Panel {
  readonly id: string;
  readonly icon: IconName;
  readonly name: (t: Messages) => string;
  readonly create: (root: HTMLElement, context: Context) => View;
}

/** The panels in the order of their tabs. */
export const PANELS: readonly Panel[] = [
  {
    id: "accounts",
    icon: "accounts",
    name: (t) => t.panelLedger,
    create(root, context) {
      const views = [createLedger, createGiveWay, createRules].map((create) =>
        create(root, context),
      );
      return (scene) => {
        for (const view of views) view(scene);
      };
    },
  },
  {
    id: "association",
    icon: "association",
    name: (t) => t.story.panels.association,
    create: createAssociation,
  },
  { id: "events", icon: "events", name: (t) => t.panelLog, create: createLog },
  { id: "calls", icon: "calls", name: (t) => t.story.panels.calls, create: createCalls },
  {
    id: "negotiations",
    icon: "negotiations",
    name: (t) => t.story.panels.negotiations,
    create: createNegotiations,
  },
  {
    id: "groupings",
    icon: "groupings",
    name: (t) => t.story.panels.groupings,
    create: createGroupings,
  },
  { id: "worlds", icon: "compare", name: (t) => t.worlds.panel, create: createWorldsPanel },
];
