import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ironcage } from "./command.ts";

const out = mkdtempSync(join(tmpdir(), "ironcage-registry-"));
afterAll(() => rmSync(out, { recursive: true }));

interface Verdicts {
  readonly hypotheses: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly reasons: readonly string[];
    readonly isSame: boolean;
  }[];
}

it("two small placebos of the registry differ by exactly 0 on two seeds: nothing carries the one, rewiring takes all from the other", () => {
  const { status, stderr } = ironcage([
    "test",
    "all-channels-off",
    "rewired-ties",
    "--replicates",
    "2",
    "--workers",
    "1",
    "--out",
    out,
  ]);
  expect([status, stderr.includes("error")]).toEqual([0, false]);
  const { hypotheses } = JSON.parse(readFileSync(join(out, "verdicts.json"), "utf8")) as Verdicts;
  expect(hypotheses).toMatchObject([
    {
      id: "all-channels-off",
      verdict: "supported",
      reasons: ["absent", "no-effect"],
      isSame: true,
    },
    { id: "rewired-ties", verdict: "supported", reasons: ["absent", "no-effect"], isSame: true },
  ]);
}, 120_000);
