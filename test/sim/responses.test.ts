import { describe, expect, it } from "vitest";
import { planRun, resumeRun, startRun, SWITCHES, type Run } from "../../sim/index.ts";
import { RESPONSES } from "../../sim/schema/population.ts";
import { ANTECEDENTS, OLIVER } from "../../sim/transitions/responses/oliver.ts";
import { runTo, scenarioOf, SMALL } from "./support.ts";

const ALONE = { off: SWITCHES.map(({ id }) => id).filter((id) => id !== "responses") };

const field = (responses: object, associations = 3000, extra: object = {}) =>
  scenarioOf({
    ...SMALL,
    reforms: [],
    population: { associations },
    mechanisms: { responses },
    run: { burnIn: 0, steps: 20 },
    ...extra,
  });

const sharesOf = ({ field }: Run): number[] =>
  RESPONSES.map(
    (_, response) =>
      Array.from(field.living).filter((slot) => field.response[slot] === response).length /
      field.living.length,
  );

/** How far a share drawn among 3000 is from what it should be, in standard errors; 5 are a chance of 6e-7. */
const missed = (share: number, expected: number): number =>
  Math.abs(share - expected) / Math.sqrt((expected * (1 - expected)) / 3000);

const unmoved = { oliver: 0, learning: 0, distressPull: 0, slackPull: 0 };

describe("the choice of a response", () => {
  it("is uniform at precision 0", () => {
    const run = runTo(field({ reconsider: 1, precision: 0 }), 3, ALONE);
    for (const share of sharesOf(run)) expect(missed(share, 1 / 6)).toBeLessThan(5);
  });

  it("follows the bases where neither Oliver, experience nor money has a say", () => {
    const scenario = field({ reconsider: 1, ...unmoved });
    const run = runTo(scenario, 3, ALONE);
    const { bases, precision } = scenario.mechanisms.responses;
    const weights = RESPONSES.map((response) => Math.exp(precision * bases[response]));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    sharesOf(run).forEach((share, response) =>
      expect(missed(share, weights[response]! / total)).toBeLessThan(5),
    );
  });

  it("is inert: in a quarter no more change than reconsider", () => {
    const run = startRun(planRun(field({ reconsider: 0.06, precision: 0 }), ALONE));
    const before = Array.from(run.field.response);
    run.advance();
    const changed = before.filter((response, slot) => response !== run.field.response[slot]).length;
    expect(missed(changed / 3000, 0.06 * (5 / 6))).toBeLessThan(5);
    expect(run.events.filter(({ kind }) => kind === "response")).toHaveLength(changed);
  });

  it("moves towards what has paid, for oneself and for peers", () => {
    for (const [learning, foregone] of [
      [0.5, 0],
      [0.5, 1],
    ] as const) {
      const quiet = field({ reconsider: 0, ...unmoved });
      const start = startRun(planRun(quiet, ALONE));
      while (start.step < 2) start.advance();
      const snapshot = start.snapshot();
      const negotiates = RESPONSES.indexOf("negotiate");
      for (let slot = 0; slot < start.field.size; slot++)
        snapshot.field.payoff[slot] =
          snapshot.field.aspiration[slot]! +
          (snapshot.field.response[slot] === negotiates ? 0.5 : -0.5);
      const shareOf = (p: object): number => {
        const run = resumeRun(snapshot);
        run.fork(field({ reconsider: 1, ...unmoved, bases: flat, precision: 5, ...p }), ALONE.off);
        run.advance();
        return sharesOf(run)[negotiates]!;
      };
      const flat = Object.fromEntries(RESPONSES.map((response) => [response, 0]));
      const indifferent = shareOf({ learning: 0 });
      expect(missed(indifferent, 1 / 6)).toBeLessThan(5);
      expect(shareOf({ learning, foregone })).toBeGreaterThan(indifferent + 0.04 + foregone / 20);
    }
  });

  it("learns nothing in an association's first step", () => {
    const run = startRun(planRun(field({ learning: 1, reconsider: 0.5 }, 200), ALONE));
    run.advance();
    expect(Array.from(run.field.attraction).every((attraction) => attraction === 0)).toBe(true);
    run.advance();
    expect(Array.from(run.field.attraction).some((attraction) => attraction !== 0)).toBe(true);
  });
});

describe("Oliver's table", () => {
  /** Shares after all have reconsidered with one column alone, its antecedent far above or below its centre. */
  const sharesWith = (id: string, centre: number): number[] => {
    const antecedents = Object.fromEntries(
      ANTECEDENTS.map((name) => [
        name,
        name === id ? { centre, scale: 0.01, weight: 1 } : { weight: 0 },
      ]),
    );
    const p = { reconsider: 1, ...unmoved, oliver: 0.5, antecedents };
    return sharesOf(runTo(field(p), 1, ALONE));
  };

  it.each(ANTECEDENTS)("%s moves each response the way of its sign", (id) => {
    const [high, low] = [sharesWith(id, -1), sharesWith(id, 2)];
    const signs = RESPONSES.map((response) => OLIVER[id][response]);
    // of two responses, the one of the higher sign gains on the other where the antecedent is strong
    const pairs = signs.flatMap((mine, a) =>
      signs.flatMap((other, b) => (mine > other ? [[a, b] as const] : [])),
    );
    for (const [a, b] of pairs)
      expect(high[a]! / high[b]!, `${RESPONSES[a]} against ${RESPONSES[b]}`).toBeGreaterThan(
        low[a]! / low[b]!,
      );
  });

  it("leaves no trace of a column of weight 0", () => {
    const antecedents = { dependence: { weight: 0 }, uncertainty: { weight: 0 } };
    const run = runTo(field({ reconsider: 0.5, antecedents }, 300), 4, ALONE);
    const causes = new Set(
      run.events.flatMap((event) => (event.kind === "response" ? Object.keys(event.causes) : [])),
    );
    expect(causes.has("dependence") || causes.has("uncertainty")).toBe(false);
    expect(causes.has("legitimacy") && causes.has("base") && causes.has("learned")).toBe(true);
  });
});

it("nobody reconsidering or learning gives the same bits as responses switched off", () => {
  const still = field({ reconsider: 0, learning: 0 }, 60);
  expect(runTo(still, 8).digest()).toBe(runTo(still, 8, { off: ["responses"] }).digest());
});
