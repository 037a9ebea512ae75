import { describe, expect, it } from "vitest";
import { ALIVE } from "../../sim/field/columns.ts";
import { SWITCHES, type FieldView, type Run, type SimEvent } from "../../sim/index.ts";
import { MOVING, runTo, scenarioOf, valueOf } from "./support.ts";

const STEPS = 24;

/** The moving field with other parameters and no burn-in. */
const moving = (mechanisms: object, rest: object = {}) =>
  scenarioOf({
    ...MOVING,
    mechanisms: { ...MOVING.mechanisms, ...mechanisms },
    run: { burnIn: 0, steps: STEPS },
    ...rest,
  });

/** Many mergers, after two years in which reserves have grown apart. */
const merging = () => moving({ mergers: { rate: 0.5, friction: 0 } }, { run: { burnIn: 8 } });

const STILL = {
  mergers: { rate: 0 },
  closures: { failing: 0, hazard: 0 },
  foundings: { rate: 0 },
} as const;

/** All switches but some. */
const allBut = (...kept: string[]) =>
  SWITCHES.map(({ id }) => id).filter((id) => !kept.includes(id));

const of = (told: readonly SimEvent[], kind: SimEvent["kind"]) =>
  told.flatMap((event) => (event.kind === kind && event.kind !== "reform" ? [event] : []));

/** Calls a visitor after each step with what the diary says of it. */
function live(run: Run, steps: number, visit: (told: readonly SimEvent[]) => void): void {
  while (run.step < steps) {
    const before = run.events.length;
    run.advance();
    visit(run.events.slice(before));
  }
}

/** Σ over the living of a number of each. */
function total(field: FieldView, number: (slot: number) => number): number {
  let sum = 0;
  for (let position = 0; position < field.living.length; position++)
    sum += number(field.living[position]!);
  return sum;
}

describe("what is conserved", () => {
  it("establishments, but for awards, authorised proposals, foundings and what closures lose", () => {
    // so few that some who close find nobody with a reserve
    const few = { population: { associations: 8 } };
    const run = runTo(moving({ closures: { hazard: 0.5 } }, few), 0);
    let before = valueOf(run, "establishments");
    let lost = 0;
    live(run, STEPS, (told) => {
      const closed = of(told, "closure").filter(({ other }) => other < 0);
      const gone = closed.reduce((sum, { causes }) => sum + causes["establishments"]!, 0);
      const gained = ["awards", "proposals.authorised", "foundings"].map((flow) =>
        valueOf(run, flow),
      );
      const now = valueOf(run, "establishments");
      expect(now).toBe(before + gained.reduce((sum, count) => sum + count, 0) - gone);
      before = now;
      lost += gone;
    });
    expect(lost).toBeGreaterThan(0);
  });

  it("places, but for foundings and what closures lose, where no funder creates any", () => {
    const run = runTo(moving({}), 0, { off: ["calls"] });
    let before = valueOf(run, "places");
    live(run, STEPS, (told) => {
      const founded = of(told, "founding").map(({ association }) => run.field.places[association]!);
      const lost = of(told, "closure").filter(({ other }) => other < 0);
      const change =
        founded.reduce((sum, places) => sum + places, 0) -
        lost.reduce((sum, { causes }) => sum + causes["places"]!, 0);
      expect(valueOf(run, "places")).toBe(before + change);
      before = valueOf(run, "places");
    });
  });

  it("money and practice at mergers, whose own cost is all that is lost", () => {
    const priced = (cost: number) => {
      const scenario = merging();
      for (const form of Object.values(scenario.legalForms)) form.cost = cost;
      return runTo(scenario, 0, { off: allBut("mergers") });
    };
    const run = priced(0);
    const { field } = run;
    const budget = (slot: number): number => field.places[slot]! * field.tariff[slot]!;
    const sums = (): number[] => [
      total(field, budget),
      total(field, (slot) => budget(slot) * field.reserve[slot]!),
      total(field, (slot) => budget(slot) * field.dependence[slot]!),
      total(field, (slot) => field.places[slot]! * field.efficiency[slot]!),
      ...[0, 3, 7].map((k) =>
        total(field, (slot) => field.places[slot]! * field.practice[slot * 8 + k]!),
      ),
    ];
    const start = sums();
    let mergers = 0;
    live(run, STEPS, () => {
      mergers += valueOf(run, "mergers");
      sums().forEach((sum, index) =>
        expect(Math.abs(sum - start[index]!)).toBeLessThan(1e-11 * (1 + Math.abs(start[index]!))),
      );
    });
    expect(mergers).toBeGreaterThan(5);
    expect(new Set(of(run.events, "merger").map(({ what }) => what)).size).toBe(2);
    const dear = priced(0.5);
    live(dear, STEPS, () => undefined);
    const money = total(
      dear.field,
      (slot) => dear.field.places[slot]! * dear.field.tariff[slot]! * dear.field.reserve[slot]!,
    );
    expect(money).toBeLessThan(start[1]!);
  });

  it("rules: no merger passes for the movement of one", () => {
    const run = runTo(merging(), 0);
    live(run, STEPS, () =>
      expect(Array.from(run.field.ruleMovement, Math.abs).every((x) => x === 0)).toBe(true),
    );
    expect(of(run.events, "merger").length).toBeGreaterThan(5);
  });

  it("mergers alone never raise the dispersion of practice weighted by size", () => {
    const run = runTo(merging(), 0, { off: allBut("mergers") });
    let before = valueOf(run, "dispersion.practice.weighted");
    const first = before;
    live(run, STEPS, () => {
      const now = valueOf(run, "dispersion.practice.weighted");
      expect(now).toBeLessThanOrEqual(before + 1e-14);
      before = now;
    });
    expect(before).toBeLessThan(first);
  });
});

/** Names of the series of groupings by legal form. */
const forms = ({ plan }: Run) =>
  Object.fromEntries(
    Object.keys(plan.spans[0].scenario.legalForms).map((id) => [`groupings.${id}`, true]),
  );

describe("the dead", () => {
  it("point to what they became, and their rows never change again", () => {
    const run = runTo(moving({}), 0);
    const frozen = new Map<number, string>();
    const rowsOf = (slot: number): string => {
      const { field } = run;
      const rows = (["practice", "display", "project", "prescription"] as const).map((name) =>
        Array.from({ length: 8 }, (_, k) => field[name][slot * 8 + k]),
      );
      const numbers = [field.places, field.reserve, field.legitimacy, field.grouping, field.died];
      return JSON.stringify([rows, numbers.map((column) => column[slot])]);
    };
    live(run, STEPS, (told) => {
      const { field } = run;
      for (const [slot, rows] of frozen) expect(rowsOf(slot)).toBe(rows);
      for (const { association, other } of of(told, "merger")) {
        expect(field.died[association]).toBe(run.step);
        expect(field.into[association]).toBe(other);
      }
      for (const { association } of of(told, "closure")) expect(field.into[association]).toBe(-1);
      for (let slot = 0; slot < field.size; slot++)
        if (field.died[slot] === run.step) frozen.set(slot, rowsOf(slot));
    });
    expect(frozen.size).toBeGreaterThan(20);
    expect(run.field.living.length).toBe(run.field.size - frozen.size);
  });

  it("leave what they ran to one of the same cell or sector that has a reserve", () => {
    const run = runTo(moving({ ...STILL, closures: { failing: 0.2, hazard: 0.4 } }), 0);
    live(run, STEPS, () => undefined);
    const { field } = run;
    const closures = of(run.events, "closure");
    expect(closures.length).toBeGreaterThan(10);
    const taken = closures.filter(({ other }) => other >= 0);
    expect(taken.length).toBeGreaterThan(3);
    for (const { association, other } of taken)
      expect(field.sector[other]).toBe(field.sector[association]);
  });

  it("are members of no grouping that counts, from the step in which they die on", () => {
    const run = runTo(moving({ closures: { hazard: 0.8 } }), 0);
    live(run, STEPS, () => {
      const { living, grouping } = run.field;
      const standing = new Set(Array.from(living, (slot) => grouping[slot]!).filter((g) => g >= 0));
      const counted = run.measures.reduce(
        (sum, { name }, m) => (name in forms(run) ? sum + run.values[m]! : sum),
        0,
      );
      expect(counted).toBe(standing.size);
    });
  });

  it("are never all: the last association does not close", () => {
    const run = runTo(moving({ ...STILL, closures: { failing: 1, hazard: 1 } }), 0);
    live(run, 80, () => expect(run.field.living.length).toBeGreaterThan(0));
    expect(run.field.living.length).toBe(1);
  });
});

describe("switching demography off", () => {
  it.each([
    ["mergers", { rate: 0 }],
    ["mergers", { friction: 1 }],
    ["closures", { failing: 0, hazard: 0 }],
    ["foundings", { rate: 0 }],
  ])("%s at rate 0 give the same bits as none (%o)", (id, quiet) => {
    const zero = runTo(moving({ [id]: quiet }), STEPS);
    expect(zero.digest()).toBe(runTo(moving({}), STEPS, { off: [id as "mergers"] }).digest());
    expect(zero.digest()).not.toBe(runTo(moving({}), STEPS).digest());
  });
});

describe("fields of any size", () => {
  it.each([1, 2, 3])("%i associations live for 40 quarters", (associations) => {
    const run = runTo(moving({}, { population: { associations } }), 40);
    expect(run.field.living.length).toBeGreaterThan(0);
  });

  it("a field that grows by a quarter a step for 40 steps stays in order", () => {
    const growing = moving(
      { ...STILL, foundings: { rate: 1 } },
      { population: { associations: 2 } },
    );
    const run = runTo(growing, 40);
    const { field } = run;
    expect(field.living.length).toBeGreaterThan(2000);
    expect(new Set(Array.from({ length: field.size }, (_, slot) => field.address[slot])).size).toBe(
      field.size,
    );
    for (let position = 0; position < field.living.length; position++) {
      const slot = field.living[position]!;
      expect(field.died[slot]).toBe(ALIVE);
    }
    const born = of(run.events, "founding").map(({ association }) => field.born[association]);
    expect(born.length).toBe(field.size - 2);
    expect(Math.max(...born.slice(-1).map(Number))).toBe(40);
  });

  it("newcomers run one establishment, are what the law of foundation gives, and owe nothing", () => {
    const run = runTo(moving({ ...STILL, foundings: { rate: 1, legitimacy: 0.3 } }), 0);
    run.advance();
    const { field } = run;
    const newcomers = of(run.events, "founding").map(({ association }) => association);
    expect(newcomers.length).toBe(15);
    for (const slot of newcomers) {
      expect([field.establishments[slot], field.reserve[slot], field.legitimacy[slot]]).toEqual([
        1, 0, 0.3,
      ]);
      expect(field.born[slot]).toBe(1);
      expect(field.ruleMovement[slot]).toBe(0);
      expect(field.tariff[slot]).toBeGreaterThan(0.5);
    }
    const shares = newcomers.map((slot) =>
      [0, 1, 2, 3].reduce((sum, payer) => sum + field.funders[slot * 4 + payer]!, 0),
    );
    for (const share of shares) expect(share).toBeCloseTo(1, 12);
  });

  it("newcomers in the likeness of their sector lie closer to its mean display", () => {
    const apart = (imitation: number): number => {
      const run = runTo(moving({ ...STILL, foundings: { rate: 1, imitation } }), 1);
      const { field } = run;
      const newcomers = of(run.events, "founding").map(({ association }) => association);
      const old = Array.from({ length: field.size - newcomers.length }, (_, slot) => slot);
      const gaps = newcomers.map((slot) => {
        const peers = old.filter((other) => field.sector[other] === field.sector[slot]);
        let sum = 0;
        for (let k = 0; k < 8; k++) {
          const mean =
            peers.reduce((all, peer) => all + field.display[peer * 8 + k]!, 0) / peers.length;
          sum += (field.practice[slot * 8 + k]! - mean) ** 2;
        }
        return sum;
      });
      return gaps.reduce((all, gap) => all + gap, 0) / gaps.length;
    };
    expect(apart(1)).toBeLessThan(0.8 * apart(0));
  });
});
