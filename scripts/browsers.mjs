// Where Chromium and Firefox are, how playwright starts them, and how to bring them where they are missing.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {"chromium" | "firefox"} BrowserName */

/** @type {readonly BrowserName[]} */
export const BROWSERS = ["chromium", "firefox"];

/** @type {Record<BrowserName, readonly string[]>} */
const COMMANDS = {
  chromium: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  firefox: ["firefox", "firefox-esr"],
};

/** @type {Record<BrowserName, string>} */
const VARIABLES = { chromium: "CHROMIUM_PATH", firefox: "FIREFOX_PATH" };

/** No GPU, no first-run pages, no traffic of the browser's own; no sandbox, for containers run as root. */
const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The executable of a browser: CHROMIUM_PATH or FIREFOX_PATH, else the first known command on PATH.
 * @param {BrowserName} name
 * @returns {string | undefined}
 */
export function findBrowser(name) {
  const given = process.env[VARIABLES[name]];
  if (given) return given;
  for (const command of COMMANDS[name])
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const file = join(folder, command);
      if (folder !== "" && isExecutable(file)) return file;
    }
  return undefined;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Playwright's launch options. An unpatched Firefox is driven through WebDriver BiDi, which playwright
 * calls the channel `moz-firefox`. A missing browser gives a path that fails at launch: never a skip.
 * @param {BrowserName} name
 */
export function launchOptions(name) {
  const executablePath = findBrowser(name) ?? `/missing/${name}: set ${VARIABLES[name]}`;
  return name === "chromium"
    ? { executablePath, args: CHROMIUM_FLAGS }
    : { executablePath, channel: "moz-firefox" };
}

/**
 * The browsers that are not there or do not start, such as a distribution's placeholder for another package.
 * @returns {BrowserName[]}
 */
function missingBrowsers() {
  return BROWSERS.filter((name) => {
    const file = findBrowser(name);
    if (file === undefined) return true;
    return spawnSync(file, ["--version"], { stdio: "ignore", timeout: 60_000 }).status !== 0;
  });
}

/**
 * Brings what is missing: by apt on Debian and Ubuntu, as root or through a sudo that asks nothing.
 * @returns {string | undefined} what a person must do, where a browser is still missing
 */
function ensureBrowsers() {
  const missing = missingBrowsers();
  if (missing.length === 0) return undefined;
  const failure = installByApt(missing);
  const left = missingBrowsers();
  if (left.length === 0) return undefined;
  return [
    `Missing: ${left.join(" and ")}${failure === undefined ? "" : ` (${failure})`}.`,
    "The tests run the model in Chromium and in Firefox. Install both, then run them again:",
    "  Debian    sudo apt-get install chromium firefox-esr",
    "  Ubuntu    sudo snap install chromium firefox",
    "  Fedora    sudo dnf install chromium firefox",
    "  macOS     brew install --cask chromium firefox",
    "or say where they are: CHROMIUM_PATH=/path/to/chromium FIREFOX_PATH=/path/to/firefox npm test",
  ].join("\n");
}

/**
 * @param {BrowserName[]} names
 * @returns {string | undefined} why it could not be done
 */
function installByApt(names) {
  const system = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  if (!/^ID(_LIKE)?=.*(debian|ubuntu)/m.test(system)) return "no apt here";
  /** @type {Record<BrowserName, readonly string[]>} */
  const packages = /^ID=ubuntu/m.test(system)
    ? { chromium: ["chromium-browser"], firefox: ["firefox"] }
    : { chromium: ["chromium"], firefox: ["firefox-esr"] };
  return aptInstall(names.flatMap((name) => packages[name]));
}

/**
 * Installs Debian packages as root, or through a sudo that asks nothing.
 * @param {readonly string[]} packages
 * @returns {string | undefined} why it could not be done
 */
export function aptInstall(packages) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status !== 0)
    return "neither root nor a sudo that asks no password";
  console.error(`Installing ${packages.join(" and ")} by apt …`);
  const apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=900"];
  const install = [...apt, "install", "-y", "--no-install-recommends", ...packages];
  const run = (/** @type {string[]} */ command) => {
    const [program = "", ...args] = isRoot
      ? command
      : ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", ...command];
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    return spawnSync(program, args, { stdio: ["ignore", 2, 2], env }).status === 0;
  };
  if (run(install)) return undefined;
  return run([...apt, "update"]) && run(install) ? undefined : "apt-get failed";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const advice = ensureBrowsers();
  if (advice !== undefined) console.error(advice);
  process.exitCode = advice === undefined ? 0 : 1;
}
