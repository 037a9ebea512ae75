import { expect, it } from "vitest";
import { registered } from "../../cli/test/registration.ts";
import { contentHash } from "../../experiments/hypotheses/schema.ts";
import { accepted, PLAIN } from "../experiments/hypotheses/files.ts";

it("a hypothesis may have the name of what every object inherits", () => {
  const { content } = accepted(PLAIN.replace("name: copying", "name: constructor"));
  const stated = { hash: contentHash(content), content, replicates: null };
  const once = registered({}, stated, 0);
  expect(Object.keys(once)).toEqual(["constructor"]);
  expect(registered(once, stated, 8)).toBe(once);
  const later = registered(once, { ...stated, replicates: 9 }, 8);
  expect(later["constructor"]?.later).toMatchObject([{ changed: ["--replicates"], runs: 8 }]);
});
