import { PRIVATE_FUNDERS } from "../../field/shape.ts";
import type { Scenario } from "../scenario.ts";
import type { ScenarioProblem } from "./problem.ts";

/** Ids must be those of something that there is. */
export function checkReferences({
  field,
  regulators,
  mechanisms,
  legalForms,
  reforms: dated,
}: Scenario): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  const mustBe = (path: (string | number)[], id: string, known: readonly string[]): void => {
    if (known.includes(id)) return;
    const some = known.slice(0, 5).join(", ") + (known.length > 5 ? ", …" : "");
    problems.push({ path, message: "unknown id", got: id, allowed: `one of ${some}` });
  };
  const archetypes = Object.keys(field.archetypes);
  field.map.forEach((id, index) => {
    mustBe(["field", "map", index], id, archetypes);
    if (field.map.indexOf(id) < index)
      problems.push({
        path: ["field", "map", index],
        message: "named twice",
        got: id,
        allowed: "three different archetypes",
      });
  });
  // the default template need not exist where nothing ever competes
  const path = "mechanisms.competitive.rate";
  const competes = mechanisms.competitive.rate > 0 || dated.some(({ set }) => path in set);
  if (competes || mechanisms.competitive.template !== "enterprise")
    mustBe(["mechanisms", "competitive", "template"], mechanisms.competitive.template, archetypes);
  // nor the default form of imposed groupings where none is ever imposed
  const { injunctionForm } = mechanisms.cooperation;
  const isImposed =
    Object.values(regulators).some(({ injunction }) => injunction > 0) ||
    dated.some(({ set }) => Object.keys(set).some((each) => each.endsWith(".injunction")));
  if (isImposed || injunctionForm !== "gcsms")
    mustBe(
      ["mechanisms", "cooperation", "injunctionForm"],
      injunctionForm,
      Object.keys(legalForms).filter((id) => legalForms[id].kind === "grouping"),
    );
  const payers = [...Object.keys(regulators), ...PRIVATE_FUNDERS];
  for (const [id, sector] of Object.entries(field.sectors))
    for (const funder of Object.keys(sector.funders))
      mustBe(["field", "sectors", id, "funders", funder], funder, payers);
  for (const reserved of PRIVATE_FUNDERS)
    if (Object.hasOwn(regulators, reserved))
      problems.push({
        path: ["regulators", reserved],
        message: "reserved for income without a regulator",
        got: reserved,
        allowed: "any other id",
      });
  for (const [id, regulator] of Object.entries(regulators)) {
    for (const sector of Object.keys(regulator.sectors))
      mustBe(["regulators", id, "sectors", sector], sector, Object.keys(field.sectors));
    for (const region of Object.keys(regulator.regions))
      if (regulator.level === "region")
        mustBe(["regulators", id, "regions", region], region, Object.keys(field.regions));
      else
        problems.push({
          path: ["regulators", id, "regions", region],
          message: "a national regulator has no regional prescription",
          got: region,
          allowed: "level: region",
          related: ["regulators", id, "level"],
        });
  }
  return problems;
}
