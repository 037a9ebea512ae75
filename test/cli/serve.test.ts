import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fileFor } from "../../cli/commands/serve.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "ironcage-serve-")));
afterAll(() => rmSync(root, { recursive: true }));
const page = join(root, "page");
mkdirSync(join(page, "assets"), { recursive: true });
for (const name of ["page/index.html", "page/assets/a b.js", "secret"])
  writeFileSync(join(root, name), name);
symlinkSync(join(root, "secret"), join(page, "link"));

describe("the static server", () => {
  it.each([
    ["/", "index.html"],
    ["/?lang=fr#x", "index.html"],
    ["/assets/a%20b.js", "assets/a b.js"],
    ["/../secret", undefined],
    ["/%2e%2e/secret", undefined],
    ["/..%2fsecret", undefined],
    ["/assets/../../secret", undefined],
    ["/link", undefined],
    ["/assets", undefined],
    ["/%", undefined],
    ["/nowhere", undefined],
  ])("gives %s only what lies in the page", (url, expected) => {
    expect(fileFor(page, url)).toBe(expected === undefined ? undefined : join(page, expected));
  });
});
