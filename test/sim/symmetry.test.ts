import { describe, expect, it } from "vitest";
import {
  COLUMN_NAMES,
  type ColumnName,
  COLUMNS,
  usedOf,
  widthOf,
} from "../../sim/field/columns.ts";
import { resumeRun, type Run, type Scenario, type Snapshot, SWITCHES } from "../../sim/index.ts";
import { MOVING, runTo, scenarioOf, SMALL } from "./support.ts";

// What the model does not know of: the unit of money and of weights, who stands where in memory, a field that shares nothing.

type Numbers = Float64Array | Int32Array | Uint8Array;

const columnOf = (field: object, name: ColumnName): Numbers =>
  (field as Record<ColumnName, Numbers>)[name];
const used = (run: Run, name: ColumnName): Numbers =>
  columnOf(run.field, name).slice(0, usedOf(run.field, name));
const BY_SLOT = COLUMN_NAMES.filter((name) => COLUMNS[name].per === "slot");

describe("the unit of", () => {
  const STEPS = 24;
  const parent = scenarioOf({
    ...MOVING,
    // the one price that is written into a rule: bids are judged by how far they are from the reference cost
    mechanisms: { ...MOVING.mechanisms, calls: { priceWeight: 0 } },
    regulators: { ...MOVING.regulators, county: { ...SMALL.regulators.county, convergence: 0.5 } },
  });

  it("money: costs half as high give tariffs and ceilings half as high and the same of everything else, bit for bit", () => {
    const halved: Scenario = structuredClone(parent);
    halved.field.faculties.unitCost /= 2;
    for (const { faculties } of Object.values(halved.field.practices)) faculties.unitCost /= 2;
    halved.mechanisms.budget.doubleBooks /= 2;
    const { efficiency } = halved.mechanisms.responses.antecedents;
    efficiency.centre /= 2;
    efficiency.scale /= 2;
    halved.mechanisms.responses.awardWeight /= 2;
    for (const seed of ["1", "2", "3"]) {
      const [whole, half] = [runTo(parent, STEPS, { seed }), runTo(halved, STEPS, { seed })];
      const money: readonly ColumnName[] = ["tariff", "ceiling"];
      for (const name of COLUMN_NAMES) {
        const found = used(half, name);
        expect(money.includes(name) ? found.map((x) => 2 * x) : found, name).toEqual(
          used(whole, name),
        );
      }
      expect(used(whole, "ceiling").some((level) => level > 0)).toBe(true);
      expect(half.events).toHaveLength(whole.events.length);
    }
  });

  it("weights: only their proportions count, bit for bit", () => {
    const quartered: Scenario = structuredClone(parent);
    const { regions, sectors, archetypes } = quartered.field;
    for (const each of [...Object.values(regions), ...Object.values(sectors)]) each.weight /= 4;
    for (const each of Object.values(archetypes)) each.share /= 4;
    const { responses } = quartered.population;
    for (const id of Object.keys(responses) as (keyof typeof responses)[]) responses[id] /= 4;
    for (const seed of ["1", "2", "3"])
      expect(runTo(quartered, STEPS, { seed }).digest()).toBe(
        runTo(parent, STEPS, { seed }).digest(),
      );
  });
});

/** A snapshot in which slot `to` is what slot `order[to]` was. */
function rearranged(snapshot: Snapshot, order: Int32Array): Snapshot {
  const moved = structuredClone(snapshot);
  for (const name of BY_SLOT) {
    const width = widthOf(name, snapshot.field.counts);
    const [from, to] = [columnOf(snapshot.field, name), columnOf(moved.field, name)];
    order.forEach((old, slot) => {
      for (let k = 0; k < width; k++) to[slot * width + k] = from[old * width + k]!;
    });
  }
  return moved;
}

describe("who stands where in memory", () => {
  // nobody has died yet, so that every slot is somebody
  const before = runTo(scenarioOf({ ...MOVING, run: { ...MOVING.run, burnIn: 0 } }), 0).snapshot();
  const size = before.field.size;
  const order = Int32Array.from({ length: size }, (_, slot) => (slot * 7 + 3) % size);

  it("does not matter to what one does, to the last bit, where sums are exact", () => {
    // few binary digits each, so that sums and squares come out the same in any order
    const plain = structuredClone(before);
    for (const name of BY_SLOT)
      if (COLUMNS[name].type === "real" && name !== "funders" && name !== "dependence")
        columnOf(plain.field, name).forEach((x, at, column) => {
          column[at] = Math.round(x * 256) / 256;
        });
    const [straight, other] = [resumeRun(plain), resumeRun(rearranged(plain, order))];
    straight.advance();
    other.advance();
    for (const name of BY_SLOT.filter((each) => each !== "into")) {
      const width = widthOf(name, straight.field.counts);
      const [here, there] = [used(straight, name), used(other, name)];
      const back = new (here.constructor as Float64ArrayConstructor)(size * width);
      order.forEach((old, slot) => {
        for (let k = 0; k < width; k++) back[old * width + k] = there[slot * width + k]!;
      });
      expect(Array.from(back), name).toEqual(Array.from(here.slice(0, size * width)));
    }
  });

  it("what matters is the address: it is whose turn it is, and whose luck", () => {
    const swapped = structuredClone(before);
    order.forEach((address, slot) => (swapped.field.address[slot] = address));
    const [straight, other] = [resumeRun(before), resumeRun(swapped)];
    straight.advance();
    other.advance();
    expect(used(other, "practice")).not.toEqual(used(straight, "practice"));
  });
});

describe("two fields that share nothing", () => {
  /** Each with a sector, a region and a regulator of its own, all alike; the first has everybody. */
  const field = (associations: number) => {
    const { care } = SMALL.field.sectors;
    const { north } = SMALL.field.regions;
    const of = (payer: string) => ({
      ...care,
      funders: { [payer]: 0.8, users: 0.15, market: 0.05 },
    });
    const rule = { ...SMALL.regulators.agency, level: "nation", spread: 0 };
    return scenarioOf({
      population: { associations },
      field: {
        regions: { north: { ...north, weight: 1 }, south: { ...north, weight: 0 } },
        sectors: { care: { ...of("first"), weight: 1 }, home: { ...of("second"), weight: 0 } },
      },
      regulators: { first: rule, second: rule },
      mechanisms: {
        ...MOVING.mechanisms,
        need: { spread: 0, step: 0 },
        mimetic: { rate: 0.05, scope: "regionSector" },
        competitive: { rate: 0.05, scope: "sector" },
      },
      run: { burnIn: 0, steps: 24 },
    });
  };
  /** What counts associations by number, founds or ends them, is one for the whole field. */
  const off = ["calls", "cooperation", "mergers", "closures", "foundings", "entries"].filter((id) =>
    SWITCHES.some((known) => known.id === id),
  );
  const SHARED: readonly ColumnName[] = ["region", "sector", "funders"];

  // means are summed about a centre that all share, so that those of one field differ in their last bits where the other is there
  it("each live as if the other were not there: alike to the last bit, and as alone but for rounding of means", () => {
    const N = 50;
    const alone = runTo(field(N), 0, { off });
    const both = runTo(field(2 * N), 0, { off }).snapshot();
    for (const name of BY_SLOT) {
      const width = widthOf(name, both.field.counts);
      const own = used(alone, name);
      columnOf(both.field, name).set(own);
      columnOf(both.field, name).set(own, N * width);
    }
    const { funders, counts, region, sector } = both.field;
    for (let slot = N; slot < 2 * N; slot++) {
      [region[slot], sector[slot]] = [1, 1];
      const row = slot * counts.funders;
      [funders[row], funders[row + 1]] = [0, funders[row]!];
    }
    // cells: region by region, each sector
    for (const cell of [0, 3]) both.field.lucrative[cell] = used(alone, "lucrative")[0]!;
    const together = resumeRun(both);
    while (alone.step < 24) {
      alone.advance();
      together.advance();
      for (const name of BY_SLOT.filter((each) => !SHARED.includes(each))) {
        const own = used(alone, name);
        const pair = used(together, name);
        const where = `${name} ${alone.step}`;
        expect(pair.slice(own.length), where).toEqual(pair.slice(0, own.length));
        const apart = own.map((x, at) => Math.abs(x - pair[at]!));
        expect(Math.max(...apart), where).toBeLessThanOrEqual(
          COLUMNS[name].type === "real" ? 1e-12 : 0,
        );
      }
    }
    expect(used(alone, "response").some((response) => response > 0)).toBe(true);
  });
});
