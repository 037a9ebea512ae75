import type { Bid, CallEvent, SimEvent } from "../../../sim/index.ts";

/** A call with what became of it. */
export interface HeldCall {
  readonly call: CallEvent;
  /** Slot of the winner, −1 for a for-profit, null where nobody won. */
  readonly winner: number | null;
  /** Innovators that lost, and by what. */
  readonly rejected: readonly Rejected[];
}

export interface Rejected {
  readonly bid: Bid;
  readonly by: Reason;
}

/**
 * Why a bid lost: `outside`: it lay outside the specification, so it had no points for fit at all; `specification`: with as
 * many points for fit as the winner (where there was none, with all of them) it would have won; `points`: not even then.
 */
export type Reason = "outside" | "specification" | "points";

/** Pairs every call with its award, which follows it. */
export function heldCalls(events: readonly SimEvent[]): readonly HeldCall[] {
  const held: HeldCall[] = [];
  let open: CallEvent | null = null;
  for (const event of events) {
    if (event.kind === "call") open = event;
    else if (event.kind === "award" && open !== null) {
      const winner = event.what === "unanswered" ? null : event.association;
      held.push({ call: open, winner, rejected: rejectedIn(open, winner) });
      open = null;
    }
  }
  return held;
}

function rejectedIn(call: CallEvent, winner: number | null): readonly Rejected[] {
  const best = call.bids.find(({ association }) => association === winner);
  return call.bids
    .filter(({ association, isInnovative }) => isInnovative && association !== winner)
    .map((bid): Rejected => {
      if (bid.apart >= 1 - call.narrowing) return { bid, by: "outside" };
      const otherwise = bid.score - bid.fit;
      const wouldWin = best
        ? otherwise + best.fit > best.score
        : otherwise + call.fitWeight >= call.threshold;
      return { bid, by: wouldWin ? "specification" : "points" };
    });
}

/** What the list of calls can be narrowed to. */
export const FILTERS = ["all", "rejected", "unanswered", "experimental"] as const;
export type Filter = (typeof FILTERS)[number];

export function passes({ call, winner, rejected }: HeldCall, filter: Filter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "rejected":
      return rejected.length > 0;
    case "unanswered":
      return winner === null;
    case "experimental":
      return call.what === "experimental";
  }
}
