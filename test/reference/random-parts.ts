import fc, { type Arbitrary } from "fast-check";
import { PERMUTABLE } from "../../sim/schema/exposures.ts";
import { anyOf, type Ids } from "./random-schema.ts";
import { ids, listOf, mapping, orEmpty, quantity, share } from "./random-values.ts";

// The parts of a small scenario that reforms start from.

/** How many of each thing there are. */
export interface Size extends Ids {
  readonly associations: number;
  readonly regulators: number;
  readonly burnIn: number;
  readonly steps: number;
  /** Quarter of the calendar that step 1 covers. */
  readonly quarter: number;
}

const LABEL = { en: "", fr: "" };
const FACULTIES = ["receptivity", "board", "unitCost", "bidding", "voice", "sensing"];

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
  const weights = { label: fc.constant(LABEL), stake: quantity(0, 2), poolable: share };
  // now and then all are equally dear and able, so that ties must be broken
  const practices = (able: Arbitrary<Record<string, number>>) =>
    mapping(ids("p", of.practices), fc.record({ ...weights, faculties: able }));
  const positions = listOf(of.practices);
  return fc.record({
    practices: fc.oneof(practices(fc.constant({})), {
      arbitrary: practices(mapping(FACULTIES, quantity(-1, 1))),
      weight: 4,
    }),
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
    // one at least, so that everybody can look along them
    ties: anyOf("field.ties", of).map((own) => ({
      ...(own as object),
      degree: Math.max(1, (own as { degree: number }).degree),
    })),
    map: fc.constant(archetypes.slice(0, 3)),
    sectors: mapping(
      sectors,
      fc.record({
        label: fc.constant(LABEL),
        weight: share,
        placesPerEstablishment: quantity(1, 60),
        forProfit: fc.oneof(quantity(0, 0.4), share),
        funders: funders(ids("q", of.regulators)),
        norm: positions,
        need: orEmpty(of.practices),
        entry: share,
      }),
    ),
    regions: mapping(ids("r", of.regions), fc.record({ label: fc.constant(LABEL), weight: share })),
    faculties: fc.record({
      ...Object.fromEntries(FACULTIES.map((id) => [id, quantity(-1, 2)])),
      boardFloor: share,
      unitCost: quantity(0.1, 2),
    }),
  });
}

export function population(of: Size) {
  const responses = ["adapt", "avoid", "innovate", "negotiate", "cooperate", "merge"];
  const spread = quantity(0, 0.5);
  return fc
    .record({
      associations: fc.constant(of.associations),
      zipf: quantity(1.01, 4),
      largest: fc.integer({ min: 1, max: 50 }),
      placesSpread: share,
      practiceSpread: spread,
      projectSpread: spread,
      fundingSpread: share,
      exposureSpread: share,
      efficiencySpread: fc.oneof(fc.constant(0), quantity(0, 0.3)),
      tariffSpread: fc.oneof(quantity(0, 0.3), share),
      exposures: exposures(of),
      permuted: fc.subarray([...PERMUTABLE]),
      responses: mapping(responses, share),
    })
    .map((all) => ({
      ...all,
      permuted: all.permuted.filter((name) => isAssigned(all.exposures, name)),
    }));
}

/** Only what is assigned can be permuted. */
const isAssigned = (exposures: Record<string, { draw: string }>, name: string) =>
  ["prestige", "ties"].includes(name) || (exposures[name] ?? { draw: "own" }).draw !== "own";

/** Exposures assigned, in half of the scenarios: low below high. */
const exposures = (of: Size): Arbitrary<Record<string, { draw: string }>> =>
  fc.oneof(
    fc.constant<Record<string, { draw: string }>>({}),
    anyOf("population.exposures", of).map((all) =>
      Object.fromEntries(
        Object.entries(all as Record<string, { draw: string; low: number; high: number }>).map(
          ([id, { draw, low, high }]) => [
            id,
            { draw, low: Math.min(low, high), high: Math.max(low, high) },
          ],
        ),
      ),
    ),
  );

/** A part whose every entry has all parameters of the schema, and a label. */
const entries = (path: string, letter: string, count: number, of: Size) =>
  mapping(
    ids(letter, count),
    anyOf(`${path}.${letter}`, of).map((entry) => ({ ...(entry as object), label: LABEL })),
  );

export const regulators = (of: Size) =>
  entries("regulators", "q", of.regulators, of).map((all) =>
    Object.fromEntries(
      Object.entries(all).map(([id, one]) => [
        id,
        (one as { level?: unknown }).level === "nation" ? { ...one, regions: {} } : one,
      ]),
    ),
  );

/** Most are groupings, of two or more. */
export const legalForms = (of: Size) =>
  fc
    .tuple(
      entries("legalForms", "f", of.forms, of),
      mapping(ids("f", of.forms), fc.constantFrom("grouping", "grouping", "grouping", "absorption", "creation")),
    )
    .map(([all, kinds]) =>
      Object.fromEntries(Object.entries(all).map(([id, form]) => [id, { ...form, kind: kinds[id] }])),
    ); // prettier-ignore

export const mechanisms = (of: Size) => anyOf("mechanisms", of);
