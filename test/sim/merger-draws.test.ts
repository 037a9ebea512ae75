import { expect, it } from "vitest";
import { legalFormsSection } from "../../sim/schema/legal-forms.ts";
import {
  AGREE,
  availabilityOf,
  CREATE,
  MOST_PARTNERS,
  PARTNERS,
  SEEK,
} from "../../sim/transitions/mergers/draws.ts";

it("no two questions about a merger share a draw, however many legal forms there are", () => {
  const most = 30;
  const forms = (count: number): object =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `f${n}`,
        { label: { en: "", fr: "" }, kind: "absorption" },
      ]),
    );
  expect(legalFormsSection.safeParse(forms(most)).success).toBe(true);
  expect(legalFormsSection.safeParse(forms(most + 1)).success).toBe(false);
  const available = Array.from({ length: most }, (_, form) => availabilityOf(form));
  const partners = Array.from({ length: MOST_PARTNERS }, (_, m) => PARTNERS + m);
  const all = [SEEK, AGREE, CREATE, ...available, ...partners];
  expect(new Set(all).size).toBe(all.length);
  // as they always were, for as many forms as no draw was shared
  expect(available.slice(0, 17)).toEqual(Array.from({ length: 17 }, (_, form) => 3 + form));
});
