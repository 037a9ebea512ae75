import { parseSync } from "vite";

/** A node of a module's syntax tree, named as ESTree and its extension for TypeScript name them. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && typeof (value as SyntaxNode).type === "string";

/** Visits every node of a module with its parent, parents first. Throws where the text is not a module. */
export function walkSyntax(
  path: string,
  text: string,
  visit: (node: SyntaxNode, parent: SyntaxNode | undefined) => void,
): void {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const walk = (node: SyntaxNode, parent?: SyntaxNode): void => {
    visit(node, parent);
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value])
        if (isNode(child)) walk(child, node);
  };
  walk(program as unknown as SyntaxNode);
}

/** What a module imports, exports from, imports dynamically or for a type. */
export function importsOf(path: string, text: string): string[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const statically = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.map(({ moduleRequest }) => moduleRequest?.value ?? ""),
  );
  const inside = [...text.matchAll(/\bimport\(\s*["'`]([^"'`]+)/g)].map((match) => match[1] ?? "");
  return [...statically, ...passedOn, ...inside].filter((specifier) => specifier !== "");
}
