import { allowedText, type SchemaNode } from "../../experiments/files/allowed.ts";
import { experimentJsonSchema } from "../../experiments/experiment.ts";
import { hypothesisJsonSchema } from "../../experiments/hypotheses/schema.ts";
import { scenarioJsonSchema } from "../../sim/index.ts";
import { toStdout } from "../output.ts";

/** One row of the parameter table. */
interface Parameter {
  /** Keys joined by dots; `*` stands for any id of a mapping, or any place of a list. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly default: unknown;
  readonly allowed: string;
  readonly unit: string;
  readonly tier: string;
  readonly source: string;
  readonly grade: string;
}

/** `ironcage schema [scenario|experiment|hypothesis]`: the JSON Schema that editors complete and check with. */
export function schemaCommand(kind = "scenario"): void {
  const schemas = { experiment: experimentJsonSchema, hypothesis: hypothesisJsonSchema };
  const schema = (schemas[kind as keyof typeof schemas] ?? scenarioJsonSchema)();
  toStdout(`${JSON.stringify(schema, null, 2)}\n`);
}

/** `ironcage parameters`: every parameter with default, range, unit, source and grade. */
export function parametersCommand(flags: { readonly json?: boolean }): void {
  const rows = parametersOf(scenarioJsonSchema());
  toStdout(flags.json === true ? `${JSON.stringify(rows, null, 2)}\n` : parameterTable(rows));
}

/** Every value of a schema that states a unit, in the schema's order. */
function parametersOf(root: SchemaNode): readonly Parameter[] {
  const rows: Parameter[] = [];
  walk(root, "", rows);
  return rows;
}

function walk(node: SchemaNode, path: string, rows: Parameter[]): void {
  const under = (key: string): string => (path === "" ? key : `${path}.${key}`);
  if (typeof node["unit"] === "string") {
    rows.push({
      path,
      title: text(node["title"]),
      description: text(node["description"]),
      default: node["default"] ?? null,
      allowed: allowedText(node),
      unit: node["unit"],
      tier: text(node["tier"]),
      source: text(node["source"]),
      grade: text(node["grade"]),
    });
    return;
  }
  for (const [key, child] of Object.entries(mapping(node["properties"])))
    walk(mapping(child), under(key), rows);
  if (node["additionalProperties"] !== undefined)
    walk(mapping(node["additionalProperties"]), under("*"), rows);
  if (node["items"] !== undefined) walk(mapping(node["items"]), under("*"), rows);
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const mapping = (value: unknown): SchemaNode =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as SchemaNode) : {};

/** The parameters as a Markdown table. */
function parameterTable(rows: readonly Parameter[]): string {
  const cells = (row: Parameter): readonly string[] => [
    `\`${row.path}\``,
    row.title,
    row.default === null ? "–" : `\`${JSON.stringify(row.default)}\``,
    row.allowed,
    row.unit,
    row.source,
    row.grade,
  ];
  const lines = [
    ["path", "parameter", "default", "range", "unit", "source", "grade"],
    ["---", "---", "---", "---", "---", "---", "---"],
    ...rows.map(cells),
  ];
  return lines
    .map((line) => `| ${line.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`)
    .join("");
}
