import type { Bid, EventKind, SimEvent } from "../../sim/index.ts";
import { type Names, tablePath } from "./names.ts";
import { cellOf, OTHER } from "./tell.ts";

type Value = number | string | null;

/** An event for files: ids where the engine has numbers of regions, sectors, tables or regulators; vectors by practice. */
export function readable(event: SimEvent, names: Names): Readonly<Record<string, unknown>> {
  if (event.kind === "reform") return { ...event };
  const { step, kind, association, causes, what, vector } = event;
  return {
    step,
    kind,
    association: association < 0 ? null : association,
    ...othersOf(event, names),
    ...(what === undefined || NAMED_ABOVE.has(kind) ? {} : { [wordOf(kind)]: what }),
    causes,
    ...("offer" in event
      ? {
          offer: byPractice(event.offer, names),
          counterOffer: byPractice(event.counterOffer, names),
          ...(event.moved ? { moved: byPractice(event.moved, names) } : {}),
        }
      : {}),
    ...(vector === undefined ? {} : { vector: byPractice(vector, names) }),
    ...(event.kind === "call"
      ? {
          narrowing: event.narrowing,
          threshold: event.threshold,
          fitWeight: event.fitWeight,
          bids: event.bids.map(readableBid),
        }
      : {}),
  };
}

/** A bid for files; nobody stands for a for-profit. */
const readableBid = ({ association, ...rest }: Bid): Readonly<Record<string, unknown>> => ({
  association: association < 0 ? null : association,
  ...rest,
});

type Happening = Exclude<SimEvent, { readonly kind: "reform" }>;

/** What `other` of an event stands for, under a name of its own. */
function othersOf({ kind, other }: Happening, names: Names): Readonly<Record<string, Value>> {
  const known = other >= 0;
  switch (OTHER[kind]) {
    case "association":
      return { [kind === "merger" ? "into" : "taker"]: known ? other : null };
    case "grouping":
      return { grouping: known ? other : null };
    case "regulator":
      return { regulator: names.regulators[other]?.id ?? null };
    case "cell": {
      const { region, sector } = cellOf(other, names);
      return { region: region?.id ?? null, sector: sector?.id ?? null };
    }
    case "table": {
      const table = names.tables[other];
      return {
        regulator: table?.regulator.id ?? null,
        region: table?.region?.id ?? null,
        sector: table?.sector.id ?? null,
      };
    }
    case null:
      return {};
  }
}

/** Kinds whose word is the regulator's id, which their table tells already. */
const NAMED_ABOVE: ReadonlySet<EventKind> = new Set(["deal", "conflict", "revised"]);

/** What the word that narrows a kind is called in files. */
function wordOf(kind: Happening["kind"]): string {
  if (kind === "response" || kind === "call") return kind;
  if (kind === "founding") return "template";
  const hasForm = OTHER[kind] === "grouping" || kind === "refused" || kind === "merger";
  return hasForm ? "legalForm" : "outcome";
}

function byPractice(
  vector: readonly number[],
  { practices }: Names,
): Readonly<Record<string, number>> {
  return Object.fromEntries(practices.map(({ id }, k) => [id, vector[k] ?? 0]));
}

/** Columns of the table of negotiations: one row for each practice of each meeting. */
export const NEGOTIATION_COLUMNS = [
  ...["step", "association", "counterpart", "practice"],
  ...["offer", "counterOffer", "outcome", "moved", "settlement", "power"],
] as const;

/** The rows that a meeting at the authority's table adds; none for other events. */
export function negotiationRows(event: SimEvent, names: Names): readonly (readonly Value[])[] {
  if (event.kind !== "deal" && event.kind !== "conflict") return [];
  const table = names.tables[event.other];
  return names.practices.map(({ id }, k) => [
    event.step,
    event.association,
    table === undefined ? "" : tablePath(table),
    id,
    event.offer[k] ?? null,
    event.counterOffer[k] ?? null,
    event.kind,
    event.moved?.[k] ?? null,
    event.vector?.[k] ?? null,
    event.causes["power"] ?? null,
  ]);
}
