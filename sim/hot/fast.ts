import type { StoredColumn } from "../field/columns.ts";
import { addressOf } from "./memory.ts";
import type { Memory, Routines } from "./memory.ts";
import { BLOCK } from "./blocks.ts";
import { fillRare } from "./draws.ts";
import type { Kernels } from "./kernels.ts";
import { chooseBest, type Lots } from "./choose.ts";
import { highestBelow } from "./sift.ts";
import { CUBIC_STRIPS, INNER, OUTER } from "../random/normal.ts";

/** Most draws of one entity that `normals` is asked for at once are K; their tables and notes lie in memory. */
export interface Tables {
  readonly key: Int32Array;
  readonly scale: Float64Array;
  readonly cubics: Float64Array;
  readonly rare: Int32Array;
}

/** The lowest 32-bit draw. */
const LOWEST = -2147483648;

/** Room for what kernels of draws need besides their arguments. */
export function layTables(memory: Memory, practices: number): Tables {
  const length = CUBIC_STRIPS * 4;
  const cubics = memory.reals(2 * length);
  [INNER, OUTER].forEach((table, at) => cubics.set(table.subarray(0, length), at * length));
  return {
    key: memory.wholes(4),
    scale: memory.reals(1),
    cubics,
    rare: memory.wholes(1 + 2 * BLOCK * practices),
  };
}

/** Whether all of a draft lies in the memory, where addresses are noted; lists that have outgrown it do not. */
function isPlaced(draft: Lots & { readonly chosen: Int32Array }): boolean {
  const { chosen, of, rank, reach, starts, members, scores } = draft;
  const lists: readonly StoredColumn[] = [chosen, of, rank, reach, starts, members, scores];
  return lists.every(({ address }) => address !== undefined);
}

/** Kernels in WebAssembly. */
export function fastKernels(routines: Routines, { key, scale, cubics, rare }: Tables): Kernels {
  const [run, at] = [routines, addressOf];
  return {
    pull: (out, rates, target, there, own, here, count) =>
      run.pull(at(out), at(rates), at(target), at(there), at(own), at(here), count),
    pullWeighted: (out, rates, weights, by, target, there, own, here, count) =>
      run.pullWeighted(
        at(out),
        at(rates),
        at(weights),
        at(by),
        at(target),
        at(there),
        at(own),
        at(here),
        count,
      ),
    pullTwoWays: (out, ratesA, a, thereA, ratesB, b, thereB, own, here, count) =>
      run.pullTwoWays(
        at(out),
        at(ratesA),
        at(a),
        at(thereA),
        at(ratesB),
        at(b),
        at(thereB),
        at(own),
        at(here),
        count,
      ),
    apart: (out, a, there, b, here, count) =>
      run.apart(at(out), at(a), at(there), at(b), at(here), count),
    squareGaps: (out, a, there, b, here, count) =>
      run.squareGaps(at(out), at(a), at(there), at(b), at(here), count),
    addRows: (sums, into, weights, x, here, count) =>
      run.addRows(at(sums), at(into), at(weights), at(x), at(here), count),
    copyRows: (out, into, x, here, count) =>
      run.copyRows(at(out), at(into), at(x), at(here), count),
    addMoments: (sums, cells, x, centre, here, weights, cell, count) =>
      run.addMoments(
        at(sums),
        at(cells),
        at(x),
        at(centre),
        at(here),
        at(weights),
        at(cell),
        count,
      ),
    gatherCells: (mean, regionMeans, sectorMeans, cells, centre, n, inhabited, count) =>
      run.gatherCells(
        at(mean),
        at(regionMeans),
        at(sectorMeans),
        at(cells),
        at(centre),
        at(n),
        at(inhabited.cell),
        at(inhabited.size),
        at(inhabited.region),
        at(inhabited.regionShare),
        at(inhabited.sector),
        at(inhabited.sectorShare),
        count,
      ),
    addGaps: (sums, { practice, display, project, prescription }, weights, here, count) =>
      run.addGaps(
        at(sums),
        at(practice),
        at(display),
        at(project),
        at(prescription),
        at(weights),
        at(here),
        count,
      ),
    addNearest: (sums, templates, pairs, x, here, count) =>
      run.addNearest(at(sums), at(templates), pairs, at(x), at(here), count),
    addUnmet: (sums, { need, cells, doctrine, tables, led }, practice, weights, here, count) =>
      run.addUnmet(
        at(sums),
        at(need),
        at(cells),
        at(doctrine),
        at(tables),
        at(led),
        at(practice),
        at(weights),
        at(here),
        count,
      ),
    judge: (criteria, field, { means, sectors, need, cells, goals, noise }, here, payoffs, count) =>
      run.judge(
        at(criteria),
        at(field.display),
        at(field.prescription),
        at(field.practice),
        at(field.project),
        at(field.reserve),
        at(field.aspiration),
        at(field.disagreement),
        at(field.ruleMovement),
        at(field.legitimacy),
        at(field.payoff),
        at(field.uncertainty),
        at(means),
        at(sectors),
        at(need),
        at(cells),
        at(goals),
        at(noise),
        at(here),
        at(payoffs),
        count,
      ),
    workOut: ({ receptivity, board, unitCost }, weights, bases, x, efficiency, here, count) =>
      run.workOut(
        at(receptivity),
        at(board),
        at(unitCost),
        at(weights),
        at(bases),
        at(x),
        at(efficiency),
        at(here),
        count,
      ),
    moveRows: (
      next,
      current,
      prescription,
      here,
      lines,
      active,
      actives,
      centres,
      ways,
      taken,
      count,
    ) =>
      run.moveRows(
        at(next),
        at(current),
        at(prescription),
        at(here),
        at(lines),
        at(active),
        actives,
        at(centres),
        at(ways),
        at(taken),
        count,
      ),
    enterRows: (sums, line, places, ways, weights, count) =>
      run.enterRows(at(sums), at(line), at(places), at(ways), at(weights), count),
    feel: (toPractice, toDisplay, rule, exposure, gates, response, here, count) =>
      run.feel(
        at(toPractice),
        at(toDisplay),
        at(rule),
        at(exposure),
        at(gates),
        at(response),
        at(here),
        count,
      ),
    feelRoads: (rates, sectors, rule, exposure, roads, gates, response, here, count) =>
      run.feelRoads(
        at(rates),
        at(sectors),
        at(rule),
        at(exposure),
        at(roads.rule),
        at(roads.credentials),
        at(roads.meetings),
        at(roads.sector),
        at(roads.totals),
        at(gates),
        at(response),
        at(here),
        count,
      ),
    faceRivals: (toPeer, toTemplate, rivals, rate, dependence, chosen, here, count) =>
      run.faceRivals(
        at(toPeer),
        at(toTemplate),
        at(rivals),
        at(rate),
        at(dependence),
        at(chosen),
        at(here),
        count,
      ),
    take(out, factor, column, here, count) {
      scale[0] = factor;
      run.take(at(out), at(scale), at(column), at(here), count);
    },
    chooseBest(lots, draws, addresses, here, sampled, market, count) {
      if (!isPlaced(lots)) {
        const { chosen } = lots;
        chooseBest(0, chosen, draws.key, addresses, here, sampled, lots, market, count);
        return;
      }
      key.set(draws.key);
      run.chooseBest(
        at(lots.chosen),
        at(key),
        at(addresses),
        at(here),
        sampled,
        at(lots.of),
        at(lots.rank),
        at(lots.reach),
        at(lots.starts),
        at(lots.members),
        at(lots.scores),
        lots.nobody,
        market === undefined ? 0 : at(market.chances),
        market === undefined ? 0 : at(market.kinds),
        market === undefined ? 0 : at(market.costs),
        count,
      );
    },
    words(out, draws, entities, width, count) {
      key.set(draws.key);
      run.words(at(out), at(key), at(entities), width, count);
    },
    normals(out, draws, entities, factor, width, count, initial = 0) {
      key.set(draws.key);
      scale[0] = factor;
      run.normals(
        at(out),
        at(key),
        at(entities),
        at(scale),
        initial,
        width,
        at(cubics),
        at(rare),
        count,
      );
      fillRare(out, factor, rare);
    },
    sift(found, draws, entities, n, bound, count) {
      const highest = highestBelow(bound);
      if (highest < LOWEST) return void (found[0] = 0);
      key.set(draws.key);
      run.sift(at(found), at(key), at(entities), n, highest, count);
    },
  };
}
