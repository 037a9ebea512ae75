import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/sources.ts";

// The examples of docs/cluster.md that are marked as tested, run as they stand there.

const root = mkdtempSync(join(tmpdir(), "ironcage-schedulers-"));
const TABLES = ["runs.parquet", "series.parquet"];
const PAGE = readFileSync(join(ROOT, "docs", "cluster.md"), "utf8");
const environment = {
  ...process.env,
  PATH: `${join(root, "bin")}${delimiter}${process.env["PATH"]}`,
};

let reference: Record<string, string>;

beforeAll(() => {
  mkdirSync(join(root, "bin"));
  const command = join(root, "bin", "ironcage");
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${ROOT}/dist/cli/main.js' "$@"\n`);
  chmodSync(command, 0o755);
  reference = tables(run("ironcage batch sweep.yaml --out results", workplace("local")));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder with the experiment that the examples speak of. */
function workplace(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  writeFileSync(
    join(folder, "small.yaml"),
    "population: { associations: 200 }\nrun: { steps: 40, seed: s }\n",
  );
  writeFileSync(
    join(folder, "sweep.yaml"),
    "kind: experiment\nname: sweep\nscenario: small.yaml\nfactors: { mechanisms.mimetic.rate: [0, 0.01] }\nreplicates: 6\n",
  );
  return folder;
}

/** The shell lines of the page that begin so. */
function example(begin: string): string {
  const block = PAGE.split("```sh\n").find((text) => text.startsWith(begin));
  if (block === undefined) throw new Error(`docs/cluster.md has no example ${begin}`);
  return block.slice(0, block.indexOf("```"));
}

/** Runs shell lines in a folder to their end, and answers with the folder. */
function run(lines: string, folder: string): string {
  const options = { cwd: folder, env: environment, encoding: "utf8" } as const;
  const { status, stderr, stdout } = spawnSync("sh", ["-ec", lines], options);
  if (status !== 0) throw new Error(`${lines}: ${status}\n${stdout}${stderr}`);
  return folder;
}

const tables = (folder: string): Record<string, string> =>
  Object.fromEntries(
    TABLES.map((name) => [name, readFileSync(join(folder, "results", name)).toString("base64")]),
  );

describe("a batch under other schedulers", () => {
  it("gives the local tables under GNU parallel, which resumes after half of the parts", () => {
    const folder = workplace("parallel");
    const lines = example("parallel --joblog");
    const half = lines.slice(0, lines.indexOf("ironcage merge")).replace("1 2 3 4", "1 2");
    const finished = (): string[] =>
      readFileSync(join(folder, "jobs.log"), "utf8").trim().split("\n").slice(1);
    run(half, folder);
    const before = finished();
    expect(before).toHaveLength(2);
    expect(existsSync(join(folder, "results", "runs.parquet"))).toBe(false);
    expect(tables(run(lines, folder))).toEqual(reference);
    expect(finished().slice(0, 2)).toEqual(before);
    expect(finished()).toHaveLength(4);
    expect(readdirSync(join(folder, "results", "shards")).sort()).toEqual(
      [1, 2, 3, 4].map((part) => `${part}-of-4.log`),
    );
  });

  it("names the runs that are missing, and writes no table without them", () => {
    const folder = workplace("missing");
    run("ironcage batch sweep.yaml --out results --no-tables --shard 1/4", folder);
    const { status, stdout, stderr } = spawnSync(
      join(root, "bin", "ironcage"),
      ["merge", "results"],
      {
        ...{ cwd: folder, env: environment, encoding: "utf8" },
      },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/3 of 12 runs done; missing: runs 1 to 3, runs 5 to 7, runs 9 to 11\n/);
    expect(existsSync(join(folder, "results", "runs.parquet"))).toBe(false);
    // the folder alone is enough to go on, its experiment gone
    rmSync(join(folder, "sweep.yaml"));
    expect(tables(run("ironcage batch results", folder))).toEqual(reference);
  });

  it("runs without a network, from an installed folder carried over", () => {
    const folder = workplace("offline");
    const lines = example("npm pack")
      .replace(/^npm pack ironcage .*$/m, `npm pack '${ROOT}' --ignore-scripts --silent`)
      .replace("npm install ", "npm install --prefer-offline --no-audit --no-fund --silent ");
    run(`${lines}rm -r site\nmkdir elsewhere\ntar -xzf site.tgz -C elsewhere`, folder);
    const command = "elsewhere/site/node_modules/.bin/ironcage batch sweep.yaml --out results";
    run(`unshare --net -- ${command}`, folder);
    expect(tables(folder)).toEqual(reference);
  });
});
