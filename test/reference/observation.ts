import { exp, ln } from "../../sim/random/exact.ts";
import { dispersion, keepBooks, type Measures, type Step } from "./ledger.ts";
import { doctrineOf } from "./policy.ts";
import { at, average, distance, dot, firstBy, mean, sum } from "./vectors.ts";
import { ceilingOf, cellOf, DUST, facultiesOf, leadOf, living, membersIn, membersOf, RESPONSES, type Association, type World } from "./world.ts"; // prettier-ignore

type Vector = "practice" | "display" | "project";

/** 3.15: all measures of one step, worked out afresh; some refer to those of step 0. */
export function observe(world: World, step?: Step, origin?: Measures) {
  const all: Measures = {};
  for (const of of ["practice", "display", "project"] as const)
    observeDispersion(all, world, of, origin);
  observeGaps(all, world, origin);
  for (const rest of [observeTemplates, observeStanding, observeOrder, observeConcentration])
    rest(all, world);
  for (const flow of FLOWS) all[flow] = step === undefined ? 0 : (world.flows[flow] ?? 0);
  for (const id of "reform negotiation doctrine imitation innovation bounds residual".split(" "))
    all[`prescription.moved.${id}`] = step === undefined ? 0 : (world.moved[id] ?? 0);
  keepBooks(all, step);
  return all;
}

const FLOWS = [
  ...["calls", "calls.unanswered", "calls.experimental", "bids", "awards", "awards.large"],
  ...["proposals", "proposals.authorised", "extensions", "inspections", "inspections.caught"],
  ...["bailouts", "reconsidered", "negotiation.deals", "negotiation.conflicts"],
  ...["groupings.formed", "groupings.joined", "groupings.left", "groupings.deepened"],
  ...["groupings.dissolved", "injunctions.refused", "mergers", "closures", "foundings", "entries"],
];

/** The mean of what of all has a value; none where nothing has. */
const meanOrNull = (values: number[]) => (values.length === 0 ? null : mean(values));

function observeDispersion(all: Measures, world: World, of: Vector, origin?: Measures) {
  const name = `dispersion.${of}`;
  const { scenario, step } = world;
  const own = living(world);
  const rows = own.map((a) => a[of]);
  const total = dispersion(rows);
  all[name] = total;
  for (const [k, id] of Object.keys(scenario.field.practices).entries())
    all[`${name}.of.${id}`] = dispersion(rows.map((row) => [at(row, k)]));
  all[`${name}.weighted`] = dispersion(rows, own.map((a) => a.places)); // prettier-ignore
  for (const by of ["region", "sector"]) {
    // every row at its group's centre: what varies then is what lies between groups
    const centres = own.map((ego) => average(membersOf(by, world, ego).map((a) => a[of])));
    all[`${name}.between.${by}`] = dispersion(centres);
    all[`${name}.within.${by}`] = total - dispersion(centres);
  }
  const survivors = own.filter((a) => a.isSurvivor).map((a) => a[of]);
  const left = survivors.length > 0 ? dispersion(survivors) : null;
  all[`${name}.survivors`] = left;
  const v0 = origin?.[name] ?? total;
  const dust = at(rows, 0).length * 2 ** -52;
  all[`similarity.${of}`] = v0 <= dust ? null : 100 * (1 - total / v0);
  all[`similarity.${of}.survivors`] = v0 <= dust || left === null ? null : 100 * (1 - left / v0);
  const isKnown = step > 0 && total > dust && v0 > dust;
  all[`decline.${of}`] = isKnown ? ln(v0 / total) / step : null;
}

function observeGaps(all: Measures, world: World, origin?: Measures) {
  const own = living(world);
  const places = own.map((a) => a.places);
  const needOf = (a: Association) => cellOf(world, a).need;
  const gaps: Record<string, (a: Association) => number> = {
    "compliance.practice": (a) => distance(a.practice, a.prescription),
    "compliance.display": (a) => distance(a.display, a.prescription),
    decouplingGap: (a) => distance(a.display, a.practice),
    contradiction: (a) => distance(a.project, a.prescription),
    "distance.need": (a) => distance(a.practice, needOf(a)),
  };
  for (const [name, gap] of Object.entries(gaps)) {
    all[name] = mean(own.map(gap));
    all[`${name}.weighted`] = dot(places, own.map(gap)) / sum(places);
    if (name.startsWith("compliance")) all[`${name}.square`] = mean(own.map((a) => gap(a) ** 2));
  }
  const led = own.flatMap((a) => {
    const lead = leadOf(world, a);
    return lead === undefined ? [] : [distance(a.practice, doctrineOf(world, lead))];
  });
  all["distance.doctrine"] = meanOrNull(led);
  const covered = sum(own.map((a) => a.places * (1 - distance(a.practice, needOf(a)))));
  if (origin === undefined) world.placesAtStart = sum(places);
  all["needCovered"] = covered / world.placesAtStart;
}

function observeTemplates(all: Measures, world: World) {
  const own = living(world);
  const archetypes = Object.entries(world.scenario.field.archetypes);
  const nearest = own.map((a) =>
    firstBy(archetypes, ([, { practice }]) => distance(a.practice, practice)),
  );
  const shares = archetypes.map((one) => mean(nearest.map((other) => Number(other === one))));
  for (const [index, [id, { practice }]] of archetypes.entries()) {
    all[`archetypes.share.${id}`] = at(shares, index);
    all[`archetypes.distance.${id}`] = mean(own.map((a) => distance(a.practice, practice)));
  }
  all["archetypes.hill1"] = exp(-sum(shares.map((p) => (p > 0 ? p * ln(p) : 0))));
  all["archetypes.hill2"] = 1 / dot(shares, shares);
}

function observeStanding(all: Measures, world: World) {
  const own = living(world);
  all["associations"] = own.length;
  all["establishments"] = sum(own.map((a) => a.establishments));
  all["places"] = sum(own.map((a) => a.places));
  all["singles"] = own.filter((a) => a.establishments === 1).length;
  for (const id of ["legitimacy", "uncertainty", "reserve", "tariff", "dependence"] as const)
    all[id] = mean(own.map((a) => a[id]));
  all["cost"] = mean(own.map((a) => (world.step === 0 ? facultiesOf(world.scenario, a) : a).unitCost)); // prettier-ignore
  all["distressed"] = mean(own.map((a) => Number(a.reserve < -DUST)));
  const capped = own.flatMap((a) => {
    const lead = leadOf(world, a);
    const ceiling = lead === undefined ? 0 : ceilingOf(world, lead.q, a.sector);
    return ceiling > 0 ? [Number(a.tariff > (1 + DUST) * ceiling)] : [];
  });
  all["aboveCeiling"] = meanOrNull(capped);
  for (const id of RESPONSES)
    all[`response.${id}`] = mean(own.map((a) => Number(a.response === id)));
}

function observeOrder(all: Measures, world: World) {
  const own = living(world);
  const bound = own.filter((a) => a.contractUntil >= world.step);
  all["contracts"] = bound.length / own.length;
  const run = (by: Association[]) => sum(by.map((a) => a.establishments));
  all["contracts.establishments"] = run(bound) / run(own);
  all["contradiction.settled"] = meanOrNull(bound.map((a) => distance(a.project, a.settlement)));
  all["grouped"] = mean(own.map((a) => Number(a.grouping !== undefined)));
  const groupings = world.groupings.filter((grouping) => membersIn(world, grouping).length > 0);
  for (const id of Object.keys(world.scenario.legalForms))
    all[`groupings.${id}`] = groupings.filter(({ form }) => form === id).length;
  all["groupings.free"] = meanOrNull(groupings.map(({ isFree }) => Number(isFree)));
}

function observeConcentration(all: Measures, world: World) {
  const own = living(world);
  const places = own.map((a) => a.places);
  const theirs = sum(world.cells.map((cell) => cell.forProfit));
  const field = theirs + sum(places);
  all["forProfit.share"] = field === 0 ? null : theirs / field;
  all["concentration.hhi"] = dot(places, places) / sum(places) ** 2;
  const sizes = own.map((a) => a.establishments).toSorted((a, b) => a - b);
  const ranked = sum(sizes.map((size, rank) => (2 * (rank + 1) - sizes.length - 1) * size));
  all["concentration.gini"] = ranked / (sizes.length * sum(sizes));
}
