import type { Design } from "../../experiments/design.ts";

/** Hands out runs one by one; a child gets those of one replicate together, because they share a burn-in. */
export interface Order {
  /** The next run for this child; undefined where none is left. */
  next(lane: number): number | undefined;
}

/** Runs that one child has before it: places from `at` to before `to`. */
interface Stretch {
  at: number;
  to: number;
}

/**
 * The order in which a batch takes its runs: replicate by replicate, each on one child, which lives through that seed's
 * burn-in once for all points. A child that would stand idle takes over half of what the busiest still has before it.
 * Neither ids nor tables depend on it.
 * @param runs indices of runs, from 0
 */
export function orderOf({ replicates }: Pick<Design, "replicates">, runs: Int32Array): Order {
  // run = point · replicates + replicate − 1; sorted by replicate first
  const points = Math.floor(runs.reduce((last, run) => Math.max(last, run), 0) / replicates) + 1;
  const places = runs
    .map((run) => (run % replicates) * points + Math.floor(run / replicates))
    .sort();
  const stretches = new Map<number, Stretch>();
  let waiting = 0;

  const nextReplicate = (): Stretch => {
    const at = waiting;
    const replicate = Math.floor((places[at] ?? 0) / points);
    while (waiting < places.length && Math.floor((places[waiting] ?? 0) / points) === replicate)
      waiting++;
    return { at, to: waiting };
  };

  const halfOfTheBusiest = (): Stretch => {
    let busiest: Stretch = { at: 0, to: 0 };
    for (const stretch of stretches.values())
      if (stretch.to - stretch.at > busiest.to - busiest.at) busiest = stretch;
    const { to } = busiest;
    busiest.to = busiest.at + Math.floor((to - busiest.at) / 2);
    return { at: busiest.to, to };
  };

  return {
    next(lane) {
      let own = stretches.get(lane);
      if (own === undefined || own.at >= own.to) {
        own = waiting < places.length ? nextReplicate() : halfOfTheBusiest();
        stretches.set(lane, own);
      }
      if (own.at >= own.to) return undefined;
      const place = places[own.at++] ?? 0;
      return (place % points) * replicates + Math.floor(place / points);
    },
  };
}
