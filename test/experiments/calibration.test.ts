import { expect, it } from "vitest";
import { CLAIMS } from "../../bench/calibration/claims.ts";
import { countClaim } from "../../bench/calibration/count.ts";

// Draws are seeded with the claim's name, so that a count never changes by chance; a claim that is true would fail with a chance of 10⁻⁶ on other draws.
// npm run calibrate repeats all of this up to a hundred thousand times.

const REFUTED = 1e-6;

/** As many as a sixteenth of a second affords, at most 2,000: of costly claims few, which the deep check makes up for. */
const repetitionsOf = (cost: number): number => Math.min(2000, Math.ceil(60_000 / cost));

it.each(CLAIMS)("$name: $most at most", (claim) => {
  const { p, hits, repetitions } = countClaim(claim, repetitionsOf(claim.cost));
  expect(p, `${hits} of ${repetitions}`).toBeGreaterThan(REFUTED);
});

it("a test that rejects twice as often as it promises is caught", () => {
  const liberal = { ...CLAIMS[0]!, name: "liberal", least: 0, most: 0.025 };
  expect(countClaim(liberal, 2000).p).toBeLessThan(REFUTED);
});
