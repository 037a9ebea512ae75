// Builds what runs under Node out of the layers and the packages that they need: a few files instead of hundreds, since
// most of what the command takes to start would else be finding and opening them. dist/cli/main.js is the command,
// dist/workers/child.js what batches fork, dist/sim/index.js the engine; what they share, and each command, lies in
// dist/cli/ and is read when it is needed. Names and lines stay as they are written; maps lead back to the sources.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKAGES = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//;

/** What packages that went into the build ask of whoever passes them on. @type {import("vite").Plugin} */
const licences = {
  name: "licences",
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((part) =>
      part.type === "chunk" ? part.moduleIds : [],
    );
    const folders = new Map(
      modules.flatMap((id) => {
        const [, folder, name] = PACKAGES.exec(id.replaceAll("\\", "/")) ?? [];
        return folder === undefined || name === undefined ? [] : [[name, folder]];
      }),
    );
    const source = [...folders]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, folder]) => `${name}\n\n${licenceIn(folder)}`)
      .join(`\n${"-".repeat(100)}\n\n`);
    this.emitFile({ type: "asset", fileName: "cli/LICENCES.txt", source });
  },
};

/** @param {string} folder of a package @returns {string} its licence, in full where it brings it */
function licenceIn(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), "utf8");
  const about = join(folder, "package.json");
  return existsSync(about) ? `${JSON.parse(readFileSync(about, "utf8")).license}\n` : "";
}

await build({
  configFile: false,
  root: ROOT,
  publicDir: false,
  logLevel: "warn",
  plugins: [licences],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: "dist",
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    target: "node20",
    rolldownOptions: {
      input: Object.fromEntries(
        ["cli/main", "workers/child", "sim/index"].map((name) => [name, join(ROOT, `${name}.ts`)]),
      ),
      output: { entryFileNames: "[name].js", chunkFileNames: "cli/[name]-[hash].js" },
    },
  },
});
