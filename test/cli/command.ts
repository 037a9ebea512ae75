import { type ChildProcess, spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Failure } from "../../cli/failure.ts";
import { createProgram } from "../../cli/program.ts";
import { isBuilt } from "../../scripts/build.mjs";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

const BUILT = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** What `ironcage ARGS` is: the build where it is that of these sources, as in `npm test`, else the sources themselves. */
export const COMMAND: readonly [string, ...string[]] = isBuilt(["command"])
  ? [process.execPath, BUILT]
  : [process.execPath, "--import", LOADER, MAIN];

/** Runs `ironcage` in a process of its own to its end. */
export function ironcage(
  args: readonly string[],
  options: { cwd?: string } = {},
): SpawnSyncReturns<string> {
  const [node, ...rest] = COMMAND;
  return spawnSync(node, [...rest, ...args], {
    encoding: "utf8",
    cwd: options.cwd ?? ROOT,
    maxBuffer: 1 << 28,
    timeout: 60_000,
  });
}

/**
 * What `ironcage ARGS` refuses with, told without a process of its own: what it would exit with, and write to stderr.
 * @throws where it does not refuse
 */
export async function refusal(
  args: readonly string[],
): Promise<{ readonly status: number; readonly stderr: string }> {
  try {
    await createProgram().parseAsync([...args], { from: "user" });
  } catch (error) {
    if (error instanceof Failure) return { status: error.code, stderr: error.message };
    throw error;
  }
  throw new Error(`ironcage ${args.join(" ")} was not refused`);
}

/** Starts `ironcage` and leaves it running. */
export function start(args: readonly string[]): ChildProcess {
  const [node, ...rest] = COMMAND;
  return spawn(node, [...rest, ...args], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
}

/** Waits for a process's end. */
export function ended(child: ChildProcess): Promise<{
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}> {
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdout?.resume();
  return new Promise((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal, stderr })),
  );
}
