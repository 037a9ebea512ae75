import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";

/** What axe finds serious within a part of the page, one line each. */
export async function seriousFindings(page: Page, within = "body"): Promise<string[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  const builder = new AxeBuilder({
    page: page as never, // axe brings a type of page of its own, of the same shape
    ...(isThere ? { axeSource: ";" } : {}), // half a megabyte to read each time otherwise
  });
  const { violations } = await builder
    .setLegacyMode(true) // in this page alone, without a blank one beside it
    .options({ resultTypes: ["violations"] })
    .include(within)
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
