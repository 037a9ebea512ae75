import { expect, test } from "vitest";
import {
  planRun,
  resumeRun,
  RULE_LINES,
  type RuleMoves,
  startRun,
  watchRules,
} from "../../sim/index.ts";
import { MOVING, scenarioOf } from "./support.ts";

test("whoever watches the rules sees every movement by its line, and alters nothing", () => {
  const plan = planRun(scenarioOf(MOVING));
  const seen: RuleMoves[] = [];
  const run = startRun(plan, { gauges: [watchRules((moves) => seen.push(moves))] });
  const alone = startRun(plan);
  const mean = (column: Float64Array): number =>
    column.reduce((sum, move) => sum + Math.abs(move), 0) / column.length;
  const still: number[] = [];
  let moved = 0;
  while (run.step < plan.steps) {
    const known = seen.length;
    run.advance();
    alone.advance();
    const value = (name: string): number =>
      run.values[run.measures.findIndex((measure) => measure.name === name)] ?? NaN;
    const moves = seen[known];
    if (moves === undefined) {
      still.push(value("prescription.moved.doctrine"));
      continue;
    }
    moved++;
    expect(moves.step).toBe(run.step);
    for (const line of RULE_LINES)
      expect(mean(moves.lines[line])).toBe(value(`prescription.moved.${line}`));
    moves.after.forEach((rule, at) => {
      expect(rule).toBe(run.field.rules[at]);
      const explained = RULE_LINES.reduce((sum, line) => sum + moves.lines[line][at]!, 0);
      expect(Math.abs(rule - moves.before[at]! - explained)).toBeLessThan(1e-15);
    });
  }
  expect(moved).toBeGreaterThan(5);
  expect(still.length).toBeGreaterThan(5);
  expect(new Set(still)).toEqual(new Set([0]));
  expect(run.digest()).toBe(alone.digest());
});

test("a run taken up again shows a witness the rest of the straight one", () => {
  const plan = planRun(scenarioOf(MOVING));
  const watch = () => {
    const parts: string[] = [];
    const sums = new Map<string, number>();
    return {
      parts,
      sums,
      witness: {
        over: (step: number, part: string): void =>
          void (step > 8 && parts.push(`${step} ${part}`)),
        proposed(step: number, { id, practice }: { id: string; practice: Float64Array }): void {
          if (step <= 8) return;
          const own = practice.reduce((sum, move) => sum + move, 0);
          sums.set(id, (sums.get(id) ?? 0) + own);
        },
      },
    };
  };
  const straight = watch();
  const run = startRun(plan, { witness: straight.witness });
  while (run.step < 8) run.advance();
  const snapshot = run.snapshot();
  const known = run.drain().length;
  expect(known).toBeGreaterThan(0);
  expect(run.events).toEqual([]);
  while (run.step < plan.steps) run.advance();
  const again = watch();
  const resumed = resumeRun(snapshot, { witness: again.witness });
  while (resumed.step < plan.steps) resumed.advance();
  expect(again.parts).toEqual(straight.parts);
  expect([...again.sums]).toEqual([...straight.sums]);
  expect(resumed.drain()).toEqual(run.drain());
});
