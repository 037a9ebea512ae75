import { describe, expect, it } from "vitest";
import { gradeAt, gradesOf, tally } from "../../experiments/grades.ts";
import { scenarioSchema } from "../../sim/index.ts";

const scenario = scenarioSchema.parse({});
const gradeOf = (path: string, origins: Parameters<typeof gradesOf>[1]) =>
  gradesOf(scenario, origins).find((graded) => graded.path === path)?.grade;

describe("the grade of a parameter", () => {
  const rate = "mechanisms.mimetic.rate";
  const position = Object.keys(scenario.field.archetypes)
    .map((id) => `field.archetypes.${id}.practice`)
    .find((path) => gradeOf(path, {}) !== undefined);

  it("is what the schema says where the file says nothing", () => {
    expect(gradeOf(rate, {})).toBe("assumed");
    expect(gradeAt(rate, {})).toBe("assumed");
  });

  it("is what the file says of it, or of what holds it", () => {
    expect(gradeOf(rate, { [rate]: { grade: "measured" } })).toBe("measured");
    expect(gradeOf(rate, { [rate]: { source: "S" } })).toBe("assumed");
    expect(gradeAt(rate, { [rate]: { grade: "estimated" } })).toBe("estimated");
  });

  it("is for a list of positions that of the least known one", () => {
    expect(position).toBeDefined();
    const origins = {
      [`${position}.0`]: { grade: "measured" },
      [`${position}.1`]: { grade: "estimated" },
    } as const;
    expect(gradeOf(String(position), origins)).toBe("estimated");
  });

  it("is counted once for each parameter", () => {
    const graded = gradesOf(scenario, { [rate]: { grade: "measured" } });
    expect(new Set(graded.map(({ path }) => path)).size).toBe(graded.length);
    const counts = tally(graded);
    expect(counts.measured + counts.estimated + counts.assumed).toBe(graded.length);
    expect(graded.some(({ path }) => path.startsWith("run."))).toBe(false);
  });
});
