// Writes docs/effects.md: what each mechanism and transition contributed to the convergence of the 2009 field, and what
// its absence changes on the same draws, over thirty seeds; with the theory's weights as they are and all at 0.
//   npm run effects
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { readShipped } from "./shipped.ts";
import {
  MECHANISMS,
  MODEL_VERSION,
  planRun,
  resumeRun,
  scenarioHash,
  startRun,
  SWITCHES,
  type Run,
  type Scenario,
  type Snapshot,
  type SwitchId,
} from "../sim/index.ts";

const SCENARIO = "hpst-2009";
const SEEDS = 30;
const STEPS = 48;
const T_QUANTILE = 2.045; // 97.5 % of Student's t with 29 degrees of freedom

const file = readShipped(SCENARIO);
/** No hypothesis written into the rates: all weights w and Oliver's table at 0. */
const emergent: Scenario = {
  ...file,
  mechanisms: {
    ...file.mechanisms,
    coercive: { ...file.mechanisms.coercive, dependenceWeight: 0 },
    mimetic: { ...file.mechanisms.mimetic, uncertaintyWeight: 0 },
    normative: { ...file.mechanisms.normative, receptivityWeight: 0, roadsWeight: 0 },
    responses: { ...file.mechanisms.responses, oliver: 0 },
  },
};
const WORLDS = { assumed: file, emergent } as const;
type World = keyof typeof WORLDS;
const OUTCOMES = ["practice", "display"] as const;

/** Convergence of practice and of display, and each ledger line of practice over the dispersion of step 0. */
interface Outcome {
  readonly convergence: readonly number[];
  readonly lines: Readonly<Record<string, number>>;
}

const valueOf = (run: Run, name: string): number =>
  run.values[run.measures.findIndex((measure) => measure.name === name)] ?? NaN;

function outcomeOf(start: Snapshot, scenario: Scenario, off: readonly SwitchId[]): Outcome {
  const run = resumeRun(start, { events: false });
  run.fork(scenario, off);
  const before = OUTCOMES.map((of) => valueOf(run, `dispersion.${of}`));
  const lines: Record<string, number> = {};
  const names = [
    ...MECHANISMS.filter(({ acts }) => acts.practice).map(({ id }) => id),
    "composition",
  ];
  while (run.step < STEPS) {
    run.advance();
    for (const id of names)
      lines[id] = (lines[id] ?? 0) + valueOf(run, `ledger.practice.${id}`) / (before[0] ?? NaN);
  }
  const convergence = OUTCOMES.map(
    (of, o) => 1 - valueOf(run, `dispersion.${of}`) / (before[o] ?? NaN),
  );
  run.release();
  return { convergence, lines };
}

type Sheet = Readonly<Record<World, Readonly<Record<string, Outcome>>>>;

/** All runs of one seed, from one burn-in. */
function sheetOf(seed: string): Sheet {
  const start = startRun(planRun(file, { seed }), { digest: false, events: false }).snapshot();
  const runsOf = (scenario: Scenario): Record<string, Outcome> =>
    Object.fromEntries(
      [undefined, ...SWITCHES.map(({ id }) => id)].map((id) => [
        id ?? "none",
        outcomeOf(start, scenario, id === undefined ? [] : [id]),
      ]),
    );
  return { assumed: runsOf(WORLDS.assumed), emergent: runsOf(WORLDS.emergent) };
}

const seeds = Array.from({ length: SEEDS }, (_, index) => `${file.run.seed}/${index + 1}`);

const [part, parts] = process.argv.slice(2).map(Number);
if (part === undefined || parts === undefined) {
  const processes = Math.min(availableParallelism(), 8);
  const sheets = await Promise.all(
    Array.from({ length: processes }, (_, p) => share(p, processes)),
  );
  writeFileSync(new URL("../docs/effects.md", import.meta.url), page(sheets.flat()));
} else process.send?.(seeds.filter((_, index) => index % parts === part).map(sheetOf));

/** The sheets of every n-th seed, from a process of their own. */
function share(own: number, of: number): Promise<Sheet[]> {
  return new Promise((resolve, reject) => {
    const script = fileURLToPath(import.meta.url);
    const child = fork(script, [String(own), String(of)], { execArgv: ["--import", "tsx"] });
    child.once("message", (sheets) => resolve(sheets as Sheet[]));
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
}

/** Mean and 95 % interval of paired differences. */
function interval(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const half = T_QUANTILE * Math.sqrt(square / values.length);
  const show = (x: number): string => (Math.abs(x) < 0.0005 ? "0" : x.toFixed(3));
  return `${show(mean)} [${show(mean - half)}, ${show(mean + half)}]`;
}

function page(sheets: readonly Sheet[]): string {
  const table = (world: World): string => {
    const base = sheets.map((sheet) => sheet[world]["none"]!);
    const rows = SWITCHES.map(({ id, label }) => {
      const without = sheets.map((sheet) => sheet[world][id]!);
      const differences = (o: number): number[] =>
        base.map((run, s) => run.convergence[o]! - without[s]!.convergence[o]!);
      const line =
        base[0]!.lines[id] === undefined ? "" : interval(base.map((run) => -run.lines[id]!));
      return `| ${label.en} (\`${id}\`) | ${line} | ${interval(differences(0))} | ${interval(differences(1))} |`;
    });
    const composition = interval(base.map((run) => -run.lines["composition"]!));
    return [
      `Convergence 1 − V₄₈/V₀ of practice ${interval(base.map((run) => run.convergence[0]!))}, of display ${interval(base.map((run) => run.convergence[1]!))}; of practice, by composition ${composition}, by bounds ${interval(base.map((run) => -run.lines["bounds"]!))}.`,
      "",
      "| switched off | its own ledger line, practice | effect on practice | effect on display |",
      "| --- | --- | --- | --- |",
      ...rows,
    ].join("\n");
  };
  return `# What each mechanism does to convergence

Written by \`npm run effects\`; not edited by hand. Scenario \`${SCENARIO}\` (hash \`${scenarioHash(planRun(file)).slice(0, 16)}\`), model version ${MODEL_VERSION}, seeds ${file.run.seed}/1 to ${file.run.seed}/${SEEDS}, ${STEPS} quarters after the same burn-in.

Two different questions. The _ledger line_ says what happened: how much of the fall of dispersion, as a share of V₀, each mechanism made (positive: it drew practices together). The _effect_ says what would have happened:
convergence with the mechanism less convergence without it, on the same seed and draws, mean over seeds with a 95 % interval (Student). They may differ in sign, because what is missing is replaced. An interval that holds 0 shows no effect here.

## As assumed

The theory's weights as the scenario has them: dependence, uncertainty, receptivity and Oliver's table are written into the rates, so what they say of _who_ is drawn is assumed.

${table("assumed")}

## Emergent

All weights w and Oliver's table at 0 from step 1 on: whatever remains comes out of payoffs, bargaining and learning.

${table("emergent")}
`;
}
