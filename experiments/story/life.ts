import type { SimEvent } from "../../sim/index.ts";
import { type Names, tablePath } from "./names.ts";
import { OTHER, partnerOf } from "./tell.ts";

/** The events of one association's life, those of its groupings while it was in them included. */
export function lifeOf(events: readonly SimEvent[], slot: number): readonly SimEvent[] {
  let grouping = -1;
  return events.filter((event) => {
    if (event.kind === "reform") return false;
    const isOwn = event.association === slot || partnerOf(event) === slot;
    if (OTHER[event.kind] !== "grouping") return isOwn;
    const isShared = isOwn || (event.association < 0 && event.other === grouping && grouping >= 0);
    if (isOwn && (event.kind === "formed" || event.kind === "joined")) grouping = event.other;
    else if ((isOwn && event.kind === "left") || (isShared && event.kind === "dissolved"))
      grouping = -1;
    return isShared;
  });
}

/** The events around one prescription: what was bargained and called for on it, its revisions, its authority's reforms. */
export function ruleLife(
  events: readonly SimEvent[],
  table: number,
  { tables }: Names,
): readonly SimEvent[] {
  const prefix = `regulators.${tables[table]?.regulator.id ?? ""}.`;
  return events.filter((event) =>
    event.kind === "reform"
      ? Object.keys(event.set).some((path) => path.startsWith(prefix))
      : OTHER[event.kind] === "table" && event.other === table,
  );
}

/** Number of the table with this path; −1 for none. */
export function findTable(path: string, { tables }: Names): number {
  return tables.findIndex((table) => tablePath(table) === path);
}

/** The quarter that a step covers, as "Q3 2011", in French "T3 2011"; step t covers the quarter start + t − 1. */
export function quarterName(start: string, step: number, language: "en" | "fr"): string {
  const at =
    Number(start.slice(0, 4)) * 4 + Math.floor((Number(start.slice(5, 7)) - 1) / 3) + step - 1;
  const quarter = (((at % 4) + 4) % 4) + 1;
  const year = Math.floor(at / 4);
  return language === "fr" ? `T${quarter} ${year}` : `Q${quarter} ${year}`;
}
