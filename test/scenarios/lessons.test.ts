import { describe, expect, test } from "vitest";
import {
  checkScenario,
  distance,
  planRun,
  RESPONSES,
  type Run,
  type Scenario,
  startRun,
} from "../../sim/index.ts";
import { LESSONS } from "../../viz/lessons/index.ts";
import { figure, type Figures, type Lesson, world } from "../../viz/lessons/lesson.ts";
import { layOver } from "../../workers/changes.ts";
import { begin, playedOut, scenarioOf } from "./lesson-runs.ts";
import { meanOf, seedsOf, shipped, valueOf } from "./shipped.ts";

// What each lesson says must hold in the model, on thirty seeds; what does not hold there is not taught.

const SEEDS = seedsOf({ run: { seed: "1" } } as Scenario, 30);

/** The seeds over which the page counts a lesson. */
const countedSeeds = ({ seed }: Lesson): string[] => SEEDS.map((_, index) => `${seed}/${index + 1}`);

const played = new Map<string, readonly Figures[]>();

/** A lesson's figures under each of the thirty seeds. */
function overSeeds(lesson: Lesson): readonly Figures[] {
  const known =
    played.get(lesson.id) ?? countedSeeds(lesson).map((seed) => playedOut(lesson, seed));
  played.set(lesson.id, known);
  return known;
}

const named = (id: string): Lesson => LESSONS.find((lesson) => lesson.id === id)!;

/** The figure of each seed. */
const each = (id: string, name: string): number[] =>
  overSeeds(named(id)).map((figures) => figure(figures, name));

const least = (values: readonly number[]): number => Math.min(...values);
const most = (values: readonly number[]): number => Math.max(...values);

/** In how many of the thirty seeds a condition holds. */
const holds = (id: string, condition: (of: (name: string) => number) => boolean): number =>
  overSeeds(named(id)).filter((figures) => condition((name) => figure(figures, name))).length;

/** Mean over the living of a number. */
const overLiving = ({ field }: Run, of: (slot: number) => number): number =>
  meanOf(Array.from(field.living as ArrayLike<number>, of));

/** Mean distance of practice from project: what autonomy an association has lost. */
const estranged = (run: Run): number =>
  overLiving(run, (slot) => {
    const { practices, practice, project } = run.field;
    return distance(practice, slot * practices, project, slot * practices, practices);
  });

/** The mean practice, in all practices. */
const centre = ({ field }: Run): number[] =>
  Array.from({ length: field.practices }, (_, k) =>
    meanOf(
      Array.from(
        field.living as ArrayLike<number>,
        (slot) => field.practice[slot * field.practices + k]!,
      ),
    ),
  );

const far = (one: readonly number[], other: readonly number[]): number =>
  Math.sqrt(meanOf(one.map((value, k) => (value - other[k]!) ** 2)));

function advanced(run: Run, step: number): Run {
  while (run.step < step) run.advance();
  return run;
}

describe.each(LESSONS)("lesson $id", (lesson) => {
  test("its scenario is sound, bears its file's name, and has the lesson's seed", () => {
    const scenario = scenarioOf(lesson);
    expect(checkScenario(scenario)).toEqual([]);
    expect(`lessons/${scenario.name}`).toBe(lesson.scenario);
    expect(scenario.run.seed).toBe(lesson.seed);
    expect(scenario.run.steps).toBeLessThanOrEqual(80);
    expect(scenario.description.fr).not.toBe(scenario.description.en);
  });

  test("the runs of the class seed bear it out, and those of at least 24 of 30 seeds", () => {
    expect(lesson.agrees(playedOut(lesson, lesson.seed))).toBe(true);
    expect(overSeeds(lesson).filter(lesson.agrees).length).toBeGreaterThanOrEqual(24);
  });

  test("whatever the seed, its figures are numbers and its questions have an answer among the choices", () => {
    for (const figures of overSeeds(lesson)) {
      expect(Object.values(figures).filter((value) => !Number.isFinite(value))).toEqual([]);
      expect(lesson.predict.choices).toContain(lesson.predict.answer(figures));
      expect(lesson.check.choices).toContain(lesson.check.answer(figures));
    }
  });
});

describe("1, coercive: the specification", () => {
  test("where the authority insists on nothing, neither spread nor mean practice goes anywhere", () => {
    const none = world({ "regulators.authority.stringency": 0 });
    const runs = SEEDS.map((seed) => begin(named("coercive"), none, seed));
    for (const run of runs) {
      const start = centre(run);
      advanced(run, 60);
      expect(Math.abs(valueOf(run, "similarity.practice"))).toBeLessThan(5);
      expect(far(start, centre(run))).toBeLessThan(0.01);
      run.release();
    }
  });

  test("the harder it insists, the more the spread falls, in every seed", () => {
    expect(least(each("coercive", "fallA"))).toBeGreaterThan(0.3);
    expect(holds("coercive", (of) => of("fallB") > of("fallA") + 0.3)).toBe(30);
  });

  test("the field follows a rule that moves, but late: half of the new way takes years", () => {
    expect(holds("coercive", (of) => of("after") > 1.5 * of("before"))).toBe(30);
    expect(least(each("coercive", "lag"))).toBeGreaterThan(12);
    expect(most(each("coercive", "lag"))).toBeLessThan(30);
  });

  test("coercion takes more than the whole fall, projects and chance give some back, nothing is left over", () => {
    expect(holds("coercive", (of) => of("coercion") > of("fallB"))).toBe(30);
    const books = (of: (name: string) => number) =>
      of("coercion") - of("project") - of("chance") + of("residual") - of("fallB");
    expect(holds("coercive", (of) => Math.abs(books(of)) < 1e-9)).toBe(30);
    expect(most(each("coercive", "residual").map(Math.abs))).toBeLessThan(1e-9);
  });
});

describe("2, mimetic: when unsure, copy", () => {
  test("without any coercion the spread falls, and more so in doubt", () => {
    expect(most(each("mimetic", "coercion").map(Math.abs))).toBe(0);
    expect(holds("mimetic", (of) => of("fall") > of("sure") + 0.2)).toBe(30);
  });

  test("where they meet is another place under each seed, and not nearer the prescription", () => {
    const [start, end] = ["apartStart", "apartEnd"].map((name) => meanOf(each("mimetic", name)));
    expect(end).toBeGreaterThan(4 * start!);
    const [before, after] = ["targetStart", "targetEnd"].map((name) => meanOf(each("mimetic", name)));
    expect(after).toBeGreaterThan(0.95 * before!);
  });
});

describe("3, normative: the same schools", () => {
  test("within sectors differences melt, while between them they grow", () => {
    expect(most(each("normative", "withinA"))).toBeLessThan(0.4);
    expect(holds("normative", (of) => of("betweenA") > of("betweenStart") + 0.03)).toBe(30);
  });

  test("with schools shuffled the sector says no more than by chance", () => {
    expect(most(each("normative", "sectorB"))).toBeLessThan(0.06);
    expect(least(each("normative", "sectorA"))).toBeGreaterThan(0.15);
  });

  test("who pays plays no part: another funding mix leaves both parts to the last bit", () => {
    const scenario = scenarioOf(named("normative"));
    const sectors = Object.entries(scenario.field.sectors).map(
      ([id, sector]) =>
        [id, { ...sector, funders: { authority: 0.2, users: 0.5, market: 0.3 } }] as const,
    );
    const poor = { ...scenario, field: { ...scenario.field, sectors: Object.fromEntries(sectors) } };
    for (const seed of SEEDS) {
      const [one, other] = [scenario, poor].map((each) => {
        const run = startRun(planRun(each, { seed }), { digest: false, events: false });
        advanced(run, 10);
        const parts = ["within", "between"].map((part) =>
          valueOf(run, `dispersion.practice.${part}.sector`),
        );
        return { parts, dependence: valueOf(run, "dependence") };
      });
      expect(other!.dependence).toBeLessThan(one!.dependence - 0.4);
      expect(other!.parts).toEqual(one!.parts);
    }
  });
});

describe("4, decoupling: paper and practice", () => {
  test("what is declared grows alike, what is done does not, while inspections are shallow", () => {
    expect(holds("decoupling", (of) => of("declaredA") > of("realA") + 0.5)).toBe(30);
  });

  test("deep inspections shrink the gap, and the façade is what costs", () => {
    expect(holds("decoupling", (of) => of("gapB") < 0.5 * of("gapA"))).toBe(30);
    expect(holds("decoupling", (of) => of("reserveA") < of("reserveB"))).toBe(30);
  });

  test("the gap is that of those who avoid", () => {
    const gapOf = (run: Run, response: string): number => {
      const { field } = run;
      const slots = Array.from(field.living as ArrayLike<number>).filter(
        (slot) => RESPONSES[field.response[slot]!] === response,
      );
      return meanOf(
        slots.map((slot) =>
          distance(
            field.display,
            slot * field.practices,
            field.practice,
            slot * field.practices,
            field.practices,
          ),
        ),
      );
    };
    for (const seed of SEEDS) {
      const run = advanced(begin(named("decoupling"), world(), seed), 20);
      expect(gapOf(run, "avoid")).toBeGreaterThan(1.5 * gapOf(run, "adapt"));
      run.release();
    }
  });

  test("the authority sees the file alone: other practice behind the same display changes nothing for it", () => {
    const seen = (seed: string, rate: number) => {
      const changes = { "mechanisms.relaxation.rate": 0, "mechanisms.identity.rate": rate };
      const shallow = { ...changes, "mechanisms.inspection.penalty": 0 }; // an inspection looks behind it
      const run = advanced(begin(named("decoupling"), world(shallow), seed), 10);
      return {
        read: ["legitimacy", "compliance.display", "similarity.display"].map((name) =>
          valueOf(run, name),
        ),
        done: valueOf(run, "compliance.practice"),
      };
    };
    for (const seed of SEEDS) {
      const [held, loose] = [seen(seed, 0.2), seen(seed, 0)];
      expect(held.done).not.toBe(loose.done);
      expect(held.read).toEqual(loose.read);
    }
  });
});

describe("5, innovation and groupings", () => {
  test("half of the field disappears, and those who are left are hardly more alike", () => {
    expect(holds("groupings", (of) => of("leftA") < 0.65 * of("start"))).toBe(30);
    expect(most(each("groupings", "fallA"))).toBeLessThan(0.25);
  });

  test("what change there is, disappearing made: the line of composition is exact", () => {
    expect(most(each("groupings", "rest").map(Math.abs))).toBeLessThan(0.05);
    const run = begin(named("groupings"), world(), "1");
    while (run.step < 60) {
      const before = valueOf(run, "dispersion.practice");
      run.advance();
      const lines = run.measures
        .map(({ name }) => name)
        .filter((name) => /^ledger\.practice\.(?!residual)/.test(name));
      const sum = lines.reduce((total, name) => total + valueOf(run, name), 0);
      expect(Math.abs(valueOf(run, "dispersion.practice") - before - sum)).toBeLessThan(1e-12);
    }
  });

  test("with forms to group in, more go on, and pooling draws them together", () => {
    expect(holds("groupings", (of) => of("leftB") > of("leftA"))).toBeGreaterThanOrEqual(24);
    expect(least(each("groupings", "pooling"))).toBeGreaterThan(0.03);
  });

  test("the new form is copied: far more join a grouping than form one", () => {
    expect(holds("groupings", (of) => of("joined") > 1.5 * of("formed"))).toBe(30);
  });

  test("members pay with autonomy: their practice lies farther from their project than that of who stays alone", () => {
    const [alone, together] = named("groupings").worlds;
    const gaps = SEEDS.map((seed) => {
      const [free, member] = [alone!, together!].map((each) => {
        const run = advanced(begin(named("groupings"), each, seed), 30);
        const gap = estranged(run);
        run.release();
        return gap;
      });
      return member! - free!;
    });
    expect(meanOf(gaps)).toBeGreaterThan(0.003);
    expect(gaps.filter((gap) => gap > 0).length).toBeGreaterThanOrEqual(24);
  });

  test("narrow specifications deter bidders and leave calls unanswered, but do not single out the innovative", () => {
    const held = (narrowing: number, seed: string) => {
      const treated = layOver(shipped("lessons/base"), {
        "regulators.authority.callRate": 8,
        "mechanisms.calls.narrowing": narrowing,
        "mechanisms.innovation.rate": 0.02,
        "mechanisms.innovation.novelty": 0.03,
        "population.responses.adapt": 0.6,
        "population.responses.innovate": 0.4,
      });
      if (!treated.ok) throw new Error("not laid over");
      const run = startRun(planRun(treated.scenario, { seed }), { digest: false });
      advanced(run, 6);
      const bids = run.events.flatMap((event) => (event.kind === "call" ? event.bids : []));
      const innovative = bids.filter(({ isInnovative }) => isInnovative).length / bids.length;
      run.release();
      return { bids: bids.length, innovative };
    };
    const [wide, narrow] = [0, 0.8].map((narrowing) => SEEDS.map((seed) => held(narrowing, seed)));
    expect(wide!.filter(({ bids }, index) => bids > narrow![index]!.bids).length).toBe(30);
    const shares = [wide!, narrow!].map((runs) => meanOf(runs.map(({ innovative }) => innovative)));
    expect(Math.abs(shares[0]! - shares[1]!)).toBeLessThan(0.05);
  });
});

describe("6, the negotiated order", () => {
  test("with power behind it the rule gives more, and the field keeps more of its differences", () => {
    expect(holds("negotiated", (of) => of("ruleB") > of("ruleA"))).toBe(30);
    expect(holds("negotiated", (of) => of("pathB") > of("pathA"))).toBe(30);
    expect(holds("negotiated", (of) => of("fallB") < of("fallA"))).toBe(30);
    expect(holds("negotiated", (of) => of("contradictionB") < of("contradictionA"))).toBe(30);
  });

  test("where the authority neither reforms nor learns, the rule moves by deals alone, to rounding", () => {
    expect(most(each("negotiated", "otherwise"))).toBe(0);
    const run = begin(named("negotiated"), named("negotiated").worlds[1]!, "1");
    while (run.step < 60) {
      run.advance();
      expect(valueOf(run, "prescription.moved.residual")).toBeLessThan(1e-12);
    }
  });

  test("no equilibrium is forced: in the last two years the rule still moves", () => {
    expect(least(each("negotiated", "still"))).toBeGreaterThan(0);
  });

  test("who moved is split to the last: rule and field make one", () => {
    expect(holds("negotiated", (of) => Math.abs(of("ruleB") + of("fieldB") - 1) < 1e-12)).toBe(30);
  });
});

describe("seminars", () => {
  test("a prescription and the field's own mean leave the same dispersion, at different places", () => {
    expect(holds("sameSameness", (of) => Math.abs(of("fallA") - of("fallB")) < 0.001)).toBe(30);
    expect(holds("sameSameness", (of) => of("aimB") > 5 * of("aimA"))).toBe(30);
    const [ruled, copying] = ["apartA", "apartB"].map((name) => meanOf(each("sameSameness", name)));
    expect(copying).toBeGreaterThan(4 * ruled!);
  });

  test("the refuter: alone, the ledger's line and the knock-out's effect are one number", () => {
    expect(
      holds("accounts", (of) => Math.abs(of("ledgerAlone") - of("effectAlone")) < 1e-9),
    ).toBe(30);
    expect(holds("accounts", (of) => of("ledger") > 0.3 && of("effect") < 0.1)).toBe(30);
    expect(
      holds("accounts", (of) => of("copyingB") + of("schoolsB") > of("copying") + of("schools")),
    ).toBe(30);
  });
});
