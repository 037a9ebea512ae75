import * as z from "zod/mini";
import { INFLUENCES } from "../mechanisms/index.ts";
import type { Ceiling } from "../mechanisms/influence.ts";
import { PRIVATE_FUNDERS, shapeOf } from "../field/shape.ts";
import { readPath, regimeAt, RULED, stepOf, writePath, type Regime } from "../policy.ts";
import { EXPOSURES, type Permutable } from "./exposures.ts";
import { scenarioSchema, type Scenario } from "./scenario.ts";

/** Something wrong with a scenario that no single value shows. */
export interface ScenarioProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly got: unknown;
  readonly allowed: string;
  readonly hint?: string;
  /** Path of another value that has part in it. */
  readonly related?: readonly (string | number)[];
}

/** What the schema alone cannot say: lengths, ids that must exist, sums, paths of reforms. */
export function checkScenario(scenario: Scenario): ScenarioProblem[] {
  const problems = [
    ...emptyMappings(scenario),
    ...lengths(scenario),
    ...references(scenario),
    ...sums(scenario),
    ...exposures(scenario),
    ...ties(scenario),
    ...reforms(scenario),
  ];
  return problems.length > 0 ? problems : checkRates(scenario);
}

function emptyMappings({ field, regulators }: Scenario): ScenarioProblem[] {
  const mappings: [readonly string[], object][] = [
    [["field", "practices"], field.practices],
    [["field", "archetypes"], field.archetypes],
    [["field", "sectors"], field.sectors],
    [["field", "regions"], field.regions],
    [["regulators"], regulators],
  ];
  return mappings
    .filter(([, entries]) => Object.keys(entries).length === 0)
    .map(([path]) => ({
      path,
      message: "must hold at least one entry",
      got: {},
      allowed: "at least one entry",
    }));
}

function lengths({ field, regulators, reforms: dated }: Scenario): ScenarioProblem[] {
  const wanted = Object.keys(field.practices).length;
  const lists: [readonly (string | number)[], readonly number[]][] = [
    ...Object.entries(field.archetypes).map(
      ([id, { practice }]) => [["field", "archetypes", id, "practice"], practice] as const,
    ),
    ...Object.entries(field.sectors).map(
      ([id, { norm }]) => [["field", "sectors", id, "norm"], norm] as const,
    ),
    ...Object.entries(regulators).flatMap(([id, regulator]) => [
      [["regulators", id, "prescription"], regulator.prescription] as const,
      ...(["sectors", "regions"] as const).flatMap((by) =>
        Object.entries(regulator[by]).map(
          ([key, list]) => [["regulators", id, by, key], list] as const,
        ),
      ),
    ]),
    ...dated.flatMap((reform, index) =>
      Object.entries(reform.set).flatMap(([path, value]) =>
        typeof value === "number" ? [] : [[["reforms", index, "set", path], value] as const],
      ),
    ),
  ].map(([path, list]) => [[...path], list]);
  // an empty one stands for its default
  for (const [id, regulator] of Object.entries(regulators))
    for (const name of ["salience", "admissibility", "doctrine"] as const)
      if (regulator[name].length > 0) lists.push([["regulators", id, name], regulator[name]]);
  for (const [id, { need }] of Object.entries(field.sectors))
    if (need.length > 0) lists.push([["field", "sectors", id, "need"], need]);
  return lists
    .filter(([, list]) => list.length !== wanted)
    .map(([path, list]) => ({
      path,
      message: `must have one number per practice`,
      got: list.length === 0 ? "[]" : `${list.length} numbers`,
      allowed: `${wanted === 1 ? "1 number" : `${wanted} numbers`} in [0, 1], in the order of field.practices`,
    }));
}

function references({
  field,
  regulators,
  mechanisms,
  legalForms,
  reforms: dated,
}: Scenario): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  const mustBe = (path: (string | number)[], id: string, known: readonly string[]): void => {
    if (known.includes(id)) return;
    const some = known.slice(0, 5).join(", ") + (known.length > 5 ? ", …" : "");
    problems.push({ path, message: "unknown id", got: id, allowed: `one of ${some}` });
  };
  const archetypes = Object.keys(field.archetypes);
  field.map.forEach((id, index) => {
    mustBe(["field", "map", index], id, archetypes);
    if (field.map.indexOf(id) < index)
      problems.push({
        path: ["field", "map", index],
        message: "named twice",
        got: id,
        allowed: "three different archetypes",
      });
  });
  // the default template need not exist where nothing ever competes
  const path = "mechanisms.competitive.rate";
  const competes = mechanisms.competitive.rate > 0 || dated.some(({ set }) => path in set);
  if (competes || mechanisms.competitive.template !== "enterprise")
    mustBe(["mechanisms", "competitive", "template"], mechanisms.competitive.template, archetypes);
  // nor the default form of imposed groupings where none is ever imposed
  const { injunctionForm } = mechanisms.cooperation;
  const isImposed =
    Object.values(regulators).some(({ injunction }) => injunction > 0) ||
    dated.some(({ set }) => Object.keys(set).some((each) => each.endsWith(".injunction")));
  if (isImposed || injunctionForm !== "gcsms")
    mustBe(
      ["mechanisms", "cooperation", "injunctionForm"],
      injunctionForm,
      Object.keys(legalForms).filter((id) => legalForms[id].kind === "grouping"),
    );
  const payers = [...Object.keys(regulators), ...PRIVATE_FUNDERS];
  for (const [id, sector] of Object.entries(field.sectors))
    for (const funder of Object.keys(sector.funders))
      mustBe(["field", "sectors", id, "funders", funder], funder, payers);
  for (const reserved of PRIVATE_FUNDERS)
    if (Object.hasOwn(regulators, reserved))
      problems.push({
        path: ["regulators", reserved],
        message: "reserved for income without a regulator",
        got: reserved,
        allowed: "any other id",
      });
  for (const [id, regulator] of Object.entries(regulators)) {
    for (const sector of Object.keys(regulator.sectors))
      mustBe(["regulators", id, "sectors", sector], sector, Object.keys(field.sectors));
    for (const region of Object.keys(regulator.regions))
      if (regulator.level === "region")
        mustBe(["regulators", id, "regions", region], region, Object.keys(field.regions));
      else
        problems.push({
          path: ["regulators", id, "regions", region],
          message: "a national regulator has no regional prescription",
          got: region,
          allowed: "level: region",
          related: ["regulators", id, "level"],
        });
  }
  return problems;
}

/** How far shares that make up a whole may miss 1. */
const SUM_TOLERANCE = 1e-6;

function sums({ field, population }: Scenario): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  for (const [id, { funders }] of Object.entries(field.sectors)) {
    const total = Object.values(funders).reduce((sum, share) => sum + share, 0);
    if (total - 1 > SUM_TOLERANCE || 1 - total > SUM_TOLERANCE)
      problems.push({
        path: ["field", "sectors", id, "funders"],
        message: "shares must sum to 1",
        got: total,
        allowed: "a sum of 1",
      });
  }
  const weights: [string[], number[]][] = [
    [["field", "archetypes"], Object.values(field.archetypes).map((a) => a.share)],
    [["field", "sectors"], Object.values(field.sectors).map((sector) => sector.weight)],
    [["field", "regions"], Object.values(field.regions).map((region) => region.weight)],
    [["population", "responses"], Object.values(population.responses)],
  ];
  for (const [path, list] of weights)
    if (list.length > 0 && !list.some((weight) => weight > 0))
      problems.push({
        path,
        message: "all weights are 0",
        got: 0,
        allowed: "at least one weight above 0",
      });
  return problems;
}

/** What is assigned goes from low to high; only what is assigned can be permuted. */
function exposures({ population, field }: Scenario): ScenarioProblem[] {
  const isThere = (name: Permutable): boolean => {
    if (name === "prestige") return true;
    return name === "ties" ? field.ties.degree > 0 : population.exposures[name].draw !== "own";
  };
  const unassigned = population.permuted.flatMap((name, index) =>
    isThere(name)
      ? []
      : [
          {
            path: ["population", "permuted", index],
            message: "not assigned, so there is nothing to permute",
            got: name,
            allowed: "an exposure that is assigned, ties that there are, or prestige",
            related:
              name === "ties"
                ? ["field", "ties", "degree"]
                : ["population", "exposures", name, "draw"],
          },
        ],
  );
  const reversed = EXPOSURES.flatMap((exposure) => {
    const { low, high } = population.exposures[exposure];
    const path = ["population", "exposures", exposure];
    return low <= high
      ? []
      : [
          {
            path: [...path, "low"],
            message: "low is above high",
            got: low,
            allowed: `at most ${high}`,
            related: [...path, "high"],
          },
        ];
  });
  return [...unassigned, ...reversed];
}

/** Nobody is found along ties that there are not. */
function ties({ field, mechanisms }: Scenario): ScenarioProblem[] {
  const looking = ["mimetic", "competitive", "cooperation", "mergers"] as const;
  return looking
    .filter((id) => mechanisms[id].scope === "ties" && field.ties.degree === 0)
    .map((id) => ({
      path: ["mechanisms", id, "scope"],
      message: "there are no ties to look along",
      got: "ties",
      allowed: "another scope, or field.ties.degree of at least 1",
      related: ["field", "ties", "degree"],
    }));
}

function reforms(scenario: Scenario): ScenarioProblem[] {
  return scenario.reforms.flatMap((reform, index) =>
    Object.entries(reform.set).flatMap(([path, value]): ScenarioProblem[] => {
      const at = ["reforms", index, "set", path];
      const isRuled = RULED.some((name) => path.startsWith(`${name}.`));
      const own = isRuled ? readPath(scenario, path) : undefined;
      if (own === undefined)
        return [
          {
            path: at,
            message: "not a parameter that a reform can set",
            got: path,
            allowed: "a number or list under regulators., mechanisms. or legalForms.",
          },
        ];
      if ((typeof own === "number") !== (typeof value === "number"))
        return [
          {
            path: at,
            message: "wrong kind of value",
            got: value,
            allowed: typeof own === "number" ? "a number" : "a list of numbers",
          },
        ];
      if (FOUNDING.test(path))
        return [
          {
            path: at,
            message: "acts at the founding of the field only",
            got: path,
            allowed: "a parameter that is read at every step",
          },
        ];
      if (reform.ramp > 0 && isWhole(scenario, path, own))
        return [
          {
            path: ["reforms", index, "ramp"],
            message: "a whole number cannot be ramped",
            got: reform.ramp,
            allowed: "0, which sets it at once",
            related: at,
          },
        ];
      return outOfRange(scenario, path, value).map((allowed) => ({
        path: at,
        message: "outside the parameter's range",
        got: value,
        allowed,
      }));
    }),
  );
}

/** Parameters that a reform could set without any effect. */
const FOUNDING = /^(regulators\.[^.]+|mechanisms\.need)\.spread$/;

/** Whether the schema takes whole numbers only: no value a little above or below is allowed. */
function isWhole(scenario: Scenario, path: string, own: number | readonly number[]): boolean {
  const step = 0.0009765625; // 2⁻¹⁰
  return (
    typeof own === "number" &&
    outOfRange(scenario, path, own + step).length > 0 &&
    outOfRange(scenario, path, own - step).length > 0
  );
}

/** What the schema says of a parameter set to this value: empty where it is allowed. */
function outOfRange(scenario: Scenario, path: string, value: number | readonly number[]): string[] {
  const leaf = leafAt(path); // alone: a file of many reforms is read before the page can move
  if (leaf !== undefined) return allowedIn(leaf, value);
  const section = RULED.find((name) => path.startsWith(`${name}.`)) ?? "mechanisms";
  const after = JSON.parse(JSON.stringify({ [section]: scenario[section] })) as Regime;
  writePath(after, path, value);
  return allowedIn(scenarioSchema.shape[section], after[section]);
}

function allowedIn(schema: z.ZodMiniType, value: unknown): string[] {
  const outcome = z.safeParse(schema, value);
  return outcome.success ? [] : outcome.error.issues.slice(0, 1).map(allowedBy);
}

const leaves = new Map<string, z.ZodMiniType | undefined>();

/** The schema of one parameter, by its path; undefined where a way to it is of another kind than those known here. */
function leafAt(path: string): z.ZodMiniType | undefined {
  if (leaves.has(path)) return leaves.get(path);
  let schema: z.ZodMiniType | undefined = scenarioSchema;
  for (const key of path.split(".")) schema = schema && childOf(bare(schema), key);
  leaves.set(path, schema);
  return schema;
}

/** A schema without its defaults. */
function bare(schema: z.ZodMiniType): z.ZodMiniType {
  const def = schema.def as unknown as { readonly innerType?: z.ZodMiniType };
  return def.innerType === undefined ? schema : bare(def.innerType);
}

/** The schema of what an object or a mapping holds under a key. */
function childOf(schema: z.ZodMiniType, key: string): z.ZodMiniType | undefined {
  const { type, shape, valueType } = schema.def as unknown as {
    readonly type: string;
    readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
    readonly valueType?: z.ZodMiniType;
  };
  if (type === "record") return valueType;
  return type === "object" && shape && Object.hasOwn(shape, key) ? shape[key] : undefined;
}

/** What an issue of the schema allows, in words. */
function allowedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_big") return `at most ${String(issue.maximum)}`;
  if (issue.code === "too_small") return `at least ${String(issue.minimum)}`;
  return issue.code === "invalid_type" && issue.expected === "int"
    ? "a whole number"
    : issue.message;
}

/** Slack for sums of rates written in decimals. */
const RATE_TOLERANCE = 1e-9;

/** Something that pulls, and how strongly at most. */
interface Pulling {
  readonly id: string;
  ceiling(scenario: Scenario): Ceiling;
}

/**
 * On each vector the rates of all mechanisms may sum to 1 at most, at the start and after every reform.
 * @param others what pulls besides the model's own mechanisms
 */
export function checkRates(scenario: Scenario, others: readonly Pulling[] = []): ScenarioProblem[] {
  // between these steps every parameter moves in a straight line
  const turns = scenario.reforms.flatMap(({ date, ramp }) => {
    const begins = stepOf(date, scenario.run.start);
    return [begins - 1, begins, begins + Math.max(ramp, 1) - 1];
  });
  const moments = [-Infinity, ...new Set(turns)];
  const shape = shapeOf(scenario);
  for (const step of moments) {
    const regime = regimeAt(scenario, step);
    for (const vector of ["practice", "display"] as const) {
      let total = 0;
      let largest: { id: string; rate: number } = { id: "coercive", rate: 0 };
      for (const { ceiling } of others) total += ceiling(scenario)[vector];
      for (const { id, ceiling } of INFLUENCES) {
        const rate = ceiling(regime.mechanisms[id] as never, shape, regime)[vector];
        total += rate;
        if (rate > largest.rate) largest = { id, rate };
      }
      if (total > 1 + RATE_TOLERANCE)
        return [
          {
            path: ["mechanisms", largest.id],
            message: `the rates on ${vector} sum to more than 1`,
            got: total,
            allowed: "a sum of at most 1 over all mechanisms, at their strongest",
            hint: `${largest.id} alone reaches ${largest.rate}`,
          },
        ];
    }
  }
  return [];
}
