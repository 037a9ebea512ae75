import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ended, ROOT, start } from "./command.ts";

/** All commands of the page one after the other, on a machine that is busy with other tests. */
const LONG = 480_000; // ms

const page = readFileSync(join(ROOT, "docs/worked-example.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "ironcage-example-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What stands in the page's blocks of one language. */
const blocks = (language: string): string[] =>
  [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, own]) => own === language)
    .map(([, , text = ""]) => text);

const commands = blocks("sh")
  .join("")
  .split("\n")
  .filter((line) => line !== "");

const shipped = (path: string): unknown =>
  parse(readFileSync(join(ROOT, "scenarios", `${path}.yaml`), "utf8"));

/** Keys of the file format in a value: those of `set` and of what is named freely are the user's own. */
function keysIn(value: unknown, parent = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((part) => keysIn(part, parent));
  if (typeof value !== "object" || value === null) return [];
  const isOwn = ["set", "factors", "sources", "versions", "outcomes"].includes(parent);
  return Object.entries(value).flatMap(([key, part]) => [
    ...(isOwn ? [] : [key]),
    ...keysIn(part, isOwn ? "" : key),
  ]);
}

const results = new Map<string, Awaited<ReturnType<typeof ended>>>();
beforeAll(async () => {
  for (const line of commands) {
    const [, ...args] = line.replaceAll("results/", join(folder, "results/")).split(" ");
    results.set(line, await ended(start(args)));
  }
}, LONG);

describe("docs/worked-example.md", () => {
  it("shows the shipped files as they are, without what explains them", () => {
    const files = ["experiments/inspections-dose", "hypotheses/inspections-close-the-gap"];
    expect(blocks("yaml")).toHaveLength(files.length);
    blocks("yaml").forEach((shown, index) => {
      const {
        description: _,
        sources: __,
        ...rest
      } = shipped(files[index] ?? "") as Record<string, unknown>;
      expect(parse(shown)).toEqual(rest);
    });
  });

  it("names every key of both files", () => {
    const keys = [
      ...keysIn(shipped("experiments/inspections-dose")),
      ...keysIn(shipped("hypotheses/inspections-close-the-gap")),
    ];
    expect(keys.length).toBeGreaterThan(30);
    const named = [...page.matchAll(/`(\w+)`/g)].map(([, key]) => key);
    expect([...new Set(keys)].filter((key) => !named.includes(key))).toEqual([]);
  });

  it.each(commands)("%s", (line) => {
    const { code, stderr = "" } = results.get(line) ?? {};
    expect([code, stderr.match(/error.*/g)]).toEqual([0, null]);
  });

  it("ends in reports that show the question", () => {
    const read = (name: string): string =>
      readFileSync(join(folder, "results", name, "report.html"), "utf8");
    expect(read("dose")).toContain("decouplingGap");
    expect(read("gap")).toContain("The more often agencies inspect");
    const verdicts = JSON.parse(
      readFileSync(join(folder, "results/gap/verdicts.json"), "utf8"),
    ) as { readonly hypotheses: readonly { readonly label: string }[] };
    expect(verdicts.hypotheses.map(({ label }) => label)).toEqual(["assumed", "emergent"]);
  });
});
