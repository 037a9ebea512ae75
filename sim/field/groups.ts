import type { Memory } from "../hot/memory.ts";
import type { Column, FieldView, StoredColumn } from "./columns.ts";
import { tiedGroups } from "./ties.ts";

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
  /** Position of each slot within its group, −1 for those who are not members, as nobody is of its own ties. */
  readonly rank: Int32Array;
  /** How many of its group's members, from the first, each slot can see; all of them where left out. */
  readonly reach?: Column;
}

/** Room for a grouping that is worked out again and again: whoever asked for the one before has it no more. */
interface Room {
  members: Int32Array;
  rank: Int32Array;
}

/**
 * Groups the living by a key.
 * @param ordered the living by ascending address, which members are listed in, so that relabelling slots changes no pick
 * @param of group of each slot, in [0, count)
 * @param sizes members of each group
 * @param room at least as long as there are slots
 */
function groupLiving(ordered: Column, of: Column, sizes: Int32Array, room: Room): Groups {
  const count = sizes.length;
  const starts = new Int32Array(count + 1);
  for (let group = 0; group < count; group++) starts[group + 1] = starts[group] + sizes[group];
  const members = room.members.subarray(0, ordered.length);
  const rank = room.rank.fill(-1);
  const filled = starts.slice();
  for (let position = 0; position < ordered.length; position++) {
    const slot = ordered[position];
    const group = of[slot];
    const place = filled[group]++;
    rank[slot] = place - starts[group];
    members[place] = slot;
  }
  return { count, of, members, starts, rank };
}

/** Whether the living stand in the order of their addresses. */
function isAscending({ living, address }: FieldView): boolean {
  for (let position = 1; position < living.length; position++)
    if (address[living[position - 1]] >= address[living[position]]) return false;
  return true;
}

/** The living in the order of their addresses: the order of everything that goes one by one. */
function byAddress(living: Column, address: Column): Column {
  const slots = Int32Array.from({ length: living.length }, (_, position) => living[position]);
  return slots.sort((a, b) => address[a] - address[b]);
}

/** Where a mechanism looks for peers. */
export const SCOPES = ["field", "region", "sector", "regionSector", "ties"] as const;
export type Scope = (typeof SCOPES)[number];

/** The living grouped by every scope; each grouping is worked out when it is first asked for. */
export interface Neighbourhoods extends Readonly<Record<Scope, Groups>> {
  /** Cell of each slot: region · sectors + sector; where kernels can take it. */
  readonly cell: StoredColumn;
  /** Living associations in each cell. */
  readonly cellCounts: Int32Array;
  /** The living by ascending address. */
  readonly ordered: Column;
  /**
   * To be called whenever the living are no longer the same.
   * @param left slots that no longer live
   * @param came slots in use since, of those that live
   */
  refresh(left: Column, came: Column): void;
}

/**
 * Groups the living by field, region, sector, region and sector together, and along ties.
 * @param memory gives room for the cell of each slot, as many as the field has room for
 * @param readAs whose ties each slot reads, where they are shuffled
 */
export function neighbourhoods(
  field: FieldView,
  regions: number,
  sectors: number,
  memory: Memory,
  readAs?: () => Column,
): Neighbourhoods {
  let known: Partial<Record<Scope, Groups>> = {};
  const counts = new Int32Array(regions * sectors);
  let cell = memory.wholes((field.reserved ?? field.counts).slot);
  let nowhere = new Int32Array(cell.length);
  /** Whether the living stand by ascending address: newcomers have the highest, so that lasts. */
  const isOrdered = isAscending(field);
  /** The living by address, until they change. */
  let ordered: Column | undefined;
  /** Slots whose cell is known. */
  let placed = 0;
  const order = (): Column =>
    isOrdered ? field.living : (ordered ??= byAddress(field.living, field.address));
  /** How many live in each group of `groupOf` a cell. */
  const sum = (groups: number, groupOf: (at: number) => number): Int32Array => {
    const sizes = new Int32Array(groups);
    for (let at = 0; at < counts.length; at++) sizes[groupOf(at)] += counts[at];
    return sizes;
  };
  const sizesOf: Readonly<Record<Exclude<Scope, "ties">, () => Int32Array>> = {
    field: () => Int32Array.of(field.living.length),
    region: () => sum(regions, (at) => Math.floor(at / sectors)),
    sector: () => sum(sectors, (at) => at % sectors),
    regionSector: () => counts,
  };
  const group = (scope: Scope): Groups => {
    if (scope === "ties") return tiedGroups(field, readAs?.());
    const { region, sector } = field;
    const keys = { field: nowhere, region, sector, regionSector: cell } as const;
    return groupLiving(order(), keys[scope], sizesOf[scope](), roomOf(scope));
  };
  const rooms: Partial<Record<Scope, Room>> = {};
  const roomOf = (scope: Scope): Room => {
    const slots = field.counts.slot;
    const room = rooms[scope];
    if (room && room.rank.length >= slots) return room;
    return (rooms[scope] = { members: new Int32Array(slots), rank: new Int32Array(slots) });
  };
  const find = (scope: Scope): Groups => (known[scope] ??= group(scope));
  const around: Neighbourhoods = {
    get field() {
      return find("field");
    },
    get region() {
      return find("region");
    },
    get sector() {
      return find("sector");
    },
    get regionSector() {
      return find("regionSector");
    },
    get ties() {
      return find("ties");
    },
    get cell() {
      return cell;
    },
    cellCounts: counts,
    get ordered() {
      return order();
    },
    refresh(left, came) {
      known = {};
      ordered = undefined;
      const { region, sector, size } = field;
      if (cell.length < size) {
        const longer = new Int32Array(field.counts.slot);
        longer.set(cell.subarray(0, placed));
        cell = longer;
        nowhere = new Int32Array(field.counts.slot);
      }
      for (; placed < size; placed++) cell[placed] = region[placed] * sectors + sector[placed];
      for (let index = 0; index < left.length; index++) counts[cell[left[index]]]--;
      for (let index = 0; index < came.length; index++) counts[cell[came[index]]]++;
    },
  };
  around.refresh([], field.living);
  return around;
}

/** How many of its group ego can see, itself included. */
export function withinReach({ of, starts, reach }: Groups, ego: number): number {
  const size = starts[of[ego] + 1] - starts[of[ego]];
  return reach === undefined ? size : Math.min(size, reach[ego]);
}

/** How many others there are in ego's group that it can see. */
export function othersOf(groups: Groups, ego: number): number {
  const seen = withinReach(groups, ego);
  const rank = groups.rank[ego];
  return seen - (rank >= 0 && rank < seen ? 1 : 0);
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
 * The same members, those of each group that score highest first (ties: the lower address), and each sees so many.
 * @param reach how many, by slot
 */
export function byScore(groups: Groups, score: Column, reach: Column): Groups {
  const members = groups.members.slice();
  const rank = groups.rank.slice();
  for (let group = 0; group < groups.count; group++) {
    const own = members.subarray(groups.starts[group], groups.starts[group + 1]);
    own.sort((a, b) => score[b] - score[a]); // stable: they stand by address
    own.forEach((slot, place) => (rank[slot] = groups.rank[slot] < 0 ? -1 : place));
  }
  return { ...groups, members, rank, reach };
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
    const own = groups.members.subarray(groups.starts[group], groups.starts[group + 1]);
    const chosen = Array.from(own.keys())
      .sort((a, b) => score[own[b]] - score[own[a]] || a - b)
      .slice(0, most)
      .sort((a, b) => a - b)
      .map((place) => own[place]);
    chosen.forEach((slot, place) => (rank[slot] = groups.rank[slot] < 0 ? -1 : place));
    members.push(...chosen);
    starts[group + 1] = members.length;
  }
  return { count: groups.count, of: groups.of, members: Int32Array.from(members), starts, rank };
}
