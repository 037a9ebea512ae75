import fc, { type Arbitrary } from "fast-check";
import { checkScenario, scenarioSchema, SWITCHES } from "../../sim/index.ts";
import type { Scenario, SwitchId } from "../../sim/index.ts";
import { field, legalForms, mechanisms, population, regulators, type Size } from "./random-parts.ts"; // prettier-ignore
import { anyNumber, isWhole, numbersBelow } from "./random-schema.ts";
import { ids, listOf, quantity } from "./random-values.ts";

// Small valid scenarios with everything in them.

/** One run of the engine or of the reference. */
export interface Case {
  readonly scenario: Scenario;
  readonly treated: Scenario | undefined;
  readonly off: readonly SwitchId[];
  /** The engine is stopped after this step and goes on from a snapshot. */
  readonly pause: number | undefined;
}

/** A value by dotted path. */
type Setting = readonly [path: string, value: number | string | readonly number[]];

const START_YEAR = 2009;

const size: Arbitrary<Size> = fc.record({
  associations: fc.oneof(fc.constantFrom(1, 2), {
    arbitrary: fc.integer({ min: 1, max: 40 }),
    weight: 3,
  }),
  practices: fc.integer({ min: 1, max: 6 }),
  archetypes: fc.integer({ min: 3, max: 5 }),
  sectors: fc.integer({ min: 1, max: 4 }),
  regions: fc.integer({ min: 1, max: 4 }),
  regulators: fc.integer({ min: 1, max: 3 }),
  forms: fc.oneof(fc.constant(0), { arbitrary: fc.integer({ min: 1, max: 6 }), weight: 6 }),
  quarter: fc.integer({ min: 0, max: 3 }),
  burnIn: fc.integer({ min: 0, max: 5 }),
  steps: fc.integer({ min: 1, max: 12 }),
});

/** What a reform or a treatment may set, with its range. */
function setting(of: Size): Arbitrary<Setting> {
  const number = (path: string) => anyNumber(path).map((value): Setting => [path, value]);
  const anyBelow = (paths: readonly string[]) =>
    fc.constantFrom(...paths.flatMap((path) => numbersBelow(path))).chain(number);
  const regulator = fc.constantFrom(...ids("q", of.regulators)).map((id) => `regulators.${id}`);
  const list = fc.constantFrom(
    ...["prescription", "prescription", "salience", "admissibility", "doctrine"],
    ...["sectors.s0", "regions.r0"],
  );
  const path = fc.tuple(regulator, list).map((parts) => parts.join("."));
  return fc.oneof(
    { weight: 6, arbitrary: anyBelow(["mechanisms"]) },
    { weight: 3, arbitrary: anyBelow(ids("q", of.regulators).map((id) => `regulators.${id}`)) },
    { weight: 1, arbitrary: anyBelow(ids("f", Math.max(1, of.forms)).map((id) => `legalForms.${id}`)) },
    { weight: 3, arbitrary: fc.tuple(path, listOf(of.practices)) },
  ); // prettier-ignore
}

interface Dated {
  readonly step: number;
  /** Month of the quarter, and day of the month. */
  readonly day: { readonly month: number; readonly of: string };
  readonly ramp: number;
  readonly settings: readonly Setting[];
}

function reform(of: Size): Arbitrary<Dated> {
  return fc.record({
    step: fc.integer({ min: -of.burnIn - 2, max: of.steps + 1 }),
    day: fc.constantFrom({ month: 1, of: "01" }, { month: 2, of: "17" }, { month: 3, of: "30" }),
    ramp: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6 })),
    settings: fc.array(setting(of), { minLength: 1, maxLength: 3 }),
  });
}

/** A day of the step's quarter; step 1 covers that of the start. */
function dateOf({ step, day }: Dated, start: number): string {
  const quarters = 4 * START_YEAR + start + step - 1;
  const month = 3 * (quarters % 4) + day.month;
  return `${Math.floor(quarters / 4)}-${String(month).padStart(2, "0")}-${day.of}`;
}

function treatment(of: Size) {
  return fc.record({
    settings: fc.array(setting(of), { maxLength: 4 }),
    choice: fc.option(fc.constantFrom("best", "random", "nearest", "average")),
    reforms: fc.option(fc.array(reform(of), { maxLength: 2 })),
    practiceSpread: fc.option(quantity(0, 0.5)),
  });
}

type Tree = Record<string, unknown>;

function valueAt(tree: object, path: string): unknown {
  return path.split(".").reduce<unknown>((node, key) => (node as Tree | undefined)?.[key], tree);
}

/** The scenario with values set where their paths lead to a value; others are left out. */
function set(scenario: Scenario, settings: readonly Setting[]): Scenario {
  const copy = structuredClone(scenario);
  for (const [path, value] of settings) {
    if (valueAt(copy, path) === undefined) continue;
    const end = path.lastIndexOf(".");
    (valueAt(copy, path.slice(0, end)) as Tree)[path.slice(end + 1)] = value;
  }
  return copy;
}

/** At the founding of the field only. */
const isFounding = ([path]: Setting): boolean => /(regulators\.\w+|need)\.spread$/.test(path);

function withReforms(tree: object, reforms: readonly Dated[], start: number): object {
  return {
    ...tree,
    reforms: reforms
      .map((dated) => ({
        date: dateOf(dated, start),
        label: { en: `dated in step ${dated.step}`, fr: "" },
        ramp: dated.settings.some(([path]) => isWhole(path)) ? 0 : dated.ramp,
        set: Object.fromEntries(
          dated.settings.filter((one) => !isFounding(one) && valueAt(tree, one[0]) !== undefined),
        ),
      }))
      .filter(({ set: some }) => Object.keys(some).length > 0),
  };
}

/** The scenario with its rates scaled down until their sums are allowed. */
function tamed(tree: object): Scenario | undefined {
  let scenario = scenarioSchema.parse(tree);
  for (let trial = 0; trial < 5; trial++) {
    const [problem] = checkScenario(scenario);
    if (problem === undefined) return scenario;
    if (!problem.message.includes("sum to more than 1")) return undefined;
    scenario = scaled(scenario, 0.999 / Number(problem.got));
  }
  return undefined;
}

function scaled(scenario: Scenario, factor: number): Scenario {
  const copy = structuredClone(scenario);
  const { coercive, mimetic, normative, competitive, identity, relaxation } = copy.mechanisms;
  const { innovation, grouping, recoupling } = copy.mechanisms;
  for (const own of [coercive, mimetic, normative, competitive, identity, relaxation, innovation])
    own.rate *= factor;
  for (const own of [grouping, recoupling]) own.weight *= factor;
  for (const { set: some } of copy.reforms)
    for (const [path, value] of Object.entries(some))
      if (/\.(rate|weight)$/.test(path) && typeof value === "number") some[path] = value * factor;
  return copy;
}

/** A day of the quarter that a run starts in: the first quarter's, moved on. */
function startOf({ quarter }: Size, day: string): string {
  const month = Number(day.slice(0, 2)) + 3 * quarter;
  return `${START_YEAR}-${String(month).padStart(2, "0")}${day.slice(2)}`;
}

/** Any small valid run. */
export const randomCase: Arbitrary<Case> = size
  .chain((of) =>
    fc.record({
      file: fc.record({
        field: field(of),
        population: population(of),
        regulators: regulators(of),
        mechanisms: mechanisms(of),
        legalForms: legalForms(of),
        run: fc.record({
          seed: fc.string({ minLength: 1, maxLength: 5 }),
          start: fc.constantFrom("01-01", "03-30").map((day) => startOf(of, day)),
          steps: fc.constant(of.steps),
          burnIn: fc.constant(of.burnIn),
        }),
      }),
      reforms: fc.array(reform(of), { maxLength: 4 }),
      treated: fc.option(treatment(of)),
      off: fc.oneof(fc.constant([]), fc.subarray(SWITCHES.map(({ id }) => id))),
      pause: fc.option(fc.integer({ min: 0, max: of.steps })),
      quarter: fc.constant(of.quarter),
    }),
  )
  .map(({ file, reforms, treated: change, off, pause: at, quarter }): Case | undefined => {
    const scenario = tamed(withReforms(file, reforms, quarter));
    const pause = at ?? undefined;
    if (scenario === undefined) return undefined;
    if (change === null) return { scenario, treated: undefined, off, pause };
    const settings: Setting[] = [...change.settings];
    if (change.choice !== null) settings.push(["mechanisms.mimetic.choice", change.choice]);
    if (change.practiceSpread !== null)
      settings.push(["population.practiceSpread", change.practiceSpread]);
    const tree = set(scenario, settings);
    const treated = tamed(
      change.reforms === null ? tree : withReforms(tree, change.reforms, quarter),
    );
    return treated === undefined ? undefined : { scenario, treated, off, pause };
  })
  .filter((plan) => plan !== undefined);
