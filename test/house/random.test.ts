import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rawDraws } from "../../sim/index.ts";
import { ROOT } from "../support/sources.ts";

const TSX = join(ROOT, "node_modules", "tsx", "dist", "cli.mjs");
const SCRIPT = join(ROOT, "scripts", "random.ts");

function runRandom(args: string[]): { status: number | null; stdout: Buffer; stderr: Buffer } {
  return spawnSync(process.execPath, [TSX, SCRIPT, ...args], { cwd: ROOT, maxBuffer: 1 << 24 });
}

test("random writes exactly the bytes asked for: the stream's draws, lowest byte first", () => {
  const count = 200_003; // three blocks and a draw cut short
  const { status, stdout } = runRandom(["--stream", "noise", "--seed", "a", "--bytes", `${count}`]);
  expect(status).toBe(0);
  expect(stdout.length).toBe(count);
  const draws = rawDraws("a", "noise");
  const expected = new DataView(new ArrayBuffer(count + 1));
  for (let offset = 0; offset < count; offset += 4)
    expected.setUint32(offset, draws.next32() >>> 0, true);
  expect(stdout.equals(new Uint8Array(expected.buffer, 0, count))).toBe(true);
});

test.each([
  [["--bytes", "4"]],
  [["--stream", "noise", "--bytes", "-4"]],
  [["--stream", "noise", "--bytes", "1.5"]],
  [["--stream", "noise", "--bites", "4"]],
])("random refuses %s with usage and exit code 2", (args) => {
  const { status, stdout, stderr } = runRandom(args);
  expect(status).toBe(2);
  expect(stdout.length).toBe(0);
  expect(String(stderr)).toContain("usage:");
});
