import { settle, utilityOf, offerAt, type Side } from "../bargaining.ts";
import type { FieldState } from "../field/columns.ts";
import {
  effectiveForm,
  facultyOf,
  leadOf,
  ofLegalForms,
  setUpTimes,
  sizeOf,
} from "../field/situation.ts";
import { power } from "../random/exact.ts";
import type { Draws } from "../random/stream.ts";
import { RESPONSES } from "../schema/population.ts";
import { say } from "../schema/parameter.ts";
import { negotiationSection, type NegotiationParameters } from "./negotiation-parameters.ts";
import type { Now, Stage, Transition } from "./transition.ts";

/** An association at the table of the regulator that pays it most. */
interface Meeting {
  readonly slot: number;
  readonly lead: number;
  readonly table: number;
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
    const establishments = new Float64Array(stage.tables.count);
    return (p, draws, now) => {
      if (p.hazard === 0) return;
      const meetings = call(stage, p, draws, now, establishments);
      if (meetings.length === 0) return;
      const bonus = ofLegalForms(now.regime, stage.shape, "bargaining");
      const times = setUpTimes(now.regime, stage.shape);
      for (const meeting of meetings) {
        const form = effectiveForm(stage.field, times, meeting.slot, now.step);
        const influence = powerOf(stage, p, meeting.slot, form < 0 ? 0 : bonus[form]);
        const weight = stage.field.establishments[meeting.slot] / establishments[meeting.table];
        meet(stage, p, draws, now, { ...meeting, influence, weight });
      }
    };
  },
};

/**
 * Who comes to the table in this step, by address.
 * @param establishments receives those of all that each table leads
 */
function call(
  { field, shape, tables, neighbourhoods }: Stage,
  p: NegotiationParameters,
  draws: Draws,
  { step }: Now,
  establishments: Float64Array,
): Meeting[] {
  const meetings: Meeting[] = [];
  const chances: number[] = [];
  const negotiate = RESPONSES.indexOf("negotiate");
  const { establishments: portfolio, region, sector, response, address, contractUntil } = field;
  const { ordered } = neighbourhoods;
  const { hazard, sizeExponent, seeking } = p;
  establishments.fill(0);
  for (let position = 0; position < ordered.length; position++) {
    const slot = ordered[position];
    const lead = leadOf(field, shape, slot);
    if (lead < 0) continue;
    const n = portfolio[slot];
    const table = tables.of(lead, region[slot], sector[slot]);
    establishments[table] += n;
    const until = contractUntil[slot];
    if (until >= step) continue;
    const chance = (chances[n] ??= hazard * power(n, sizeExponent));
    const sought = response[slot] === negotiate ? chance * seeking : chance;
    const isRenewal = until === step - 1;
    if (isRenewal || draws.uniform(address[slot], COMING) < sought)
      meetings.push({ slot, lead, table });
  }
  return meetings;
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

interface Seated extends Meeting {
  /** ω of the association. */
  readonly influence: number;
  /** Its share of the establishments that the table leads. */
  readonly weight: number;
}

/** One table: a deal or a conflict, and what it leaves behind. */
function meet(
  stage: Stage,
  p: NegotiationParameters,
  draws: Draws,
  now: Now,
  seated: Seated,
): void {
  const { field, chronicle } = stage;
  const { slot } = seated;
  const errors = [OWN_ERROR, OTHER_ERROR].map(
    (n) => p.perception * draws.normal(field.address[slot], n),
  );
  const sides = takeSeats(stage, p, now, seated, errors);
  const settlement = new Float64Array(field.practices);
  const outcome = settle(seated.influence, ...sides, settlement);
  const moved = outcome.isDeal ? conclude(stage, p, now, seated, settlement) : part(field, p, slot);
  chronicle.flows[outcome.isDeal ? "negotiation.deals" : "negotiation.conflicts"]++;
  if (!chronicle.isKept) return;
  const [own, other] = sides;
  const offer = offerAt(seated.influence, own, other, new Float64Array(field.practices));
  chronicle.events.push({
    step: now.step,
    kind: outcome.isDeal ? "deal" : "conflict",
    association: slot,
    other: seated.table,
    what: stage.shape.regulators[seated.lead],
    causes: {
      power: seated.influence,
      ...(outcome.least <= 1 ? { leastAccepted: outcome.least } : {}),
      ...(outcome.most >= 0 ? { mostAccepted: outcome.most } : {}),
      utility: utilityOf(own, settlement),
      fallback: own.fallback,
      authorityUtility: utilityOf(other, settlement),
      authorityFallback: other.fallback,
      weight: seated.weight,
    },
    offer: Array.from(offer),
    counterOffer: Array.from(own.ideal),
    ...(moved ? { vector: Array.from(settlement), moved } : {}),
  });
}

/** What the two sides ask for, weigh and expect without a deal: A + e·(R − A), e = enforcement · stringency · d. */
function takeSeats(
  { field, shape }: Stage,
  p: NegotiationParameters,
  { regime }: Now,
  { slot, lead }: Seated,
  errors: readonly number[],
): [own: Side, other: Side] {
  const { practices, dependence } = field;
  const row = slot * practices;
  const { admissibility, salience, enforcement, stringency } =
    regime.regulators[shape.regulators[lead]];
  const practice = field.practice.subarray(row, row + practices);
  const project = field.project.subarray(row, row + practices);
  const rule = field.prescription.subarray(row, row + practices);
  const imposed = enforcement * stringency * dependence[slot];
  const expected = practice.map((level, k) => level + imposed * (rule[k] - level));
  const ideal = rule.map((level, k) => level + (admissibility[k] ?? 1) * (project[k] - level));
  const own: Side = { ideal, wish: project, salience: shape.stakes, fallback: 0 };
  const other: Side = {
    ideal: rule,
    wish: rule,
    salience: weigh(salience, practices),
    fallback: 0,
  };
  const fallBack = (side: Side, error: number): Side => ({
    ...side,
    fallback: utilityOf(side, expected) - p.conflictCost + error,
  });
  return [fallBack(own, errors[0]), fallBack(other, errors[1])];
}

/** Saliences that sum to 1; alike where none is given or all are 0. */
function weigh(salience: readonly number[], practices: number): Float64Array {
  const all = salience.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from({ length: practices }, (_, k) =>
    all > 0 ? salience[k] / all : 1 / practices,
  );
}

/**
 * A deal: a contract for the term, standing, and a precedent.
 * @returns what it adds to the precedents: weight · (settlement − prescription)
 */
function conclude(
  { field }: Stage,
  p: NegotiationParameters,
  { step }: Now,
  { slot, table, weight }: Seated,
  settlement: Float64Array,
): number[] {
  const { practices, prescription, precedents, legitimacy } = field;
  field.settlement.set(settlement, slot * practices);
  field.contractUntil[slot] = step + p.term - 1;
  legitimacy[slot] = Math.min(1, legitimacy[slot] + p.dealLegitimacy);
  return Array.from(settlement, (level, k) => {
    const moved = weight * (level - prescription[slot * practices + k]);
    precedents[table * practices + k] += moved;
    return moved;
  });
}

/** A conflict costs standing and leaves uncertainty. */
function part(
  { legitimacy, uncertainty }: FieldState,
  p: NegotiationParameters,
  slot: number,
): undefined {
  legitimacy[slot] = Math.max(0, legitimacy[slot] - p.conflictLegitimacy);
  uncertainty[slot] = Math.min(1, uncertainty[slot] + p.conflictUncertainty);
}
