import { describe, expect, it } from "vitest";
import { BadInput } from "../../cli/failure.ts";
import { licenceFlag } from "../../cli/flags.ts";
import { refuseLargeBatch } from "../../cli/batch/tell-cost.ts";
import { stepsOf } from "../../cli/batch/work.ts";
import { crateText } from "../../cli/crate.ts";
import { makeManifest } from "../../cli/store/manifest.ts";
import { runCount } from "../../experiments/design.ts";
import type { Study } from "../../experiments/jobs.ts";
import { scenarioSchema } from "../../sim/index.ts";

const scenario = scenarioSchema.parse({ population: { associations: 10 }, run: { burnIn: 8 } });
type Grid = Extract<Study["design"], { readonly kind: "grid" }>;

const studyOf = (factors: Grid["factors"], replicates = 3): Study => ({
  scenario,
  design: { kind: "grid", factors, replicates },
  ...{ seed: "s", steps: 20, every: 1 },
});

describe("the work of a batch", () => {
  it("counts a burn-in once for each seed where points share it", () => {
    const levels = [0, 0.01, 0.02, 0.03];
    const study = studyOf([{ path: "mechanisms.mimetic.rate", levels }]);
    expect(stepsOf(study)).toBe(3 * 10 * (4 * 20 + 8));
  });

  it("counts it for each point that changes the field or the population, which are of another size", () => {
    const study = studyOf([{ path: "population.associations", levels: [10, 50] }]);
    expect(stepsOf(study)).toBe(3 * (10 + 50) * (20 + 8));
    const arms = {
      arm: { a: {}, b: { scenario: { ...scenario, run: { ...scenario.run, burnIn: 40 } } } },
    };
    const two = { ...studyOf([{ path: "arm", levels: ["a", "b"] }]), arms };
    expect(stepsOf(two)).toBe(3 * 10 * (20 + 8 + 20 + 40));
  });

  it("is told of many points by some of them", () => {
    const levels = Array.from({ length: 5000 }, (_, i) => i / 1e6);
    const shared = studyOf([{ path: "mechanisms.mimetic.rate", levels }], 1);
    expect(stepsOf(shared)).toBe(10 * (5000 * 20 + 8));
    const own = studyOf([{ path: "population.associations", levels: levels.map((_, i) => i + 1) }]);
    const exact = 3 * (20 + 8) * ((5000 * 5001) / 2);
    expect(Math.abs(stepsOf(own) / exact - 1)).toBeLessThan(0.01);
  });

  it("is refused where one run takes long, as a run is, unless asked for", () => {
    const study = studyOf([{ path: "mechanisms.foundings.rate", levels: [0, 1] }]);
    const long = { ...study, steps: 400 };
    const manifest = makeManifest("e", long, runCount(long.design));
    expect(() => refuseLargeBatch(manifest, false)).toThrow(/E056.*association-steps/);
    expect(() => refuseLargeBatch(manifest, true)).not.toThrow();
    expect(() => refuseLargeBatch(makeManifest("e", study, 6), false)).not.toThrow();
  });
});

describe("the licence of results", () => {
  const content = {
    ...{ name: "e", description: "", scenario, hash: "", model: "2", commit: null },
    ...{ parameters: {}, measures: [], results: [], given: [] },
  };
  const entities = (licence: string | undefined) => {
    const { "@graph": graph } = JSON.parse(crateText({ ...content, licence })) as {
      "@graph": { "@id": string; license?: { "@id": string } }[];
    };
    const ids = graph.map((entity) => entity["@id"]);
    expect(new Set(ids).size).toBe(ids.length);
    const license = graph.find((entity) => entity["@id"] === "./")?.license?.["@id"] ?? "";
    expect(ids).toContain(license);
    return license;
  };

  it("stands in their metadata by its SPDX id, and is nobody's choice where nobody chose", () => {
    expect(entities("CC-BY-4.0")).toBe("https://spdx.org/licenses/CC-BY-4.0");
    expect(entities("MIT")).toBe("https://spdx.org/licenses/MIT");
    expect(entities(undefined)).toBe("#licence");
  });

  it("is refused where it is no id", () => {
    expect(licenceFlag("CC0-1.0")).toBe("CC0-1.0");
    expect(() => licenceFlag("CC BY 4.0")).toThrow(BadInput);
    expect(() => licenceFlag("CC BY 4.0")).toThrow(
      /E024\] licence: got "CC BY 4.0"; allowed the SPDX id/,
    );
  });
});
