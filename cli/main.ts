#!/usr/bin/env node
import { CommanderError } from "commander";
import { BadInput, EXIT, Failure } from "./failure.ts";
import { ReaderGone, toStderr } from "./output.ts";
import { createProgram } from "./program.ts";
import { inSources } from "./trace.ts";

/** Commands that compute, rather than look at what was computed. */
const COMPUTING = new Set([
  "run",
  "batch",
  "test",
  "compare",
  "story",
  "verify",
  "sensitivity",
  "report",
]);

/** Runs one command line; answers with the code to exit with. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const program = createProgram().hook("preAction", async (_, command) => {
      if (COMPUTING.has(command.name())) (await import("./exactness.ts")).requireExact();
    });
    await program.parseAsync([...args], { from: "user" });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    return failed(error, args.includes("--json"));
  }
}

function failed(error: unknown, isJson: boolean): number {
  if (error instanceof ReaderGone) return EXIT.done;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
  if (error instanceof BadInput && isJson) {
    const { listed, more } = error.problems;
    toStderr(`${JSON.stringify({ errors: listed, more })}\n`);
    return error.code;
  }
  if (error instanceof Failure) {
    toStderr(
      isJson
        ? `${JSON.stringify({ error: error.message })}\n`
        : `${error instanceof BadInput ? "" : "ironcage: "}${error.message}\n`,
    );
    return error.code;
  }
  toStderr(
    `ironcage: a fault of its own, please report it: ${error instanceof Error ? inSources(error.stack ?? error.message) : String(error)}\n`,
  );
  return EXIT.runsFailed;
}

process.stdout.on("error", () => {}); // what matters is written synchronously, with its errors seen
process.stderr.on("error", () => {});
process.exitCode = await main(process.argv.slice(2));
