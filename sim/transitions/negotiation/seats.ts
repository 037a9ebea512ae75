import { utilityOf, type Side } from "../../bargaining.ts";
import type { FieldView } from "../../field/columns.ts";
import type { FieldShape } from "../../field/shape.ts";
import { onceFor, type Regime } from "../../policy.ts";
import type { Stage } from "../transition.ts";

/** The two sides of a table: the association and the authority. */
export interface Seats {
  readonly own: Side;
  readonly other: Side;
}

/** A side that is written anew for every table. */
interface Seat extends Side {
  readonly ideal: Float64Array;
  readonly wish: Float64Array;
  salience: Float64Array;
  fallback: number;
}

/**
 * Seats an association and its lead.
 * @param conflictCost what each side loses without a deal
 * @param errors what the association and the authority misjudge
 */
export type TakeSeats = (
  regime: Regime,
  slot: number,
  lead: number,
  without: { readonly conflictCost: number; readonly errors: readonly [number, number] },
) => Seats;

/** Opens the seats of a field, which all its tables share: whoever is seated next takes their place. */
export function openSeats({ field, shape }: Stage): TakeSeats {
  const { practices } = field;
  const row = (): Float64Array => new Float64Array(practices);
  const rule = row();
  const own: Seat = { ideal: row(), wish: row(), salience: shape.stakes, fallback: 0 };
  const other: Seat = { ideal: rule, wish: rule, salience: shape.stakes, fallback: 0 };
  const expected = row();
  return (regime, slot, lead, { conflictCost, errors }) => {
    const office = officesOf(regime, shape)[lead];
    ask(field, slot, office, own, rule);
    expect(field, slot, office, rule, expected);
    other.salience = office.salience;
    own.fallback = utilityOf(own, expected) - conflictCost + errors[0];
    other.fallback = utilityOf(other, expected) - conflictCost + errors[1];
    return { own, other };
  };
}

/** What a regulator brings to every table. */
interface Office {
  /** Parts of the gap between project and prescription that may be bargained. */
  readonly admissibility: Float64Array;
  readonly salience: Float64Array;
  /** enforcement · stringency. */
  readonly force: number;
}

function officesOf(regime: Regime, shape: FieldShape): readonly Office[] {
  return onceFor(regime, "negotiation.offices", () =>
    shape.regulators.map((id) => {
      const { admissibility, salience, enforcement, stringency } = regime.regulators[id];
      const practices = shape.practices.length;
      return {
        admissibility: Float64Array.from(shape.practices, (_, k) => admissibility[k] ?? 1),
        salience: weigh(salience, practices),
        force: enforcement * stringency,
      };
    }),
  );
}

/** Saliences that sum to 1; alike where none is given or all are 0. */
function weigh(salience: readonly number[], practices: number): Float64Array {
  const all = salience.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from({ length: practices }, (_, k) =>
    all > 0 ? salience[k] / all : 1 / practices,
  );
}

/** What both want: the prescription R, the project P, and what of P may be asked for, R + admissibility · (P − R). */
function ask(
  { prescription, project, practices }: FieldView,
  slot: number,
  { admissibility }: Office,
  { ideal, wish }: Seat,
  rule: Float64Array,
): void {
  for (let k = 0, at = slot * practices; k < practices; k++, at++) {
    const level = prescription[at];
    rule[k] = level;
    wish[k] = project[at];
    ideal[k] = level + admissibility[k] * (wish[k] - level);
  }
}

/** What follows without a deal: A + e·(R − A), e = enforcement · stringency · d. */
function expect(
  { practice, dependence, practices }: FieldView,
  slot: number,
  { force }: Office,
  rule: Float64Array,
  expected: Float64Array,
): void {
  const imposed = force * dependence[slot];
  for (let k = 0, at = slot * practices; k < practices; k++, at++) {
    const level = practice[at];
    expected[k] = level + imposed * (rule[k] - level);
  }
}
