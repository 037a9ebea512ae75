import { chromium, firefox, type Browser } from "playwright";
import { launchOptions, type BrowserName } from "../../scripts/browsers.mjs";

/** Starts one headless browser, with the flags that all tests use; the caller closes it. Fails where it is missing. */
export async function launch(name: BrowserName): Promise<Browser> {
  const type = name === "chromium" ? chromium : firefox;
  return type.launch({ headless: true, ...launchOptions(name) });
}
