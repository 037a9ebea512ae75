import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Holder, readLock } from "../../cli/store/lock.ts";
import { readManifest } from "../../cli/store/manifest.ts";
import { takeStock } from "../../cli/store/store.ts";
import { ROOT } from "../support/sources.ts";
import { type Cluster, startCluster } from "./virtual-cluster.ts";

// A batch on a real Slurm of two nodes. The nodes are machines to it: a host name and processes of their own.

const root = mkdtempSync(join(tmpdir(), "ironcage-cluster-"));
const BUILT = [process.execPath, join(ROOT, "dist", "cli", "main.js")];
const TABLES = ["runs.parquet", "series.parquet", "runs.csv", "series.csv"];
const SHARDS = 2;

let cluster: Cluster;
let reference: Record<string, string>;
const experiment = join(root, "e.yaml");

beforeAll(async () => {
  writeFileSync(
    join(root, "small.yaml"),
    "population: { associations: 500 }\nrun: { steps: 100, seed: s }\n",
  );
  writeFileSync(
    experiment,
    "kind: experiment\nname: small\nscenario: small.yaml\nfactors: { mechanisms.mimetic.rate: [0, 0.01] }\nreplicates: 9\nevery: 20\n",
  );
  const out = join(root, "local");
  const [local] = await Promise.all([
    ironcage(["batch", experiment, "--out", out, "--csv"]),
    startCluster().then((started) => (cluster = started)),
  ]);
  if (local.code !== 0) throw new Error(local.stderr);
  reference = tables(out);
});

afterAll(() => {
  cluster.close();
  rmSync(root, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `ironcage` where it finds the cluster. */
function ironcage(args: readonly string[], command: readonly string[] = BUILT): Promise<Ended> {
  const [program = "", ...first] = command;
  const child = spawn(program, [...first, ...args], {
    env: (cluster as Cluster | undefined)?.environment ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
}

const tables = (out: string): Record<string, string> =>
  Object.fromEntries(
    TABLES.map((name) => [name, readFileSync(join(out, name)).toString("base64")]),
  );

/** The command that hands the experiment in, on the second node: the first is the one whose power is cut. */
const onCluster = (out: string, options = "--nodelist=n2"): string[] => [
  ...["batch", experiment, "--out", out, "--engine", "slurm", "--csv"],
  ...["--shards", String(SHARDS), "--sbatch", options],
];

interface Submitted {
  readonly array: string;
  readonly merge: string;
  readonly tasks: readonly number[];
  readonly round: number;
}

function submissions(out: string): readonly Submitted[] {
  const path = join(out, "slurm", "jobs.json");
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, "utf8")) as { submissions: Submitted[] }).submissions;
}

/** Waits until a task has stored a run, and is still at work; answers with its lock. */
const atWork = (out: string, task: number): Promise<Holder> =>
  cluster.until(() => {
    const lock = readLock(join(out, "shards", `${task}-of-${SHARDS}.lock`));
    if (lock === undefined) return undefined;
    const { has } = takeStock(out, readManifest(out), false);
    return [0, 1, 2].some((turn) => has(task - 1 + turn * SHARDS)) ? lock : undefined;
  });

const log = (out: string, name: string): string =>
  readFileSync(join(out, "slurm", `${name}.log`), "utf8");

it("ironcage test --engine slurm gives the local verdicts, look by look, with a measure of one's own", async () => {
  const hypothesis = join(root, "h.yaml");
  writeFileSync(
    hypothesis,
    [
      "kind: hypothesis",
      "name: copying",
      "claim: { en: Copying makes alike., fr: Copier uniformise. }",
      "sources: { own: { text: A test } }",
      "source: [own]",
      "family: cluster",
      "scenario: small.yaml",
      "steps: 10",
      "treatment:",
      "  levels:",
      "    - { label: { en: never, fr: jamais }, set: { mechanisms.mimetic.rate: 0 } }",
      "    - { label: { en: often, fr: souvent }, set: { mechanisms.mimetic.rate: 0.02 } }",
      "outcome: { measure: declaredOtherwise, take: change }",
      "predicted: none",
      "smallestEffect: 0.0001",
      "stopping: { precision: 0.000001, looks: [2, 3], most: 4 }",
      "couplings: []",
      "",
    ].join("\n"),
  );
  const own = ["--with", join(ROOT, "docs/examples/declared-otherwise.mjs")];
  const [local, spread] = [join(root, "tests"), join(root, "spread tests")];
  const onNodes = ["--engine", "slurm", "--sbatch", "--nodelist=n2", "--shards", "2"];
  const test = (out: string, more: readonly string[]) =>
    ironcage(["test", hypothesis, "--out", out, ...own, ...more]);
  const [here, there] = await Promise.all([test(local, []), test(spread, [...onNodes, "--wait"])]);
  expect(here.code, here.stderr).toBe(0);
  expect(there.code, there.stderr).toBe(0);
  const verdicts = (out: string) => readFileSync(join(out, "verdicts.json"), "utf8");
  expect(verdicts(spread)).toBe(verdicts(local));
  const looks = submissions(join(spread, "copying"));
  // the runs of one look may all be of one part
  expect(looks.map(({ tasks }) => tasks)).toEqual([[1, 2], [1], [2]]);
  const script = readFileSync(join(spread, "copying", "slurm", "array.sh"), "utf8");
  expect(script).toMatch(
    /--up-to 4[^]*--with '.*spread tests\/copying\/with\/declared-otherwise\.mjs'/,
  );
  const submitted = await test(join(root, "submitted"), [
    ...onNodes,
    "--sbatch",
    "--hold",
    "--json",
  ]);
  const { submitted: jobs } = JSON.parse(submitted.stdout) as { submitted: { array: string }[] };
  expect(jobs).toHaveLength(1);
  const again = await test(join(root, "submitted"), onNodes);
  expect(again).toMatchObject({ code: 3, stdout: "" });
  expect(again.stderr).toContain(`job ${jobs[0]?.array} (2 pending)`);
  cluster.ask("scancel", jobs[0]?.array ?? "");
});

describe.concurrent("ironcage batch --engine slurm", () => {
  it("gives the local tables byte for byte, from a folder of any name", async () => {
    const out = join(root, 'it\'s a "réseau" $(touch here);`é');
    const { code, stdout, stderr } = await ironcage([...onCluster(out), "--wait"]);
    expect({ code, stdout }, stderr).toEqual({
      code: 0,
      stdout: `18 of 18 runs done; tables in ${out}\n`,
    });
    expect(tables(out)).toEqual(reference);
    expect(readdirSync(join(out, "shards"))).toHaveLength(SHARDS);
    expect(readdirSync(join(out, "slurm")).sort()).toEqual([
      ...["array.sh", "jobs.json", "merge.log", "merge.sh", "tasks.log"],
    ]);
    const again = await ironcage(onCluster(out));
    expect(again).toEqual({ code: 0, stdout, stderr: "" });
    expect(submissions(out)).toHaveLength(1);
  });

  it.for([
    ["the package installed elsewhere", "elsewhere"],
    ["its sources", "sources"],
  ] as const)("runs from %s", async ([, kind]) => {
    const out = join(root, kind);
    const command = kind === "sources" ? fromSources() : installed();
    const { code, stderr } = await ironcage(
      [...onCluster(out), "--shards", "1", "--wait"],
      command,
    );
    expect(code, stderr).toBe(0);
    expect(readFileSync(join(out, "slurm", "array.sh"), "utf8")).toContain(
      command.at(-1)?.replace(root, ""),
    );
    expect(tables(out)).toEqual(reference);
  });

  it("does a lost node's shards again on another, whose name is another", async () => {
    const out = join(root, "power");
    const batch = ironcage([...onCluster(out, ""), "--wait"]);
    const { host } = await atWork(out, 1);
    expect(host).toBe("n1");
    cluster.cutPower("n1");
    const lock = readFileSync(join(out, "shards", `1-of-${SHARDS}.lock`), "utf8");
    expect(JSON.parse(lock)).toMatchObject({ host: "n1", job: { restarts: 0 } });
    const { code, stderr } = await batch;
    expect(code, stderr).toBe(0);
    expect(tables(out)).toEqual(reference);
    expect(submissions(out)).toHaveLength(1);
    await cluster.restart("n1");
  });

  it("hands in again what was killed", async () => {
    const out = join(root, "killed");
    const batch = ironcage([...onCluster(out), "--wait"]);
    const { job } = await atWork(out, 2);
    cluster.ask("scancel", "--batch", "--signal=KILL", job?.id ?? "");
    const { code, stderr } = await batch;
    expect(code, stderr).toBe(0);
    expect(tables(out)).toEqual(reference);
    const [first, second] = submissions(out);
    expect([first?.tasks, second?.tasks, second?.round]).toEqual([[1, 2], [2], 1]);
    expect(log(out, "merge")).toMatch(/missing: run.*\n.*handed in again: job \d+: shards 2 of 2/);
  });

  it("comes back to the queue when its time is about to end", async () => {
    const out = join(root, "warned");
    const batch = ironcage([...onCluster(out), "--wait"]);
    const { job } = await atWork(out, 2);
    cluster.ask("scancel", "--batch", "--signal=TERM", job?.id ?? "");
    const { code, stderr } = await batch;
    expect(code, stderr).toBe(0);
    expect(tables(out)).toEqual(reference);
    expect(submissions(out)).toHaveLength(1);
    expect(log(out, "tasks")).toMatch(/SIGTERM: finishing[^]*goes back to the queue/);
  });

  it("goes on after scontrol requeue", async () => {
    const out = join(root, "requeued");
    const batch = ironcage([...onCluster(out), "--wait"]);
    const { job } = await atWork(out, 1);
    cluster.ask("scontrol", "requeue", job?.id ?? "");
    const { code, stderr } = await batch;
    expect(code, stderr).toBe(0);
    expect(tables(out)).toEqual(reference);
    expect(submissions(out)).toHaveLength(1);
  });

  it("leaves to its owner what was cancelled, and hands in only what is lacking", async () => {
    const out = join(root, "cancelled");
    const batch = ironcage([...onCluster(out), "--wait"]);
    const { job } = await atWork(out, 1);
    cluster.ask("scancel", job?.id ?? "");
    const { code, stdout, stderr } = await batch;
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/missing: run.*\ngo on with: ironcage batch .*cancelled --engine slurm/);
    expect(existsSync(join(out, "runs.parquet"))).toBe(false);
    expect(submissions(out)).toHaveLength(1);
    expect((await ironcage([...onCluster(out), "--wait"])).code).toBe(0);
    expect(submissions(out)[1]?.tasks).toEqual([1]);
    expect(tables(out)).toEqual(reference);
  });

  it("tells what waits, refuses to hand it in twice, and passes options on", async () => {
    const out = join(root, "held");
    const held = onCluster(out, "--hold --comment='two words' --nodelist=n2");
    const first = await ironcage([...held, "--time-limit", "1:00:00", "--json"]);
    const { array, merge, tasks } = JSON.parse(first.stdout) as Submitted;
    expect(tasks).toEqual([1, 2]);
    expect(cluster.ask("scontrol", "show", "job", `${array}_1`)).toMatch(
      /TimeLimit=01:00:00[^]*ReqNodeList=n2[^]*Comment=two words/,
    );
    const second = await ironcage(held);
    expect(second).toMatchObject({ code: 3, stdout: "" });
    expect(second.stderr).toContain(`job ${array} (2 pending), job ${merge} (pending)`);
    const status = JSON.parse((await ironcage(["status", out, "--json"])).stdout) as object;
    expect(status).toMatchObject({
      ...{ done: 0, left: 18, writers: 0, secondsLeft: null },
      slurm: {
        jobs: [
          { id: array, state: "2 pending", waiting: 2, reason: "JobHeldUser" },
          { id: merge, state: "pending" },
        ],
        shards: [1, 2].map((part) => ({ part, runs: 9, done: 0, left: 9, state: "pending" })),
      },
    });
    expect((await ironcage(["status", out])).stdout).toMatch(
      /time left {2}waiting in the queue\njob .* 2 pending \(JobHeldUser\)\njob .*\nshard 1\/2 .*0 of 9 done, 9 left, pending/,
    );
    cluster.ask("scancel", array, merge);
  });

  it("shows scripts, cost and disk with --dry-run, and does nothing", async () => {
    const out = join(root, "dry");
    const before = cluster.ask("squeue", "--noheader", "--states=all", "--format=%j");
    const { code, stdout } = await ironcage([...onCluster(out), "--dry-run", "--time-limit", "7"]);
    expect(code).toBe(0);
    for (const words of [
      ...["runs        18", "core-hours", "disk", "tasks       2", "#SBATCH --array=1-2"],
      ...["#SBATCH --time=7", "#SBATCH --signal=B:TERM@30", "exec ", "afterany:JOB"],
    ])
      expect(stdout).toContain(words);
    expect(existsSync(out)).toBe(false);
    expect(before).not.toContain("dry");
  });

  it("says what sbatch objected to", async () => {
    const out = join(root, "nowhere");
    const { code, stdout, stderr } = await ironcage(onCluster(out, "--partition=nowhere"));
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/sbatch: .*partition/i);
    expect(submissions(out)).toEqual([]);
  });
});

function fromSources(): readonly string[] {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return [process.execPath, "--import", loader, join(ROOT, "cli", "main.ts")];
}

/** What an installed package holds, in a folder with a blank in its name. */
function installed(): readonly string[] {
  const folder = join(root, "node modules", "ironcage");
  mkdirSync(folder, { recursive: true });
  for (const name of ["dist", "scenarios", "package.json", "CHANGELOG.md", "CITATION.cff"])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return [process.execPath, join(folder, "dist", "cli", "main.js")];
}
