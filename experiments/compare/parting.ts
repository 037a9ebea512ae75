import {
  type FieldView,
  type RunPlan,
  startRun,
  type StepPart,
  type SwitchId,
  type Witness,
} from "../../sim/index.ts";
import { type ColumnDifference, differences, firstDifference } from "./differences.ts";
import { match } from "./twins.ts";

/** A mechanism that first proposed something else. */
export interface MechanismDifference {
  readonly id: SwitchId;
  /** Associations for which it proposed something else. */
  readonly associations: number;
  /** The first of them, by address. */
  readonly association: number;
  readonly vector: "practice" | "display";
  /** Index of the first practice that differs, and what was proposed for it; 0 where nothing was. */
  readonly practice: number;
  readonly a: number;
  readonly b: number;
}

/** Where two runs part: before it their states are the same to the last bit. */
export interface Parting {
  /** Negative or 0 in the burn-in. */
  readonly step: number;
  readonly part: StepPart;
  /** Mechanisms whose line of the account is another, in ledger order; only where the part is `pressures`. */
  readonly mechanisms: readonly MechanismDifference[];
  /** Columns that differ after the part. */
  readonly columns: readonly ColumnDifference[];
  /** Addresses of associations that are there in only one of the two. */
  readonly onlyA: readonly number[];
  readonly onlyB: readonly number[];
}

/** One state on the way of a run. */
interface Mark {
  readonly step: number;
  readonly part: StepPart;
  readonly digest: string;
}

/** State copied where a witness asked for it. */
type Kept = FieldView;

/**
 * Finds the part of a step in which two runs part, each lived through again up to there.
 * @param step the first step after which their states differ; 0 where they do so after burn-in
 */
export function findParting(a: RunPlan, b: RunPlan, step: number): Parting {
  const [first, second] = [marks(a, step), marks(b, step)];
  let at = 0;
  while (at < first.length && at < second.length && isSame(first[at], second[at])) at++;
  const mark = first[at] ?? second[at] ?? first.at(-1);
  if (mark === undefined) throw new Error("a run without any step");
  const [mine, others] = [seen(a, mark), seen(b, mark)];
  const matching = match(mine.field, others.field);
  const addresses = (field: FieldView, slots: readonly number[]): number[] =>
    slots.map((slot) => field.address[slot] ?? -1);
  return {
    step: mark.step,
    part: mark.part,
    mechanisms: mark.part === "pressures" ? mechanismDifferences(mine, others) : [],
    columns: differences(mine.field, others.field, matching),
    onlyA: addresses(mine.field, matching.onlyA),
    onlyB: addresses(others.field, matching.onlyB),
  };
}

const isSame = (a: Mark | undefined, b: Mark | undefined): boolean =>
  a?.step === b?.step && a?.part === b?.part && a?.digest === b?.digest;

/** Lives through a run up to a step with somebody watching. */
function live(plan: RunPlan, step: number, witness: Witness): void {
  const run = startRun(plan, { digest: false, events: false, witness });
  while (run.step < step) run.advance();
}

/** Digests of all states that a run goes through: in the burn-in where it is that, else in the one step. */
function marks(plan: RunPlan, step: number): readonly Mark[] {
  const found: Mark[] = [];
  live(plan, step, {
    over(at, part, _field, digest) {
      if (step < 1 || at === step) found.push({ step: at, part, digest: digest() });
    },
  });
  return found;
}

/** What a run looked like after one part of a step, and what was proposed in that step. */
interface Seen {
  readonly field: Kept;
  /** By mechanism, then by address: what it proposed. */
  readonly proposals: ReadonlyMap<SwitchId, ReadonlyMap<number, Rows>>;
}

interface Rows {
  readonly practice: Float64Array;
  readonly display: Float64Array;
}

function seen(plan: RunPlan, mark: Pick<Mark, "step" | "part">): Seen {
  let kept: Kept | undefined;
  let present: FieldView | undefined;
  const proposals = new Map<SwitchId, Map<number, Rows>>();
  const isPressed = mark.part === "pressures";
  live(plan, Math.max(0, mark.step), {
    over(step, part, field) {
      present = field;
      if (step === mark.step && part === mark.part) kept = structuredCopy(field);
    },
    ...(isPressed && {
      proposed(step, { id, slots, practice, display }) {
        if (step !== mark.step || present === undefined) return;
        const rows = proposals.get(id) ?? new Map<number, Rows>();
        proposals.set(id, rows);
        const K = present.practices;
        const rowOf = (of: Float64Array, row: number) => of.slice(row * K, (row + 1) * K);
        for (let row = 0; row < slots.length; row++)
          rows.set(present.address[slots[row] ?? 0] ?? -1, {
            practice: rowOf(practice, row),
            display: rowOf(display, row),
          });
      },
    }),
  });
  if (kept === undefined) throw new Error(`no ${mark.part} in step ${mark.step}`);
  return { field: kept, proposals };
}

function structuredCopy(field: FieldView): Kept {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(field))
    copy[key] = ArrayBuffer.isView(value) ? (value as unknown as Float64Array).slice() : value;
  return copy as unknown as Kept;
}

function mechanismDifferences(a: Seen, b: Seen): readonly MechanismDifference[] {
  const ids = [...new Set([...a.proposals.keys(), ...b.proposals.keys()])];
  return ids.flatMap((id) => {
    const [mine, others] = [a.proposals.get(id), b.proposals.get(id)];
    let associations = 0;
    let first: MechanismDifference | undefined;
    for (const address of new Set([...(mine?.keys() ?? []), ...(others?.keys() ?? [])])) {
      const found = rowsDiffer(mine?.get(address), others?.get(address), a.field.practices);
      if (found === undefined) continue;
      associations++;
      if (first === undefined || address < first.association)
        first = { id, associations: 0, association: address, ...found };
    }
    return first === undefined ? [] : [{ ...first, associations }];
  });
}

const NOTHING = new Float64Array();

function rowsDiffer(
  a: Rows | undefined,
  b: Rows | undefined,
  practices: number,
): Pick<MechanismDifference, "vector" | "practice" | "a" | "b"> | undefined {
  for (const vector of ["practice", "display"] as const) {
    const [mine, others] = [a?.[vector] ?? NOTHING, b?.[vector] ?? NOTHING];
    // what nobody proposed moves nobody, and so does a proposal of 0, of either sign
    const moved = (row: Float64Array): Float64Array =>
      Float64Array.from({ length: practices }, (_, k) => (row[k] ?? 0) + 0);
    const [left, right] = [moved(mine), moved(others)];
    const practice = firstDifference(left, 0, right, 0, practices);
    if (practice >= 0) return { vector, practice, a: left[practice] ?? 0, b: right[practice] ?? 0 };
  }
  return undefined;
}
