import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";

/**
 * What axe finds serious within a part of the page, one line each.
 * @param isContrastKnown whether contrasts were looked at before: they take as long as all the rest
 */
export async function seriousFindings(
  page: Page,
  within = "body",
  isContrastKnown = false,
): Promise<string[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  const builder = new AxeBuilder({
    page: page as never, // axe brings a type of page of its own, of the same shape
    ...(isThere ? { axeSource: ";" } : {}), // half a megabyte to read each time otherwise
  });
  const { violations } = await builder
    .setLegacyMode(true) // in this page alone, without a blank one beside it
    .options({
      resultTypes: ["violations"],
      rules: { "color-contrast": { enabled: !isContrastKnown } },
    })
    .include(within)
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
