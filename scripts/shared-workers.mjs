// Workers as entries of the page's own build: what page and workers both need is built, fetched and compiled once. (By itself
// Vite builds each worker apart, with its own copy of all that it imports.)
import { dirname, join } from "node:path";

const WORKER = /^(.*)\?worker&url$/;
const ADDRESS = "\0worker-address:";

/** A plugin for builds whose workers may import: not for the page in one file. @type {import("vite").Plugin} */
export const sharedWorkers = {
  name: "shared-workers",
  apply: "build",
  enforce: "pre",
  resolveId(id, importer) {
    const [, path] = WORKER.exec(id) ?? [];
    if (path === undefined || importer === undefined) return null;
    return `${ADDRESS}${join(dirname(importer), path)}`;
  },
  load(id) {
    if (!id.startsWith(ADDRESS)) return null;
    const chunk = this.emitFile({ type: "chunk", id: id.slice(ADDRESS.length) });
    return `export default import.meta.ROLLUP_FILE_URL_${chunk};`;
  },
};
