import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isFree, objections, packages, sbom, table } from "../../scripts/licences.mjs";
import { ROOT } from "../support/sources.ts";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const all = packages();

test("every package that runs is justified in one line of docs/dependencies.md, and no other is", () => {
  const rows = [...read("docs/dependencies.md").matchAll(/^\| ([a-z][\w./@-]*) +\| (.+?) +\|$/gm)];
  const { dependencies } = JSON.parse(read("package.json")) as { dependencies: object };
  const named = rows.map(([, name]) => name).filter((name) => name !== "package");
  expect(named).toEqual(Object.keys(dependencies).sort());
  for (const [, , reason] of rows.slice(1)) expect(reason?.length).toBeGreaterThan(30);
});

test("every package is free, and none needs scripts to be installed", () => {
  expect(all.length).toBeGreaterThan(100);
  expect(objections(all)).toEqual([]);
  const one = {
    name: "x",
    version: "1",
    licence: "MIT",
    integrity: "",
    isShipped: true,
    hasScript: false,
  };
  expect(objections([{ ...one, hasScript: true }])).toEqual(["x@1 wants to run scripts"]);
  for (const licence of ["GPL-3.0", "UNLICENSED", "none", "BUSL-1.1", "MIT AND GPL-2.0"])
    expect(objections([{ ...one, licence }])).toHaveLength(1);
  for (const licence of ["MIT", "(MIT OR GPL-3.0)", "Apache-2.0 AND MIT"])
    expect(isFree(licence)).toBe(true);
});

test("few packages run, none of which lies outside the lock file's checksums", () => {
  const lock = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { integrity?: string; link?: boolean }>;
  };
  const loose = Object.entries(lock.packages).filter(
    ([path, { integrity = "" }]) => path !== "" && !integrity.startsWith("sha512-"),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
  expect(all.filter(({ isShipped }) => isShipped).length).toBeLessThanOrEqual(50);
});

test("the list of packages and the table of licences are current (npm run licences writes them)", () => {
  expect(read("docs/sbom.json")).toBe(sbom());
  for (const name of ["d3-force", "yaml", "zod"]) expect(sbom()).toContain(`"name": "${name}"`);
  expect(read("docs/dependencies.md").endsWith(table(all))).toBe(true);
});
