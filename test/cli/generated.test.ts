import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ironcage, ROOT } from "./command.ts";

/** Table rows with single spaces, as the formatter pads them. */
const rows = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.replace(/ +/g, " "));

it("docs/parameters.md is what `ironcage parameters` prints (npm run ironcage -- parameters)", () => {
  const written = rows(readFileSync(join(ROOT, "docs", "parameters.md"), "utf8"));
  const printed = rows(ironcage(["parameters"]).stdout);
  expect(printed.length).toBeGreaterThan(40);
  expect(written).toEqual(printed);
});

it("docs/effects.md was made from today's model and scenario (npm run effects)", () => {
  const page = readFileSync(join(ROOT, "docs", "effects.md"), "utf8");
  const { model, scenarioHash } = JSON.parse(
    ironcage(["run", "hpst-2009", "--steps", "0", "--json"]).stdout,
  ) as { model: string; scenarioHash: string };
  expect(page).toContain(`model version ${model},`);
  expect(page).toContain(`hash \`${scenarioHash.slice(0, 16)}\``);
});
