import { Argument, Command, Option } from "commander";
import { parametersCommand, schemaCommand } from "./commands/parameters.ts";
import { type RunFlags, runCommand } from "./commands/run.ts";
import { type ServeFlags, serveCommand } from "./commands/serve.ts";
import { validateCommand } from "./commands/validate.ts";
import { repeated } from "./flags.ts";
import { toStderr, toStdout } from "./output.ts";
import { VERSION } from "./version.ts";

/** The command line: its commands, options and help. */
export function createProgram(): Command {
  const program = new Command("ironcage")
    .description(
      "Seeded simulator of institutional isomorphism and negotiated order among associations",
    )
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: toStdout, writeErr: toStderr })
    .showHelpAfterError("(ironcage --help lists commands and options)");
  addRun(program);
  addSmall(program);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

function addRun(program: Command): void {
  program
    .command("run")
    .description("one run: a short table, or one JSON object with --json")
    .argument("<scenario>", "a shipped scenario's name, or a file")
    .option("--seed <text>", "seed, instead of the scenario's")
    .option("--steps <n>", "quarters to simulate, instead of the scenario's")
    .addOption(
      new Option("--set <path=value>", "lay a value over the scenario (repeat)")
        .argParser(repeated)
        .default([], "none"),
    )
    .addOption(
      new Option("--off <mechanism>", "switch a mechanism off (repeat)")
        .argParser(repeated)
        .default([], "none"),
    )
    .option("--out <folder>", "write tables into a new folder")
    .option("--json", "print one JSON object")
    .option("--allow-large", "run even what takes long")
    .action((name: string, flags: RunFlags) => runCommand(name, flags));
}

function addSmall(program: Command): void {
  program
    .command("validate")
    .description("check scenario and experiment files")
    .argument("<file...>", "files, or names of shipped ones")
    .option("--json", "print JSON")
    .action((files: string[], flags: { json?: boolean }) => validateCommand(files, flags));
  program
    .command("schema")
    .description("the JSON Schema of a kind of file")
    .addArgument(new Argument("[kind]").choices(["scenario", "experiment"]).default("scenario"))
    .action((kind: string) => schemaCommand(kind));
  program
    .command("parameters")
    .description("the parameter table")
    .option("--json", "print JSON")
    .action((flags: { json?: boolean }) => parametersCommand(flags));
  program
    .command("serve")
    .description("the page, on this machine")
    .option("--port <n>", "port (4173, or any free one)")
    .option("--open", "open it in the browser")
    .action((flags: ServeFlags) => serveCommand(flags));
}
