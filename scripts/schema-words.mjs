// What parameters say of themselves (labels, explanations, units, sources) is read by the page's controls and by errors, out of
// one JSON Schema. It is made when the page is built and stands in its document as data; so the model that runs in the page's
// worker needs neither these texts nor what would make a JSON Schema of them. The command line and tests run it as written.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SCHEMA = join(ROOT, "sim", "schema", "scenario.ts");
const MODEL = /\/sim\/.*\.ts$/;
const HELPERS = /\/parameter\.ts$/;
/** What of that module makes parameters. */
const MAKERS = new Set(
  "quantity share rate count choice choices positions optionalPositions section mapping".split(" "),
);
/** Properties of a parameter that only its JSON Schema repeats. */
const SAID = new Set(["label", "description", "unit", "symbol", "tier", "source", "grade"]);

/** @typedef {import("vite").ESTree.Node} Node */
/** @typedef {{ start: number, end: number, text: string }} Edit */

/** @type {Promise<string> | undefined} */
let made;

/** The scenario's JSON Schema as text, without what its labels say again. */
async function schemaText() {
  const { module } = await runnerImport(SCHEMA, { configFile: false, root: ROOT });
  return JSON.stringify(module.scenarioJsonSchema(), (_, value) => {
    if (typeof value?.label !== "object" || typeof value.type !== "string") return value;
    const { title: _title, description: _description, ...rest } = value;
    return rest;
  });
}

/** The plugin: writes the schema into the document, and leaves its texts out of the built program. @type {import("vite").Plugin} */
export const schemaInDocument = {
  name: "schema-in-document",
  transform: {
    filter: { id: MODEL },
    handler(code, id) {
      if (this.environment.mode !== "build") return null;
      const edits = editsOf(this.parse(code), id);
      if (edits.length === 0) return null;
      return { code: edited(code, edits), map: null };
    },
  },
  async transformIndexHtml(_, { server }) {
    // in development the model may have changed since
    const schema = await (server === undefined ? (made ??= schemaText()) : schemaText());
    const children = schema.replaceAll("<", "\\u003c");
    return [
      {
        tag: "script",
        attrs: { type: "application/json", id: "schema" },
        children,
        injectTo: "head",
      },
    ];
  },
};

/**
 * What to leave out of a module of the model.
 * @param {import("vite").ESTree.Program} program
 * @param {string} id
 */
function editsOf(program, id) {
  const makers = makersIn(program);
  /** @type {Edit[]} */
  const edits = [];
  /** @param {unknown} part */
  const walk = (part) => {
    if (typeof part !== "object" || part === null) return;
    if (Array.isArray(part)) {
      for (const item of part) walk(item);
      return;
    }
    const node = /** @type {Node} */ (part);
    if (node.type === "CallExpression") {
      const { callee } = node;
      const called = callee.type === "MemberExpression" ? nameOf(callee.property) : nameOf(callee);
      if (called === "register" && callee.type === "MemberExpression") {
        edits.push({ start: callee.object.end, end: node.end, text: "" });
        walk(callee.object);
        return;
      }
      if (called === "toJSONSchema") {
        edits.push({ start: node.start, end: node.end, text: "undefined" });
        return;
      }
      if (makers.has(called)) edits.push(...saidIn(node));
      // what a module's own makers are given goes on to these
      else if (makers.size > 0 && callee.type === "Identifier") edits.push(...saidTo(node));
    }
    for (const inner of Object.values(node)) walk(inner);
  };
  walk(program.body);
  if (HELPERS.test(id) && edits.length === 0) throw new Error(`${id} registers nothing any more`);
  return outermost(edits);
}

/** The makers of parameters that a module imports. @param {import("vite").ESTree.Program} program */
function makersIn(program) {
  const names = program.body.flatMap((statement) =>
    statement.type === "ImportDeclaration" && HELPERS.test(statement.source.value)
      ? statement.specifiers.map(({ local }) => local.name)
      : [],
  );
  return new Set(names.filter((name) => MAKERS.has(name)));
}

/** @param {Node} node */
const nameOf = (node) => (node.type === "Identifier" ? node.name : "");

/** @param {import("vite").ESTree.CallExpression} call @returns {Edit[]} */
function saidIn(call) {
  return call.arguments.flatMap((argument) => {
    if (argument.type !== "ObjectExpression") return [];
    const { properties } = argument;
    return properties.flatMap((property, at) => {
      if (property.type !== "Property" || !SAID.has(nameOf(property.key))) return [];
      const end = properties[at + 1]?.start ?? argument.end - 1;
      return [{ start: property.start, end, text: "" }];
    });
  });
}

/** @param {import("vite").ESTree.CallExpression} call @returns {Edit[]} */
const saidTo = (call) =>
  call.arguments
    .filter(({ type }) => type === "CallExpression")
    .filter((inner) => "callee" in inner && nameOf(/** @type {Node} */ (inner.callee)) === "say")
    .map(({ start, end }) => ({ start, end, text: "undefined" }));

/** Edits without those inside others, in order. @param {Edit[]} edits */
function outermost(edits) {
  edits.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return edits.filter((edit) => {
    if (edit.start < end) return false;
    end = edit.end;
    return true;
  });
}

/** @param {string} code @param {Edit[]} edits */
function edited(code, edits) {
  let [rest, end] = ["", 0];
  for (const edit of edits) {
    rest += code.slice(end, edit.start) + edit.text;
    end = edit.end;
  }
  return rest + code.slice(end);
}
