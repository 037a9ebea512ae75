import { ID } from "../sim/index.ts";
import { shown } from "./files/problem.ts";

/** Where a module is not of the shape asked for. */
interface Fault {
  readonly path: readonly (string | number)[];
  readonly got: string;
  readonly allowed: string;
}

type Path = Fault["path"];
type Known = Readonly<Record<string, unknown>>;

/** What a key must hold, in words, and whether it does. */
interface Rule {
  readonly allowed: string;
  readonly isOptional?: boolean;
  holds(value: unknown): boolean;
}

const isMapping = (value: unknown): value is Known =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const aFunction: Rule = { allowed: "a function", holds: (value) => typeof value === "function" };
const optional = (rule: Rule): Rule => ({ ...rule, isOptional: true });
const either = (...literals: readonly unknown[]): Rule => ({
  allowed: literals.map(String).join(" or "),
  holds: (value) => literals.includes(value),
});
const words: Rule = {
  allowed: "a text of 1 to 200 characters",
  holds: (value) => typeof value === "string" && value.length >= 1 && value.length <= 200,
};

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}(\.[A-Za-z][A-Za-z0-9_]{0,63}){0,3}$/;

const MEASURE: Readonly<Record<string, Rule>> = {
  name: {
    allowed: "letters, digits and underscores, with dots between, as reach.north",
    holds: (value) => typeof value === "string" && NAME.test(value),
  },
  unit: words,
  nullable: optional(either(true, false)),
  open: aFunction,
};

const MECHANISM: Readonly<Record<string, Rule>> = {
  id: {
    allowed: "letters, digits and underscores",
    holds: (value) => typeof value === "string" && ID.test(value),
  },
  label: {
    allowed: "{ en: text, fr: text }",
    holds: (value) => isMapping(value) && words.holds(value["en"]) && words.holds(value["fr"]),
  },
  acts: {
    allowed: "{ practice: true or false, display: true or false }, one of them true",
    holds: (value) =>
      isMapping(value) &&
      [value["practice"], value["display"]].every((acts) => typeof acts === "boolean") &&
      (value["practice"] === true || value["display"] === true),
  },
  isSparse: optional(either(true)),
  parameters: optional({ allowed: "anything", holds: () => true }),
  ceiling: optional(aFunction),
  start: aFunction,
};

const LISTS: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  measures: MEASURE,
  mechanisms: MECHANISM,
};

/** Everything in which a module's exports are not `measures` and `mechanisms` of the shape asked for. */
export function extensionFaults(exports: Known): readonly Fault[] {
  const names = Object.keys(exports);
  const strange = names
    .filter((name) => !Object.hasOwn(LISTS, name))
    .map((name): Fault => ({
      path: [name],
      got: `an export ${shown(name)}`,
      allowed: "export const measures = [ … ] and export const mechanisms = [ … ]",
    }));
  const lists = Object.entries(LISTS).flatMap(([name, rules]) =>
    exports[name] === undefined ? [] : listFaults([name], exports[name], rules),
  );
  if (names.length > 0) return [...strange, ...lists];
  const allowed = "export const measures = [ … ], export const mechanisms = [ … ], or both";
  return [{ path: [], got: "a module that exports nothing", allowed }];
}

function listFaults(path: Path, list: unknown, rules: (typeof LISTS)[string]): readonly Fault[] {
  if (!Array.isArray(list) || list.length === 0)
    return [{ path, got: kindOf(list), allowed: "a list of at least one" }];
  return list.flatMap((entry: unknown, index) => entryFaults([...path, index], entry, rules));
}

function entryFaults(path: Path, entry: unknown, rules: (typeof LISTS)[string]): readonly Fault[] {
  const keys = Object.keys(rules).join(", ");
  if (!isMapping(entry)) return [{ path, got: kindOf(entry), allowed: `an object with ${keys}` }];
  const unknown = Object.keys(entry)
    .filter((key) => !Object.hasOwn(rules, key))
    .map((key): Fault => ({ path: [...path, key], got: `key ${shown(key)}`, allowed: keys }));
  const wrong = Object.entries(rules).flatMap(([key, rule]): readonly Fault[] => {
    const value = entry[key];
    if (rule.holds(value) || (value === undefined && rule.isOptional === true)) return [];
    return [{ path: [...path, key], got: kindOf(value), allowed: rule.allowed }];
  });
  return [...unknown, ...wrong];
}

const kindOf = (value: unknown): string =>
  typeof value === "function"
    ? "a function"
    : Array.isArray(value) && value.length === 0
      ? "an empty list"
      : shown(value);
