// Where Chromium and Firefox are, how playwright starts them, and how to bring them where they are missing.
import { fileURLToPath } from "node:url";
import { bringTools, findCommand, starts } from "./tools.mjs";

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

/** @type {Record<BrowserName, { packages: readonly string[], ubuntu: readonly string[] }>} */
const PACKAGES = {
  chromium: { packages: ["chromium"], ubuntu: ["chromium-browser"] },
  firefox: { packages: ["firefox-esr"], ubuntu: ["firefox"] },
};

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
  return findCommand(...COMMANDS[name]);
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
 * Brings the browsers where they are missing.
 * @returns {string | undefined} what a person must do, where one is still missing
 */
function ensureBrowsers() {
  const advice = bringTools(
    BROWSERS.map((name) => ({
      name,
      isThere: () => starts(findBrowser(name) ?? `/missing/${name}`),
      ...PACKAGES[name],
    })),
    [
      "Ubuntu    sudo snap install chromium firefox",
      "Fedora    sudo dnf install chromium firefox",
      "macOS     brew install --cask chromium firefox",
      "or say where they are: CHROMIUM_PATH=/path/to/chromium FIREFOX_PATH=/path/to/firefox npm test",
    ],
  );
  return advice && `The tests run the model in Chromium and in Firefox.\n${advice}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const advice = ensureBrowsers();
  if (advice !== undefined) console.error(advice);
  process.exitCode = advice === undefined ? 0 : 1;
}
