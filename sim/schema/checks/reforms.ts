import * as z from "zod/mini";
import { readPath, RULED, writePath, type Regime } from "../../policy.ts";
import { scenarioSchema, type Scenario } from "../scenario.ts";
import type { ScenarioProblem } from "./problem.ts";

/** A reform sets parameters that there are, that are read at every step, to what they may be. */
export function checkReforms(scenario: Scenario): ScenarioProblem[] {
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
