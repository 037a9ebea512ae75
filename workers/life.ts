import { type FieldView, MECHANISMS, type Run, type SimEvent, type Witness } from "../sim/index.ts";
import { lifeOf } from "../experiments/story/life.ts";
import { OTHER, partnerOf } from "../experiments/story/tell.ts";
import type { Life } from "./protocol.ts";

/** What moved an association besides its influences and the bounds: mergers, mostly. */
const OTHERS = "others";
/** Numbers of the accounts that one life may take up. */
const MOST_KEPT = 1_000_000;

/** Writes the life of one association down while a run is lived through. */
export interface Biographer {
  readonly witness: Witness;
  note(run: Run): void;
  tell(): Life;
}

/** @param steps how many steps there will be at most */
export function openBiographer(slot: number, steps: number): Biographer {
  const lines = [
    ...MECHANISMS.filter(({ acts }) => acts.practice).map(({ id }) => id as string),
    OTHERS,
  ];
  const rows = { practice: [], display: [], prescription: [] } as Record<Vector, number[]>;
  const numbers = Object.fromEntries(SERIES.map((name) => [name, []])) as unknown as Numbers;
  const kept: number[] = [];
  const events: SimEvent[] = [];
  const person = { born: 0, died: -1, into: -1, region: 0, sector: 0, archetype: 0 };
  const account = openAccount(slot, lines);
  let every = 1;
  let first = -1;
  return {
    witness: account.witness,
    note(run) {
      const { field, step } = run;
      // a large field has more events than fit: those of others go at once
      for (const event of run.drain()) if (mayBeOf(event, slot)) events.push(event);
      if (field.size <= slot) return;
      if (first < 0) {
        first = step;
        every = Math.max(1, Math.ceil((steps * lines.length * field.practices) / MOST_KEPT));
        for (const name of ["born", "region", "sector", "archetype"] as const)
          person[name] = field[name][slot]!;
      }
      const died = field.died[slot]!;
      if (died >= 0 && died < step) return;
      if (died >= 0) Object.assign(person, { died, into: field.into[slot]! });
      for (const name of VECTORS) rows[name].push(...rowOf(field, name, slot));
      for (const name of SERIES) numbers[name].push(read(field, name, slot));
      if ((step - first) % every === 0) kept.push(...account.sums(field.practices));
    },
    tell: () => ({
      slot,
      ...person,
      first,
      lines,
      every,
      moved: Float64Array.from(kept),
      practice: Float64Array.from(rows.practice),
      display: Float64Array.from(rows.display),
      prescription: Float64Array.from(rows.prescription),
      numbers: Object.fromEntries(
        SERIES.map((name) => [name, Float64Array.from(numbers[name])]),
      ) as Life["numbers"],
      events: lifeOf(events, slot),
    }),
  };
}

const VECTORS = ["practice", "display", "prescription"] as const;
type Vector = (typeof VECTORS)[number];

const SERIES = [
  "places",
  "establishments",
  "budget",
  "reserve",
  "legitimacy",
  "uncertainty",
  "dependence",
  "response",
  "grouping",
] as const satisfies readonly (keyof Life["numbers"])[];
type Numbers = Record<(typeof SERIES)[number], number[]>;

/** The budget is what is paid for its places: w·τ, 1 = a place at the reference cost. */
function read(field: FieldView, name: (typeof SERIES)[number], slot: number): number {
  return name === "budget" ? field.places[slot]! * field.tariff[slot]! : field[name][slot]!;
}

function rowOf({ practices, ...field }: FieldView, name: Vector, slot: number): number[] {
  return Array.from({ length: practices }, (_, k) => field[name][slot * practices + k]!);
}

/** The account of one association's practice: what each line did to it since it began, K numbers per line. */
function openAccount(slot: number, lines: readonly string[]) {
  const bounds = lines.indexOf("bounds");
  const others = lines.indexOf(OTHERS);
  let sums = new Float64Array();
  let asked = new Float64Array(); // Σ of what was proposed in this step
  let last: number[] | null = null;
  const begin = (field: FieldView): void => {
    if (sums.length === 0) sums = new Float64Array(lines.length * field.practices);
    asked = new Float64Array(field.practices);
  };
  const witness: Witness = {
    proposed(step, { id, slots, practice }) {
      const line = lines.indexOf(id);
      if (step < 1 || line < 0 || practice.length === 0 || sums.length === 0) return;
      const row = find(slots, slot);
      if (row < 0) return;
      const practices = asked.length;
      for (let k = 0; k < practices; k++) {
        const move = practice[row * practices + k]!;
        asked[k]! += move;
        sums[line * practices + k]! += move;
      }
    },
    over(step, part, field) {
      if (step < 1 || field.size <= slot) return;
      if (sums.length === 0) begin(field);
      const { practices } = field;
      const now = rowOf(field, "practice", slot);
      const isPressed = part === "pressures";
      for (let k = 0; last !== null && k < practices; k++) {
        const move = now[k]! - last[k]! - (isPressed ? asked[k]! : 0);
        sums[(isPressed ? bounds : others) * practices + k]! += move;
      }
      if (isPressed) asked.fill(0);
      last = now;
    },
  };
  return {
    witness,
    /** A copy; zeros where nothing has moved yet. */
    sums: (practices: number): Float64Array =>
      sums.length === 0 ? new Float64Array(lines.length * practices) : sums.slice(),
  };
}

/** Whether an event can be one of an association's life: its own, or one of a grouping as a whole. */
function mayBeOf(event: SimEvent, slot: number): boolean {
  if (event.kind === "reform") return false;
  const isOfGrouping = event.association < 0 && OTHER[event.kind] === "grouping";
  return isOfGrouping || event.association === slot || partnerOf(event) === slot;
}

/** The row of a slot; −1 where it is not there. Blocks list theirs in ascending order, others as they come. */
function find(slots: ArrayLike<number>, slot: number): number {
  if (Array.isArray(slots)) return slots.indexOf(slot);
  let low = 0;
  let high = slots.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = slots[middle]!;
    if (found === slot) return middle;
    if (found < slot) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
