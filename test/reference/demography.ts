import type { Draws } from "../../sim/random/stream.ts";
import { isHeld } from "./exposures.ts";
import { foundOne } from "./founding.ts";
import { prescribe } from "./policy.ts";
import { at, distance, firstBy, list, map2, sum } from "./vectors.ts";
import { count, distressOf, drawsOf, DUST, facultiesOf, living, othersOf, pick, happen, tell, tie, type Association, type World } from "./world.ts"; // prettier-ignore

// Section 3.14: mergers, closures, foundings, entries.

export function mergers(world: World) {
  const own = world.scenario.mechanisms.mergers;
  const draws = drawsOf(world, "mergers");
  const start = living(world);
  const peers = start.map((ego) => othersOf(own.scope, world, ego));
  const merged = new Set<Association>();
  for (const [i, ego] of start.entries()) {
    if (merged.has(ego)) continue;
    const wish = ego.response === "merge" ? 1 : own.distressed * distressOf(world, ego);
    const uniform = (n: number) => draws.uniform(ego.address, n);
    if (uniform(0) >= own.rate * (1 - own.friction) * wish) continue;
    const drawn = list(own.search, (m) => pick(at(peers, i), uniform(20 + m))).flat();
    const free = drawn.filter((alter) => !merged.has(alter));
    const apart = (alter: Association) => distance(ego.project, alter.project);
    const partner = firstBy(free, apart);
    if (partner === undefined || apart(partner) > own.tolerance) continue;
    if (uniform(1) >= 1 - apart(partner) / own.tolerance) continue;
    if (merge(world, draws, ego, partner)) merged.add(ego).add(partner);
  }
}

/** Whether ego and its partner find a form to merge in. */
function merge(world: World, draws: Draws, ego: Association, partner: Association) {
  const size = (a: Association) => a.establishments;
  const isLarger = size(ego) - size(partner) || partner.address - ego.address;
  const [large, small] = isLarger > 0 ? [ego, partner] : ([partner, ego] as const);
  const { creationShare } = world.scenario.mechanisms.mergers;
  const uniform = (n: number) => draws.uniform(ego.address, n);
  const areEqual = size(small) / size(large) >= 0.5 && uniform(2) < creationShare;
  const kind = areEqual ? "creation" : "absorption";
  const forms = Object.values(world.scenario.legalForms);
  const index = forms.findIndex((form) => form.kind === kind);
  if (index < 0 || uniform(index < 17 ? 3 + index : 67 + index) >= at(forms, index).available)
    return false;
  const { cost } = at(forms, index);
  const whole = together(large, small, isHeld(world.scenario));
  whole.reserve -= cost / whole.establishments;
  if (kind === "absorption") {
    Object.assign(large, whole);
    prescribe(world, large);
    small.died = world.step;
    tell(world, "merger", small.address, large.address);
  } else create(world, large, small, whole);
  count(world, "mergers");
  return true;
}

// prettier-ignore
const BY_PLACES = ["tariff", "efficiency", "legitimacy", "uncertainty", "payoff", "aspiration"] as const;
type Numbers = (typeof BY_PLACES)[number];

/** What stands of two; of equal values their value. */
function together(a: Association, b: Association, areHeld: boolean) {
  const places = mean2(a.places, b.places);
  const budgets = mean2(a.places * a.tariff, b.places * b.tariff);
  const funders = areHeld ? a.funders : map2(a.funders, b.funders, budgets);
  const whole = {
    practice: map2(a.practice, b.practice, places),
    display: map2(a.display, b.display, places),
    establishments: a.establishments + b.establishments,
    places: a.places + b.places,
    ...{ reserve: budgets(a.reserve, b.reserve), funders },
    dependence: areHeld ? a.dependence : sum(funders.slice(0, -2)),
  };
  const numbers = BY_PLACES.map((id) => [id, places(a[id], b[id])]);
  return { ...whole, ...(Object.fromEntries(numbers) as Pick<Association, Numbers>) };
}

/** The mean of two under weights a and b. */
const mean2 = (a: number, b: number) => (x: number, y: number) => x + (b / (a + b)) * (y - x);

/** A new association stands for two. */
function create(world: World, a: Association, b: Association, whole: ReturnType<typeof together>) {
  const places = mean2(a.places, b.places);
  const { credentials, meetings } = world.scenario.population.exposures;
  const project = map2(a.project, b.project, places);
  const born: Association = {
    ...a,
    ...whole,
    ...{ address: world.associations.length, born: world.step, isSurvivor: false },
    ...{ project, foundingProject: project, prescription: [] },
    credentials: credentials.draw === "own" ? places(a.credentials, b.credentials) : a.credentials,
    meetings: meetings.draw === "own" ? places(a.meetings, b.meetings) : a.meetings,
    ...{ contractUntil: -Infinity, grouping: undefined, ruleMovement: 0, recoupling: 0 },
  };
  Object.assign(born, facultiesOf(world.scenario, born));
  for (const one of [a, b]) one.died = world.step;
  world.associations.push(born);
  prescribe(world, born);
  for (const one of [a, b]) tell(world, "merger", one.address, born.address);
}

export function closures(world: World) {
  const { ruin } = world.scenario.mechanisms.budget;
  const { failing, hazard } = world.scenario.mechanisms.closures;
  const draws = drawsOf(world, "closures");
  const start = living(world);
  const near = start.map((ego) => othersOf("regionSector", world, ego));
  const far = start.map((ego) => othersOf("sector", world, ego));
  for (const [i, ego] of start.entries()) {
    if (living(world).length === 1) return;
    const chance = ego.reserve < -ruin ? failing : hazard / 4;
    if (draws.uniform(ego.address, 0) >= chance) continue;
    const others = at(at(near, i).length > 0 ? near : far, i);
    const drawn = list(6, (m) => pick(others, draws.uniform(ego.address, 1 + m))).flat();
    const standing = drawn.filter((alter) => alter.died === undefined);
    const heir = firstBy(standing, (alter) => -alter.reserve);
    ego.died = world.step;
    count(world, "closures");
    const taker = heir !== undefined && heir.reserve > DUST ? heir : undefined;
    tell(world, "closure", ego.address, taker?.address);
    if (taker === undefined) continue;
    taker.establishments += ego.establishments;
    taker.places += ego.places;
  }
}

export function foundings(world: World) {
  const { scenario, sectors, step } = world;
  const draws = drawsOf(world, "foundings");
  const expected = (scenario.mechanisms.foundings.rate / 4) * living(world).length;
  const more = draws.uniform(-1, 0) < expected - Math.floor(expected);
  const start = living(world);
  list(Math.floor(expected) + Number(more), () => {
    const address = world.associations.length;
    const born = foundOne({ scenario, sectors, draws, step }, address, true);
    world.associations.push(born);
    tie(world, born, start);
    prescribe(world, born);
    happen(world, "foundings", "founding", address);
  });
}

export function entries(world: World) {
  const { opening } = world.scenario.mechanisms.entries;
  for (const cell of world.cells) {
    const { region, sector } = cell;
    const here = living(world).filter((a) => a.region === region && a.sector === sector);
    const users = sum(here.map((a) => a.places * (a.funders.at(-2) ?? 0)));
    if (cell.forProfit >= 99 * sum(here.map((a) => a.places))) continue;
    const growth = ((opening * sector.own.entry) / 4) * (cell.forProfit + users);
    cell.forProfit += growth;
    count(world, "entries", growth);
  }
}
