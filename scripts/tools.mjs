// Programs of the system that tests and checks drive: where they are, and how to bring them where they are missing.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @typedef {object} Tool
 * @property {string} name what people call it
 * @property {() => boolean} isThere whether it is there and starts
 * @property {readonly string[]} packages Debian packages that bring it
 * @property {readonly string[]} [ubuntu] Ubuntu's, where they are called otherwise
 */

/**
 * The first of these commands that is on PATH.
 * @param {...string} commands
 * @returns {string | undefined} its file
 */
export function findCommand(...commands) {
  for (const command of commands)
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
 * Whether a command is there and answers, unlike a distribution's placeholder for another package.
 * @param {string} command a name on PATH, or a file
 * @param {string[]} args
 */
export function starts(command, args = ["--version"]) {
  return spawnSync(command, args, { stdio: "ignore", timeout: 60_000 }).status === 0;
}

/**
 * Brings what is missing: by apt on Debian and Ubuntu, as root or through a sudo that asks nothing.
 * @param {readonly Tool[]} tools
 * @param {readonly string[]} [elsewhere] what a person may do on other systems, line by line
 * @returns {string | undefined} what a person must do, where something is still missing
 */
export function bringTools(tools, elsewhere = []) {
  const missing = tools.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return undefined;
  const failure = installByApt(missing);
  const left = missing.filter(({ isThere }) => !isThere());
  if (left.length === 0) return undefined;
  const names = left.map(({ name }) => name).join(" and ");
  return [
    `Missing: ${names}${failure === undefined ? "" : ` (${failure})`}.`,
    "Install what is missing, then run the same command again:",
    `  Debian    sudo apt-get install ${left.flatMap(({ packages }) => packages).join(" ")}`,
    ...elsewhere.map((line) => `  ${line}`),
  ].join("\n");
}

/**
 * @param {readonly Tool[]} tools
 * @returns {string | undefined} why it could not be done
 */
function installByApt(tools) {
  const system = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  if (!/^ID(_LIKE)?=.*(debian|ubuntu)/m.test(system)) return "no apt here";
  const isUbuntu = /^ID=ubuntu/m.test(system);
  return aptInstall(
    tools.flatMap(({ packages, ubuntu }) => (isUbuntu ? (ubuntu ?? packages) : packages)),
  );
}

/**
 * Installs Debian packages as root, or through a sudo that asks nothing.
 * @param {readonly string[]} packages
 * @returns {string | undefined} why it could not be done
 */
function aptInstall(packages) {
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
