// Files are read and written as plain YAML 1.2, so the page carries no tags of YAML 1.1 (dates, sets, binary, merge keys), and
// nothing of the package that is not asked for.
const PACKAGE = /\/node_modules\/yaml\/browser\/dist\/.*\.js$/;
const TAGS = /\/schema\/tags\.js$/;

/** What the package's own list of tags comes to for version 1.2 without tags of one's own. */
const CORE_ONLY = `
import { schema } from "./core/schema.js";
export const coreKnownTags = {};
export const getTags = () => schema.slice();
`;

/** @type {import("vite").Plugin} */
export const leanYaml = {
  name: "lean-yaml",
  apply: "build",
  transform: {
    filter: { id: PACKAGE },
    handler: (code, id) => ({
      code: TAGS.test(id) ? CORE_ONLY : code,
      map: null,
      moduleSideEffects: false,
    }),
  },
};
