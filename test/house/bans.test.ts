import ts from "typescript";
import { expect, test } from "vitest";
import { readSources, type Source } from "../support/sources.ts";

// What breaks exactness or safety and the linter's own rules cannot say; the rest stands in .oxlintrc.json.

/** The name of what is wrong with this node, if anything. */
type Ban = (node: ts.Node) => string | undefined;

/** Powers differ between engines, `Math` under another name hides them from the linter, for-in has no fixed order. */
const banInexact: Ban = (node) => {
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskToken) return "**";
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken) return "**=";
  if (ts.isForInStatement(node)) return "for-in";
  if (ts.isIdentifier(node) && node.text === "globalThis") return "globalThis";
  if (ts.isIdentifier(node) && node.text === "Math" && !isReadByName(node))
    return "Math as a value";
  if (isComputedRest(node)) return "Math by a computed name or as a rest";
  return undefined;
};

/** `Math.x`, `Math["x"]`, `const { x } = Math`, or a property that happens to be called Math. */
function isReadByName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) return true;
  return ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name);
}

/** `Math[name]`, and `const { ...all } = Math` or `const { [name]: f } = Math`. */
function isComputedRest(node: ts.Node): boolean {
  const isMath = (of?: ts.Node) => of !== undefined && ts.isIdentifier(of) && of.text === "Math";
  if (ts.isElementAccessExpression(node))
    return isMath(node.expression) && !ts.isStringLiteralLike(node.argumentExpression);
  if (!ts.isVariableDeclaration(node) || !isMath(node.initializer)) return false;
  if (!ts.isObjectBindingPattern(node.name)) return false;
  return node.name.elements.some(
    ({ dotDotDotToken, propertyName }) =>
      dotDotDotToken !== undefined ||
      (propertyName !== undefined && ts.isComputedPropertyName(propertyName)),
  );
}

const MARKUP_CALLS = new Set(["html", "write", "writeln", "parseFromString"]);

/** Markup made from text can run a script; d3 calls it `.html(…)`. */
const banMarkup: Ban = (node) => {
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression;
  if (!ts.isPropertyAccessExpression(called)) return undefined;
  const name = called.name.text;
  if (name === "html") return node.arguments.length > 0 ? ".html(…)" : undefined;
  const isOnDocument = called.expression.getText().endsWith("document");
  return MARKUP_CALLS.has(name) && (isOnDocument || name === "parseFromString")
    ? `.${name}(…)`
    : undefined;
};

const SKIPS = new Set(["skip", "skipIf", "runIf", "todo", "only", "fails"]);

/** A test runs, everywhere, and passes: also where it would decide by itself to skip. */
const banSkips: Ban = (node) => {
  if (!ts.isPropertyAccessExpression(node) || !SKIPS.has(node.name.text)) return undefined;
  const subject = node.expression.getText();
  return /^(test|it|describe|suite|bench|ctx|context|task)\b/.test(subject)
    ? `${subject}.${node.name.text}`
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
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const { ban } of bans) {
      const what = ban(node);
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      if (what !== undefined) found.push(`${path}:${line + 1}: ${what}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
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
