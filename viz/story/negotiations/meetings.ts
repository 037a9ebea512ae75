import { marksAround } from "../../session/history.ts";
import type { SimEvent } from "../../../sim/index.ts";
import type { Annals, Roll } from "../../../workers/protocol.ts";
import type { Scene } from "../../view.ts";
import type { Naming } from "../naming.ts";
import { uptakeOf } from "./target.ts";

/** A meeting at an authority's table. */
export type Meeting = Extract<SimEvent, { readonly kind: "deal" | "conflict" }>;

/** What the rule took of a deal, and when; null for conflicts, and while the campaign lies ahead. */
export function takenUp(meeting: Meeting, annals: Annals | null, naming: Naming) {
  if (annals === null || !meeting.moved) return null;
  const { id } = naming.tables[meeting.other]?.regulator ?? { id: "" };
  const regulator = naming.regulators.findIndex((one) => one.id === id);
  const uptake = uptakeOf(annals, meeting.step, regulator);
  return uptake && { ...uptake, moved: meeting.moved.map((move) => uptake.share * move) };
}

/** The practice on which both were farthest apart. */
export function matterOf({ offer, counterOffer }: Meeting): number {
  let matter = 0;
  let most = -1;
  counterOffer.forEach((asked, k) => {
    const apart = Math.abs(asked - offer[k]!);
    if (apart <= most) return;
    most = apart;
    matter = k;
  });
  return matter;
}

/** How many live under a table at the moment shown: those of its sector, and of its region where it has one. */
export function associationsUnder(
  table: number,
  roll: Roll,
  naming: Naming,
  { history, step }: Scene,
): number {
  const { region, sector } = naming.tables[table] ?? {};
  const marks = marksAround(history, step)?.before;
  if (!marks || !sector) return NaN;
  let count = 0;
  for (let slot = 0; slot < Math.min(marks.alive.length, roll.region.length); slot++)
    if (
      marks.alive[slot] === 1 &&
      naming.sectors[roll.sector[slot]!]?.id === sector.id &&
      (!region || naming.regions[roll.region[slot]!]?.id === region.id)
    )
      count++;
  return count;
}
