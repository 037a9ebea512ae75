import { type Grade, GRADES, type Scenario } from "../sim/index.ts";
import { schemaAt, type SchemaNode } from "./files/allowed.ts";
import { scenarioSchemaNode } from "./files/scenario.ts";
import type { Origin } from "./files/tree.ts";

/** Origins by dotted path. */
export type Origins = Readonly<Record<string, Origin>>;

/** A parameter in force and how well it is known. */
export interface Graded {
  readonly path: string;
  readonly grade: Grade;
}

/** Parts of a scenario whose values a result rests on. */
const SECTIONS = [
  "field",
  "population",
  "regulators",
  "reforms",
  "legalForms",
  "mechanisms",
] as const;

/**
 * Every parameter that a scenario holds, with its grade: what its file says of the value or of what it is part of, else
 * what the schema says. A list of positions is one parameter; it is known as well as the least known of it.
 */
export function gradesOf(scenario: Scenario, origins: Origins): readonly Graded[] {
  const found: Graded[] = [];
  for (const section of SECTIONS) collect(scenario[section], [section], origins, found);
  return found;
}

/** The grade of the value at a path, which a design may lay there. */
export function gradeAt(path: string, origins: Origins): Grade {
  const node = schemaAt(scenarioSchemaNode(), path.split("."));
  return gradeIn(path, node, origins);
}

function collect(value: unknown, path: readonly string[], origins: Origins, found: Graded[]): void {
  const node = schemaAt(scenarioSchemaNode(), path);
  if (typeof node?.["unit"] === "string" && value !== undefined) {
    found.push({ path: path.join("."), grade: gradeIn(path.join("."), node, origins) });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) collect(part, [...path, key], origins, found);
}

function gradeIn(path: string, node: SchemaNode | undefined, origins: Origins): Grade {
  const keys = path.split(".");
  for (let length = keys.length; length > 0; length--) {
    const grade = origins[keys.slice(0, length).join(".")]?.grade;
    if (grade !== undefined) return grade;
  }
  const within = Object.entries(origins).flatMap(([other, { grade }]) =>
    grade !== undefined && other.startsWith(`${path}.`) ? [GRADES.indexOf(grade)] : [],
  );
  const stated = GRADES.find((grade) => grade === node?.["grade"]) ?? "assumed";
  return within.length === 0 ? stated : (GRADES[Math.max(...within)] ?? stated);
}

/** How many parameters there are of each grade. */
export function tally(graded: readonly Graded[]): Readonly<Record<Grade, number>> {
  const count = (wanted: Grade): number => graded.filter(({ grade }) => grade === wanted).length;
  return { measured: count("measured"), estimated: count("estimated"), assumed: count("assumed") };
}
