import { describe, expect, it } from "vitest";
import { ALIVE } from "../../sim/field/columns.ts";
import {
  checkScenario,
  scenarioSchema,
  SWITCHES,
  type FieldView,
  type Run,
  type SimEvent,
} from "../../sim/index.ts";
import { MOVING, runTo, scenarioOf, SMALL, valueOf } from "./support.ts";

const STEPS = 24;

/** The moving field with other parameters of cooperation, nobody entering or leaving, and no burn-in. */
const cooperating = (parameters: object, rest: object = {}) =>
  scenarioOf({
    ...MOVING,
    ...rest,
    mechanisms: {
      cooperation: { ...MOVING.mechanisms.cooperation, ...parameters },
      mergers: { rate: 0 },
      closures: { failing: 0, hazard: 0 },
      foundings: { rate: 0 },
    },
    run: { burnIn: 0, steps: STEPS },
  });

/** How many living members each grouping has. */
function membersOf(field: FieldView): number[] {
  const counts = Array.from({ length: field.groupings }, () => 0);
  for (let slot = 0; slot < field.size; slot++)
    if (field.died[slot] === ALIVE && field.grouping[slot]! >= 0) counts[field.grouping[slot]!]!++;
  return counts;
}

/** Calls a visitor after each step. */
function live(run: Run, steps: number, visit: (told: readonly SimEvent[]) => void): void {
  while (run.step < steps) {
    const before = run.events.length;
    run.advance();
    visit(run.events.slice(before));
  }
}

/** Events of one kind about associations. */
const of = (told: readonly SimEvent[], kind: SimEvent["kind"]) =>
  told.flatMap((event) => (event.kind === kind && event.kind !== "reform" ? [event] : []));

describe("groupings", () => {
  it("count their members, keep to their limits, and have none once dissolved", () => {
    const scenario = cooperating({});
    const forms = Object.values(scenario.legalForms);
    const run = runTo(scenario, 0);
    let seen = 0;
    live(run, STEPS, () => {
      const counted = membersOf(run.field);
      counted.forEach((count, grouping) => {
        const form = forms[run.field.form[grouping]!]!;
        expect(run.field.members[grouping]).toBe(count);
        expect(form.kind).toBe("grouping");
        expect(count === 0 || count >= form.members).toBe(true);
        expect(count).toBeLessThanOrEqual(form.most);
        seen += count;
      });
    });
    expect(seen).toBeGreaterThan(100);
  });

  it("lose the dead at the next count, and nobody else", () => {
    const run = runTo(scenarioOf(MOVING), 0);
    let lost = 0;
    live(run, STEPS, () => {
      const { field } = run;
      const fallen = membersOf(field).map(() => 0);
      for (let slot = 0; slot < field.size; slot++)
        if (field.died[slot] === run.step && field.grouping[slot]! >= 0)
          fallen[field.grouping[slot]!]!++;
      membersOf(field).forEach((count, grouping) => {
        expect(field.members[grouping]).toBe(count + fallen[grouping]!);
        lost += fallen[grouping]!;
      });
    });
    expect(lost).toBeGreaterThan(5);
  });

  it("take in and lose exactly those whom the diary tells of", () => {
    const run = runTo(cooperating({}), 0);
    let grouped = 0;
    live(run, STEPS, (told) => {
      grouped +=
        2 * of(told, "formed").length + of(told, "joined").length - of(told, "left").length;
      for (const { causes } of of(told, "dissolved")) grouped -= causes["members"]!;
      expect(membersOf(run.field).reduce((sum, count) => sum + count, 0)).toBe(grouped);
      for (const kind of ["formed", "joined", "left", "deepened", "dissolved"] as const)
        expect(valueOf(run, `groupings.${kind}`)).toBe(of(told, kind).length);
    });
    for (const kind of ["formed", "joined", "left", "deepened", "dissolved"] as const)
      expect(of(run.events, kind).length, kind).toBeGreaterThan(0);
  });

  it("agree at the campaign on the mean of their projects by size", () => {
    const run = runTo(cooperating({ seek: 1 }), 2);
    run.advance();
    while ((run.step - 1) % 4 > 0) run.advance();
    // projects move after the tables: those of the agreement are those of the step before
    const before = runTo(cooperating({ seek: 1 }), run.step - 1).field;
    const { field } = run;
    let checked = 0;
    for (let grouping = 0; grouping < field.groupings; grouping++) {
      if (field.members[grouping] === 0) continue;
      let size = 0;
      let sum = 0;
      for (let slot = 0; slot < field.size; slot++) {
        if (field.grouping[slot] !== grouping) continue;
        size += field.establishments[slot]!;
        sum += field.establishments[slot]! * before.project[slot * field.practices]!;
      }
      expect(field.agreed[grouping * field.practices]).toBeCloseTo(sum / size, 12);
      checked++;
    }
    expect(checked).toBeGreaterThan(3);
  });
});

describe("who cooperates", () => {
  it("nobody where nobody seeks or is told to: the same bits as without cooperation", () => {
    const none = runTo(cooperating({ seek: 0 }), STEPS);
    expect(none.field.groupings).toBe(0);
    expect(none.digest()).toBe(runTo(cooperating({}), STEPS, { off: ["cooperation"] }).digest());
  });

  it("nobody where the threshold is out of reach, and in the lightest form where nothing is at stake", () => {
    expect(runTo(cooperating({ threshold: 5 }), STEPS).field.groupings).toBe(0);
    const weightless = Object.fromEntries(
      ["saving", "voice", "preference", "call", "autonomy", "cost"].map((name) => [
        `${name}Weight`,
        0,
      ]),
    );
    const light = runTo(
      cooperating({ ...weightless, taste: 0, threshold: -0.01, deepen: 0 }),
      STEPS,
    );
    expect(light.field.groupings).toBeGreaterThan(5);
    expect(new Set(of(light.events, "formed").map(({ what }) => what))).toEqual(
      new Set(["convention"]),
    );
    expect(of(light.events, "left")).toEqual([]);
  });

  it("fewer the dearer autonomy is, more the more authorities want it", () => {
    const grouped = (parameters: object): number =>
      valueOf(
        runTo(cooperating({ taste: 0.05, threshold: 0.05, ...parameters }), STEPS),
        "grouped",
      );
    const base = grouped({});
    expect(grouped({ autonomyWeight: 3 })).toBeLessThan(base);
    expect(grouped({ preferenceWeight: 0.6 })).toBeGreaterThan(base);
  });

  it("those who are told to, in the form that is asked for; who refuses pays with legitimacy", () => {
    const told = (parameters: object) => {
      const { agency, county } = SMALL.regulators;
      return cooperating(
        { seek: 0, ...parameters },
        {
          regulators: {
            agency: { ...agency, injunction: 0.8, groupingPreference: 1 },
            county: { ...county, injunction: 0.8, groupingPreference: 1 },
          },
        },
      );
    };
    const obeyed = runTo(told({ refusal: 1, refusalWeight: 20, threshold: -1, deepen: 0 }), 8);
    const formed = of(obeyed.events, "formed");
    expect(formed.length).toBeGreaterThan(2);
    expect(new Set(formed.map(({ what }) => what))).toEqual(new Set(["gcsms"]));
    expect(formed.every(({ other }) => obeyed.field.isFree[other] === 0)).toBe(true);
    const refusing = runTo(told({ threshold: 5 }), 8);
    expect(of(refusing.events, "refused").length).toBeGreaterThan(20);
    expect(refusing.field.groupings).toBe(0);
    const untold = runTo(cooperating({ seek: 0 }), 8);
    expect(valueOf(refusing, "legitimacy")).toBeLessThan(valueOf(untold, "legitimacy"));
  });
});

describe("the form of imposed groupings", () => {
  const problems = (injunctionForm: string, injunction: number) =>
    checkScenario(
      scenarioSchema.parse({
        ...SMALL,
        regulators: { ...SMALL.regulators, agency: { ...SMALL.regulators.agency, injunction } },
        mechanisms: { cooperation: { injunctionForm } },
        legalForms: { pact: { label: { en: "Pact", fr: "Pacte" } } },
      }),
    ).map(({ path }) => path.join("."));

  it("must exist where one is named, or where any is imposed", () => {
    expect(problems("pact", 0.5)).toEqual([]);
    expect(problems("gcsms", 0)).toEqual([]);
    expect(problems("gcsms", 0.5)).toEqual(["mechanisms.cooperation.injunctionForm"]);
    expect(problems("pakt", 0)).toEqual(["mechanisms.cooperation.injunctionForm"]);
  });
});

describe("what a grouping does to practice", () => {
  it("alone, it brings members to the agreed vector by its rate a quarter, on what is pooled and nowhere else", () => {
    const scenario = cooperating({ deepen: 0 });
    const others = SWITCHES.map(({ id }) => id).filter(
      (id) => id !== "grouping" && id !== "cooperation",
    );
    const run = runTo(scenario, 0, { off: others });
    const forms = Object.values(scenario.legalForms);
    const practices = Object.values(scenario.field.practices);
    let moved = 0;
    while (run.step < STEPS) {
      const before = Float64Array.from(
        { length: run.field.size * 8 },
        (_, at) => run.field.practice[at]!,
      );
      run.advance();
      const { field } = run;
      const pullOn = (slot: number, k: number): number => {
        const grouping = field.grouping[slot]!;
        const form = forms[field.form[grouping] ?? -1];
        if (form === undefined || practices[k]!.poolable < 1 - form.pooled) return 0;
        if (run.step - field.deepened[grouping]! < form.time) return 0;
        moved++;
        return form.rate * (field.agreed[grouping * 8 + k]! - before[slot * 8 + k]!);
      };
      for (let slot = 0; slot < field.size; slot++)
        for (let k = 0; k < 8; k++) {
          const at = slot * 8 + k;
          expect(field.practice[at]! - before[at]!).toBeCloseTo(pullOn(slot, k), 14);
        }
    }
    expect(moved).toBeGreaterThan(50);
  });
});
