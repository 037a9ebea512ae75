import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { inSources } from "../../cli/trace.ts";

const root = mkdtempSync(join(tmpdir(), "ironcage-trace-"));
afterAll(() => rmSync(root, { recursive: true }));

it("tells a fault's places in the sources, where a map beside a built file knows them", () => {
  // one segment: line 1, column 1 of the build is line 3, column 5 of the first source
  const map = { version: 3, names: [], sources: ["../cli/a.ts"], mappings: "AAEI" };
  writeFileSync(join(root, "a.js.map"), JSON.stringify(map));
  const [built, unmapped] = ["a.js", "b.js"].map((name) => pathToFileURL(join(root, name)).href);
  const stack = `Error: x\n    at f (${built}:1:1)\n    at ${unmapped}:2:3\n    at node:internal/x:1:1`;
  const source = join(root, "..", "cli", "a.ts"); // outside of the current folder: as it is
  expect(inSources(stack)).toBe(stack.replace(`${built}:1:1`, `${source}:3:5`));
});
