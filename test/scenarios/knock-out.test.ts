import { describe, expect, test } from "vitest";
import { settingOfValue, withSettings } from "../../experiments/files/settings.ts";
import { MECHANISMS, type MechanismId, type Scenario } from "../../sim/index.ts";
import { begin, shipped, valueOf } from "./shipped.ts";

// Taking a mechanism away takes away that mechanism and nothing else.

const whole = shipped("hpst-2009");
/** With contracts and inspections enough that every mechanism has something to do at once. */
const field: Scenario = withSettings({ ...whole, run: { ...whole.run, burnIn: 8 } }, [
  settingOfValue("test", "mechanisms.negotiation.hazard", 0.3),
  settingOfValue("test", "regulators.ars.monitoring", 4),
]);
const IDS = MECHANISMS.map(({ id }) => id).filter((id): id is MechanismId => id !== "bounds");

const STRENGTHS = ["rate", "spread", "novelty", "honoured", "weight"];
/** Who comes, goes or merges at the end of a step would hide what mechanisms did in it. */
const DEMOGRAPHY = ["mergers", "closures", "foundings", "entries"] as const;
/** Mechanisms that do not act without another one. */
const LEANING: Readonly<Partial<Record<MechanismId, MechanismId>>> = { negotiated: "coercive" };

/** The field with a mechanism's strength set to 0, whatever it is called; no reform raises it again. */
function atZero(id: MechanismId): Scenario {
  const strengths = STRENGTHS.filter((strength) => strength in field.mechanisms[id]);
  expect(strengths.length).toBeGreaterThan(0);
  return withSettings(
    field,
    strengths.map((strength) => settingOfValue("test", `mechanisms.${id}.${strength}`, 0)),
  );
}

/** Practice and display, one after the other, after the first step. */
function afterOne(off: readonly MechanismId[]): number[] {
  const run = begin(field, { off: [...off, ...DEMOGRAPHY] });
  run.advance();
  const { practice, display, size, practices } = run.field;
  return [practice, display].flatMap((column) =>
    Array.from({ length: size * practices }, (_, at) => column[at]!),
  );
}

const others = (...kept: readonly (MechanismId | undefined)[]): MechanismId[] =>
  IDS.filter((id) => !kept.includes(id));

describe.each(IDS)("%s", (id) => {
  test("at rate 0 and switched off gives the same bits at every one of 12 steps, and books exactly nothing", () => {
    const zero = begin(field, { treated: atZero(id) }, true);
    const off = begin(field, { off: [id] }, true);
    for (let step = 1; step <= 12; step++) {
      zero.advance();
      off.advance();
      expect(off.digest()).toBe(zero.digest());
      for (const run of [zero, off])
        for (const { name } of run.measures.filter((m) => m.name.endsWith(`.${id}`) && m.name.startsWith("ledger.")))
          expect(Math.abs(valueOf(run, name))).toBe(0);
    }
  });

  test("moves the field by as much alone as among the others: nobody's draws depend on it", () => {
    // No coordinate that moves is clamped in this step, so displacements add up exactly but for rounding.
    const start = afterOne(others(LEANING[id]));
    const leaners = IDS.filter((other) => LEANING[other] === id);
    const all = afterOne(leaners);
    const without = afterOne([id, ...leaners]);
    const alone = afterOne(others(id, LEANING[id]));
    const isInside = (at: number) =>
      [all, without, alone].every((state) => state[at]! > 0 && state[at]! < 1);
    const misses = start
      .map((from, at) => (isInside(at) ? all[at]! - without[at]! - (alone[at]! - from) : 0))
      .filter((miss) => Math.abs(miss) > 1e-15 * 4);
    expect(misses).toEqual([]);
    expect(all.some((state, at) => state !== without[at])).toBe(true);
  });
});
