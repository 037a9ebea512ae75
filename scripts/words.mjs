// What the page says is no part of its program: at build time the plain texts of its messages, and whole documents that it
// quotes, go into the page's document as data. Phrases that choose their words stay functions. In development and in tests
// the same modules run as they are written.
import { readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MESSAGES = /\/viz\/messages\/.*\.ts$/;
const QUOTED = /\/docs\/[^/]+\.md\?raw$/;
const WORDS = "virtual:words";

/** The module through which the program finds its words again; phrases join the texts beside them. */
const READER = `
const phraseOf = (pieces) => (...given) =>
  pieces.map((piece) => (typeof piece === "number" ? String(given[piece]) : piece)).join("");
const WORDS = JSON.parse(document.getElementById("words").textContent, (_, value) =>
  typeof value === "object" && "{}" in value ? phraseOf(value["{}"]) : value);
const joined = (texts, phrases) => {
  for (const [key, value] of Object.entries(phrases))
    texts[key] = typeof value === "object" && Object.hasOwn(texts, key) ? joined(texts[key], value) : value;
  return texts;
};
export const wordsOf = (name, phrases = {}) => joined(WORDS[name], phrases);
export const textOf = (name) => WORDS[name];
`;

/** @typedef {import("vite").ESTree.Expression} Expression */
/** @typedef {{ data?: unknown, code?: string }} Parted a value as data, as code, or as an object that is both */

/**
 * The plugin. What it collects is written when the document is, after the last module was read.
 * @returns {import("vite").Plugin}
 */
export function wordsInDocument() {
  /** @type {Record<string, unknown>} */
  const words = {};
  return {
    name: "words-in-document",
    apply: "build",
    resolveId: (id) => (id === WORDS ? `\0${WORDS}` : null),
    load(id) {
      if (id === `\0${WORDS}`) return READER;
      if (!QUOTED.test(id)) return null;
      const file = id.replace(/\?.*/, "");
      const name = relative(ROOT, file);
      words[name] = readFileSync(file, "utf8").replace(/ {2,}|-{4,}/g, (run) => run.slice(0, 3));
      return `import { textOf } from "${WORDS}";\nexport default textOf(${JSON.stringify(name)});`;
    },
    transform: {
      filter: { id: MESSAGES },
      handler(code, id) {
        const name = relative(ROOT, id);
        const parted = partModule(code, this.parse(code), name);
        if (parted === undefined) return null;
        Object.assign(words, parted.words);
        return { code: parted.code, map: { mappings: "" } };
      },
    },
    transformIndexHtml: () => [
      {
        tag: "script",
        attrs: { type: "application/json", id: "words" },
        children: JSON.stringify(words).replaceAll("<", "\\u003c"),
        injectTo: "head",
      },
    ],
  };
}

/**
 * A module of messages with the plain texts of its constants taken out; undefined where it has none.
 * @param {string} code
 * @param {import("vite").ESTree.Program} program
 * @param {string} name
 */
function partModule(code, program, name) {
  /** @type {Record<string, unknown>} */
  const words = {};
  let [rest, end] = ["", 0];
  for (const statement of program.body) {
    const declaration =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type !== "Identifier" || init?.type !== "ObjectExpression") continue;
      const parted = part(init, code);
      if (parted.data === undefined) continue;
      const place = `${name}#${id.name}`;
      words[place] = parted.data;
      const phrases = parted.code === undefined ? "" : `, ${parted.code}`;
      rest += `${code.slice(end, init.start)}wordsOf(${JSON.stringify(place)}${phrases})`;
      end = init.end;
    }
  }
  if (end === 0) return undefined;
  return { words, code: `import { wordsOf } from "${WORDS}";\n${rest}${code.slice(end)}` };
}

/**
 * @param {Expression} node
 * @param {string} code
 * @returns {Parted}
 */
function part(node, code) {
  const asCode = { code: code.slice(node.start, node.end) };
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? { data: node.value } : asCode;
    case "TemplateLiteral":
      return node.expressions.length === 0 ? { data: node.quasis[0]?.value.cooked } : asCode;
    case "ArrowFunctionExpression": {
      const pieces = piecesOf(node);
      return pieces === undefined ? asCode : { data: { "{}": pieces } };
    }
    case "ArrayExpression": {
      const items = node.elements.map((item) =>
        item === null || item.type === "SpreadElement" ? {} : part(item, code),
      );
      const isPlain = items.every((item) => item.data !== undefined && item.code === undefined);
      return isPlain ? { data: items.map(({ data }) => data) } : asCode;
    }
    case "ObjectExpression":
      return partObject(node, code);
    default:
      return asCode;
  }
}

/**
 * A phrase that only puts what it is given into its places: its texts, and the numbers of its parameters between them;
 * undefined where it does more than that.
 * @param {import("vite").ESTree.ArrowFunctionExpression} node
 */
function piecesOf({ params, body }) {
  if (body.type !== "TemplateLiteral") return undefined;
  const names = params.map((param) => (param.type === "Identifier" ? param.name : ""));
  const places = body.expressions.map((place) =>
    place.type === "Identifier" ? names.indexOf(place.name) : -1,
  );
  if (names.includes("") || places.includes(-1)) return undefined;
  return body.quasis
    .flatMap(({ value }, at) => [value.cooked ?? "", ...places.slice(at, at + 1)])
    .filter((piece) => piece !== "");
}

/**
 * @param {import("vite").ESTree.ObjectExpression} node
 * @param {string} code
 * @returns {Parted}
 */
function partObject(node, code) {
  /** @type {Record<string, unknown>} */
  const data = {};
  /** @type {string[]} */
  const phrases = [];
  for (const property of node.properties) {
    const key = property.type === "Property" && !property.computed ? property.key : undefined;
    const name =
      key?.type === "Identifier" ? key.name : key?.type === "Literal" ? String(key.value) : "";
    if (property.type !== "Property" || name === "") {
      phrases.push(code.slice(property.start, property.end));
      continue;
    }
    const parted = part(property.value, code);
    if (parted.data !== undefined) data[name] = parted.data;
    if (parted.code !== undefined) {
      const isWhole = parted.data === undefined;
      phrases.push(
        isWhole
          ? code.slice(property.start, property.end)
          : `${JSON.stringify(name)}: ${parted.code}`,
      );
    }
  }
  return {
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...(phrases.length === 0 ? {} : { code: `{ ${phrases.join(", ")} }` }),
  };
}
