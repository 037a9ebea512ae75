import { type SchemaNode } from "./allowed.ts";

/**
 * Whether a plain value is what a node of a JSON Schema asks for, as far as its own keywords tell: type, bounds, choices,
 * length, form, and the same of a list's entries. Mappings are taken as they are, and so is what a node says nothing of.
 *
 * It sorts out of many values those that are worth a full check, and refuses nothing by itself.
 */
export function isPlausible(node: SchemaNode | undefined, value: unknown): boolean {
  if (node === undefined) return true;
  const options = (node["anyOf"] ?? node["oneOf"]) as readonly SchemaNode[] | undefined;
  if (options !== undefined) return options.some((option) => isPlausible(option, value));
  if (Object.hasOwn(node, "const")) return value === node["const"];
  const choices = node["enum"] as readonly unknown[] | undefined;
  if (choices !== undefined) return choices.includes(value);
  switch (node["type"]) {
    case "number":
    case "integer":
      return typeof value === "number" && isNumberWithin(node, value);
    case "string":
      return typeof value === "string" && isTextOf(node, value);
    case "boolean":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value) && isListOf(node, value);
    default:
      return true;
  }
}

function isNumberWithin(node: SchemaNode, value: number): boolean {
  const factor = numberOf(node, "multipleOf", 0);
  return (
    Number.isFinite(value) &&
    (node["type"] !== "integer" || Number.isSafeInteger(value)) &&
    value >= numberOf(node, "minimum", -Infinity) &&
    value <= numberOf(node, "maximum", Infinity) &&
    value > numberOf(node, "exclusiveMinimum", -Infinity) &&
    value < numberOf(node, "exclusiveMaximum", Infinity) &&
    (factor === 0 || value % factor === 0)
  );
}

function isTextOf(node: SchemaNode, value: string): boolean {
  const pattern = node["pattern"];
  return (
    value.length >= numberOf(node, "minLength", 0) &&
    (typeof pattern !== "string" || new RegExp(pattern).test(value))
  );
}

function isListOf(node: SchemaNode, values: readonly unknown[]): boolean {
  const items = node["items"] as SchemaNode | undefined;
  return (
    values.length >= numberOf(node, "minItems", 0) &&
    values.length <= numberOf(node, "maxItems", Infinity) &&
    values.every((value) => isPlausible(items, value))
  );
}

function numberOf(node: SchemaNode, key: string, otherwise: number): number {
  const value = node[key];
  return typeof value === "number" ? value : otherwise;
}
