import { expect, it } from "vitest";
import { setFrench, setText } from "../../experiments/typography.ts";

it("French signs are held to their words and apostrophes curled, and all else stays", () => {
  expect(setFrench("Qu'est-ce ? « L'ordre » : 5 % ; voilà !")).toBe(
    "Qu’est-ce\u00a0? «\u00a0L’ordre\u00a0»\u00a0: 5\u00a0% ; voilà\u00a0!".replace(
      "% ;",
      "%\u00a0;",
    ),
  );
  const kept = "a.b:c 'mot' https://x.org/?y 12:30 [1\u00a0; 2] %d";
  expect(setFrench(kept)).toBe(kept);
  expect(setFrench(setFrench("oui : non"))).toBe("oui\u00a0: non");
  expect(setText("who : what's", "en")).toBe("who : what's");
});
