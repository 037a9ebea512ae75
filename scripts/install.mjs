// Brings node_modules to what package-lock.json says; builtins only, since nothing may be installed yet.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const OLDEST_NODE = [20, 19];

/** Ends the process with a plain message where Node is older than package.json's `engines`. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantMajor = 0, wantMinor = 0] = OLDEST_NODE;
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return;
  console.error(
    `Ironcage needs Node.js ${wantMajor}.${wantMinor} or newer; this is ${process.versions.node}.`,
  );
  console.error("Get a newer one at https://nodejs.org, then run the command again.");
  process.exit(1);
}

/**
 * Whether every package of the lock file is installed at its version and nothing else is.
 * Packages for other platforms (optional ones) may be missing.
 * @param {string} root folder of package.json
 */
function isInstalled(root) {
  const installedFile = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(installedFile);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path];
    if (found === undefined) {
      if (entry.optional !== true) return false;
    } else if (found.version !== entry.version || found.integrity !== entry.integrity) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}

/**
 * @param {string} file a lock file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}

/**
 * Runs `npm ci` where something is missing or of another version.
 * @param {string} root folder of package.json
 * @returns {number} npm's exit code; 0 where nothing was to be done
 */
export function install(root) {
  requireNode();
  if (isInstalled(root)) return 0;
  console.error("Installing the packages of package-lock.json …");
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = runNpm(root, ["ci", ...quiet]);
  if (status === 0) return 0;
  console.error("npm ci failed: its reason is above. Is the network there?");
  return status ?? 1;
}

/**
 * Runs npm with this very Node; all that it says goes to stderr.
 * @param {string} root @param {string[]} args
 */
function runNpm(root, args) {
  const npm = process.env.npm_execpath;
  /** @type {import("node:child_process").SpawnSyncOptions} */
  const options = { cwd: root, stdio: ["ignore", 2, 2] };
  if (npm !== undefined && /\.c?js$/.test(npm))
    return spawnSync(process.execPath, [npm, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}
