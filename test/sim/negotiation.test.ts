import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TableEvent } from "../../sim/chronicle.ts";
import { eachTable, layTables } from "../../sim/field/rules.ts";
import { shapeOf } from "../../sim/field/shape.ts";
import { planRun, startRun, type Run, type Scenario, type SimEvent } from "../../sim/index.ts";
import { regimeAt } from "../../sim/policy.ts";
import { MOVING, runTo, scenarioOf, SMALL, valueOf } from "./support.ts";

const YEARS = 6;
const STEPS = 4 * YEARS;
const LINES = ["reform", "negotiation", "doctrine", "imitation", "innovation", "bounds"];

/** Nothing moves the rules but what is set; many tables. */
const STILL = { doctrine: 0, imitation: 0, adoption: 0 };
const bargaining = (file: {
  readonly regulators?: object;
  readonly negotiation?: object;
  readonly revision?: object;
  readonly mechanisms?: object;
  readonly reforms?: readonly object[];
}): Scenario =>
  scenarioOf({
    ...SMALL,
    reforms: file.reforms ?? [],
    regulators: Object.fromEntries(
      Object.entries(SMALL.regulators).map(([id, regulator]) => [
        id,
        { ...regulator, ...file.regulators },
      ]),
    ),
    mechanisms: {
      negotiation: { hazard: 0.2, term: 8, ...file.negotiation },
      revision: { ...STILL, ...file.revision },
      ...file.mechanisms,
    },
    run: { burnIn: 0, steps: STEPS },
  });

const isTable = (event: SimEvent): event is TableEvent =>
  event.kind === "deal" || event.kind === "conflict";
const tablesOf = (run: Run): TableEvent[] => run.events.filter(isTable);

/** Rules at every step, as plain numbers. */
function rulesOf(scenario: Scenario): { readonly run: Run; readonly rules: number[][] } {
  const run = startRun(planRun(scenario));
  const rules = [Array.from(run.field.rules as Float64Array)];
  while (run.step < STEPS) {
    run.advance();
    rules.push(Array.from(run.field.rules as Float64Array));
  }
  return { run, rules };
}

describe("negotiation with the authority", () => {
  const run = runTo(bargaining({}), STEPS, { off: ["mergers", "closures"] });
  const tables = tablesOf(run);
  const deals = tables.filter(({ kind }) => kind === "deal");
  const conflicts = tables.filter(({ kind }) => kind === "conflict");

  it("ends in deals and in conflicts", () => {
    expect(deals.length).toBeGreaterThan(20);
    expect(conflicts.length).toBeGreaterThan(20);
  });

  it("ends in a deal exactly where the least that one accepts is no more than the most that the other does", () => {
    for (const { kind, causes } of tables) {
      const { leastAccepted = Infinity, mostAccepted = -Infinity } = causes;
      expect(kind === "deal").toBe(leastAccepted <= mostAccepted);
    }
  });

  it("leaves neither side of a deal with less than it sees to fall back on", () => {
    for (const { causes } of deals) {
      expect(causes["utility"]).toBeGreaterThanOrEqual(causes["fallback"]!);
      expect(causes["authorityUtility"]).toBeGreaterThanOrEqual(causes["authorityFallback"]!);
    }
  });

  it("settles between the prescription and what may be bargained of the project", () => {
    for (const { vector, counterOffer, moved, causes } of deals)
      vector!.forEach((level, k) => {
        const rule = level - moved![k]! / causes["weight"]!;
        const ends = [rule, counterOffer[k]!].sort((a, b) => a - b);
        expect(level).toBeGreaterThanOrEqual(ends[0]! - 1e-12);
        expect(level).toBeLessThanOrEqual(ends[1]! + 1e-12);
      });
  });

  it("gives contracts that hold for their term, after which both meet again at once", () => {
    const next = (deal: TableEvent): number | undefined =>
      tables.find(({ association, step }) => association === deal.association && step > deal.step)
        ?.step;
    const early = deals.filter(({ step }) => step + 8 <= STEPS);
    expect(early.map(next)).toEqual(early.map(({ step }) => step + 8));
    expect(early.length).toBeGreaterThan(10);
  });

  it("leads to deals the more often the more may be bargained", () => {
    const shares = [0.05, 0.4, 1].map((level) => {
      const admissibility = Array.from({ length: 8 }, () => level);
      const events = tablesOf(runTo(bargaining({ regulators: { admissibility } }), STEPS));
      return events.filter(({ kind }) => kind === "deal").length / events.length;
    });
    expect(shares[0]).toBeLessThan(shares[1]! - 0.1);
    expect(shares[1]).toBeLessThan(shares[2]! - 0.1);
  });

  it("hears a grouping's voice only where that counts", () => {
    const voiceless = (mechanisms: object, bargaining: object) =>
      scenarioOf({
        ...MOVING,
        mechanisms: {
          ...MOVING.mechanisms,
          negotiation: { ...MOVING.mechanisms.negotiation, ...mechanisms },
          cooperation: { ...MOVING.mechanisms.cooperation, voiceWeight: 0 },
        },
        legalForms: Object.fromEntries(
          Object.entries(scenarioOf({}).legalForms).map(([id, form]) => [
            id,
            { ...form, ...bargaining },
          ]),
        ),
      });
    const digest = (mechanisms: object, form: object) =>
      runTo(voiceless(mechanisms, form), 16).digest();
    expect(digest({ groupingWeight: 0 }, {})).toBe(digest({}, { bargaining: 0 }));
    expect(digest({ groupingWeight: 0 }, {})).not.toBe(digest({}, {}));
  });

  it("is off, bit for bit, where nobody comes to the table: contracts run out", () => {
    const scenario = { ...bargaining({}), run: { ...bargaining({}).run, burnIn: 12 } };
    const treated = structuredClone(scenario);
    treated.mechanisms.negotiation.hazard = 0;
    const none = runTo(scenario, STEPS, { treated });
    expect(none.digest()).toBe(runTo(scenario, STEPS, { off: ["negotiation"] }).digest());
    expect(valueOf(runTo(scenario, 0), "contracts")).toBeGreaterThan(0.2);
    expect(valueOf(none, "contracts")).toBe(0);
  });
});

describe("derogations", () => {
  const quiet = { regulators: { negotiability: 0 } };
  const alone = { normative: { rate: 0 }, mimetic: { rate: 0 }, competitive: { rate: 0 } };
  const kept = bargaining({ ...quiet, mechanisms: alone });

  it("do not move the rule where nothing is negotiable in it", () => {
    const { rules, run } = rulesOf(kept);
    expect(valueOf(run, "contracts")).toBeGreaterThan(0.2);
    for (const row of rules) expect(row).toEqual(rules[0]);
  });

  it("hold those under a contract apart: with them the field stays more diverse", () => {
    for (const seed of ["a", "b", "c"]) {
      const [held, broken] = [[], ["negotiated" as const]].map((off) => runTo(kept, STEPS, { seed, off }));
      for (const name of ["dispersion.practice", "dispersion.display"])
        expect(valueOf(held!, name)).toBeGreaterThan(valueOf(broken!, name));
    }
  }); // prettier-ignore

  it("pull to what was settled: practice under a contract for good ends there where nothing else pulls", () => {
    const settled = bargaining({
      ...quiet,
      negotiation: { hazard: 1, term: 80, conflictCost: 1 },
      mechanisms: {
        ...alone,
        coercive: { rate: 0.4, gates: { negotiate: 1, avoid: 1, innovate: 1, cooperate: 1, merge: 1 } },
        identity: { rate: 0 },
        noise: { spread: 0 },
        recoupling: { weight: 0 },
        grouping: { weight: 0 },
        innovation: { rate: 0, novelty: 0 },
      },
    }); // prettier-ignore
    const off = ["mergers", "closures", "foundings", "calls"] as const;
    const { field } = runTo(settled, 400, { off });
    let apart = 0;
    for (let at = 0; at < field.size * field.practices; at++) {
      const slot = Math.floor(at / field.practices);
      const isHeld = field.contractUntil[slot]! >= 400 && field.insistence[at]! > 0.05;
      const from = Math.abs(field.practice[at]! - field.settlement[at]!);
      if (isHeld) apart = Math.max(apart, from);
    }
    expect(apart).toBeLessThan(0.02);
  });
});

describe("what moves the rules", () => {
  it("precedents: at the campaign a rule takes its negotiability of all that the year's deals add up to", () => {
    const scenario = bargaining({ regulators: { negotiability: 0.6 } });
    const { run, rules } = rulesOf(scenario);
    const practices = run.field.practices;
    let largest = 0;
    for (let step = 1; step <= STEPS; step++) {
      const isCampaign = step % 4 === 1; // the first step is the first quarter of 2009
      const moved = rules[step]!.map((level, at) => level - rules[step - 1]![at]!);
      const agreed = moved.map(() => 0);
      for (const event of tablesOf(run))
        if (isCampaign && event.step >= step - 4 && event.step < step)
          event.moved?.forEach((move, k) => (agreed[event.other * practices + k]! += move));
      moved.forEach((move, at) => expect(move).toBeCloseTo(0.6 * agreed[at]!, 14));
      largest = Math.max(largest, ...moved.map(Math.abs));
    }
    expect(largest).toBeGreaterThan(0.005);
    const told = run.events.filter(({ kind }) => kind === "revised");
    expect(told.length).toBeGreaterThan(0);
    for (const event of told) {
      const { other = -1, vector = [] } = event as { other?: number; vector?: readonly number[] };
      const rule = rules[event.step]!.slice(other * practices, (other + 1) * practices);
      expect(vector).toEqual(rule);
    }
  });

  it("doctrine alone: rules close on it at its rate", () => {
    const doctrine = [0.1, 0.9, 0.5, 0.3, 0.7, 0.2, 0.6, 0.4];
    const scenario = bargaining({
      regulators: { doctrine },
      negotiation: { hazard: 0 },
      revision: { doctrine: 0.06 },
    });
    const { rules } = rulesOf(scenario);
    const left = 0.94 ** YEARS;
    rules[STEPS]!.forEach((level, at) => {
      const target = doctrine[at % 8]!;
      expect(level - target).toBeCloseTo(left * (rules[0]![at]! - target), 13);
    });
  });

  it("doctrine alone, and none declared: what sets tables apart from the start lasts to the last bit", () => {
    const scenario = bargaining({
      regulators: { spread: 0.2 },
      negotiation: { hazard: 0 },
      revision: { doctrine: 0.5 },
    });
    const { rules } = rulesOf(scenario);
    expect(rules[STEPS]).toEqual(rules[0]);
    expect(rules[0]!.slice(0, 8)).not.toEqual(rules[0]!.slice(8, 16));
  });

  it("imitation alone: regional tables grow alike and keep their mean, national ones stay", () => {
    const scenario = bargaining({
      regulators: { spread: 0.1 },
      negotiation: { hazard: 0 },
      revision: { imitation: 0.04 },
    });
    const { rules } = rulesOf(scenario);
    const shape = shapeOf(scenario);
    const tables = layTables(shape, scenario.regulators);
    const left = (1 - (0.04 * 2) / 1) ** YEARS; // of two regions, each comes towards the other
    eachTable(shape, tables, (table, q, region, sector) => {
      const mirror = tables.of(q, 1 - region, sector);
      for (let k = 0; k < 8; k++) {
        const [own, other] = [table, mirror].map((row) => rules.map((of) => of[row * 8 + k]!));
        expect(own![STEPS]! - other![STEPS]!).toBeCloseTo(left * (own![0]! - other![0]!), 13);
        expect(own![STEPS]! + other![STEPS]!).toBeCloseTo(own![0]! + other![0]!, 13);
      }
    });
  });

  it("innovation alone: rules move only where innovators are, and towards what they display", () => {
    const scenario = bargaining({
      negotiation: { hazard: 0 },
      revision: { adoption: 0.5 },
      mechanisms: { responses: { reconsider: 0 } },
    });
    const { rules } = rulesOf({
      ...scenario,
      population: {
        ...scenario.population,
        responses: { adapt: 1, avoid: 0, innovate: 0, negotiate: 0, cooperate: 0, merge: 0 },
      },
    });
    expect(rules[STEPS]).toEqual(rules[0]);
    const moved = rulesOf(scenario).rules;
    expect(moved[STEPS]).not.toEqual(moved[0]);
  });

  it("nothing: with every rate at 0 not one bit changes", () => {
    const { rules } = rulesOf(bargaining({ negotiation: { hazard: 0 } }));
    for (const row of rules) expect(row).toEqual(rules[0]);
  });

  it("follows a doctrine declared where there was none from what was prescribed on", () => {
    const doctrine = Array.from({ length: 8 }, () => 0);
    const reform = {
      label: { en: "", fr: "" },
      ramp: 4,
      set: { "regulators.agency.doctrine": doctrine },
    };
    const scenario = bargaining({ reforms: [{ date: "2009-01-01", ...reform }] });
    const before = scenario.regulators["agency"]!.prescription;
    for (const step of [1, 2, 3, 4]) {
      const now = regimeAt(scenario, step).regulators["agency"]!.doctrine;
      now.forEach((x, k) => expect(x).toBeCloseTo(before[k]! * (1 - step / 4), 12));
    }
  });

  it("adds up, line by line, whatever moves and whenever reforms come", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const any = fc.record({
      revision: fc.record({ doctrine: share, imitation: share, adoption: share }),
      negotiability: share,
      month: fc.constantFrom("01", "04", "07"),
      ramp: fc.integer({ min: 0, max: 6 }),
      target: fc.array(share, { minLength: 8, maxLength: 8 }),
      seed: fc.string({ minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(any, ({ revision, negotiability, month, ramp, target, seed }) => {
        const scenario = bargaining({
          regulators: { negotiability, spread: 0.3 },
          revision,
          reforms: [
            {
              date: `2010-${month}-01`,
              label: { en: "Reform", fr: "Réforme" },
              set: { "regulators.agency.prescription": target, "regulators.agency.negotiability": 1 },
              ramp,
            },
          ],
        }); // prettier-ignore
        const run = startRun(planRun(scenario, { seed }));
        let before = Array.from(run.field.rules as Float64Array);
        for (let step = 1; step <= 12; step++) {
          run.advance();
          const after = Array.from(run.field.rules as Float64Array);
          const moved = after.map((level, at) => Math.abs(level - before[at]!));
          const total = moved.reduce((a, b) => a + b) / moved.length;
          const lines = LINES.map((line) => valueOf(run, `prescription.moved.${line}`));
          expect(valueOf(run, "prescription.moved.residual")).toBeLessThan(1e-15);
          expect(total).toBeLessThanOrEqual(lines.reduce((a, b) => a + b) + 1e-15);
          expect(after.every((level) => level >= 0 && level <= 1)).toBe(true);
          before = after;
        }
      }),
      { numRuns: 20 },
    );
  });
});
