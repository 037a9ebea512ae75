import { ln } from "../random/exact.ts";
import { openStream, type Draws } from "../random/stream.ts";
import { EXPOSURES, type Exposure } from "../schema/exposures.ts";
import type { Scenario } from "../schema/scenario.ts";
import type { FieldState } from "./columns.ts";
import { openPermutation } from "./permutation.ts";
import type { FieldShape } from "./shape.ts";

/** Goals in a payoff, in the order of the columns of `goals`. */
export const GOALS = ["money", "legitimacy", "loyalty", "need"] as const;

/** Number of the draw that picks the goal that matters most, and of that which orders the first public funder. */
const DRAW = { goal: 32, funder: 16 } as const;

type Assigned = Scenario["population"]["exposures"];

/** Whether budgets stay as they are assigned. */
export const isFundingHeld = ({ dependence, centralisation }: Assigned): boolean =>
  dependence.draw !== "own" || centralisation.draw !== "own";

/** Widths of the columns that hold what is assigned one by one; 0 where it is not. */
export function exposureWidths({ ambiguity, payoffNoise, visible }: Assigned) {
  const one = ({ draw }: Assigned[Exposure], width: number): number => (draw === "own" ? 0 : width);
  return {
    goals: one(ambiguity, GOALS.length),
    noises: one(payoffNoise, 1),
    sights: one(visible, 1),
  };
}

/** Exposures assigned at random. */
export interface Exposures {
  /** Writes those of one slot, at its founding, over what it was founded with: another's where they are permuted. */
  assign(field: FieldState, slot: number): void;
  /** What was drawn for an address, on whomever it acts; NaN where nothing was. */
  drawnFor(exposure: Exposure, address: number): number;
}

/** Opens the assignment of exposures. Draws have a stream of their own at step 0, so they go with nothing else. */
export function openExposures(
  { population }: Pick<Scenario, "population">,
  shape: FieldShape,
  seed: string,
): Exposures {
  const { exposures, permuted, associations } = population;
  const assigned = EXPOSURES.filter((exposure) => exposures[exposure].draw !== "own");
  if (assigned.length === 0) return { assign: () => undefined, drawnFor: () => NaN };
  const draws = openStream(seed, "exposures").at(0);
  const partnerOf = openPermutation(seed, associations);
  const drawnFor = (exposure: Exposure, address: number): number => {
    if (!assigned.includes(exposure)) return NaN;
    return valueOf(exposures, exposure, draws.uniform(address, EXPOSURES.indexOf(exposure)));
  };
  return {
    drawnFor,
    assign(field, slot) {
      const own = field.address[slot];
      for (const exposure of assigned) {
        const address = permuted.includes(exposure) ? partnerOf(own) : own;
        WRITE[exposure](field, slot, drawnFor(exposure, address), { shape, draws, address });
      }
    },
  };
}

/** What a uniform number makes of an exposure's low and high. */
function valueOf(exposures: Assigned, exposure: Exposure, uniform: number): number {
  const { draw, low, high } = exposures[exposure];
  if (draw === "levels") return uniform < 0.5 ? low : high;
  return exposure === "centralisation" || exposure === "visible"
    ? low + Math.floor((high - low + 1) * uniform)
    : low + (high - low) * uniform;
}

/** Where an exposure is drawn. */
interface Around {
  readonly shape: FieldShape;
  readonly draws: Draws;
  readonly address: number;
}

const WRITE: Readonly<
  Record<Exposure, (field: FieldState, slot: number, value: number, around: Around) => void>
> = {
  dependence: (field, slot, value, { shape }) => depend(field, shape, slot, value),
  centralisation: (field, slot, value, around) => centralise(field, slot, value, around),
  payoffNoise: (field, slot, value) => (field.payoffNoise[slot] = value),
  ambiguity(field, slot, value, { draws, address }) {
    const first = slot * GOALS.length;
    const uniform = draws.uniform(address, DRAW.goal);
    field.goals.fill(value / GOALS.length, first, first + GOALS.length);
    field.goals[first + Math.floor(GOALS.length * uniform)] += 1 - value;
  },
  credentials: (field, slot, value) => (field.credentials[slot] = value),
  meetings: (field, slot, value) => (field.meetings[slot] = value),
  visible: (field, slot, value) => (field.visible[slot] = value),
};

/** Gives the public share of a budget a value, mixes within the public and the private part kept. */
function depend(field: FieldState, shape: FieldShape, slot: number, value: number): void {
  const width = shape.funders.length;
  const regulators = shape.regulators.length;
  const first = slot * width;
  const before = field.dependence[slot];
  let others = 0;
  for (let j = regulators; j < width; j++) others += field.funders[first + j];
  for (let j = 0; j < width; j++) {
    const share = field.funders[first + j];
    if (j < regulators)
      field.funders[first + j] = before > 0 ? share * (value / before) : value / regulators;
    else
      field.funders[first + j] =
        others > 0 ? share * ((1 - value) / others) : j === regulators ? 1 - value : 0;
  }
  field.dependence[slot] = value;
}

/** Shares the public part of a budget alike among so many funders, drawn at random. */
function centralise(
  field: FieldState,
  slot: number,
  most: number,
  { shape, draws, address }: Around,
): void {
  const regulators = shape.regulators.length;
  const first = slot * shape.funders.length;
  const many = Math.min(most, regulators);
  const lot = Float64Array.from(shape.regulators, (_, q) =>
    draws.uniform(address, DRAW.funder + q),
  );
  const order = Array.from(lot.keys()).sort((a, b) => lot[a] - lot[b] || a - b);
  order.forEach(
    (q, rank) => (field.funders[first + q] = rank < many ? field.dependence[slot] / many : 0),
  );
}

/** Entropy of goals that are as ambiguous as said, in that of four alike: 0 of one alone. */
export function entropyOf(ambiguity: number): number {
  const other = ambiguity / GOALS.length;
  const shares = [1 - ambiguity + other, other, other, other];
  const entropy = shares.reduce((sum, share) => (share > 0 ? sum - share * ln(share) : sum), 0);
  return entropy / ln(GOALS.length);
}

/** What a newly created association takes from another: all that is assigned, and its ties. */
export function inheritExposures(
  field: FieldState,
  shape: FieldShape,
  to: number,
  from: number,
): void {
  for (const name of ["goals", "payoffNoise", "visible", "ties"] as const) {
    const width = field[name].length / field.counts.slot;
    field[name].copyWithin(to * width, from * width, (from + 1) * width);
  }
  for (const name of shape.heldExposures) field[name][to] = field[name][from];
}
