// The texts that the page reads but does not run: shipped scenarios and the citation. They stand in the document as data,
// so that they are there at once, with a server or without, and are no part of the program.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Folders under scenarios/ whose files only the command line reads. */
const LEFT_OUT = /^(experiments|hypotheses)\//;

/** @returns {Record<string, string>} texts by path from the root */
function readTexts() {
  const scenarios = readdirSync(join(ROOT, "scenarios"), { recursive: true })
    .map((name) => String(name).replaceAll("\\", "/"))
    .filter((name) => /\.ya?ml$/.test(name) && !LEFT_OUT.test(name))
    .sort();
  const paths = [...scenarios.map((name) => `scenarios/${name}`), "CITATION.cff"];
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));
}

/** A plugin that writes them into the page's document; `<` would end the element early. */
export const textsInDocument = {
  name: "texts-in-document",
  transformIndexHtml: () => [
    {
      tag: "script",
      attrs: { type: "application/json", id: "texts" },
      children: JSON.stringify(readTexts()).replaceAll("<", "\\u003c"),
      injectTo: /** @type {const} */ ("head"),
    },
  ],
};
