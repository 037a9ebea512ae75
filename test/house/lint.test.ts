import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../support/sources.ts";

// The linter's rules fire: one bad line each, in a folder of its own under the project's configuration.

const BREACHES: readonly (readonly [file: string, line: string, rule: string])[] = [
  ..."random exp log log2 log10 log1p expm1 pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cbrt hypot"
    .split(" ")
    .map((name) => ["sim/a.ts", `use(Math.${name});`, "no-restricted-properties"] as const),
  ["sim/a.ts", "const { exp: e } = Math; use(e);", "no-restricted-properties"],
  ["sim/a.ts", `use("a".localeCompare("b"));`, "no-restricted-properties"],
  ["experiments/a.ts", "use(Math.log(2));", "no-restricted-properties"],
  ["experiments/a.ts", "use(Date.now());", "no-restricted-globals"],
  ["sim/a.ts", "use(performance.now());", "no-restricted-globals"],
  ["sim/a.ts", "use(new Intl.Collator());", "no-restricted-globals"],
  ["sim/a.ts", "setTimeout(() => use(1), 1);", "no-restricted-globals"],
  ["sim/a.ts", `use(fetch("x"));`, "no-restricted-globals"],
  ["sim/a.ts", "console.log(1);", "no-console"],
  ["viz/a.ts", `document.body.innerHTML = "x";`, "no-restricted-properties"],
  ["viz/a.ts", `document.body.outerHTML = "x";`, "no-restricted-properties"],
  [
    "workers/a.ts",
    `document.body.insertAdjacentHTML("beforeend", "x");`,
    "no-restricted-properties",
  ],
  ["viz/a.ts", `eval("1");`, "no-eval"],
  ["viz/a.ts", `use(new Function("return 1"));`, "no-new-func"],
  ["cli/a.ts", "const x: any = 1; use(x);", "no-explicit-any"],
  ["cli/a.ts", "const later = async () => 1; later();", "no-floating-promises"],
  ["cli/a.ts", "// @ts-ignore\nuse(1);", "ban-ts-comment"],
  ["cli/a.ts", "// @ts-expect-error\nuse(1);", "ban-ts-comment"],
  ["test/a.test.ts", `test.only("a", () => expect(1).toBe(1));`, "no-focused-tests"],
  ["test/a.test.ts", `test.skip("a", () => expect(1).toBe(1));`, "no-disabled-tests"],
];
const PRELUDE = `import { expect, test } from "vitest";\nexport { expect, test };\ndeclare function use(x: unknown): void;\n`;
const SOUND = `${PRELUDE}use(Math.sqrt(2));\n`;

const folder = mkdtempSync(join(tmpdir(), "ironcage lint "));
let reported: Map<string, string[]>;

beforeAll(() => {
  cpSync(join(ROOT, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: { strict: true, module: "preserve", lib: ["ES2022", "DOM"] },
    }),
  );
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  for (const [index, [file, line]] of BREACHES.entries()) write(place(file, index), PRELUDE + line);
  write("sim/sound.ts", SOUND);
  const oxlint = join(ROOT, "node_modules", "oxlint", "bin", "oxlint");
  const { stdout } = spawnSync(process.execPath, [oxlint, "--type-aware", "-f", "json"], {
    cwd: folder,
    encoding: "utf8",
  });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; filename: string }[];
  };
  reported = new Map();
  for (const { code, filename } of diagnostics)
    reported.set(filename, [...(reported.get(filename) ?? []), code]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function place(file: string, index: number): string {
  return file.replace("/a.", `/breach${index}.`);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

test.each(BREACHES.map(([file, line, rule], index) => ({ file: place(file, index), line, rule })))(
  "$rule stops $line",
  ({ file, rule }) => {
    expect((reported.get(file) ?? []).join(" ")).toContain(`(${rule})`);
  },
);

test("sound code is left alone", () => {
  expect(reported.get("sim/sound.ts")).toBeUndefined();
});
