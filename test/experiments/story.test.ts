import { describe, expect, it } from "vitest";
import {
  type EventKind,
  planRun,
  scenarioSchema,
  type SimEvent,
  startRun,
} from "../../sim/index.ts";
import { findTable, lifeOf, quarterName, ruleLife } from "../../experiments/story/life.ts";
import { namesOf, tablePath } from "../../experiments/story/names.ts";
import { readable } from "../../experiments/story/records.ts";
import {
  OTHER,
  POINTERS,
  tell,
  tellCauses,
  tellQuarter,
  WORDINGS,
} from "../../experiments/story/tell.ts";
import { layTables } from "../../sim/field/rules.ts";
import { shapeOf } from "../../sim/field/shape.ts";
import { shipped } from "../scenarios/shipped.ts";

const scenario = scenarioSchema.parse({
  field: {
    regions: {
      north: { label: { en: "North", fr: "Nord" } },
      south: { label: { en: "South", fr: "Sud" } },
    },
  },
});
const names = namesOf(scenario);

interface Content {
  readonly association?: number;
  readonly other?: number;
  readonly what?: string;
  readonly causes?: Readonly<Record<string, number>>;
}

const event = (kind: Exclude<EventKind, "reform">, more: Content = {}): SimEvent =>
  ({ step: 5, kind, association: 3, other: -1, causes: {}, ...more }) as SimEvent;

describe("events in plain words", () => {
  const kinds = Object.keys(OTHER) as EventKind[];

  it.each(["en", "fr"] as const)("every kind has a whole sentence in %s", (language) => {
    for (const kind of kinds) {
      const told = tell(
        kind === "reform"
          ? { step: 1, kind, label: { en: "A law", fr: "Une loi" }, set: {}, ramp: 0 }
          : event(kind, { other: 0, what: "gcsms", causes: { partner: 9 } }),
        names,
        language,
      );
      expect(told).toMatch(/^\p{Lu}.{8}/u);
      expect(told).not.toMatch(/undefined|\s\s|\(\)|[:,]\s*$/);
    }
  });

  it("names associations, tables and legal forms; counts what is common", () => {
    const table = findTable(tablePath(names.tables[1] ?? fail()), names);
    expect(table).toBe(1);
    const merger = event("merger", { other: 45, what: "absorption" });
    expect(tell(merger, names, "en")).toBe(
      "Association 3 merges into association 45: Merger by absorption",
    );
    const deals = [1, 2, 3].map((association) => event("deal", { association, other: table }));
    const calls = event("call", { association: -1, other: table });
    expect(tellQuarter([...deals, merger, calls, event("response")], names, "fr")).toEqual([
      "L’association 3 se fond dans l’association 45\u00a0: Fusion-absorption",
      "1 appel à projets, 3 accords",
    ]);
    expect(tellQuarter([event("inspection")], names, "en")).toEqual([]);
  });

  it("tells the weightiest causes with their signs, in both languages", () => {
    const turn = event("response", {
      what: "avoid",
      causes: { dependence: -0.414, uncertainty: 0.2, learned: 1.5, base: 0.01, slack: 0.001 },
    });
    expect(tellCauses(turn, "en")).toBe(
      "experience +1.50, public dependence −0.41, uncertainty +0.20, inclination +0.01",
    );
    expect(tellCauses(turn, "fr")).toMatch(/^expérience \+1,50, dépendance publique −0,41/);
    expect(Object.keys(WORDINGS.fr.causes)).toEqual(Object.keys(WORDINGS.en.causes));
  });

  it("knows tables by the engine's own numbers", () => {
    const shape = shapeOf(scenario);
    const tables = layTables(shape, scenario.regulators);
    expect(names.tables).toHaveLength(tables.count);
    shape.regulators.forEach((regulator, q) =>
      shape.regions.forEach((region, r) =>
        shape.sectors.forEach((sector, v) => {
          const named = names.tables[tables.of(q, r, v)];
          expect([named?.regulator.id, named?.sector.id]).toEqual([regulator, sector]);
          expect(named?.region?.id ?? region).toBe(region);
        }),
      ),
    );
  });
});

it.each(["hpst-2009", "compulsory-grouping"])(
  "every event of %s is told whole, its causes in words of either language",
  (name) => {
    const field = shipped(name);
    const own = namesOf(field);
    const run = startRun(planRun(field, { steps: 24 }), { digest: false });
    while (run.step < 24) run.advance();
    expect(run.events.length).toBeGreaterThan(50);
    const words = new Set<string>();
    for (const each of run.events) {
      if (each.kind === "reform") continue;
      for (const word of Object.keys(each.causes)) words.add(word);
      for (const language of ["en", "fr"] as const) {
        const told = tell(each, own, language);
        expect(told).not.toMatch(/undefined|\s\s|:\s*(:|$)|\b-1\b/);
      }
      expect(readable(each, own)).not.toHaveProperty("other");
    }
    const known = Object.keys(WORDINGS.en.causes);
    expect([...words].filter((word) => !known.includes(word) && !POINTERS.has(word))).toEqual([]);
  },
);

describe("lives", () => {
  it("an association's holds what its grouping did while it was in it, and no longer", () => {
    const grouped = { other: 7, what: "gcsms" };
    const all = [
      event("formed", { ...grouped, association: 9, causes: { partner: 3 } }),
      event("deepened", { ...grouped, association: -1 }),
      event("deepened", { ...grouped, association: -1, other: 8 }),
      event("left", grouped),
      event("dissolved", { ...grouped, association: -1 }),
      event("merger", { association: 12, other: 3 }),
      event("closure", { association: 13, other: 4 }),
    ];
    expect(lifeOf(all, 3)).toEqual([all[0], all[1], all[3], all[5]]);
  });

  it("a rule's holds its bargains, its revisions and its authority's reforms", () => {
    const { regulator } = names.tables[0] ?? fail();
    const law = (path: string): SimEvent => ({
      step: 1,
      kind: "reform",
      label: { en: "A law", fr: "Une loi" },
      set: { [path]: 1 },
      ramp: 0,
    });
    const all = [
      law(`regulators.${regulator.id}.stringency`),
      law("mechanisms.mimetic.rate"),
      event("deal", { other: 0 }),
      event("deal", { other: 1 }),
      event("merger", { other: 0 }),
    ];
    expect(ruleLife(all, 0, names)).toEqual([all[0], all[2]]);
    expect(quarterName("2009-04-01", 1, "en")).toBe("Q2 2009");
    expect(quarterName("2009-04-01", -2, "fr")).toBe("T3 2008");
  });
});

function fail(): never {
  throw new Error("the default scenario has no such entry");
}
