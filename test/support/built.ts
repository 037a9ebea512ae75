import { build } from "../../scripts/build.mjs";

/** Builds dist/ where a source has changed since, so that no test looks at yesterday's command or page. */
export default function ensureBuilt(): void {
  if (build() !== 0) throw new Error("the build failed: its reason is above");
}
