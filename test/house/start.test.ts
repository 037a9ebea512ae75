import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/sources.ts";

// What a newcomer types first. Slow only where dist/ is stale, since start then builds it.

const START = join(ROOT, "scripts", "start.mjs");

test("npm start -- --no-serve prints the default scenario's table and digest", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [START, "--no-serve"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stdout + stderr).toMatch(/[0-9a-f]{32}/);
}, 120_000);

test("npm start serves the page at the address it prints, and an interrupt ends it well", async () => {
  const child = spawn(process.execPath, [START], {
    cwd: ROOT,
    env: { ...process.env, CI: "true" },
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let output = "";
    const listen = (bytes: Buffer): void => {
      output += String(bytes);
      const found = /http:\/\/[^\s]+/.exec(output)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    void ended.then((code) => reject(new Error(`ended with ${code} and no address:\n${output}`)));
  });
  const response = await fetch(address);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("<script");
  child.kill("SIGINT");
  expect(await ended).toBe(0);
}, 120_000);

test("npm start refuses an option it does not know", () => {
  expect(spawnSync(process.execPath, [START, "--no-sreve"], { cwd: ROOT }).status).toBe(2);
});
