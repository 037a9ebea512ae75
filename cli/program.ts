import { Argument, Command, Option } from "commander";
import type { BatchFlags } from "./commands/batch.ts";
import type { CompareFlags } from "./commands/compare.ts";
import type { ExportFlags } from "./commands/export.ts";
import type { MergeFlags } from "./commands/merge.ts";
import type { RepairFlags } from "./commands/repair.ts";
import type { RunFlags } from "./commands/run.ts";
import type { ReportFlags } from "./commands/report.ts";
import type { SensitivityFlags } from "./commands/sensitivity.ts";
import type { ServeFlags } from "./commands/serve.ts";
import type { StoryFlags } from "./commands/story.ts";
import type { TestFlags } from "./commands/test.ts";
import type { ValidateFlags } from "./commands/validate.ts";
import type { VerifyFlags } from "./commands/verify.ts";
import { toStderr, toStdout } from "./output.ts";
import { VERSION } from "./version.ts";

/**
 * The command line: its commands, options and help. What a command needs is loaded when it is called, since most need
 * little of it, and each task of a cluster starts one.
 */
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
  addBatch(program);
  addSensitivity(program);
  addTest(program);
  addStore(program);
  addStory(program);
  addCompare(program);
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
    .addOption(setOption())
    .addOption(offOption())
    .addOption(withOption())
    .option("--out <folder>", "write tables into a new folder")
    .addOption(licenceOption())
    .addOption(recordOption())
    .option("--json", "print one JSON object")
    .option("--allow-large", "run even what takes long")
    .action(async (name: string, flags: RunFlags) =>
      (await import("./commands/run.ts")).runCommand(name, flags),
    );
}

function addStory(program: Command): void {
  program
    .command("story")
    .description("the life of one association, or of one rule, in plain words with its causes")
    .argument("<scenario>", "a shipped scenario's name, or a file")
    .option("--association <n>", "its id, as in associations.csv")
    .option("--table <path>", "REGULATOR/REGION/SECTOR; no region for one that acts for the nation")
    .addOption(new Option("--language <language>", "language").choices(["en", "fr"]).default("en"))
    .option("--seed <text>", "seed, instead of the scenario's")
    .option("--steps <n>", "quarters to simulate, instead of the scenario's")
    .addOption(setOption())
    .addOption(offOption())
    .option("--allow-large", "run even what takes long")
    .action(async (name: string, flags: StoryFlags) =>
      (await import("./commands/story.ts")).storyCommand(name, flags),
    );
}

function addCompare(program: Command): void {
  program
    .command("compare")
    .description("two runs on one seed: where they part, and how the difference spreads")
    .argument("<a>", "a shipped scenario's name, a file, or the folder of a run")
    .argument("[b]", "the same; A itself where left out, changed by --set-b and --off-b")
    .option("--seed <text>", "seed of both, instead of A's")
    .option("--steps <n>", "quarters to simulate, instead of the scenarios'")
    .addOption(setOption())
    .addOption(offOption())
    .addOption(
      new Option("--set-b <path=value>", "lay a value over B only (repeat)")
        .argParser(repeated)
        .default([], "none"),
    )
    .addOption(
      new Option("--off-b <id>", "switch something off in B only (repeat)")
        .argParser(repeated)
        .default([], "none"),
    )
    .addOption(new Option("--language <language>", "language").choices(["en", "fr"]).default("en"))
    .option("--json", "print JSON")
    .option("--allow-large", "run even what takes long")
    .action(async (a: string, b: string | undefined, flags: CompareFlags) =>
      (await import("./commands/compare.ts")).compareCommand(a, b, flags),
    );
}

/** Collects the value of an option that may be repeated. */
const repeated = (value: string, earlier: readonly string[] = []): readonly string[] => [
  ...earlier,
  value,
];

const setOption = (): Option =>
  new Option("--set <path=value>", "lay a value over the scenario (repeat)")
    .argParser(repeated)
    .default([], "none");

const offOption = (): Option =>
  new Option("--off <id>", "switch a mechanism or a transition off (repeat)")
    .argParser(repeated)
    .default([], "none");

const licenceOption = (): Option =>
  new Option(
    "--license, --licence <spdx>",
    "licence of the results, as CC-BY-4.0, for their metadata",
  );

const engineOption = (): Option =>
  new Option("--engine <engine>", "where runs run").choices(["local", "slurm"]).default("local");

const withOption = (): Option =>
  new Option(
    "--with <file>",
    "measures and mechanisms of your own, in a .mjs file (repeat); it is code, and runs as you",
  )
    .argParser(repeated)
    .default([], "none");

const recordOption = (): Option =>
  new Option("--record <what>", "keep the states of all associations").choices(["associations"]);

function addBatch(program: Command): void {
  program
    .command("batch")
    .description("all runs of an experiment; the same command again resumes")
    .argument(
      "<experiment>",
      "a file, a shipped experiment's name, or the folder of a batch to go on with",
    )
    .option("--out <folder>", "folder of the results")
    .option("--workers <n>", "child processes (all cores)")
    .option("--shard <i/n>", "only this part of the runs, counting from 1")
    .option("--up-to <n>", "only the first so many replicates of each point, for now")
    .addOption(engineOption())
    .option("--shards <n>", "slurm: tasks of the job array (about half an hour each)")
    .option("--sbatch <options>", "slurm: options for sbatch, as one quoted text")
    .option("--time-limit <time>", "slurm: longest time of a task, as Slurm writes it")
    .option("--wait", "slurm: stay until all jobs are over")
    .option("--measures <names>", "measures to keep, with commas between")
    .option("--every <n>", "keep every so many steps")
    .addOption(recordOption())
    .addOption(withOption())
    .addOption(licenceOption())
    .option("--reuse <folder>", "take over the runs that an earlier batch shares with this one")
    .option("--retry-failed", "run again what failed before")
    .option("--timeout <seconds>", "longest time for one run", "3600")
    .option("--csv", "write the tables as CSV too")
    .option("--allow-large", "run what takes long, and record states that fill a disk")
    .option("--no-tables", "leave the tables to ironcage merge")
    .option("--dry-run", "tell runs, core-hours and disk, and do nothing")
    .option("--json", "print JSON")
    .action(async (file: string, flags: BatchFlags) => {
      const words = process.argv.slice(process.argv.indexOf("batch"));
      return (await import("./commands/batch.ts")).batchCommand(file, flags, [
        "ironcage",
        ...words,
      ]);
    });
  program
    .command("merge")
    .description("the tables of a batch whose parts are all done; names what is missing")
    .argument("<folder>")
    .option("--csv", "write the tables as CSV too")
    .option("--resubmit", "slurm: hand in again the parts whose task died")
    .option("--json", "print JSON")
    .action(async (folder: string, flags: MergeFlags) =>
      (await import("./commands/merge.ts")).mergeCommand(folder, flags),
    );
  program
    .command("status")
    .description("done, failed, left, time left of a batch or of tests")
    .argument("<folder>")
    .option("--json", "print JSON")
    .action(async (folder: string, flags: { json?: boolean }) =>
      (await import("./commands/status.ts")).statusCommand(folder, flags),
    );
  program
    .command("verify")
    .description(
      "recompute the checksums of a batch, of tests or of one run, and a sample of the runs",
    )
    .argument("<folder>")
    .option("--sample <n>", "runs to repeat", "3")
    .addOption(withOption())
    .option("--json", "print JSON")
    .action(async (folder: string, flags: VerifyFlags) =>
      (await import("./commands/verify.ts")).verifyCommand(folder, flags),
    );
}

function addSensitivity(program: Command): void {
  program
    .command("report")
    .description("one page on a batch or on tests of hypotheses, in the folder itself")
    .argument("<folder>")
    .addOption(new Option("--language <language>", "language").choices(["en", "fr"]).default("en"))
    .option("--json", "print JSON")
    .action(async (folder: string, flags: ReportFlags) =>
      (await import("./commands/report.ts")).reportCommand(folder, flags),
    );
  program
    .command("sensitivity")
    .description("how much each outcome of a complete batch depends on each factor")
    .argument("<folder>")
    .addOption(
      new Option(
        "--outcome <outcome>",
        "the experiment's own, a measure at the end, or { measure: …, take: … } (repeat)",
      )
        .argParser(repeated)
        .default([], "those that the experiment states"),
    )
    .option("--resamples <n>", "bootstrap resamples", "1000")
    .option("--json", "print JSON")
    .action(async (folder: string, flags: SensitivityFlags) =>
      (await import("./commands/sensitivity.ts")).sensitivityCommand(folder, flags),
    );
}

function addStore(program: Command): void {
  program
    .command("repair")
    .description("bring back a batch's manifest from its shards, and its tables; set damage aside")
    .argument("<folder>")
    .option("--csv", "write the tables as CSV too")
    .option("--json", "print JSON")
    .action(async (folder: string, flags: RepairFlags) =>
      (await import("./commands/repair.ts")).repairCommand(folder, flags),
    );
  program
    .command("export")
    .description("the results of a batch in other layouts")
    .argument("<folder>")
    .addOption(
      new Option("--format <format>", "csv: the tables; behaviorspace: NetLogo's table of runs")
        .choices(["csv", "behaviorspace"])
        .makeOptionMandatory(),
    )
    .requiredOption("--out <path>", "a new file; for csv a new or empty folder")
    .option("--json", "print JSON")
    .action(async (folder: string, flags: ExportFlags) =>
      (await import("./commands/export.ts")).exportCommand(folder, flags),
    );
}

function addTest(program: Command): void {
  program
    .command("test")
    .description("hypotheses with their controls; the same command again resumes")
    .argument("<hypothesis...>", "names of shipped ones, files, or patterns in quotes")
    .option("--out <folder>", "folder of the results")
    .option("--replicates <n>", "seeds per level, instead of the files' own")
    .addOption(withOption())
    .addOption(licenceOption())
    .option("--workers <n>", "child processes (all cores)")
    .option("--timeout <seconds>", "longest time for one run", "3600")
    .addOption(engineOption())
    .option("--shards <n>", "slurm: tasks of each test's job array (about half an hour each)")
    .option("--sbatch <options>", "slurm: options for sbatch, as one quoted text")
    .option("--time-limit <time>", "slurm: longest time of a task, as Slurm writes it")
    .option("--wait", "slurm: stay until all jobs are over, and judge")
    .option("--allow-large", "run even what takes long")
    .option("--retry-failed", "try runs again that failed before")
    .option("--dry-run", "tell tests, runs and core-hours, and do nothing")
    .option("--json", "print the verdicts as JSON")
    .action(async (names: string[], flags: TestFlags) => {
      const words = process.argv.slice(process.argv.indexOf("test"));
      return (await import("./commands/test.ts")).testCommand(names, flags, ["ironcage", ...words]);
    });
}

function addSmall(program: Command): void {
  program
    .command("validate")
    .description("check scenario, experiment and hypothesis files")
    .argument("<file...>", "files, or names of shipped ones")
    .addOption(withOption())
    .option("--json", "print JSON")
    .action(async (files: string[], flags: ValidateFlags) =>
      (await import("./commands/validate.ts")).validateCommand(files, flags),
    );
  program
    .command("schema")
    .description("the JSON Schema of a kind of file")
    .addArgument(
      new Argument("[kind]").choices(["scenario", "experiment", "hypothesis"]).default("scenario"),
    )
    .action(async (kind: string) => (await import("./commands/parameters.ts")).schemaCommand(kind));
  program
    .command("parameters")
    .description("the parameter table")
    .option("--json", "print JSON")
    .action(async (flags: { json?: boolean }) =>
      (await import("./commands/parameters.ts")).parametersCommand(flags),
    );
  program
    .command("serve")
    .description("the page, on this machine")
    .option("--port <n>", "port (4173, or any free one)")
    .option("--open", "open it in the browser")
    .action(async (flags: ServeFlags) => (await import("./commands/serve.ts")).serveCommand(flags));
}
