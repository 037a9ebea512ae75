import { createLedger } from "../charts/ledger.ts";
import type { Messages } from "../messages/index.ts";
import type { Context, View } from "../view.ts";
import { createLog } from "./log.ts";
import { createRules } from "./rules.ts";
import { createWorldsPanel } from "../worlds/panel.ts";

/** One of the story's panels: built into a root of its own, shown only while it is chosen. */
export interface Panel {
  readonly id: string;
  readonly name: (t: Messages) => string;
  readonly create: (root: HTMLElement, context: Context) => View;
}

/** The panels in the order of their tabs. */
export const PANELS: readonly Panel[] = [
  {
    id: "accounts",
    name: (t) => t.panelLedger,
    create(root, context) {
      const views = [createLedger(root, context), createRules(root, context)];
      return (scene) => {
        for (const view of views) view(scene);
      };
    },
  },
  { id: "events", name: (t) => t.panelLog, create: createLog },
  { id: "worlds", name: (t) => t.worlds.panel, create: createWorldsPanel },
];
