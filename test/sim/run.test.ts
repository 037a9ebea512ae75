import { describe, expect, it } from "vitest";
import { ALIVE, COLUMN_NAMES, COLUMNS, widthOf } from "../../sim/field/columns.ts";
import { planRun, resumeRun, scenarioHash, startRun, MECHANISMS } from "../../sim/index.ts";
import { MOVING, runTo, scenarioOf, seriesOf, SMALL, valueOf } from "./support.ts";

const small = scenarioOf(SMALL);
const moving = scenarioOf(MOVING);
const STEPS = 16;

describe("a run", () => {
  it("gives the same bits for the same seed and others for another", () => {
    const digests = ["a", "a", "b"].map((seed) => runTo(small, STEPS, { seed }).digest());
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).not.toBe(digests[2]);
    expect(digests[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it("is the same straight or resumed from a snapshot at any step, series included", () => {
    const straight = startRun(planRun(moving));
    const series = seriesOf(straight, STEPS);
    for (let cut = 0; cut <= STEPS; cut++) {
      const stored = structuredClone(runTo(moving, cut).snapshot());
      const resumed = resumeRun(stored);
      expect(Array.from(resumed.values)).toEqual(series[cut]);
      expect(seriesOf(resumed, STEPS)).toEqual(series.slice(cut));
      expect(resumed.digest()).toBe(straight.digest());
    }
  });

  it("shares nothing with its snapshot", () => {
    const run = runTo(small, 3);
    const snapshot = run.snapshot();
    const before = structuredClone(snapshot);
    run.advance();
    expect(snapshot).toEqual(before);
  });

  it("takes over the memory of one that was released without taking anything else over", () => {
    const digestOf = (seed: string): string => {
      const run = runTo(moving, STEPS, { seed });
      const digest = run.digest();
      const last = Array.from(run.values);
      run.release();
      expect(Array.from(run.values)).toEqual(last);
      return digest;
    };
    const fresh = runTo(moving, STEPS, { seed: "a" }).digest();
    expect(["a", "b", "a"].map(digestOf)).toEqual([fresh, digestOf("b"), fresh]);
    const [released, snapshot] = [runTo(moving, 2), runTo(moving, 2).snapshot()];
    released.release();
    const resumed = resumeRun(snapshot);
    while (resumed.step < STEPS) resumed.advance();
    expect(resumed.digest()).toBe(runTo(moving, STEPS).digest());
  });

  it("is not changed by being hashed or looked at", () => {
    const looked = startRun(planRun(small));
    const plain = startRun(planRun(small), { digest: false });
    for (let step = 0; step < STEPS; step++) {
      looked.advance();
      looked.digest();
      looked.snapshot();
      plain.advance();
    }
    expect(Array.from(plain.values)).toEqual(Array.from(looked.values));
    expect(plain.digest()).toBe("");
  });

  it("starts variants from the same state: treatments act from step 1 on", () => {
    const treated = scenarioOf({
      ...SMALL,
      mechanisms: { coercive: { rate: 0.1 } },
    });
    const base = runTo(small, 0);
    const variant = runTo(small, 0, { treated, off: ["mimetic"] });
    expect(variant.snapshot().field).toEqual(base.snapshot().field);
    base.advance();
    variant.advance();
    expect(valueOf(variant, "dispersion.practice")).not.toBe(valueOf(base, "dispersion.practice"));
  });

  it("forks: the past stays, the future follows the new regime, as if planned", () => {
    const other = scenarioOf({
      ...SMALL,
      regulators: { ...SMALL.regulators, agency: { ...SMALL.regulators.agency, stringency: 0.1 } },
    });
    const forked = runTo(small, 4);
    const digest = forked.digest();
    forked.fork(other, ["normative"]);
    expect(forked.digest()).toBe(digest);
    while (forked.step < STEPS) forked.advance();
    expect(valueOf(forked, "ledger.practice.normative")).toBe(0);
    expect(forked.digest()).not.toBe(runTo(small, STEPS).digest());
    const again = resumeRun(runTo(small, 4).snapshot());
    again.fork(other, ["normative"]);
    while (again.step < STEPS) again.advance();
    expect(again.digest()).toBe(forked.digest());
  });

  it("reports a reform once, in the step that contains its date", () => {
    const run = runTo(small, STEPS);
    const reforms = run.events.filter(({ kind }) => kind === "reform");
    expect(reforms.map(({ step }) => step)).toEqual([6]);
  });
});

/** What makes a mechanism act, where that is not its rate alone. */
const STRENGTH: Readonly<Record<string, readonly string[]>> = {
  noise: ["spread"],
  recoupling: ["weight"],
  negotiated: ["honoured"],
  grouping: ["weight"],
  innovation: ["rate", "novelty"],
};

describe("switching a mechanism off", () => {
  const influences = MECHANISMS.flatMap(({ id }) => (id === "bounds" ? [] : [id]));

  it.each(influences)(
    "%s: at rate 0 it gives the same bits, and its ledger line is exactly 0",
    (id) => {
      const quiet = scenarioOf({
        ...MOVING,
        mechanisms: {
          ...MOVING.mechanisms,
          [id]: Object.fromEntries((STRENGTH[id] ?? ["rate"]).map((name) => [name, 0])),
        },
      });
      const off = runTo(moving, STEPS, { off: [id] });
      const zero = runTo(moving, STEPS, { treated: quiet });
      expect(zero.digest()).toBe(off.digest());
      const lines = MECHANISMS.filter((line) => line.id === id).flatMap(({ acts }) =>
        (["practice", "display"] as const).filter((vector) => acts[vector]),
      );
      for (const vector of lines)
        expect([off, zero].map((run) => Math.abs(valueOf(run, `ledger.${vector}.${id}`)))).toEqual([
          0, 0,
        ]);
    },
  );

  it.each(influences)("%s: what it did is missed, and its line was not 0", (id) => {
    const run = runTo(moving, STEPS);
    expect(runTo(moving, STEPS, { off: [id] }).digest()).not.toBe(run.digest());
    const line = MECHANISMS.find((entry) => entry.id === id);
    const vector = line?.acts.practice ? "practice" : "display";
    expect(valueOf(run, `ledger.${vector}.${id}`)).not.toBe(0);
  });
});

describe("relabelling", () => {
  it("changes aggregates by no more than 1e-12 when addresses are carried along", () => {
    const snapshot = runTo(moving, 0).snapshot();
    const { field } = snapshot;
    const n = field.size;
    expect(field.living.length).toBeLessThan(n);
    expect(n % 7).not.toBe(0);
    const order = Int32Array.from({ length: n }, (_, slot) => (slot * 7 + 3) % n); // a permutation: 7 does not divide n
    const permuted = structuredClone(snapshot);
    const columns = permuted.field as unknown as Record<
      string,
      Float64Array | Int32Array | Uint8Array
    >;
    const originals = field as unknown as typeof columns;
    for (const name of COLUMN_NAMES.filter((column) => COLUMNS[column].per === "slot")) {
      const width = widthOf(name, field.counts);
      order.forEach((from, to) => {
        for (let k = 0; k < width; k++)
          columns[name]![to * width + k] = originals[name]![from * width + k]!;
      });
    }
    const { into, died } = permuted.field;
    for (let slot = 0; slot < n; slot++)
      if (into[slot]! >= 0) into[slot] = order.indexOf(into[slot]!);
    permuted.field.living = Int32Array.from(order.keys()).filter((slot) => died[slot] === ALIVE);
    const straight = resumeRun(snapshot);
    const relabelled = resumeRun(permuted);
    for (let step = 0; step < STEPS; step++) {
      straight.advance();
      relabelled.advance();
      straight.measures.forEach(({ name }, index) => {
        const a = straight.values[index]!;
        const b = relabelled.values[index]!;
        const apart = Object.is(a, b) ? 0 : Math.abs(a - b);
        expect(apart, name).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(a || 0)));
      });
    }
    expect(relabelled.digest()).not.toBe(straight.digest());
  });
});

describe("the scenario's hash", () => {
  it("leaves out seed, texts and sources, and takes in everything else", () => {
    const hash = (file: object): string => scenarioHash(planRun(scenarioOf(file)));
    const base = hash(SMALL);
    expect(base).toMatch(/^[0-9a-f]{64}$/);
    expect(hash({ ...SMALL, run: { ...SMALL.run, seed: "other" } })).toBe(base);
    expect(hash({ ...SMALL, name: "renamed", sources: { A: { text: "x" } } })).toBe(base);
    expect(hash({ ...SMALL, mechanisms: { coercive: { rate: 0.045 } } })).toBe(base);
    expect(hash({ ...SMALL, mechanisms: { coercive: { rate: 0.046 } } })).not.toBe(base);
    expect(hash({ ...SMALL, run: { ...SMALL.run, steps: 21 } })).not.toBe(base);
    const treated = scenarioHash(planRun(scenarioOf(SMALL), { off: ["mimetic"] }));
    expect(treated).not.toBe(base);
  });
});
