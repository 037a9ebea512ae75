import { describe, expect, it } from "vitest";
import { COLUMNS } from "../../sim/field/columns.ts";
import {
  resumeRun,
  startRun,
  planRun,
  SWITCHES,
  type Run,
  type SimEvent,
} from "../../sim/index.ts";
import { runTo, scenarioOf, SMALL } from "./support.ts";

type Told = Exclude<SimEvent, { kind: "reform" }>;

const told = (run: Run, kind: Told["kind"]): Told[] =>
  run.events.filter((event): event is Told => event.kind === kind);

/** Everything off but these. */
const only = (...ids: string[]) => ({
  off: SWITCHES.map(({ id }) => id).filter((id) => !ids.includes(id)),
});

const authority = (extra: object) => ({
  regulators: {
    agency: { ...SMALL.regulators.agency, callRate: 40, openness: 0.3, ...extra },
    county: { ...SMALL.regulators.county, callRate: 40, openness: 0.3, ...extra },
  },
});

/** A field of many calls, of which the calls alone are at work. */
const busy = (calls: object = {}, extra: object = {}, associations = 400) =>
  scenarioOf({
    ...SMALL,
    ...authority(extra),
    reforms: [],
    population: { associations },
    mechanisms: { calls },
    run: { burnIn: 0, steps: 20 },
  });

const ALONE = only("calls");
const sum = (numbers: ArrayLike<number>, of: ArrayLike<number>): number =>
  Array.from(of).reduce((total, slot) => total + numbers[slot]!, 0);

/** Numbers of the state as they stand, for comparison after the next step. */
function stateOf({ field }: Run) {
  const copy = (column: ArrayLike<number>): number[] => Array.from(column);
  return {
    places: copy(field.places),
    establishments: copy(field.establishments),
    dependence: copy(field.dependence),
    reserve: copy(field.reserve),
    uncertainty: copy(field.uncertainty),
    legitimacy: copy(field.legitimacy),
    lucrative: copy(field.lucrative),
    need: copy(field.need),
    heat: copy(field.callHeat),
  };
}

describe("places", () => {
  it("are conserved but for awards, authorised proposals and extensions", () => {
    const run = startRun(
      planRun(busy({ proposals: 20 }, { initiative: 1, extensions: 10 }), ALONE),
    );
    const all = (): number =>
      sum(run.field.places, run.field.living) + sum(run.field.lucrative, [0, 1, 2, 3]);
    const before = all();
    while (run.step < 8) run.advance();
    const awarded = told(run, "award").filter(({ what }) => what !== "unanswered").length;
    const proposed = told(run, "proposal").filter(({ what }) => what === "authorised").length;
    const extended = told(run, "extension").map(({ causes }) => causes["places"]!);
    expect(Math.min(awarded, proposed, extended.length)).toBeGreaterThan(10);
    const added = extended.reduce((total, places) => total + places, 0);
    expect(all()).toBeCloseTo(before + 32 * (awarded + proposed) + added, 6);
    expect(Math.max(...extended)).toBeLessThanOrEqual(15);
  });

  it("and funding go to the winner: its dependence and legitimacy do not fall, others' stay", () => {
    const run = startRun(planRun(busy(), ALONE));
    for (let step = 1; step <= 6; step++) {
      const before = stateOf(run);
      const known = run.events.length;
      run.advance();
      const since = run.events.slice(known) as Told[];
      const winners = new Set(
        since.flatMap(({ kind, association }) =>
          ["award", "proposal", "extension"].includes(kind) ? [association] : [],
        ),
      );
      const { dependence, funders, establishments } = run.field;
      const payers = funders.length / dependence.length;
      const count = (slot: number, isOpening: (event: Told) => boolean): number =>
        since.filter((event) => event.association === slot && isOpening(event)).length;
      for (let slot = 0; slot < run.field.size; slot++) {
        const rise = dependence[slot]! - before.dependence[slot]!;
        expect(winners.has(slot) ? rise > -1e-12 : rise === 0).toBe(true);
        let shares = 0;
        for (let j = 0; j < payers; j++) shares += funders[slot * payers + j]!;
        expect(shares).toBeCloseTo(1, 12);
        const opened = count(slot, ({ kind, what }) => kind === "award" || what === "authorised");
        expect(establishments[slot]).toBe(before.establishments[slot]! + opened);
      }
    }
  });
});

describe("calls", () => {
  it("come as often as the rate says", () => {
    const run = startRun(
      planRun(busy({ threshold: 5, proposals: 0 }, { extensions: 0 }, 2000), ALONE),
    ); // nobody grows
    const { living, establishments, dependence } = run.field;
    let paid = 0;
    for (let at = 0; at < living.length; at++)
      paid += establishments[living[at]!]! * dependence[living[at]!]!;
    while (run.step < 20) run.advance();
    const expected = (20 * 40 * paid) / 400;
    // a table's number of calls is the expected one rounded up or down: its variance is at most ¼ a quarter
    const bound = 5 * Math.sqrt((20 * run.field.counts.table) / 4);
    expect(Math.abs(told(run, "call").length - expected)).toBeLessThan(bound);
  });

  it("of the nation reach head offices, be there only one region; those of a region reach anybody", () => {
    const winners = (level: string) => {
      const extra = { level, openness: 0 };
      const { field, ...rest } = busy({ reach: 1, noise: 0, threshold: 0, bidPrecision: 0 }, extra);
      const scenario = scenarioOf({
        ...rest,
        field: { ...field, regions: { all: { label: { en: "", fr: "" } } } },
      });
      const run = runTo(scenario, 1, ALONE);
      const awards = told(run, "award").filter(({ association }) => association >= 0);
      return awards.map(({ association }) => run.field.establishments[association]!);
    };
    const mean = (sizes: number[]): number =>
      sizes.reduce((total, size) => total + size, 0) / sizes.length;
    expect(mean(winners("nation"))).toBeGreaterThan(2 * mean(winners("region")));
  });

  it("none where nobody's score reaches the threshold: nothing grows, losers grow uncertain", () => {
    const run = startRun(planRun(busy({ threshold: 5, loserUncertainty: 0.02 }), ALONE));
    const before = stateOf(run);
    run.advance();
    expect(new Set(told(run, "award").map(({ what }) => what))).toEqual(new Set(["unanswered"]));
    expect(stateOf(run).establishments).toEqual(before.establishments);
    expect(Array.from(run.field.lucrative)).toEqual(before.lucrative);
    const bidders = before.reserve.flatMap((r, slot) =>
      run.field.reserve[slot]! < r ? [slot] : [],
    );
    expect(bidders.length).toBeGreaterThan(20);
  });

  it("are answered the more, the larger one is: large ones hear more of them, and bid on more of what they hear", () => {
    const answered = (bidSize: number): number[] => {
      const p = { bidSize, bidCost: 1, bidFit: 0, bidSkill: 0, anticipation: 0, bidThreshold: 0.5 };
      const run = startRun(planRun(busy(p, { callRate: 10 }, 3000), ALONE));
      const before = stateOf(run);
      run.advance();
      const share = (isIn: (n: number) => boolean): number => {
        const those = before.establishments.flatMap((n, slot) => (isIn(n) ? [slot] : []));
        const bidding = those.filter((slot) => run.field.reserve[slot]! < before.reserve[slot]!);
        return bidding.length / those.length;
      };
      return [share((n) => n === 1), share((n) => n >= 3 && n < 8), share((n) => n >= 8)];
    };
    const [single, some, large] = answered(1);
    const [alone, few, many] = answered(0);
    expect(alone).toBeLessThan(few!);
    expect(few).toBeLessThan(many!);
    expect(some! / single!).toBeGreaterThan((1.5 * few!) / alone!);
    expect(large! / single!).toBeGreaterThan((1.5 * many!) / alone!);
  });

  it("open ones ask for what users need, others for what the rule says", () => {
    const open = startRun(planRun(busy({}, { openness: 1 }), ALONE));
    const needs = stateOf(open).need;
    open.advance();
    const closed = startRun(planRun(busy({}, { openness: 0 }), ALONE));
    closed.advance();
    const rules = Array.from(closed.field.rules); // revised before the calls
    const row = (numbers: number[], at: number): number[] => numbers.slice(at * 8, at * 8 + 8);
    const regional = ({ other }: Told): boolean => other < 4; // agency: two regions of two sectors
    expect(told(open, "call").length).toBeGreaterThan(10);
    for (const call of told(open, "call").filter(regional)) {
      expect(call.what).toBe("experimental");
      expect(call.vector).toEqual(row(needs, call.other));
    }
    for (const call of told(closed, "call")) {
      expect(call.what).toBe("specified");
      expect(call.vector).toEqual(row(rules, call.other));
    }
  });

  it("are told with every bid: the best that is good enough wins, whoever is out of reach of the specification", () => {
    const p = { narrowing: 0.8, threshold: 0.45, noise: 0.1 };
    const run = startRun(planRun(busy(p, {}, 800), only("calls", "responses")));
    const { fitWeight } = run.plan.spans[0].scenario.mechanisms.calls;
    let rejected = 0;
    const flow = run.measures.findIndex(({ name }) => name === "bids");
    const counts: number[] = [];
    const flows: number[] = [];
    while (run.step < 8) {
      const known = run.events.length;
      run.advance();
      flows.push(run.values[flow]!);
      let ofAssociations = 0;
      run.events.slice(known).forEach((call, at, since) => {
        if (call.kind !== "call") return;
        const award = since[at + 1] as Told;
        const { bids, narrowing } = call;
        const best = [...bids].sort((a, b) => b.score - a.score)[0];
        const winner = best !== undefined && best.score >= p.threshold ? best : undefined;
        expect([award.kind, award.other, call.causes["bids"], narrowing]).toEqual([
          ...["award", call.other, bids.length],
          call.what === "experimental" ? 0 : 0.8,
        ]);
        expect([award.association, award.what]).toEqual(
          winner ? [winner.association, call.what] : [-1, "unanswered"],
        );
        const fit = winner ? Math.max(0, 1 - winner.apart / (1 - narrowing)) : 0;
        expect([winner?.fit ?? 0, call.fitWeight, call.threshold]).toEqual([
          award.causes["fit"] ?? 0,
          ...[fitWeight, p.threshold],
        ]);
        expect(award.causes["fit"] ?? 0).toBeCloseTo(fitWeight * fit, 12);
        ofAssociations += bids.filter(({ association }) => association >= 0).length;
        rejected += bids.filter(
          ({ isInnovative, apart }) => isInnovative && apart >= 1 - narrowing,
        ).length;
      });
      counts.push(ofAssociations);
    }
    expect(counts).toEqual(flows);
    expect(Math.min(...counts)).toBeGreaterThan(10);
    expect(rejected).toBeGreaterThan(0);
  });

  it("heat the sector up; heat fades", () => {
    const run = startRun(planRun(busy({ fading: 0.5 }), ALONE));
    run.advance();
    const calls = told(run, "call").length;
    let heat = 0;
    for (let sector = 0; sector < 2; sector++) {
      let establishments = 0;
      for (let slot = 0; slot < run.field.size; slot++)
        if (run.field.sector[slot] === sector) establishments += run.field.establishments[slot]!;
      heat += (run.field.callHeat[sector]! * establishments) / 100;
    }
    expect(heat).toBeGreaterThan(calls); // awards have opened establishments since
    expect(heat).toBeLessThan(1.2 * calls);
    const quiet = resumeRun(run.snapshot());
    const before = Array.from(run.field.callHeat);
    quiet.fork(busy({ fading: 0.5 }, { callRate: 0 }), ALONE.off);
    quiet.advance();
    expect(Array.from(quiet.field.callHeat)).toEqual(before.map((x) => x / 2));
  });

  it("at rate 0 give the same bits as calls switched off", () => {
    const quiet = { callRate: 0, initiative: 0, extensions: 0 };
    const at = (off: readonly string[]): string => runTo(busy({}, quiet, 60), 8, { off }).digest();
    expect(at([])).toBe(at(["calls"]));
  });
});

it("relabelling associations changes who is who and nothing else", () => {
  const start = runTo(busy({ proposals: 20 }, { extensions: 5 }, 60), 2).snapshot();
  const { field } = start;
  const order = Int32Array.from({ length: 60 }, (_, slot) => (slot * 7 + 3) % 60);
  const permuted = structuredClone(start);
  for (const [name, { per }] of Object.entries(COLUMNS)) {
    if (per !== "slot") continue;
    const from = field[name as keyof typeof COLUMNS];
    const to = permuted.field[name as keyof typeof COLUMNS];
    const width = from.length / field.counts.slot;
    order.forEach((old, slot) => {
      for (let k = 0; k < width; k++) to[slot * width + k] = from[old * width + k]!;
    });
  }
  const [straight, other] = [resumeRun(start), resumeRun(permuted)];
  for (const run of [straight, other]) while (run.step < 12) run.advance();
  straight.measures.forEach(({ name }, index) => {
    const [a, b] = [straight.values[index]!, other.values[index]!];
    const isSame = Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a));
    expect(isSame, name).toBe(true);
  });
});
