import { openStream, type Draws } from "../../sim/random/stream.ts";
import type { Scenario } from "../../sim/schema/scenario.ts";
import { at, list, sum } from "./vectors.ts";

// Section 3.16: what is assigned at random, and held.

type Exposures = Scenario["population"]["exposures"];
export type Held = { credentials: number; meetings: number; funders: number[] };

// prettier-ignore
const NUMBERS = ["dependence", "centralisation", "payoffNoise", "ambiguity", "credentials", "meetings", "visible"] as const;

/** Whether nothing moves the shares of funders. */
export const isHeld = ({ population: { exposures } }: Scenario) =>
  exposures.dependence.draw !== "own" || exposures.centralisation.draw !== "own";

/** What is assigned to the association of an address, over what it was founded with. */
export function assign({ population, regulators, run }: Scenario, address: number, own: Held) {
  const draws = stillDraws(run.seed, "exposures");
  const partner = partnerOf(run.seed, population.associations, address);
  const uniform = (n: number, name: keyof Exposures) =>
    draws.uniform(population.permuted.includes(name) ? partner : address, n);
  const valueOf = (name: keyof Exposures, whole = false) => {
    const { draw, low, high } = population.exposures[name];
    const u = uniform(NUMBERS.indexOf(name), name);
    if (draw === "own") return undefined;
    if (draw === "levels") return u < 0.5 ? low : high;
    return whole ? low + Math.floor((high - low + 1) * u) : low + (high - low) * u;
  };
  const count = Object.keys(regulators).length;
  const v = valueOf("ambiguity");
  const first = Math.floor(4 * uniform(32, "ambiguity"));
  const lots = list(count, (q) => uniform(16 + q, "centralisation"));
  const depended = depend(own.funders, count, valueOf("dependence"));
  const dependence = valueOf("dependence") ?? sum(depended.slice(0, count));
  return {
    funders: centralise(depended, dependence, lots, valueOf("centralisation", true)),
    dependence,
    credentials: valueOf("credentials") ?? own.credentials,
    meetings: valueOf("meetings") ?? own.meetings,
    payoffNoise: valueOf("payoffNoise"),
    visible: valueOf("visible", true),
    goals: v === undefined ? undefined : list(4, (j) => v / 4 + (j === first ? 1 - v : 0)),
  };
}

/** π: the next in a random circle of the first n; of a later one somebody before it. */
export function partnerOf(seed: string, n: number, address: number) {
  const draws = stillDraws(seed, "permutation");
  if (address >= n) return Math.floor(address * draws.uniform(address, 1));
  const lot = draws.uniform(address, 0);
  const lots = list(n, (i) => draws.uniform(i, 0));
  const next = Math.min(...lots.filter((other) => other > lot));
  return lots.indexOf(Number.isFinite(next) ? next : Math.min(...lots));
}

const known = new Map<string, Draws>();

/** The draws of a stream at step 0. */
export function stillDraws(seed: string, id: string) {
  const key = `${id}/${seed}`;
  const draws = known.get(key) ?? openStream(seed, id).at(0);
  known.set(key, draws);
  return draws;
}

/** The public share of a budget made v. */
function depend(funders: number[], count: number, v: number | undefined) {
  if (v === undefined) return funders;
  const d = sum(funders.slice(0, count));
  return funders.map((f, j) => {
    if (j < count) return d > 0 ? f * (v / d) : v / count;
    return d < 1 - 1e-12 ? f * ((1 - v) / (1 - d)) : j === count ? 1 - v : 0;
  });
}

/** The public part shared alike by so many. */
function centralise(funders: number[], d: number, lots: number[], v: number | undefined) {
  if (v === undefined) return funders;
  const many = Math.min(v, lots.length);
  const last = at(lots.toSorted((a, b) => a - b), many - 1); // prettier-ignore
  return funders.map((f, j) => (j < lots.length ? (at(lots, j) <= last ? d / many : 0) : f));
}
