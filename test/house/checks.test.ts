import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/sources.ts";

// The forty checks of the page: docs/page.md says which tests show each, and their titles carry its number.

const FOLDER = join(ROOT, "test", "page");

/** Names of the page's test files in which a title carries each number. */
function filesByCheck(): Map<number, string[]> {
  const files = new Map<number, string[]>();
  for (const file of readdirSync(FOLDER).sort()) {
    if (!file.endsWith(".test.ts")) continue;
    const titles = readFileSync(join(FOLDER, file), "utf8").matchAll(/["`]((?:\[\d+\] )+)\w/g);
    for (const [, numbers = ""] of titles)
      for (const [number] of numbers.matchAll(/\d+/g)) {
        const named = files.get(Number(number)) ?? [];
        files.set(Number(number), [...new Set([...named, file.replace(".test.ts", "")])]);
      }
  }
  return files;
}

test("each of the forty checks has a test, where docs/page.md says", () => {
  const text = readFileSync(join(ROOT, "docs", "page.md"), "utf8");
  const rows = [...text.matchAll(/^\| (\d+) +\|[^|]+\| ([^|]+?) +\|$/gm)];
  const told = rows.map(([, number, files]) => [Number(number), files] as const);
  const found = filesByCheck();
  expect(told.map(([number]) => number)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  expect(new Map(told)).toEqual(
    new Map(told.map(([number]) => [number, (found.get(number) ?? []).join(", ")])),
  );
  expect([...found.keys()].sort((a, b) => a - b)).toHaveLength(40);
});
