// npm start: from a bare clone to a moving field. Installs and builds what is missing, runs the default
// scenario once in the terminal, then serves the page. `npm start -- --no-serve` stops after the table.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CLI = join(ROOT, "dist", "cli", "main.js");
const DEFAULT_SCENARIO = "hpst-2009";
const USAGE = "usage: npm start [-- --no-serve]";

const flags = process.argv.slice(2);
const unknown = flags.find((flag) => flag !== "--no-serve");
if (unknown !== undefined) {
  console.error(`unknown option ${unknown}; ${USAGE}`);
  process.exit(2);
}

const installed = install(ROOT);
if (installed !== 0) process.exit(installed);
const { build, isBuilt } = await import("./build.mjs");
if (!isBuilt()) {
  console.error("Building …");
  const built = build();
  if (built !== 0) process.exit(built);
}

const ran = await runCli(["run", DEFAULT_SCENARIO]);
if (ran !== 0 || flags.includes("--no-serve")) process.exit(ran);
const served = await runCli(["serve"], hasDesktop() ? openFirstAddress() : undefined);
process.exit(served === 130 || served === 143 ? 0 : served); // stopping a server is how it ends well

/**
 * Runs the command line in this terminal and hands signals on to it.
 * @param {string[]} args
 * @param {(text: string) => void} [listen] gets what it prints, which is shown all the same
 * @returns {Promise<number>} its exit code; 128 + the signal's number where a signal ended it
 */
function runCli(args, listen) {
  return new Promise((resolve) => {
    const output = listen === undefined ? "inherit" : "pipe";
    const child = spawn(process.execPath, [CLI, ...args], { stdio: ["inherit", output, output] });
    child.stdout?.on("data", (bytes) => (process.stdout.write(bytes), listen?.(String(bytes))));
    child.stderr?.on("data", (bytes) => (process.stderr.write(bytes), listen?.(String(bytes))));
    const interrupt = () => child.kill("SIGINT");
    const terminate = () => child.kill("SIGTERM");
    process.on("SIGINT", interrupt);
    process.on("SIGTERM", terminate);
    child.on("close", (code, signal) => {
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", terminate);
      resolve(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}

/** Whether a browser window could open here: a person at a desktop, not a server or a pipeline. */
function hasDesktop() {
  if (process.env.CI || !process.stdout.isTTY) return false;
  if (process.platform === "darwin" || process.platform === "win32") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** A listener that opens the first http address it hears of in the person's own browser. */
function openFirstAddress() {
  let isOpen = false;
  return (/** @type {string} */ text) => {
    const address = /http:\/\/[^\s]+/.exec(text)?.[0];
    if (isOpen || address === undefined) return;
    isOpen = true;
    const openers = { darwin: "open", win32: "explorer" };
    const opener = openers[/** @type {keyof typeof openers} */ (process.platform)] ?? "xdg-open";
    const child = spawn(opener, [address], { stdio: "ignore", detached: true });
    child.on("error", () => {}); // the address is printed: a person can open it
    child.unref();
  };
}
