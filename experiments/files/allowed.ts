/** A node of a JSON Schema, read as plain data. */
export type SchemaNode = Readonly<Record<string, unknown>>;

const asNode = (value: unknown): SchemaNode | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as SchemaNode)
    : undefined;

/** The schema of the value at a path; undefined where the path leads nowhere. */
export function schemaAt(
  root: SchemaNode,
  path: readonly (string | number)[],
): SchemaNode | undefined {
  let node = asNode(root);
  for (const step of path) {
    if (node === undefined) return undefined;
    node = child(root, resolved(root, node), step);
  }
  return node === undefined ? undefined : resolved(root, node);
}

function resolved(root: SchemaNode, node: SchemaNode): SchemaNode {
  const reference = node["$ref"];
  if (typeof reference !== "string" || !reference.startsWith("#/$defs/")) return node;
  const target = asNode(asNode(root["$defs"])?.[reference.slice("#/$defs/".length)]);
  return target === undefined ? node : { ...target, ...node };
}

function child(root: SchemaNode, node: SchemaNode, step: string | number): SchemaNode | undefined {
  const named = asNode(node["properties"]);
  if (named !== undefined && Object.hasOwn(named, step)) return asNode(named[step]);
  const options = optionsOf(node);
  for (const option of options) {
    const found = child(root, resolved(root, option), step);
    if (found !== undefined) return found;
  }
  if (node["type"] === "array" && /^\d+$/.test(String(step))) return asNode(node["items"]);
  return asNode(node["additionalProperties"]);
}

function optionsOf(node: SchemaNode): readonly SchemaNode[] {
  const options = node["anyOf"] ?? node["oneOf"];
  if (!Array.isArray(options)) return [];
  return options.map(asNode).filter((option) => option !== undefined);
}

/** Keys that a mapping with this schema names; of options, those alone that the mapping's own `kind` leaves, where it is given. */
export function keysOf(node: SchemaNode | undefined, given?: unknown): readonly string[] {
  const own = Object.keys(asNode(node?.["properties"]) ?? {});
  const options = node === undefined ? [] : optionsOf(node);
  const left = options.filter((option) => !isOfOtherKind(option, asNode(given)));
  const others = (left.length > 0 ? left : options).flatMap((option) => keysOf(option, given));
  return [...new Set([...own, ...others])];
}

/** Whether a schema asks for another constant under one of a mapping's keys. */
function isOfOtherKind(node: SchemaNode, given: SchemaNode | undefined): boolean {
  return Object.entries(asNode(node["properties"]) ?? {}).some(([key, property]) => {
    const constant = asNode(property)?.["const"];
    return constant !== undefined && given?.[key] !== undefined && given[key] !== constant;
  });
}

/** What a schema allows, in words and in full: "a number from 0 to 1". */
export function allowedText(node: SchemaNode | undefined): string {
  if (node === undefined) return "a value that the schema knows";
  const options = optionsOf(node);
  if (options.length > 0) return options.map(allowedText).join(", or ");
  if (Object.hasOwn(node, "const")) return JSON.stringify(node["const"]);
  const choices = node["enum"];
  if (Array.isArray(choices)) return choices.map((option) => JSON.stringify(option)).join(", ");
  switch (node["type"]) {
    case "number":
      return `a number${between(node["minimum"], node["maximum"], node)}`;
    case "integer": {
      const factor = node["multipleOf"];
      const multiple = factor === undefined ? "" : `, a multiple of ${String(factor)}`;
      return `a whole number${between(node["minimum"], node["maximum"], node)}${multiple}`;
    }
    case "string":
      return textAllowed(node);
    case "boolean":
      return "true or false";
    case "array":
      return `a list of ${entries(node["minItems"], node["maxItems"])}`;
    case "object":
      return keysOf(node).length > 0
        ? `a mapping with keys ${listed(keysOf(node))}`
        : `a mapping of ${entries(node["minProperties"], node["maxProperties"])}`;
    default:
      return "a value that the schema knows";
  }
}

function between(least: unknown, most: unknown, node: SchemaNode): string {
  const above = node["exclusiveMinimum"];
  const below = node["exclusiveMaximum"];
  if (least !== undefined && most !== undefined) return ` from ${String(least)} to ${String(most)}`;
  const low =
    least !== undefined
      ? ` of at least ${String(least)}`
      : above !== undefined
        ? ` above ${String(above)}`
        : "";
  const high =
    most !== undefined
      ? `at most ${String(most)}`
      : below !== undefined
        ? `below ${String(below)}`
        : "";
  return high === "" ? low : `${low === "" ? "" : `${low} and`} ${high}`;
}

function textAllowed(node: SchemaNode): string {
  const pattern = node["pattern"];
  if (typeof pattern === "string") {
    const known = FORMS.find(([, form]) => form === pattern);
    return known === undefined ? `text matching ${pattern}` : known[0];
  }
  const least = Number(node["minLength"] ?? 0);
  const most = node["maxLength"];
  return most === undefined ? "text" : `text of ${least} to ${String(most)} characters`;
}

/** Forms that have a shorter name than their pattern. */
const FORMS: readonly (readonly [string, string])[] = [
  ["a day YYYY-MM-DD", "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"],
];

function entries(least: unknown, most: unknown): string {
  if (least !== undefined && least === most) return `exactly ${String(least)} entries`;
  if (most === undefined)
    return least === undefined ? "any number of entries" : `at least ${String(least)} entries`;
  return least === undefined
    ? `at most ${String(most)} entries`
    : `${String(least)} to ${String(most)} entries`;
}

/** The first names of a list. */
export function listed(names: readonly string[], most = 12): string {
  return names.length > most ? `${names.slice(0, most).join(", ")}, …` : names.join(", ");
}
