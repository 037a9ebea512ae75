import { describe, expect, it } from "vitest";
import { BLOCK } from "../../sim/hot/blocks.ts";
import { NOBODY, OUTSIDER } from "../../sim/hot/choose.ts";
import { kept } from "../../sim/hot/entries.ts";
import { FELT } from "../../sim/hot/felt.ts";
import { GAP_SUMS } from "../../sim/hot/gaps.ts";
import { CRITERIA } from "../../sim/hot/judge.ts";
import { openKernels, openRows, plainKernels, type Kernels } from "../../sim/hot/kernels.ts";
import { nearestSums } from "../../sim/hot/nearest.ts";
import { UNMET_SUMS } from "../../sim/hot/unmet.ts";
import { openStream } from "../../sim/random/stream.ts";

const ROWS = 37;
const draws = openStream("1", "kernels").at(1);

/** Runs a scene on plain kernels and on fast ones, each in a memory of its own, and gives both results. */
function both(practices: number, scene: (kernels: Kernels, lay: Lay) => ArrayLike<number>[]) {
  const play = (isFast: boolean) => {
    const memory = openRows(practices, 1 << 22);
    const fast = openKernels(memory, practices);
    expect(memory.routines).toBeDefined();
    let stream = 0;
    const lay: Lay = {
      reals(count, most = 1) {
        const column = memory.reals(count);
        stream++;
        for (let at = 0; at < count; at++) column[at] = most * draws.uniform(stream, at);
        return column;
      },
      wholes(count, below) {
        const column = memory.wholes(count);
        stream++;
        for (let at = 0; at < count; at++)
          column[at] = Math.floor(below * draws.uniform(stream, at));
        return column;
      },
      bytes(count, below) {
        const column = memory.bytes(count);
        stream++;
        for (let at = 0; at < count; at++)
          column[at] = Math.floor(below * draws.uniform(stream, at));
        return column;
      },
    };
    return scene(isFast ? fast : plainKernels(practices), lay).map((column) => Array.from(column));
  };
  return { plain: play(false), fast: play(true) };
}

interface Lay {
  reals(count: number, most?: number): Float64Array;
  wholes(count: number, below: number): Int32Array;
  bytes(count: number, below: number): Uint8Array;
}

const SCENES: Record<
  string,
  (kernels: Kernels, lay: Lay, practices: number) => ArrayLike<number>[]
> = {
  pull({ pull }, { reals, wholes }, practices) {
    const out = reals(ROWS * practices);
    pull(
      out,
      reals(ROWS),
      reals(50 * practices),
      wholes(ROWS, 50),
      reals(60 * practices),
      wholes(ROWS, 60),
      ROWS,
    );
    return [out];
  },
  pullWeighted({ pullWeighted }, { reals, wholes }, practices) {
    const out = reals(ROWS * practices);
    const [weights, target, own] = [
      reals(60 * practices),
      reals(60 * practices),
      reals(60 * practices),
    ];
    const [by, there, here] = [wholes(ROWS, 60), wholes(ROWS, 60), wholes(ROWS, 60)];
    pullWeighted(out, reals(ROWS), weights, by, target, there, own, here, ROWS);
    return [out];
  },
  pullTwoWays({ pullTwoWays }, { reals, wholes }, practices) {
    const out = reals(ROWS * practices);
    const [a, b, own] = [reals(50 * practices), reals(40 * practices), reals(60 * practices)];
    pullTwoWays(
      out,
      reals(ROWS),
      a,
      wholes(ROWS, 50),
      reals(ROWS),
      b,
      wholes(ROWS, 40),
      own,
      wholes(ROWS, 60),
      ROWS,
    );
    return [out];
  },
  apart({ apart }, { reals, wholes }, practices) {
    const out = reals(ROWS);
    apart(
      out,
      reals(50 * practices),
      wholes(ROWS, 50),
      reals(60 * practices),
      wholes(ROWS, 60),
      ROWS,
    );
    return [out];
  },
  squareGaps({ squareGaps }, { reals, wholes }, practices) {
    const out = reals(ROWS);
    const [a, b] = [reals(50 * practices), reals(60 * practices)];
    squareGaps(out, a, wholes(ROWS, 50), b, wholes(ROWS, 60), ROWS);
    return [out];
  },
  workOut({ workOut }, { reals, wholes }, practices) {
    const abilities = { receptivity: reals(60), board: reals(60), unitCost: reals(60) };
    const [weights, bases] = [reals(3 * practices), reals(5, 0.5)];
    for (let at = 0; at < weights.length; at += 2) weights[at] = -(weights[at] ?? 0);
    workOut(abilities, weights, bases, reals(60 * practices), reals(60), wholes(ROWS, 60), ROWS);
    return Object.values(abilities);
  },
  addGaps({ addGaps }, { reals, wholes }, practices) {
    const sums = reals(GAP_SUMS);
    const column = () => reals(60 * practices);
    const field = {
      practice: column(),
      display: column(),
      project: column(),
      prescription: column(),
    };
    addGaps(sums, field, reals(60, 50), wholes(ROWS, 60), ROWS);
    return [sums];
  },
  addNearest({ addNearest }, { reals, wholes }, practices) {
    const pairs = 3;
    const sums = reals(nearestSums(pairs));
    const templates = reals(2 * pairs * practices);
    templates.copyWithin(practices, 4 * practices); // equals, of which the first is nearest
    templates.fill(Infinity, 5 * practices);
    addNearest(sums, templates, pairs, reals(60 * practices), wholes(ROWS, 60), ROWS);
    return [sums];
  },
  addUnmet({ addUnmet }, { reals, wholes }, practices) {
    const sums = reals(UNMET_SUMS);
    const standards = {
      need: reals(7 * practices),
      cells: wholes(ROWS, 7),
      doctrine: reals(9 * practices),
      tables: wholes(ROWS, 9),
      led: reals(ROWS).map(Math.round),
    };
    const led = reals(ROWS);
    led.set(standards.led);
    const places = reals(60, 50);
    addUnmet(sums, { ...standards, led }, reals(60 * practices), places, wholes(ROWS, 60), ROWS);
    return [sums];
  },
  judge({ judge }, { reals, wholes }, practices) {
    const rows = () => reals(60 * practices);
    const field = {
      ...{ display: rows(), prescription: rows(), practice: rows(), project: rows() },
      ...{ reserve: reals(60, 3), aspiration: reals(60), disagreement: reals(60) },
      ...{ ruleMovement: reals(60), legitimacy: reals(60), payoff: reals(60) },
      uncertainty: reals(60),
    };
    for (let slot = 0; slot < 60; slot++) field.reserve[slot] = (field.reserve[slot] ?? 0) - 1.5;
    field.reserve[7] = 0;
    const grounds = {
      ...{ means: reals(5 * practices), sectors: wholes(ROWS, 5) },
      ...{ need: reals(9 * practices), cells: wholes(ROWS, 9), noise: reals(ROWS) },
      goals: reals(4 * ROWS),
    };
    const payoffs = reals(2 * 5);
    judge(reals(CRITERIA.length), field, grounds, wholes(ROWS, 60), payoffs, ROWS);
    return [field.legitimacy, field.payoff, field.uncertainty, payoffs];
  },
  addRows({ addRows }, { reals, wholes }, practices) {
    const sums = reals(5 * practices);
    addRows(sums, wholes(ROWS, 5), reals(ROWS), reals(60 * practices), wholes(ROWS, 60), ROWS);
    return [sums];
  },
  copyRows({ copyRows }, { reals, wholes }, practices) {
    const out = reals(50 * practices);
    copyRows(out, wholes(ROWS, 50), reals(60 * practices), wholes(ROWS, 60), ROWS);
    return [out];
  },
  addMoments({ addMoments }, { reals, wholes }, practices) {
    const sums = reals(2 * practices + 1);
    const cells = reals(7 * practices);
    const [x, centre] = [reals(60 * practices), reals(practices)];
    addMoments(sums, cells, x, centre, wholes(ROWS, 60), reals(ROWS, 50), wholes(ROWS, 7), ROWS);
    return [sums, cells];
  },
  gatherCells({ gatherCells }, { reals, wholes }, practices) {
    const [mean, regions, sectors] = [reals(practices), reals(5 * practices), reals(4 * practices)];
    const inhabited = {
      ...{ cell: wholes(ROWS, 60), size: reals(ROWS, 9) },
      ...{ region: wholes(ROWS, 5), regionShare: reals(ROWS) },
      ...{ sector: wholes(ROWS, 4), sectorShare: reals(ROWS) },
    };
    const cells = reals(60 * practices);
    gatherCells(mean, regions, sectors, cells, reals(practices), reals(1, 500), inhabited, ROWS);
    return [mean, regions, sectors];
  },
  moveRows({ moveRows }, { reals, wholes }, practices) {
    const next = reals(60 * practices);
    const ways = reals(2 * BLOCK * practices);
    const taken = reals(BLOCK * practices + 1);
    const [current, rules] = [reals(60 * practices), reals(60 * practices)];
    const lines = reals(4 * BLOCK * practices, 0.2);
    for (let at = 0; at < lines.length; at += 3) lines[at] = -(lines[at] ?? 0);
    const active = wholes(4, 1);
    active.set([0, 2, 3]);
    const here = wholes(ROWS, 60);
    moveRows(next, current, rules, here, lines, active, 3, reals(practices), ways, taken, ROWS);
    return [next, ways, taken];
  },
  enterRows({ enterRows }, { reals, wholes }, practices) {
    const sums = reals(kept(practices));
    const [line, ways] = [reals(BLOCK * practices), reals(2 * BLOCK * practices)];
    enterRows(sums, line, wholes(ROWS, BLOCK), ways, reals(BLOCK, 50), ROWS);
    return [sums];
  },
  chooseBest({ chooseBest }, { reals, wholes }) {
    const lots = {
      ...{ of: wholes(60, 5), rank: wholes(60, 12), reach: wholes(60, 12), nobody: 41 },
      ...{ starts: wholes(6, 1), members: wholes(40, 60), scores: reals(42) },
    };
    lots.starts.set([0, 10, 11, 11, 25, 40]);
    for (let slot = 0; slot < 60; slot++) lots.rank[slot] = (lots.rank[slot] ?? 0) - 1;
    lots.scores[41] = -Infinity;
    const [addresses, here] = [wholes(ROWS, 1_000_000), wholes(ROWS, 60)];
    const market = { chances: reals(7), kinds: wholes(60, 7), costs: reals(60) };
    for (let slot = 0; slot < 60; slot++) market.costs[slot] = -(market.costs[slot] ?? 0);
    const [chosen, met] = [wholes(60, 1), wholes(60, 1)];
    chooseBest({ ...lots, chosen }, draws, addresses, here, 3, undefined, ROWS);
    chooseBest({ ...lots, chosen: met }, draws, addresses, here, 3, market, ROWS);
    expect(new Set(met)).toContain(OUTSIDER);
    expect(new Set(chosen)).toContain(NOBODY);
    return [chosen, met];
  },
  take({ take }, { reals, wholes }) {
    const out = reals(ROWS);
    take(out, 0.3, reals(60), wholes(ROWS, 60), ROWS);
    return [out];
  },
  feel({ feel }, { reals, wholes, bytes }) {
    const [toPractice, toDisplay] = [reals(ROWS), reals(ROWS)];
    const [rule, x, gates] = [reals(FELT.length), reals(60), reals(6)];
    feel(toPractice, toDisplay, rule, x, gates, bytes(60, 6), wholes(ROWS, 60), ROWS);
    return [toPractice, toDisplay];
  },
  feelRoads({ feelRoads }, { reals, wholes, bytes }) {
    const [rates, sectors] = [reals(4 * BLOCK), wholes(ROWS, 1)];
    const [rule, x, gates, totals] = [reals(FELT.length), reals(60), reals(6), reals(4)];
    totals[2] = 0;
    const own = { credentials: reals(60), meetings: reals(60), sector: wholes(60, 4) };
    const roads = { rule: reals(9), ...own, totals };
    roads.rule[2] = 1;
    roads.rule[5] = roads.rule[4] ?? NaN;
    feelRoads(rates, sectors, rule, x, roads, gates, bytes(60, 6), wholes(ROWS, 60), ROWS);
    return [rates, sectors];
  },
  faceRivals({ faceRivals }, { reals, wholes }) {
    const [toPeer, toTemplate, rivals] = [reals(ROWS), reals(ROWS), wholes(ROWS, 1)];
    const chosen = wholes(60, 9);
    for (let slot = 0; slot < chosen.length; slot++)
      chosen[slot] = [NOBODY, OUTSIDER][chosen[slot] ?? 0] ?? slot;
    faceRivals(toPeer, toTemplate, rivals, reals(1), reals(60), chosen, wholes(ROWS, 60), ROWS);
    return [toPeer, toTemplate, rivals];
  },
  words({ words }, { wholes }) {
    const out = wholes(ROWS * 3, 1);
    words(out, draws, wholes(ROWS, 1_000_000), 3, ROWS);
    return [out];
  },
  sift({ sift }, { wholes }) {
    return [0, 1e-12, 0.03, 0.5, 1].map((bound) => {
      const found = wholes(BLOCK + 2, 1);
      sift(found, draws, wholes(BLOCK, 1_000_000), -1, bound, BLOCK);
      return found.slice(0, 1 + (found[0] ?? NaN));
    });
  },
  normals({ normals }, { reals, wholes }, practices) {
    const out = reals(BLOCK * practices);
    normals(out, draws, wholes(BLOCK, 1_000_000), 0.3, practices, BLOCK, 64);
    return [out];
  },
};

describe.each(Object.keys(SCENES))("%s", (name) => {
  it.each([1, 2, 3, 7, 8, 12])("gives the same bits in plain TypeScript, K = %d", (practices) => {
    const { plain, fast } = both(practices, (kernels, lay) =>
      SCENES[name]!(kernels, lay, practices),
    );
    expect(fast).toEqual(plain);
    expect(plain.flat().some((x) => x !== 0)).toBe(true);
  });
});
