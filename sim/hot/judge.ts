import type { StoredColumn } from "../field/columns.ts";
import { GOALS } from "../field/exposures.ts";
import { f64, f64x2, i32, type Code } from "./assembler.ts";
import { along, eachEntry, openPart, openTotal, partsOf, realAt, REAL } from "./kernel.ts";
import { rowAt, together, type Kernel } from "./kernel.ts";
import { squaresOf } from "./rows.ts";

/** What standing is judged by, in the order in which kernels take it. */
export const CRITERIA = [
  "legitimacyRate",
  "fitWeight",
  "uncertaintyRate",
  "uncertaintyBase",
  "disagreementWeight",
  "movementWeight",
  "surpriseWeight",
  "distressWeight",
  "ruin",
] as const;

/** What of the field is looked at and written, by slot. */
export interface Judged {
  readonly display: StoredColumn;
  readonly prescription: StoredColumn;
  readonly practice: StoredColumn;
  readonly project: StoredColumn;
  readonly reserve: StoredColumn;
  readonly aspiration: StoredColumn;
  readonly disagreement: StoredColumn;
  readonly ruleMovement: StoredColumn;
  readonly legitimacy: Float64Array;
  readonly payoff: Float64Array;
  readonly uncertainty: Float64Array;
}

/** What associations of a block are held against: rows of K, and lists by row of the block. */
export interface Grounds {
  /** Mean displays of sectors, and the sectors. */
  readonly means: StoredColumn;
  readonly sectors: StoredColumn;
  /** Needs of cells, and the cells. */
  readonly need: StoredColumn;
  readonly cells: StoredColumn;
  /** Weights of what counts in a payoff, a row for each in the order of GOALS. */
  readonly goals: StoredColumn;
  /** Noise of payoffs. */
  readonly noise: StoredColumn;
}

/**
 * Moves legitimacy, payoff and uncertainty of a block by one quarter, as `standing.ts` declares, and adds payoffs up.
 * @param criteria in the order of CRITERIA
 * @param payoffs for each sector Σ payoff and how many they are
 */
export function judge(
  practices: number,
  criteria: Float64Array,
  field: Judged,
  { means, sectors, need, cells, goals, noise }: Grounds,
  here: StoredColumn,
  payoffs: Float64Array,
  count: number,
): void {
  const [legitimacyRate, fitWeight, uncertaintyRate, uncertaintyBase, ...weights] = criteria;
  const [disagreementWeight, movementWeight, surpriseWeight, distressWeight, ruin] = weights;
  const { display, prescription, practice, project, legitimacy, payoff, uncertainty } = field;
  const closeness = (a: StoredColumn, rowA: number, b: StoredColumn, rowB: number): number =>
    1 - Math.sqrt(squaresOf(a, rowA, b, rowB, practices) * (1 / practices));
  for (let j = 0; j < count; j++) {
    const ego = here[j];
    const row = ego * practices;
    const fits = closeness(display, row, prescription, row);
    const approved = closeness(means, sectors[j] * practices, display, row);
    const loyal = closeness(practice, row, project, row);
    const served = closeness(need, cells[j] * practices, practice, row);
    const fortune = field.reserve[ego] / ruin;
    const distress = -fortune > 0 ? Math.min(1, -fortune) : 0;
    const slack = fortune > 0 ? Math.min(1, fortune) : 0;
    const before = legitimacy[ego];
    const standing =
      before + legitimacyRate * (fitWeight * fits + (1 - fitWeight) * approved - before);
    const gained =
      goals[4 * j] * (0.5 + 0.5 * (slack - distress)) +
      goals[4 * j + 1] * standing +
      goals[4 * j + 2] * loyal +
      goals[4 * j + 3] * served +
      noise[j];
    const grounds =
      uncertaintyBase +
      disagreementWeight * field.disagreement[ego] +
      movementWeight * field.ruleMovement[ego] +
      surpriseWeight * Math.abs(gained - field.aspiration[ego]) +
      distressWeight * distress;
    const unsure = uncertainty[ego];
    legitimacy[ego] = standing;
    payoff[ego] = gained;
    uncertainty[ego] = unsure + uncertaintyRate * ((grounds < 1 ? grounds : 1) - unsure);
    payoffs[2 * sectors[j]] += gained;
    payoffs[2 * sectors[j] + 1]++;
  }
}

export const JUDGE: Kernel = {
  name: "judge",
  parameters: 21,
  write(practices, frame, [criteria, display, prescription, practice, project, ...rest]) {
    const [reserve, aspiration, disagreement, ruleMovement, legitimacy, payoff] = rest;
    const [uncertainty, means, sectors, need, cells, goals, noise, ...others] = rest.slice(6);
    const [here, payoffs, count] = others;
    const [slot, row, declared, rule, mean] = [0, 1, 2, 3, 4].map(() => frame.local("i32"));
    const [done, wanted, needed, sum, goal] = [0, 1, 2, 3, 4].map(() => frame.local("i32"));
    const [d, a, gap] = [0, 1, 2].map(() => openPart(frame));
    const totals = [0, 1, 2, 3].map(() => openTotal(frame, practices));
    const [fit, approval, loyalty, unmet] = totals;
    const [outer, inner, fortune] = [0, 1, 2].map(() => frame.local("f64x2"));
    const [before, standing, gained, grounds] = [0, 1, 2, 3].map(() => frame.local("f64"));
    const criterion = (name: (typeof CRITERIA)[number]): Code =>
      f64.load(criteria.get, CRITERIA.indexOf(name) * REAL);
    const closeness = (x: typeof fit, y: typeof fit): Code => {
      const squares = together(practices, x, y);
      const share = f64x2.constant(1 / practices, 1 / practices);
      return f64x2.subtract(f64x2.constant(1, 1), f64x2.root(f64x2.multiply(squares, share)));
    };
    const own = (column: typeof here): Code => i32.add(column.get, i32.shiftLeft(slot.get, 3));
    const weighed = (name: (typeof CRITERIA)[number], value: Code): Code =>
      f64.multiply(criterion(name), value);
    const valued = (name: (typeof GOALS)[number], value: Code): Code =>
      f64.multiply(f64.load(goal.get, GOALS.indexOf(name) * REAL), value);
    const total = (...parts: readonly Code[]): Code => parts.reduce(f64.add);
    const [distress, slack] = [f64x2.lane(fortune.get, 0), f64x2.lane(fortune.get, 1)];
    return eachEntry(frame, count, (at) => [
      slot.set(i32.load(i32.add(here.get, at.get))),
      row.set(i32.multiply(slot.get, i32.constant(practices * REAL))),
      declared.set(along(display, row)),
      rule.set(along(prescription, row)),
      done.set(along(practice, row)),
      wanted.set(along(project, row)),
      mean.set(rowAt(means, sectors, at, practices)),
      needed.set(rowAt(need, cells, at, practices)),
      ...partsOf(practices).flatMap((part) => {
        const { lanes, offset } = part;
        const square = (to: typeof fit, x: typeof d, other: typeof rule): Code[] => [
          gap.set(part, lanes.subtract(x.get(part), lanes.load(other.get, offset))),
          to.add(part, lanes.multiply(gap.get(part), gap.get(part))),
        ];
        return [
          d.set(part, lanes.load(declared.get, offset)),
          a.set(part, lanes.load(done.get, offset)),
          ...[...square(fit, d, rule), ...square(approval, d, mean)],
          ...[...square(loyalty, a, wanted), ...square(unmet, a, needed)],
        ];
      }),
      outer.set(closeness(fit, approval)),
      inner.set(closeness(loyalty, unmet)),
      // distress and slack: what is below and above 0 of the reserve, 1 at most
      fortune.set(f64x2.spread(f64.divide(f64.load(own(reserve), 0), criterion("ruin")))),
      fortune.set(f64x2.multiply(fortune.get, f64x2.constant(-1, 1))),
      fortune.set(f64x2.most(f64x2.constant(0, 0), fortune.get)),
      fortune.set(f64x2.least(f64x2.constant(1, 1), fortune.get)),
      before.set(f64.load(own(legitimacy), 0)),
      standing.set(
        f64.add(
          weighed("fitWeight", f64x2.lane(outer.get, 0)),
          f64.multiply(
            f64.subtract(f64.constant(1), criterion("fitWeight")),
            f64x2.lane(outer.get, 1),
          ),
        ),
      ),
      standing.set(
        f64.add(before.get, weighed("legitimacyRate", f64.subtract(standing.get, before.get))),
      ),
      goal.set(i32.add(goals.get, i32.shiftLeft(at.get, 3))),
      gained.set(
        total(
          valued(
            "money",
            f64.add(
              f64.constant(0.5),
              f64.multiply(f64.constant(0.5), f64.subtract(slack, distress)),
            ),
          ),
          valued("legitimacy", standing.get),
          valued("loyalty", f64x2.lane(inner.get, 0)),
          valued("need", f64x2.lane(inner.get, 1)),
          realAt(noise, at),
        ),
      ),
      grounds.set(
        total(
          criterion("uncertaintyBase"),
          weighed("disagreementWeight", f64.load(own(disagreement), 0)),
          weighed("movementWeight", f64.load(own(ruleMovement), 0)),
          weighed(
            "surpriseWeight",
            f64.absolute(f64.subtract(gained.get, f64.load(own(aspiration), 0))),
          ),
          weighed("distressWeight", distress),
        ),
      ),
      outer.set(f64x2.least(f64x2.constant(1, 1), f64x2.spread(grounds.get))),
      before.set(f64.load(own(uncertainty), 0)),
      f64.store(own(legitimacy), standing.get, 0),
      f64.store(own(payoff), gained.get, 0),
      f64.store(
        own(uncertainty),
        f64.add(
          before.get,
          weighed("uncertaintyRate", f64.subtract(f64x2.lane(outer.get, 0), before.get)),
        ),
        0,
      ),
      sum.set(i32.add(payoffs.get, i32.shiftLeft(i32.load(i32.add(sectors.get, at.get)), 4))),
      f64x2.store(
        sum.get,
        f64x2.add(f64x2.load(sum.get, 0), f64x2.of(gained.get, f64.constant(1))),
        0,
      ),
    ]);
  },
};
