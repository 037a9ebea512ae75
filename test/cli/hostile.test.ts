import {
  chmodSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { csvLine } from "../../cli/csv.ts";
import { measured } from "./command.ts";

// The heaviest of the hostile files, against the command: refused in words, exit 2, nothing written, little time and memory.

const root = mkdtempSync(join(tmpdir(), "ironcage-hostile-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const command = (args: readonly string[], before: readonly string[] = []) =>
  measured(args, { cwd: root, before });

const HEAVY: readonly (readonly [name: string, content: string, words: RegExp])[] = [
  ["H22-nested", `a: ${"[".repeat(1_000_000)}`, /E013/],
  ["H37-items", `reforms: [${"1,".repeat(900_000)}1]`, /E014/],
  ["H67-id", `field: {regions: {"${"x".repeat(1_000_000)}": {}}}`, /E0(27|06)/],
  ["H16-laughs", `a: &a [1]\nb: [${"*a,".repeat(300_000)}*a]`, /E009|E014/],
  ["keys", `{${Array.from({ length: 100_000 }, (_, n) => `k${n}: 1`).join(", ")}}`, /E0\d\d/],
];

/** What starting costs: a file that is refused at its first byte. */
let least: ReturnType<typeof command>;
beforeAll(() => {
  writeFileSync(join(root, "empty.yaml"), "");
  least = command(["validate", "empty.yaml"]);
});

it.each(HEAVY)("%s costs no more than the contract allows", (name, content, words) => {
  writeFileSync(join(root, `${name}.yaml`), content);
  const before = readdirSync(root).length;
  const used = command(["run", `${name}.yaml`, "--out", "results"]);
  expect(used).toMatchObject({ status: 2, stdout: "" });
  expect(used.stderr).toMatch(words);
  expect(used.stderr.length).toBeLessThan(20_000);
  expect(used.seconds - least.seconds).toBeLessThan(2);
  expect(used.megabytes).toBeLessThan(300);
  expect(readdirSync(root)).toHaveLength(before);
});

it("H23 a file of 100 MB is told from its size, without being read", () => {
  const file = openSync(join(root, "large.yaml"), "w");
  ftruncateSync(file, 100_000_000);
  closeSync(file);
  const used = command(["validate", "large.yaml"]);
  expect(used).toMatchObject({ status: 2, stdout: "" });
  expect(used.stderr).toMatch(/E002.*100000000 bytes/);
  expect(used.megabytes).toBeLessThan(150);
});

it("H25 a file that one may not read gives the system's reason", () => {
  writeFileSync(join(root, "locked.yaml"), "{}\n");
  chmodSync(join(root, "locked.yaml"), 0);
  chmodSync(root, 0o755);
  const asNobody = process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--clear-groups"] : [];
  const { status, stderr } = command(["validate", "locked.yaml"], asNobody);
  expect({ status, stderr }).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/locked\.yaml:1:1: error\[E001\].*permission denied/) as string,
  });
});

it("H82 a text that a spreadsheet would run is made plain in a table, and a number stays a number", () => {
  const line = csvLine(["=HYPERLINK(1)", "+1+1", "@x", "\tx", "-x", -1.5, "a,b", 'say "so"']);
  expect(line.trimEnd()).toBe(`'=HYPERLINK(1),'+1+1,'@x,'\tx,'-x,-1.5,"a,b","say ""so"""`);
});
