import { describe, expect, test } from "vitest";
import { settingOfValue, withSettings } from "../../experiments/files/settings.ts";
import { MECHANISMS, type MechanismId, type Scenario } from "../../sim/index.ts";
import { begin, shipped, valueOf } from "./shipped.ts";

// Taking a mechanism away takes away that mechanism and nothing else.

const whole = shipped("hpst-2009");
const field: Scenario = { ...whole, run: { ...whole.run, burnIn: 8 } };
const IDS = MECHANISMS.map(({ id }) => id).filter((id): id is MechanismId => id !== "bounds");

/** The field with a mechanism's rate set to 0, whatever its strength is called; no reform raises it again. */
function atZero(id: MechanismId): Scenario {
  const strength = "rate" in field.mechanisms[id] ? "rate" : "spread";
  return withSettings(field, [settingOfValue("test", `mechanisms.${id}.${strength}`, 0)]);
}

/** Practice and display, one after the other, after the first step. */
function afterOne(off: readonly MechanismId[]): number[] {
  const run = begin(field, { off });
  run.advance();
  return stateOf(run.field);
}

const stateOf = ({ practice, display }: { practice: ArrayLike<number>; display: ArrayLike<number> }) => [
  ...Array.from(practice),
  ...Array.from(display),
];

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
    const start = stateOf(begin(field).field);
    const all = afterOne([]);
    const without = afterOne([id]);
    const alone = afterOne(IDS.filter((other) => other !== id));
    const isInside = (at: number) =>
      [all, without, alone].every((state) => state[at]! > 0 && state[at]! < 1);
    const misses = start
      .map((from, at) => (isInside(at) ? all[at]! - without[at]! - (alone[at]! - from) : 0))
      .filter((miss) => Math.abs(miss) > 1e-15 * 4);
    expect(misses).toEqual([]);
    expect(all.some((state, at) => state !== without[at])).toBe(true);
  });
});
