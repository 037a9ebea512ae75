import fc, { type Arbitrary } from "fast-check";
import { scenarioJsonSchema } from "../../sim/index.ts";
import { ids, listOf, orEmpty, partly, quantity } from "./random-values.ts";

// Random values for whatever parameters the schema knows, so that no new one is forgotten.

/** What JSON Schema says of a parameter or a section. */
interface Node {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node;
}

/** How long lists are and which ids there are to choose from. */
export interface Ids {
  readonly practices: number;
  readonly archetypes: number;
  readonly sectors: number;
  readonly regions: number;
  readonly forms: number;
}

/** Ranges narrower than the schema's, where all of it would leave nothing to see or take too long, by path. */
const RANGES: readonly (readonly [pattern: RegExp, low: number, high: number])[] = [
  [/\.display$/, 0, 3],
  [/standing\.(disagreement|surprise|distress)Weight$/, 0, 3],
  [/movementWeight$/, 0, 10],
  // at 0 two of one sector are equally legitimate, and whom a third sees first hangs on the last bit
  [/standing\.fitWeight$/, 0.01, 1],
  [/noise\.spread$/, 0, 0.2],
  [/\.(error|novelty)$/, 0, 0.4],
  [/mimetic\.margin$/, 0, 0.1],
  [/\.sample$/, 1, 8],
  [/\.visible$/, 0, 6],
  [/ties\.degree$/, 1, 5],
  [/professions$/, 0, 4],
  [/visible\.(low|high)$/, 1, 6],
  [/centralisation\.(low|high)$/, 1, 4],
  [/\.callRate$|\.extensions$/, 0, 20],
  [/regulators\.\w+\.growth$/, -0.3, 0.3],
  [/calls\.proposals$/, 0, 20],
  [/\.threshold$/, -0.3, 0.6],
  [/bidThreshold$/, -1, 2],
  [/foundings\.rate$/, 0, 0.8],
  [/closures\.hazard$/, 0, 0.3],
  [/budget\.(ruin|cap)$/, 0.01, 0.6],
  // at 1 reserves are all the cap, or the bit beside it
  [/budget\.recovery$/, 0, 0.9],
  [/\.term$/, 4, 8],
  [/negotiation\.hazard$/, 0, 0.6],
  [/negotiation\.seeking$/, 0, 6],
  // at a cost of 0 a fallback can be an ideal, and the power that just meets it hangs on the last bit
  [/conflictCost$/, 0.002, 0.2],
  [/perception$/, 0, 0.2],
  [/autonomyWeight$/, 0, 1.5],
  [/costWeight$/, 0, 0.7],
  [/cooperation\.\w+Weight$/, 0, 3],
  [/cooperation\.threshold$/, -0.3, 0.1],
  [/mergers\.tolerance$/, 0.2, 1],
  [/mergers\.friction$/, 0, 0.7],
  [/\.taste$/, 0, 1],
  [/legalForms\.\w+\.step$/, 1, 5],
  [/cooperation\.deepen$/, 0.3, 1],
  [/legalForms\.\w+\.available$/, 0.3, 1],
  [/legalForms\.\w+\.dependence$/, 0, 0.6],
  [/\.members$/, 2, 3],
  [/\.most$/, 2, 7],
  [/\.time$/, 0, 2],
  [/\.cost$/, 0, 0.5],
  [/precision$|Precision$/, 0, 10],
];

const SCHEMA = scenarioJsonSchema() as Node;

/** What the schema says of a path; any id stands for itself. */
function nodeAt(path: string): Node {
  const enter = (node: Node, key: string): Node =>
    node.properties?.[key] ?? node.additionalProperties ?? {};
  return path.split(".").reduce(enter, SCHEMA);
}

/** Any value of a parameter, or of all parameters of a section. */
export function anyOf(path: string, of: Ids, node = nodeAt(path)): Arbitrary<unknown> {
  if (node.properties !== undefined)
    return fc.record(
      Object.fromEntries(
        Object.entries(node.properties).map(([key, child]) => [
          key,
          anyOf(`${path}.${key}`, of, child),
        ]),
      ),
    );
  if (path.includes(".label.")) return fc.constant("");
  if (/\.(sectors|regions)$/.test(path))
    return partly(
      ids(path.slice(path.lastIndexOf(".") + 1, path.lastIndexOf(".") + 2), path.endsWith("sectors") ? of.sectors : of.regions),
      listOf(of.practices),
    ); // prettier-ignore
  if (path.endsWith(".prescription")) return listOf(of.practices);
  if (node.type === "array") return orEmpty(of.practices);
  if (path.endsWith(".template")) return fc.constantFrom(...ids("a", of.archetypes));
  if (path.endsWith(".injunctionForm")) return fc.constantFrom(...ids("f", of.forms + 1));
  if (node.enum !== undefined) return fc.constantFrom(...node.enum);
  return anyNumber(path, node);
}

/** A number within its range; the default is as likely as either end. */
export function anyNumber(path: string, node = nodeAt(path)): Arbitrary<number> {
  const [low, high] = rangeOf(path, node);
  const { default: usual } = node;
  const kind = node.type === "integer" ? fc.integer({ min: low, max: high }) : quantity(low, high);
  return typeof usual === "number"
    ? fc.oneof({ arbitrary: kind, weight: 7 }, fc.constant(usual))
    : kind;
}

function rangeOf(path: string, { minimum = 0, maximum = 1 }: Node): readonly [number, number] {
  const narrower = RANGES.find(([pattern]) => pattern.test(path));
  if (narrower === undefined) return [minimum, maximum];
  const [, low, high] = narrower;
  return [Math.max(minimum, low), Math.min(maximum, high)];
}

/** Whether nothing lies between two values of the parameter at a path. */
export const isWhole = (path: string): boolean => nodeAt(path).type === "integer";

/** All numbers below a path, in the schema's order. */
export function numbersBelow(path: string, node = nodeAt(path)): readonly string[] {
  if (node.type === "number" || node.type === "integer") return [path];
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
    numbersBelow(`${path}.${key}`, child),
  );
}
