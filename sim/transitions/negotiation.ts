import { settle, utilityOf, offerAt, type Outcome } from "../bargaining.ts";
import type { FieldState } from "../field/columns.ts";
import { effectiveForm, facultyOf, ofLegalForms, setUpTimes, sizeOf } from "../field/situation.ts";
import { power } from "../random/exact.ts";
import type { Draws } from "../random/stream.ts";
import { RESPONSES } from "../schema/population.ts";
import { say } from "../schema/parameter.ts";
import { openSeats, type Seats, type TakeSeats } from "./negotiation/seats.ts";
import { negotiationSection, type NegotiationParameters } from "./negotiation-parameters.ts";
import type { Now, Stage, Transition } from "./transition.ts";

/** An association at the table of the regulator that pays it most. */
interface Meeting {
  readonly slot: number;
  /** That regulator's table of rules. */
  readonly table: number;
  /** ω of the association. */
  readonly influence: number;
  /** Its share of the establishments that the table leads. */
  readonly weight: number;
}

/** What is at hand while the tables of one step are held. */
interface Session {
  readonly stage: Stage;
  readonly p: NegotiationParameters;
  readonly draws: Draws;
  readonly now: Now;
  readonly takeSeats: TakeSeats;
  /** What the present table settles on, K positions. */
  readonly settlement: Float64Array;
}

/** Draws: 0 decides who comes to the table, 1 and 2 what the association and the authority misjudge. */
const COMING = 0;
const OWN_ERROR = 1;
const OTHER_ERROR = 2;

const LEAST_POWER = 0.02; // assumption: no side is ever without any, or with all
const MOST_POWER = 0.98;

/**
 * Contracts with the authority: associations come to its table at the end of a contract or by chance, and settle on the
 * frontier between what they want of the negotiable and the prescription, or part in conflict. A deal is a derogation
 * for a term, and a precedent for the table's rule.
 */
export const negotiation: Transition<"negotiation", NegotiationParameters> = {
  id: "negotiation",
  label: say("Negotiation", "Négociation"),
  parameters: negotiationSection,
  start: (stage) => {
    const { field, shape, leads } = stage;
    const establishments = new Float64Array(stage.tables.count);
    const settlement = new Float64Array(field.practices);
    const takeSeats = openSeats(stage);
    return (p, draws, now) => {
      if (p.hazard === 0) return;
      const coming = call(stage, p, draws, now, establishments);
      if (coming.length === 0) return;
      const session: Session = { stage, p, draws, now, takeSeats, settlement };
      const bonus = ofLegalForms(now.regime, shape, "bargaining");
      const times = setUpTimes(now.regime, shape);
      for (const slot of coming) {
        const form = effectiveForm(field, times, slot, now.step);
        const influence = powerOf(stage, p, slot, form < 0 ? 0 : bonus[form]);
        const table = leads.table[slot];
        const weight = field.establishments[slot] / establishments[table];
        meet(session, { slot, table, influence, weight });
      }
    };
  },
};

/**
 * Who comes to the table in this step, by address.
 * @param establishments receives those of all that each table leads
 */
function call(
  { field, leads, neighbourhoods }: Stage,
  p: NegotiationParameters,
  draws: Draws,
  { step }: Now,
  establishments: Float64Array,
): number[] {
  const coming: number[] = [];
  const chances: number[] = [];
  const negotiate = RESPONSES.indexOf("negotiate");
  const { establishments: portfolio, response, address, contractUntil } = field;
  const { table: tableOf } = leads;
  const { ordered } = neighbourhoods;
  const { hazard, sizeExponent, seeking } = p;
  establishments.fill(0);
  for (let position = 0; position < ordered.length; position++) {
    const slot = ordered[position];
    const table = tableOf[slot];
    if (table < 0) continue;
    const n = portfolio[slot];
    establishments[table] += n;
    const until = contractUntil[slot];
    if (until >= step) continue;
    const chance = (chances[n] ??= hazard * power(n, sizeExponent));
    const sought = response[slot] === negotiate ? chance * seeking : chance;
    const isRenewal = until === step - 1;
    if (isRenewal || draws.uniform(address[slot], COMING) < sought) coming.push(slot);
  }
  return coming;
}

/** ω: from voice, size, independence and the grouping's voice. */
function powerOf(
  { field, shape }: Stage,
  p: NegotiationParameters,
  slot: number,
  bonus: number,
): number {
  const gained =
    p.power +
    p.voiceWeight * (facultyOf(field, shape, "voice", slot) - 1 / 2) +
    p.sizeWeight * sizeOf(field.establishments[slot]) +
    p.independenceWeight * (1 - field.dependence[slot]) +
    p.groupingWeight * bonus;
  return Math.min(MOST_POWER, Math.max(LEAST_POWER, gained));
}

/** One table: a deal or a conflict, and what it leaves behind. */
function meet(session: Session, meeting: Meeting): void {
  const { stage, p, draws, now, settlement } = session;
  const { field, chronicle, leads } = stage;
  const { slot, influence } = meeting;
  const address = field.address[slot];
  const errorOf = (n: number): number => p.perception * draws.normal(address, n);
  const seats = session.takeSeats(now.regime, slot, leads.regulator[slot], {
    conflictCost: p.conflictCost,
    errors: [errorOf(OWN_ERROR), errorOf(OTHER_ERROR)],
  });
  const outcome = settle(influence, seats.own, seats.other, settlement);
  if (outcome.isDeal) conclude(session, meeting);
  else part(field, p, slot);
  chronicle.flows[outcome.isDeal ? "negotiation.deals" : "negotiation.conflicts"]++;
  if (chronicle.isKept) tell(session, meeting, seats, outcome);
}

/** A deal: a contract for the term, standing, and weight · (settlement − prescription) for the precedents. */
function conclude({ stage, p, now, settlement }: Session, { slot, table, weight }: Meeting): void {
  const { practices, prescription, precedents, legitimacy, settlement: settled } = stage.field;
  const row = slot * practices;
  for (let k = 0; k < practices; k++) {
    settled[row + k] = settlement[k];
    precedents[table * practices + k] += weight * (settlement[k] - prescription[row + k]);
  }
  stage.field.contractUntil[slot] = now.step + p.term - 1;
  legitimacy[slot] = Math.min(1, legitimacy[slot] + p.dealLegitimacy);
}

/** A conflict costs standing and leaves uncertainty. */
function part(
  { legitimacy, uncertainty }: FieldState,
  p: NegotiationParameters,
  slot: number,
): void {
  legitimacy[slot] = Math.max(0, legitimacy[slot] - p.conflictLegitimacy);
  uncertainty[slot] = Math.min(1, uncertainty[slot] + p.conflictUncertainty);
}

/** Tells of a table: who asked for what, what each could fall back on, and what a deal added to the precedents. */
function tell(
  { stage, now, settlement }: Session,
  { slot, table, influence, weight }: Meeting,
  { own, other }: Seats,
  { isDeal, least, most }: Outcome,
): void {
  const { shape, leads } = stage;
  const { ideal: rule } = other;
  stage.chronicle.events.push({
    step: now.step,
    kind: isDeal ? "deal" : "conflict",
    association: slot,
    other: table,
    what: shape.regulators[leads.regulator[slot]],
    causes: {
      power: influence,
      ...(least <= 1 ? { leastAccepted: least } : {}),
      ...(most >= 0 ? { mostAccepted: most } : {}),
      utility: utilityOf(own, settlement),
      fallback: own.fallback,
      authorityUtility: utilityOf(other, settlement),
      authorityFallback: other.fallback,
      weight,
    },
    offer: Array.from(offerAt(influence, own, other, new Float64Array(settlement.length))),
    counterOffer: Array.from(own.ideal),
    ...(isDeal
      ? {
          vector: Array.from(settlement),
          moved: Array.from(settlement, (level, k) => weight * (level - rule[k])),
        }
      : {}),
  });
}
