import { type Names, namesOf } from "../../experiments/story/names.ts";
import { WORDINGS } from "../../experiments/story/tell.ts";
import { h } from "../dom.ts";
import { inLanguage } from "../messages/index.ts";
import type { Context, Scene } from "../view.ts";
import type { Scenario } from "../../sim/index.ts";

/** What the numbers of a scenario stand for, in words. */
export interface Naming extends Names {
  readonly archetypes: readonly {
    readonly id: string;
    readonly label: { readonly en: string; readonly fr: string };
  }[];
}

const known = new WeakMap<Scenario, Naming>();

/** The names of the scenario in force; null before there is one. */
export function namingOf({ state: { scenario } }: Pick<Scene, "state">): Naming | null {
  if (scenario === null) return null;
  const there = known.get(scenario);
  if (there) return there;
  const archetypes = Object.entries(scenario.field.archetypes).map(([id, { label }]) => ({
    id,
    label,
  }));
  const naming = { ...namesOf(scenario), archetypes };
  known.set(scenario, naming);
  return naming;
}

/** The label at an index in the language shown; empty where there is none. */
export function labelAt(
  list: readonly { readonly label: { readonly en: string; readonly fr: string } }[],
  index: number,
  { language }: Pick<Context, "language">,
): string {
  const named = list[index];
  return named ? inLanguage(named.label, language) : "";
}

/** Where a table holds: region and sector, without its regulator. */
export function placeOf(naming: Naming, table: number, { language }: Context): string {
  const { region, sector } = naming.tables[table] ?? {};
  return [region, sector]
    .flatMap((named) => (named ? [inLanguage(named.label, language)] : []))
    .join(", ");
}

/** Name of a response as a noun, as the model's own wording has it, with a capital. */
export function responseName(response: string, { t }: Pick<Context, "t">): string {
  return (t.responses as Readonly<Record<string, string>>)[response] ?? response;
}

/** A button that opens an association's life. */
export function whoButton(slot: number, { t, format, selection }: Context): HTMLElement {
  return h(
    "button",
    {
      class: "who",
      attributes: { type: "button", "data-slot": slot },
      on: { click: () => selection.set({ association: slot, panel: "association" }) },
    },
    t.story.association(format.count(slot)),
  );
}

/** A regulator's table with its regulator, as events tell it. */
export function tableName(naming: Naming, table: number, { language }: Context): string {
  const named = naming.tables[table];
  if (!named) return "";
  const say = (
    part: { readonly label: { readonly en: string; readonly fr: string } } | undefined,
  ) => (part ? inLanguage(part.label, language) : "");
  return WORDINGS[language].table(say(named.regulator), say(named.region), say(named.sector));
}
