import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A Slurm of its own: a controller, and nodes that are machines with a name and processes of their own. */
export interface Cluster {
  /** What commands of Slurm need to find it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs one of Slurm's commands; answers with what it printed. */
  ask(command: string, ...args: string[]): string;
  /** Waits until a question has an answer that is not undefined. */
  until<Answer>(question: () => Answer | undefined): Promise<Answer>;
  /** Ends a node and all its processes at once, as when its power is cut. */
  cutPower(node: string): void;
  /** Starts a node again. */
  restart(node: string): Promise<void>;
  /** Ends and removes everything. */
  close(): void;
}

const NODES = ["n1", "n2"] as const;

/** Longest wait for anything of the cluster, in milliseconds. */
const PATIENCE_MS = 240_000;

/** Starts a cluster of two nodes on this machine, which must be Linux with Slurm's and munge's packages, as root. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "ironcage-slurm-"));
  const environment = { ...process.env, SLURM_CONF: join(folder, "slurm.conf") };
  const [controller = 0, ...ports] = await freePorts(1 + NODES.length);
  for (const name of ["state", ...NODES]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "key"), randomBytes(1024), { mode: 0o600 });
  writeFileSync(environment.SLURM_CONF, configuration(folder, controller, ports));

  const daemons = new Map<string, ChildProcess>();
  const run = (name: string, command: string, args: readonly string[]): void => {
    const daemon = spawn(command, args, { env: environment, stdio: "ignore" });
    daemons.set(name, daemon);
  };
  const runNode = (name: string): void => {
    // a host name and a table of processes of its own; when unshare is killed, so is all that runs in it
    const separate = ["--uts", "--pid", "--fork", "--kill-child", "--mount-proc"];
    const begin = `hostname ${name} && exec slurmd -D -N ${name}`;
    run(name, "unshare", [...separate, "sh", "-c", begin]);
  };
  const ask = (command: string, ...args: string[]): string => {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      env: environment,
      encoding: "utf8",
      timeout: PATIENCE_MS,
    });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr}`);
    return stdout.trim();
  };
  const until = async <Answer>(question: () => Answer | undefined): Promise<Answer> => {
    const begun = performance.now();
    for (;;) {
      const answer = question();
      if (answer !== undefined) return answer;
      if (performance.now() - begun > PATIENCE_MS) throw new Error("waited in vain");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const isUp = (node: string): true | undefined => {
    try {
      return (
        /^(idle|mixed|allocated)$/.test(ask("sinfo", "-h", "-n", node, "-o", "%T")) || undefined
      );
    } catch {
      return undefined; // the controller is not there yet
    }
  };

  run("munge", "munged", [
    ...["--foreground", "--force", `--key-file=${join(folder, "key")}`],
    ...[`--socket=${join(folder, "munge")}`, `--pid-file=${join(folder, "munge.pid")}`],
    ...[`--seed-file=${join(folder, "seed")}`, `--log-file=${join(folder, "munge.log")}`],
  ]);
  const close = (): void => {
    for (const daemon of daemons.values()) daemon.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(() => {
      const { status } = spawnSync("munge", ["-n", "-S", join(folder, "munge")]);
      return status === 0 || undefined;
    });
    run("controller", "slurmctld", ["-D", "-c"]);
    for (const node of NODES) runNode(node);
    for (const node of NODES) await until(() => isUp(node));
  } catch (error) {
    close();
    throw error;
  }
  return {
    environment,
    ask,
    until,
    cutPower(node) {
      daemons.get(node)?.kill("SIGKILL");
      ask("scontrol", "update", `nodename=${node}`, "state=down", "reason=power");
    },
    async restart(node) {
      runNode(node);
      await until(() => {
        spawnSync("scontrol", ["update", `nodename=${node}`, "state=resume"], { env: environment });
        return isUp(node);
      });
    },
    close,
  };
}

/** Everything lies in one folder; credentials expire early, since a job put back waits for that. */
const configuration = (folder: string, controller: number, ports: readonly number[]): string =>
  [
    "ClusterName=ironcage",
    "SlurmctldHost=localhost",
    `SlurmctldPort=${controller}`,
    "AuthType=auth/munge",
    `AuthInfo=socket=${join(folder, "munge")},cred_expire=5`,
    "SlurmUser=root",
    `StateSaveLocation=${join(folder, "state")}`,
    `SlurmdSpoolDir=${join(folder, "%n")}`,
    `SlurmctldPidFile=${join(folder, "controller.pid")}`,
    `SlurmdPidFile=${join(folder, "%n.pid")}`,
    `SlurmctldLogFile=${join(folder, "controller.log")}`,
    `SlurmdLogFile=${join(folder, "%n.log")}`,
    "MpiDefault=none",
    "SchedulerType=sched/backfill",
    "SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1",
    "ProctrackType=proctrack/linuxproc",
    "TaskPlugin=task/none",
    "JobAcctGatherType=jobacct_gather/none",
    "AccountingStorageType=accounting_storage/none",
    "SelectType=select/cons_tres",
    "SelectTypeParameters=CR_Core",
    "SlurmdParameters=config_overrides",
    "ReturnToService=2",
    "KillWait=5",
    ...NODES.map(
      (name, index) =>
        `NodeName=${name} NodeHostname=localhost Port=${ports[index]} CPUs=8 CoresPerSocket=8 RealMemory=1000 Weight=${index + 1}`,
    ),
    "PartitionName=all Nodes=ALL Default=YES State=UP",
    "",
  ].join("\n");

/** Ports that nobody listens on, all held until the last is found, so that they differ. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
