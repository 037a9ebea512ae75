import fc, { type Arbitrary } from "fast-check";
import { ids, listOf, mapping, orEmpty, partly, quantity, share } from "./random-values.ts";

// The parts of a small scenario that reforms start from.

/** How many of each thing there are. */
export interface Size {
  readonly associations: number;
  readonly practices: number;
  readonly archetypes: number;
  readonly sectors: number;
  readonly regions: number;
  readonly regulators: number;
  readonly burnIn: number;
  readonly steps: number;
}

const LABEL = { en: "", fr: "" };

/** Shares that sum to 1; now and then nothing public, or nothing else. */
function funders(regulators: readonly string[]): Arbitrary<Record<string, number>> {
  const payers = [...regulators, "users", "market"];
  const kept = fc.oneof(fc.constant(regulators), fc.constantFrom(["users"], ["market"]), {
    arbitrary: fc.subarray(payers, { minLength: 1 }),
    weight: 4,
  });
  return fc.tuple(kept, mapping(payers, fc.integer({ min: 1, max: 10 }))).map(([some, parts]) => {
    const total = some.reduce((sum, id) => sum + (parts[id] ?? 0), 0);
    return Object.fromEntries(some.map((id) => [id, (parts[id] ?? 0) / total]));
  });
}

export function field(of: Size) {
  const [archetypes, sectors] = [ids("a", of.archetypes), ids("s", of.sectors)];
  const faculties = {
    receptivity: quantity(-1, 1),
    board: quantity(-1, 1),
    unitCost: quantity(-1, 1),
  };
  // now and then all are equally dear and able, so that ties must be broken
  const practices = (able: Partial<typeof faculties>) =>
    mapping(
      ids("p", of.practices),
      fc.record({ label: fc.constant(LABEL), faculties: fc.record(able) }),
    );
  const positions = listOf(of.practices);
  return fc.record({
    practices: fc.oneof(practices({}), { arbitrary: practices(faculties), weight: 4 }),
    archetypes: mapping(
      archetypes,
      fc.record({
        label: fc.constant(LABEL),
        share,
        practice: positions,
        credentials: share,
        meetings: share,
      }),
    ),
    map: fc.constant(archetypes.slice(0, 3)),
    sectors: mapping(
      sectors,
      fc.record({
        label: fc.constant(LABEL),
        weight: share,
        placesPerEstablishment: quantity(1, 60),
        forProfit: share,
        funders: funders(ids("q", of.regulators)),
        norm: positions,
      }),
    ),
    regions: mapping(ids("r", of.regions), fc.record({ label: fc.constant(LABEL), weight: share })),
    faculties: fc.record({
      receptivity: quantity(-1, 2),
      board: quantity(-1, 2),
      boardFloor: share,
      unitCost: quantity(0.1, 2),
    }),
  });
}

export function population({ associations }: Size) {
  const responses = ["adapt", "avoid", "innovate", "negotiate", "cooperate", "merge"];
  return fc.record({
    associations: fc.constant(associations),
    zipf: quantity(1.01, 4),
    largest: fc.integer({ min: 1, max: 50 }),
    placesSpread: share,
    practiceSpread: quantity(0, 0.5),
    projectSpread: quantity(0, 0.5),
    fundingSpread: share,
    exposureSpread: share,
    efficiencySpread: fc.oneof(fc.constant(0), share),
    responses: mapping(responses, share),
  });
}

export function regulators(of: Size) {
  const positions = listOf(of.practices);
  const regulator = fc
    .record({
      label: fc.constant(LABEL),
      level: fc.constantFrom("region", "nation"),
      stringency: share,
      prescription: positions,
      salience: orEmpty(of.practices),
      spread: quantity(0, 0.5),
      sectors: partly(ids("s", of.sectors), positions),
      regions: partly(ids("r", of.regions), positions),
    })
    .map((all) => (all.level === "nation" ? { ...all, regions: {} } : all));
  return mapping(ids("q", of.regulators), regulator);
}

const gates = {
  display: quantity(0, 3),
  displayGate: share,
  gates: mapping(["adapt", "avoid", "innovate", "negotiate", "cooperate", "merge"], share),
};
const reference = quantity(0.05, 1);
const scope = fc.constantFrom("field", "region", "sector", "regionSector");

export function mechanisms(of: Size) {
  return fc.record({
    coercive: fc.record({ rate: share, dependenceWeight: share, reference, ...gates }),
    mimetic: fc.record({
      rate: share,
      uncertaintyWeight: share,
      reference,
      choice: fc.constantFrom("best", "random", "nearest", "average"),
      sample: fc.integer({ min: 1, max: 8 }),
      scope,
      visible: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6 })),
      recognition: share,
      error: quantity(0, 0.5),
      sizeWeight: share,
      trigger: fc.constantFrom("always", "shortfall"),
      margin: quantity(0, 0.1),
      ...gates,
    }),
    normative: fc.record({
      rate: share,
      receptivityWeight: share,
      reference,
      hiring: share,
      roadsWeight: share,
      credentialsReference: reference,
      meetingsReference: reference,
      following: share,
      schools: share,
      ...gates,
    }),
    competitive: fc.record({
      rate: share,
      sample: fc.integer({ min: 1, max: 8 }),
      scope,
      template: fc.constantFrom(...ids("a", of.archetypes)),
      advantage: share,
    }),
    identity: fc.record({ rate: share }),
    noise: fc.record({ spread: quantity(0, 0.2) }),
    relaxation: fc.record({ rate: share }),
    standing: fc.record({
      legitimacyRate: share,
      fitWeight: share,
      uncertaintyRate: share,
      uncertaintyBase: share,
      disagreementWeight: quantity(0, 3),
      movementWeight: quantity(0, 10),
      surpriseWeight: quantity(0, 3),
      legitimacyGoal: share,
      loyaltyGoal: share,
      payoffNoise: share,
      aspirationRate: share,
    }),
    project: fc.record({
      drift: quantity(0, 0.5),
      boardShield: share,
      renewal: quantity(0, 0.5),
    }),
  });
}
