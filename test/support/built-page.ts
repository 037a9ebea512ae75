import { build } from "../../scripts/build.mjs";

/** Builds the page where one of its sources has changed since, so that no test looks at yesterday's. */
export default function ensurePageBuilt(): void {
  if (build({ parts: ["page"] }) !== 0) throw new Error("the build failed: its reason is above");
}
