// Builds dist/offline/ironcage.html: the whole page in one file, for a USB stick and no network.
//   npm run build:offline
// The page's own code stays as it is: its workers' addresses become addresses of blobs, its scripts and
// styles move into the document, and the security policy names their hashes instead of a server.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { leanD3 } from "./lean-d3.mjs";
import { leanYaml } from "./lean-yaml.mjs";
import { schemaInDocument } from "./schema-words.mjs";
import { textsInDocument } from "./texts.mjs";
import { wordsInDocument } from "./words.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FILE = join(ROOT, "dist", "offline", "ironcage.html");
const MOST_BYTES = 2_000_000;
const WORKER = /^(.*)\?worker&url$/;

/**
 * A worker's module as one classic script: a worker from a blob can import nothing.
 * @param {string} entry path of the module
 */
async function bundleWorker(entry) {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: "warn",
    plugins: [schemaInDocument, leanYaml],
    build: {
      write: false,
      target: "es2022",
      rollupOptions: { input: entry, output: { format: "iife", entryFileNames: "worker.js" } },
    },
  });
  return onlyChunk(built).code;
}

/** The one script that a build came to. @param {Awaited<ReturnType<typeof build>>} built */
function onlyChunk(built) {
  const [result] = Array.isArray(built) ? built : [built];
  const output = result !== undefined && "output" in result ? result.output : [];
  const [chunk, ...more] = output.filter((each) => each.type === "chunk");
  if (chunk?.type !== "chunk" || more.length > 0) throw new Error("expected one script, got more");
  return chunk;
}

/** Modules that ask for a worker's address get that of a blob with the worker in it. */
const workersAsBlobs = {
  name: "workers-as-blobs",
  enforce: /** @type {const} */ ("pre"),
  /** @param {string} id @param {string | undefined} importer */
  resolveId(id, importer) {
    const [, path] = WORKER.exec(id) ?? [];
    if (path === undefined || importer === undefined) return null;
    return `\0blob-worker:${join(dirname(importer), path)}`;
  },
  /** @param {string} id */
  async load(id) {
    if (!id.startsWith("\0blob-worker:")) return null;
    const code = await bundleWorker(id.slice("\0blob-worker:".length));
    const text = JSON.stringify(code);
    return `export default URL.createObjectURL(new Blob([${text}], { type: "text/javascript" }));`;
  },
};

/** @param {string} text what stands between the tags */
const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The policy of the served page, with these contents allowed instead of a server's. */
function policyFor(
  /** @type {string} */ policy,
  /** @type {string} */ code,
  /** @type {string} */ style,
) {
  const own = policy
    .replace("script-src 'self'", `script-src ${hashOf(code)}`)
    .replace("worker-src 'self' blob:", "worker-src blob:")
    .replace("style-src 'self'", `style-src ${hashOf(style)}`)
    .replace("img-src 'self' data: blob:", "img-src data: blob:")
    .replace("connect-src 'self'", "connect-src 'none'");
  if (own.includes("'self'")) throw new Error(`the policy still names a server: ${own}`);
  return own;
}

/** @returns {Promise<string>} the document */
async function bundlePage() {
  const built = await build({
    root: ROOT,
    configFile: false,
    base: "./",
    logLevel: "warn",
    plugins: [
      workersAsBlobs,
      schemaInDocument,
      leanYaml,
      leanD3,
      textsInDocument,
      wordsInDocument(),
    ],
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: () => true,
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  const output = result !== undefined && "output" in result ? result.output : [];
  const asset = (/** @type {RegExp} */ name) => {
    const found = output.find((each) => each.type === "asset" && name.test(each.fileName));
    return found?.type === "asset" ? String(found.source) : "";
  };
  // an end tag within a text would end the element
  const code = onlyChunk(built).code.replaceAll("</script", "<\\/script");
  const style = asset(/\.css$/).replaceAll("</style", "<\\/style");
  const icon = `data:image/svg+xml;base64,${Buffer.from(asset(/icon.*\.svg$/)).toString("base64")}`;
  return asset(/index\.html$/)
    .replace(/(http-equiv="Content-Security-Policy"\s+content=")([^"]*)/, (_, start, policy) => {
      return start + policyFor(policy, code, style);
    })
    .replace(/\s*<script type="module"[^>]*><\/script>/, "")
    .replace(/\s*<link rel="stylesheet"[^>]*>/g, "")
    .replace(/href="\.\/assets\/icon[^"]*"/, () => `href="${icon}"`)
    .replace("</head>", () => `<style>${style}</style>\n  </head>`)
    .replace("</body>", () => `<script type="module">${code}</script>\n  </body>`);
}

/** Builds the file. @returns {Promise<string>} its path */
export async function buildOffline() {
  const page = await bundlePage();
  const elsewhere = /\b(?:src|href)="(?!data:|#)[^"]*"/.exec(
    page.replace(/<script[\s\S]*<\/script>/, ""),
  );
  if (elsewhere) throw new Error(`the file points at another one: ${elsewhere[0]}`);
  const bytes = Buffer.byteLength(page);
  if (bytes >= MOST_BYTES) throw new Error(`${bytes} bytes, which is ${MOST_BYTES} or more`);
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, page);
  return FILE;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = await buildOffline();
  console.log(`${file}: ${Math.round(readFileSync(file).length / 1000)} kB`);
}
