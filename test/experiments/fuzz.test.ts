import fc, { type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { loadExperiment } from "../../experiments/files/experiment.ts";
import { loadHypothesis } from "../../experiments/files/hypothesis.ts";
import type { Read } from "../../experiments/files/library.ts";
import { type Problems, problemText } from "../../experiments/files/problem.ts";
import { loadScenario } from "../../experiments/files/scenario.ts";
import { readLink } from "../../viz/session/link.ts";
import { pack, unpack } from "../../viz/session/packing.ts";
import { files, mutants, SCENARIOS, tables } from "./fuzz-material.ts";

// 1,500 files, tables and links in all; FUZZ asks for more, as npm run check:deep does.

const ALL = Number(process.env["FUZZ"] ?? 1500);
/** Longest that anything may take, in milliseconds of this process's own work: the machine may have other. */
const LIMIT = 2000;
const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const prototypes = (): string =>
  JSON.stringify([Object.prototype, Array.prototype].map((of) => Reflect.ownKeys(of).map(String)));
const CLEAN = prototypes();

/** Feeds a share of all cases, all with a fixed seed, and sees that none hangs or changes what everything inherits. */
function feed<Case>(cases: Arbitrary<Case>, part: number, check: (one: Case) => void): void {
  fc.assert(
    fc.property(cases, (one) => {
      const begun = worked();
      check(one);
      expect(worked() - begun).toBeLessThan(LIMIT);
    }),
    { numRuns: Math.round(part * ALL), seed: 20_090_721 },
  );
  expect(prototypes()).toBe(CLEAN);
}

interface Result {
  readonly ok: boolean;
  readonly problems?: Problems;
}

const loaderOf = (text: string): ((name: string, read: Read) => Result) =>
  /^kind: experiment/m.test(text)
    ? loadExperiment
    : /^kind: hypothesis/m.test(text)
      ? (name, read) => loadHypothesis(name, read)
      : loadScenario;

/** Accepted, or refused with problems that each say where, what and what is allowed. */
function isAccepted(result: Result): boolean {
  if (result.ok) return true;
  const { problems } = result;
  expect(problems?.listed.length).toBeGreaterThan(0);
  expect(problems?.listed.length).toBeLessThanOrEqual(20);
  const told = problems === undefined ? "" : problemText(problems);
  expect(told.length).toBeLessThan(100_000);
  for (const line of told.split("\n"))
    expect(line).toMatch(/^(\S+:\d+:\d+: error\[E0\d\d\] .+: got .+; allowed .+|… \d+ more$)/);
  return false;
}

describe("the fuzzer", () => {
  it("gets no exception, no nameless error and no delay out of scenarios, experiments and hypotheses", () => {
    const counts = { accepted: 0, refused: 0 };
    const cases = fc.tuple(files, fc.constantFrom("a.yaml", "a.json"));
    feed(cases, 0.7, ([text, name]) => {
      const read: Read = (wanted) => {
        if (wanted === name) return { name, content: text };
        const shipped = `${wanted.replace(/\.yaml$/, "")}.yaml`;
        const content = SCENARIOS.get(shipped);
        return content === undefined ? undefined : { name: shipped, content };
      };
      counts[isAccepted(loaderOf(text)(name, read)) ? "accepted" : "refused"]++;
    });
    expect(counts.refused).toBeGreaterThan(0.4 * ALL);
    expect(counts.accepted).toBeGreaterThan(0.01 * ALL);
  }, 3_000_000);

  it("nor out of tables of points", () => {
    const counts = { accepted: 0, refused: 0 };
    const plan =
      "kind: experiment\nscenario: no-pressure\ndesign: list\npoints: points.csv\nreplicates: 2\n";
    feed(tables, 0.15, (text) => {
      const read: Read = (wanted) => {
        if (wanted === "points.csv") return { name: wanted, content: text };
        if (wanted === "a.yaml") return { name: wanted, content: plan };
        return { name: "no-pressure.yaml", content: SCENARIOS.get("no-pressure.yaml") ?? "" };
      };
      counts[isAccepted(loadExperiment("a.yaml", read)) ? "accepted" : "refused"]++;
    });
    expect(counts.refused).toBeGreaterThan(0.05 * ALL);
    expect(counts.accepted).toBeGreaterThan(0);
  }, 600_000);

  const LINKS = [
    "#v=1&model=2&preset=hpst-2009&seed=7&set=mechanisms.mimetic.rate:0.02@12&off=noise@4&t=20&lang=fr",
    "#v=1&preset=no-pressure&seed=a%20b&ab=B&b.set=regulators.ars.prescription:[0.1,0.2]&b.off=mimetic&who=3&pin=1.2.3",
    `#v=1&file=own.yaml:${"q1Yq".repeat(20)}&cite=${"0".repeat(32)}-${"a".repeat(60)}`,
  ];

  it("nor out of links", () => {
    const counts = { none: 0, refused: 0, link: 0 };
    const cases = fc.oneof(
      mutants(LINKS),
      fc.webQueryParameters().map((query) => `#v=1&${query}`),
      fc.string(),
    );
    feed(cases, 0.15, (hash) => {
      const reading = readLink(hash, ["hpst-2009", "no-pressure"]);
      counts[reading.kind]++;
      expect(JSON.stringify(reading).length).toBeLessThan(100_000);
      expect(reading.kind !== "refused" || reading.faults.length > 0).toBe(true);
    });
    expect(Math.min(counts.refused, counts.link)).toBeGreaterThan(0.02 * ALL);
  }, 600_000);

  it("nor out of texts that travel in links, which come back whole, or not at all", async () => {
    const packed = await pack("population: { associations: 30 }\n".repeat(20));
    expect(await unpack(packed)).toHaveLength(660);
    for (let at = 0; at < packed.length; at++) {
      for (const damaged of [
        packed.slice(0, at),
        `${packed.slice(0, at)}_${packed.slice(at + 1)}`,
      ]) {
        const text = await unpack(damaged);
        expect(text === null || text.length <= 200_000).toBe(true);
      }
    }
    expect(await unpack(await pack("a".repeat(50_000_000)))).toBe(null); // a bomb
  }, 60_000);
});
