import { describe, expect, it } from "vitest";
import {
  type Extensions,
  type OwnGauge,
  type OwnInfluence,
  planRun,
  resumeRun,
  type Run,
  scenarioHash,
  sha256Hex,
  startRun,
} from "../../sim/index.ts";
import { MOVING, scenarioOf, valueOf } from "./support.ts";

const moving = scenarioOf(MOVING);
const STEPS = 12;

/** A mechanism as a user would write it: fashion pulls what is declared to a whim of the season, the same for all. */
const fashion: OwnInfluence = {
  id: "fashion",
  label: { en: "Fashion", fr: "Mode" },
  acts: { practice: false, display: true },
  parameters: { rate: 0.05 },
  ceiling: (own) => ({ practice: 0, display: (own as { rate: number }).rate }),
  start({ field }) {
    const whim = new Float64Array(field.practices);
    return {
      prepare(_own, draws) {
        for (let k = 0; k < whim.length; k++) whim[k] = draws.uniform(-1, k);
      },
      act(own, _draws, account, { egos, count }) {
        const { rate } = own as { rate: number };
        const K = whim.length;
        for (let row = 0; row < count; row++)
          for (let k = 0; k < K; k++)
            account.display[row * K + k] = rate * (whim[k]! - field.display[egos[row]! * K + k]!);
      },
    };
  },
};

/** A measure as a user would write it: how much the first practice differs between the extremes. */
const extent: OwnGauge = {
  name: "extent",
  unit: "positions",
  open: (sight) => () => {
    const { living, practice, practices } = sight.field;
    const first = Array.from(
      living as unknown as Int32Array,
      (slot) => practice[slot * practices]!,
    );
    return Math.max(...first) - Math.min(...first);
  },
};

const extensions: Extensions = {
  hash: sha256Hex("the text of the file"),
  gauges: [extent],
  influences: [fashion],
};
const { hash } = extensions;

function runWith(own: Extensions, off: readonly string[] = [], steps = STEPS): Run {
  const run = startRun(planRun(moving, { extension: own.hash, off }), { extensions: own });
  while (run.step < steps) run.advance();
  return run;
}

/** Values of the measures of the model, by name. */
function modelValues(run: Run): Record<string, number> {
  return Object.fromEntries(
    run.measures.flatMap(({ name }, index) =>
      name === "extent" || name.endsWith(".fashion") ? [] : [[name, run.values[index] ?? NaN]],
    ),
  );
}

function plainRun(): Run {
  const run = startRun(planRun(moving));
  while (run.step < STEPS) run.advance();
  return run;
}

describe("a mechanism from outside", () => {
  it("acts, and has a line in all ledgers of what it moves, which add up", () => {
    const run = startRun(planRun(moving, { extension: hash }), { extensions });
    const ledgers = ["ledger", "ledgerWeighted", "ledgerSurvivors", "ledgerCompliance"];
    const practices = run.field.practices;
    let before = valueOf(run, "dispersion.display");
    while (run.step < STEPS) {
      run.advance();
      for (const ledger of ledgers) {
        expect(valueOf(run, `${ledger}.display.fashion`)).not.toBe(0);
        expect(run.measures.some(({ name }) => name === `${ledger}.practice.fashion`)).toBe(false);
      }
      const lines = run.measures.flatMap(({ name }) =>
        /^ledger\.display\.(?!residual)/.test(name) ? [valueOf(run, name)] : [],
      );
      const after = valueOf(run, "dispersion.display");
      const residual = after - before - lines.reduce((sum, line) => sum + line, 0);
      const allowed = 1e-12 * Math.max(after, before) + practices * 2 ** -52;
      expect(Math.abs(residual)).toBeLessThanOrEqual(allowed);
      before = after;
    }
  });

  it("changes nobody else's draws: at rate 0 the model's own numbers are those without it", () => {
    const idle = { ...fashion, parameters: { rate: 0 } };
    const run = runWith({ hash, influences: [idle] });
    expect(modelValues(run)).toEqual(modelValues(plainRun()));
  });

  it("is switched off by its id, from step 1 on", () => {
    const off = runWith(extensions, ["fashion"]);
    expect(valueOf(off, "ledger.display.fashion")).toBe(0);
    const idle = runWith({ ...extensions, influences: [{ ...fashion, parameters: { rate: 0 } }] });
    expect(modelValues(off)).not.toEqual(modelValues(runWith(extensions)));
    // it acted in the burn-in, as all the rest did
    expect(modelValues(off)).not.toEqual(modelValues(idle));
  });

  it("may list the few that it moves", () => {
    const sparse: OwnInfluence = {
      ...fashion,
      isSparse: true,
      acts: { practice: true, display: false },
      start: () => ({
        act(_own, _draws, { practice, places }, { count }) {
          if (count === 0) return;
          places.at[places.count++] = 0;
          practice.fill(0.001, 0, 8);
        },
      }),
    };
    const run = runWith({ hash, influences: [sparse] });
    expect(valueOf(run, "ledger.practice.fashion")).not.toBe(0);
  });

  it("is part of the scenario's hash, of the digest and of snapshots", () => {
    const other = sha256Hex("another text");
    const hashes = [undefined, hash, other].map((extension) =>
      scenarioHash(planRun(moving, { extension })),
    );
    expect(new Set(hashes).size).toBe(3);
    const idle: Extensions = { hash, influences: [{ ...fashion, parameters: { rate: 0 } }] };
    expect(runWith(idle).digest()).not.toBe(plainRun().digest());
    expect(runWith({ ...idle, hash: other }).digest()).not.toBe(runWith(idle).digest());
    const snapshot = runWith(extensions, [], 5).snapshot();
    expect(() => resumeRun(snapshot)).toThrow(RangeError);
    const resumed = resumeRun(structuredClone(snapshot), { extensions });
    while (resumed.step < STEPS) resumed.advance();
    expect(resumed.digest()).toBe(runWith(extensions).digest());
    expect(valueOf(resumed, "extent")).toBe(valueOf(runWith(extensions), "extent"));
  });

  it("is refused where its name is taken, its rate is too much, or the plan does not know it", () => {
    const start = (influence: Partial<OwnInfluence>, extension = hash) =>
      startRun(planRun(moving, { extension }), {
        extensions: { hash, influences: [{ ...fashion, ...influence }] },
      });
    expect(() => start({ id: "mimetic" })).toThrow(/mimetic is the name of something else/);
    expect(() => start({ id: "composition" })).toThrow(RangeError);
    expect(() => start({ id: "a.b" })).toThrow(/is no id/);
    expect(() => start({ parameters: { rate: 0.9 } })).toThrow(/sum to more than 1/);
    expect(() => start({}, sha256Hex("another text"))).toThrow(RangeError);
    expect(() => startRun(planRun(moving), { extensions })).toThrow(RangeError);
  });
});

describe("a measure from outside", () => {
  it("stands in the series, after the model's own, and changes nothing", () => {
    const run = runWith({ hash, gauges: [extent] });
    const { field } = run;
    const first = Array.from(
      field.living as unknown as Int32Array,
      (slot) => field.practice[slot * 8]!,
    );
    expect(valueOf(run, "extent")).toBe(Math.max(...first) - Math.min(...first));
    expect(run.measures.at(-1)).toEqual({ name: "extent", unit: "positions", nullable: false });
    expect(modelValues(run)).toEqual(modelValues(plainRun()));
  });

  it("has a name of its own, and says where it is undefined", () => {
    const gauges = [{ ...extent, name: "places" }];
    expect(() => runWith({ hash, gauges })).toThrow(/places is the name of another measure/);
    const broken = { ...extent, open: () => () => NaN };
    expect(() => runWith({ hash, gauges: [broken] })).toThrow(/extent is NaN/);
    const nullable = runWith({ hash, gauges: [{ ...broken, nullable: true }] });
    expect(valueOf(nullable, "extent")).toBeNaN();
  });
});
