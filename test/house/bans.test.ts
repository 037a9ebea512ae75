import { expect, test } from "vitest";
import { readSources, type Source } from "../support/sources.ts";
import { isNode, type SyntaxNode, walkSyntax } from "../support/syntax.ts";

// What breaks exactness or safety and the linter's own rules cannot say; the rest stands in .oxlintrc.json.

/** The name of what is wrong with this node, if anything; `read` gives the text of a node. */
type Ban = (
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
  read: (node: SyntaxNode) => string,
) => string | undefined;

const isNamed = (node: unknown, name: string): boolean =>
  isNode(node) && node.type === "Identifier" && node["name"] === name;

/** Powers differ between engines, `Math` under another name hides them from the linter, for-in has no fixed order. */
const banInexact: Ban = (node, parent) => {
  if (node["operator"] === "**" || node["operator"] === "**=") return node["operator"];
  if (node.type === "ForInStatement") return "for-in";
  if (isNamed(node, "globalThis")) return "globalThis";
  if (isNamed(node, "Math") && !isReadByName(parent)) return "Math as a value";
  if (isComputedRest(node)) return "Math by a computed name or as a rest";
  return undefined;
};

/** `Math.x`, `Math["x"]`, `const { x } = Math`, or a property that happens to be called Math. */
const isReadByName = (parent: SyntaxNode | undefined): boolean =>
  parent?.type === "MemberExpression" || isTakenApart(parent);

/** `const { … } = …` */
const isTakenApart = (node: SyntaxNode | undefined): boolean =>
  node?.type === "VariableDeclarator" && isNode(node["id"]) && node["id"].type === "ObjectPattern";

/** `Math[name]`, and `const { ...all } = Math` or `const { [name]: f } = Math`. */
function isComputedRest(node: SyntaxNode): boolean {
  if (node.type === "MemberExpression" && node["computed"] === true)
    return isNamed(node["object"], "Math") && !isText(node["property"]);
  if (!isTakenApart(node) || !isNamed(node["init"], "Math")) return false;
  const { properties } = node["id"] as { readonly properties: readonly SyntaxNode[] };
  return properties.some((property) => property.type === "RestElement" || property["computed"]);
}

const isText = (node: unknown): boolean =>
  isNode(node) && node.type === "Literal" && typeof node["value"] === "string";

const MARKUP_CALLS = new Set(["html", "write", "writeln", "parseFromString"]);

/** The object and the name of `object.name`. */
function memberOf(node: unknown): { object: SyntaxNode; name: string } | undefined {
  if (!isNode(node) || node.type !== "MemberExpression" || node["computed"] === true)
    return undefined;
  const { object, property } = node as { object?: unknown; property?: unknown };
  return isNode(object) && isNode(property)
    ? { object, name: String(property["name"]) }
    : undefined;
}

/** Markup made from text can run a script; d3 calls it `.html(…)`. */
const banMarkup: Ban = (node, _, read) => {
  const called = node.type === "CallExpression" ? memberOf(node["callee"]) : undefined;
  if (called === undefined) return undefined;
  const { name, object } = called;
  if (name === "html") return (node["arguments"] as unknown[]).length > 0 ? ".html(…)" : undefined;
  const isOnDocument = read(object).endsWith("document");
  return MARKUP_CALLS.has(name) && (isOnDocument || name === "parseFromString")
    ? `.${name}(…)`
    : undefined;
};

const SKIPS = new Set(["skip", "skipIf", "runIf", "todo", "only", "fails"]);

/** A test runs, everywhere, and passes: also where it would decide by itself to skip. */
const banSkips: Ban = (node, _, read) => {
  const member = memberOf(node);
  if (member === undefined || !SKIPS.has(member.name)) return undefined;
  const subject = read(member.object);
  return /^(test|it|describe|suite|bench|ctx|context|task)\b/.test(subject)
    ? `${subject}.${member.name}`
    : undefined;
};

const RULES: readonly { where: RegExp; ban: Ban }[] = [
  { where: /^(sim|experiments)\//, ban: banInexact },
  { where: /^(viz|workers)\//, ban: banMarkup },
  { where: /\.test\.ts$/, ban: banSkips },
];

/** One line, with its position, for each thing in the file that a rule of its folder bans. */
function findBanned({ path, text }: Source): string[] {
  const bans = RULES.filter(({ where }) => where.test(path));
  const read = ({ start, end }: SyntaxNode): string => text.slice(start, end);
  const found: string[] = [];
  walkSyntax(path, text, (node, parent) => {
    for (const { ban } of bans) {
      const what = ban(node, parent, read);
      if (what === undefined) continue;
      const line = text.slice(0, node.start).split("\n").length;
      found.push(`${path}:${line}: ${what}`);
    }
  });
  return found;
}

const sources = readSources(/^(sim|experiments|workers|viz|test)\/.*\.ts$/);

test.each(RULES)("there are files for the rule on $where", ({ where }) => {
  expect(sources.filter(({ path }) => where.test(path)).length).toBeGreaterThan(0);
});

test("no source holds what breaks exactness or safety", () => {
  expect(sources.flatMap(findBanned)).toEqual([]);
});

test.each([
  ["sim/a.ts", "const a = 2 ** 3;"],
  ["sim/a.ts", "let a = 2; a **= 3;"],
  ["experiments/a.ts", "for (const key in record) use(key);"],
  ["sim/a.ts", "const M = Math; M.exp(1);"],
  ["sim/a.ts", "apply(Math);"],
  ["sim/a.ts", "Math[name](1);"],
  ["sim/a.ts", "const { ...all } = Math;"],
  ["sim/a.ts", "globalThis.Math;"],
  ["viz/a.ts", `selection.html("<b>" + name);`],
  ["viz/a.ts", "document.write(name);"],
  ["viz/a.ts", `new DOMParser().parseFromString(text, "text/html");`],
  ["test/a.test.ts", "test.skipIf(isSlow)(name, claim);"],
  ["test/a.test.ts", "test(name, (context) => context.skip());"],
  ["test/a.test.ts", "describe.concurrent.skip(name, claims);"],
])("a breach is caught: %s with %s", (path, text) => {
  expect(findBanned({ path, text })).toHaveLength(1);
});

test.each([
  ["sim/a.ts", `const { abs } = Math; abs(Math.sqrt(2)); Math["floor"](1); // 2 ** 3`],
  ["experiments/a.ts", "for (const key of Object.keys(record)) use(key);"],
  ["viz/a.ts", `selection.text(name); file.write(bytes); "a".concat("html(");`],
  ["test/a.test.ts", "test.each(rows)(name, claim);"],
])("what is sound passes: %s", (path, text) => {
  expect(findBanned({ path, text })).toEqual([]);
});
