import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { clusterOptions, clusterPath } from "../../cli/cluster/options.ts";
import { arrayScript, ranges } from "../../cli/cluster/scripts.ts";
import { BadInput } from "../../cli/failure.ts";
import { quoted, splitWords } from "../../cli/shell.ts";
import { ironcage } from "./command.ts";

// What of a cluster needs none: test/tools runs batches on a real one.

const root = mkdtempSync(join(tmpdir(), "ironcage-no-cluster-"));
afterAll(() => rmSync(root, { recursive: true }));

writeFileSync(
  join(root, "small.yaml"),
  "population: { associations: 20 }\nrun: { steps: 2, seed: s }\n",
);
writeFileSync(join(root, "e.yaml"), "kind: experiment\nscenario: small.yaml\nreplicates: 6\n");
const experiment = join(root, "e.yaml");

const refusal = (flags: Parameters<typeof clusterOptions>[0]): string => {
  try {
    clusterOptions(flags);
    return "accepted";
  } catch (error) {
    return error instanceof BadInput ? error.message : String(error);
  }
};

describe("words for a shell", () => {
  it("are split as a shell splits them, and nothing is expanded", () => {
    expect(splitWords(`--a=1 -p  x '--c=two  words' "--d=it's \\"so\\"" --e=a\\ b ''`)).toEqual([
      ...["--a=1", "-p", "x", "--c=two  words", `--d=it's "so"`, "--e=a b", ""],
    ]);
    expect(splitWords("--a=$(touch x) `id` *;&|")).toEqual(["--a=$(touch", "x)", "`id`", "*;&|"]);
    expect(splitWords("  ")).toEqual([]);
    for (const open of ["'a", '"a', "a\\"]) expect(splitWords(open)).toBeUndefined();
  });

  it("come back as they were from their quotes", () => {
    for (const word of ["plain", "two words", "it's", '"', "$(id)`id`", "é\n*", "-x=\\", ""])
      expect(splitWords(quoted(word))).toEqual([word]);
  });
});

describe("ironcage batch --engine slurm, where there is no Slurm", () => {
  it("refuses options that the scripts rely on, in every way to write them", () => {
    for (const own of [
      "--array=1",
      "-a 1",
      "-a1",
      "--dep=x",
      "--outp=x",
      "--no-requeue",
      "-D /",
      "--wrap=x",
      "script.sh",
      "--",
      "'a",
    ])
      expect(refusal({ engine: "slurm", sbatch: own }), own).toMatch(
        /^--sbatch:1:1: error\[E024\]/,
      );
    const fine = "--account=a -p short --mem 4G --mail-type=FAIL --exclusive";
    expect(clusterOptions({ engine: "slurm", sbatch: fine })?.sbatch).toEqual(splitWords(fine));
  });

  it("takes times as Slurm writes them, and no flag of the cluster without it", () => {
    for (const time of ["30", "90:00", "2:00:00", "1-0", "1-12:30", "1-00:00:00", "UNLIMITED"])
      expect(refusal({ engine: "slurm", timeLimit: time }), time).toBe("accepted");
    for (const time of ["", "2h", "1:2:3:4", "-1", "5\n#SBATCH --x"])
      expect(refusal({ engine: "slurm", timeLimit: time }), time).toMatch(/E024/);
    expect(refusal({ engine: "local", shards: "3", wait: true })).toMatch(
      /--shards.*E040[^]*--wait/,
    );
    expect(refusal({ engine: "slurm", shard: "1/3" })).toMatch(/--shard.*E040/);
    expect(refusal({ engine: "slurm", shards: "0" })).toMatch(/E023/);
  });

  it("writes a script whose command is what it was given, whatever is in it", () => {
    const wishes = {
      shards: 7,
      workers: 2,
      sbatch: [],
      timeLimit: "30",
      timeout: 60,
      csv: false,
      with: [],
    };
    const folder = '/a b/it\'s $(id) `id` "é"';
    const script = arrayScript({ name: "n", folder, wishes }, [1, 2, 3, 7]);
    expect(script).toContain("#SBATCH --array=1-3,7\n");
    const command = script.slice(script.indexOf("exec ")).replaceAll("\\\n", "");
    expect(splitWords(command)).toEqual(expect.arrayContaining(["batch", folder, "--no-tables"]));
    expect(ranges([4])).toBe("4");
    expect(() => clusterPath("/a%j")).toThrow(/%/);
  });

  it("says so, and writes nothing; --dry-run shows the scripts anywhere", () => {
    const out = join(root, "out");
    const args = ["batch", experiment, "--out", out, "--engine", "slurm"];
    const dry = ironcage([...args, "--dry-run", "--json"]);
    expect(JSON.parse(dry.stdout)).toMatchObject({ runs: 6, shards: 6, files: 18 });
    const { PATH } = process.env;
    process.env["PATH"] = root;
    const { status, stdout, stderr } = ironcage(args);
    process.env["PATH"] = PATH;
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/no sbatch here/);
    expect(existsSync(out)).toBe(false);
  });
});

describe("a part of a batch beside others", () => {
  it("takes the last bytes of a shard that another writes for a record to come, not for damage", () => {
    const out = join(root, "parts");
    const part = (which: string) =>
      ironcage(["batch", experiment, "--out", out, "--workers", "1", "--shard", which]);
    expect(part("1/2").status).toBe(0);
    const shard = join(out, "shards", "1-of-2.log");
    truncateSync(shard, statSync(shard).size - 7);
    const lock = join(out, "shards", "1-of-2.lock");
    const holder = {
      pid: process.pid,
      host: hostname(),
      start: "",
      boot: bootId(),
      since: 0,
      had: 0,
    };
    writeFileSync(lock, JSON.stringify(holder));
    expect(part("2/2")).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(join(out, "quarantine"))).toEqual([]);
    expect(JSON.parse(ironcage(["status", out, "--json"]).stdout)).toMatchObject({
      damaged: 0,
      left: 1,
    });
    rmSync(lock);
    expect(part("1/2").stderr).toMatch(/damaged bytes/);
    expect(ironcage(["merge", out]).status).toBe(0);
  });
});

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}
