import type { Column, FieldView } from "./columns.ts";

/** The living sorted into groups (regions, sectors …), so that a peer can be sampled in constant time. */
export interface Groups {
  /** Number of groups. */
  readonly count: number;
  /** Group of each slot. */
  readonly of: Column;
  /** Members of all groups, group after group, by ascending address within a group. */
  readonly members: Int32Array;
  /** Where group g starts in `members`; one more entry marks the end. */
  readonly starts: Int32Array;
  /** Position of each slot within its group, −1 for those who are not members. */
  readonly rank: Int32Array;
}

/**
 * Groups the living by a key.
 * @param living slots, ascending
 * @param address of each slot: members are listed in its order, so that relabelling slots changes no pick
 * @param of group of each slot, in [0, count)
 */
function groupLiving(living: Column, address: Column, of: Column, count: number): Groups {
  const starts = new Int32Array(count + 1);
  for (let position = 0; position < living.length; position++) starts[of[living[position]] + 1]++;
  for (let group = 0; group < count; group++) starts[group + 1] += starts[group];
  const members = new Int32Array(living.length);
  const rank = new Int32Array(of.length);
  const filled = new Int32Array(count);
  const byAddress = Int32Array.from({ length: living.length }, (_, position) => living[position]);
  byAddress.sort((a, b) => address[a] - address[b]);
  for (const slot of byAddress) {
    const group = of[slot];
    rank[slot] = filled[group]++;
    members[starts[group] + rank[slot]] = slot;
  }
  return { count, of, members, starts, rank };
}

/** Where a mechanism looks for peers. */
export const SCOPES = ["field", "region", "sector", "regionSector"] as const;
export type Scope = (typeof SCOPES)[number];

/** The living grouped by every scope. */
export type Neighbourhoods = Readonly<Record<Scope, Groups>>;

/** Groups the living by field, region, sector, and region and sector together. */
export function neighbourhoods(field: FieldView, regions: number, sectors: number): Neighbourhoods {
  const { living, address, region, sector } = field;
  const everyone = new Int32Array(region.length);
  const both = Int32Array.from(region, (r, slot) => r * sectors + sector[slot]);
  return {
    field: groupLiving(living, address, everyone, 1),
    region: groupLiving(living, address, region, regions),
    sector: groupLiving(living, address, sector, sectors),
    regionSector: groupLiving(living, address, both, regions * sectors),
  };
}

/** How many others there are in ego's group. */
export function othersOf(groups: Groups, ego: number): number {
  const group = groups.of[ego];
  const isMember = groups.rank[ego] >= 0;
  return groups.starts[group + 1] - groups.starts[group] - (isMember ? 1 : 0);
}

/**
 * The other members of ego's group that uniform numbers pick.
 * @param others how many there are, at least 1
 * @param uniforms in (0,1), read from their start; one below 0 picks nobody
 * @param picked receives `count` slots, −1 for nobody
 */
export function pickOthers(
  groups: Groups,
  ego: number,
  others: number,
  uniforms: Float64Array,
  count: number,
  picked: Int32Array,
): void {
  const { members } = groups;
  const start = groups.starts[groups.of[ego]];
  const own = groups.rank[ego];
  const skipped = own >= 0 ? own : others;
  for (let n = 0; n < count; n++) {
    const place = Math.floor(uniforms[n] * others);
    picked[n] = place < 0 ? -1 : members[start + place + (place >= skipped ? 1 : 0)];
  }
}

/**
 * The `most` members of each group that score highest; ties go to the lower address.
 * @returns groups in which only these are members, and everybody else has rank −1
 */
export function mostVisible(groups: Groups, score: Column, most: number): Groups {
  const starts = new Int32Array(groups.count + 1);
  const members: number[] = [];
  const rank = new Int32Array(groups.rank.length).fill(-1);
  for (let group = 0; group < groups.count; group++) {
    const chosen = Array.from(
      groups.members.subarray(groups.starts[group], groups.starts[group + 1]),
    )
      .sort((a, b) => score[b] - score[a] || groups.rank[a] - groups.rank[b])
      .slice(0, most)
      .sort((a, b) => groups.rank[a] - groups.rank[b]);
    chosen.forEach((slot, place) => (rank[slot] = place));
    members.push(...chosen);
    starts[group + 1] = members.length;
  }
  return { count: groups.count, of: groups.of, members: Int32Array.from(members), starts, rank };
}
