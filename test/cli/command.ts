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

/**
 * An import for a process to say at its end what it took: `USED megabytes seconds`, of memory at its most and of processor. Linux hands a
 * new process its parent's maxRSS, so there the high-water mark of its own memory is read.
 */
const MEASURE = `data:text/javascript,import {readFileSync} from "node:fs";
process.on("exit",()=>{const u=process.resourceUsage();let kB=u.maxRSS;
try{kB=Number(/VmHWM:\\s*(\\d%2B)/.exec(readFileSync("/proc/self/status","utf8"))[1])}catch{}
process.stderr.write("\\nUSED "%2BkB/1024%2B" "%2B(u.userCPUTime%2Bu.systemCPUTime)/1e6)})`.replaceAll(
  "\n",
  "",
);

/** Runs `ironcage ARGS` as `ironcage` does, under another command where one is given before it, and tells what it took. */
export function measured(
  args: readonly string[],
  { cwd = ROOT, before = [] }: { readonly cwd?: string; readonly before?: readonly string[] } = {},
) {
  const [node, ...rest] = COMMAND;
  const [program = node, ...more] = [...before, node, "--import", MEASURE, ...rest, ...args];
  const { status, stdout, stderr } = spawnSync(program, more, { cwd, encoding: "utf8" });
  const [, megabytes, seconds] = /\nUSED ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
  return { status, stdout, stderr, megabytes: Number(megabytes), seconds: Number(seconds) };
}

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
