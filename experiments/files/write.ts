import { Document, isMap, isNode, isScalar, parseDocument } from "yaml";
import {
  type RunPlan,
  planRun,
  regimeAt,
  type Scenario,
  scenarioHash,
  stepOf,
} from "../../sim/index.ts";
import { holdAgainst } from "./held.ts";
import { type Read } from "./library.ts";
import { loadScenario } from "./scenario.ts";
import { settingOfValue, withSettings } from "./settings.ts";

/** What is laid over a scenario after step `at`, all of it; what is switched off is no part of a scenario. */
export interface Overlay {
  readonly at: number;
  readonly set: Readonly<Record<string, unknown>>;
}

/** A scenario to write down. */
export interface Writing {
  readonly name: string;
  /** The text of its own file. */
  readonly text: string;
  readonly read: Read;
  /** The first one holds from the start. */
  readonly overlays: readonly Overlay[];
  readonly seed: string;
  readonly isShipped: boolean;
  /** What a change is called where it becomes a reform. */
  readonly label: { readonly en: string; readonly fr: string };
  /** Lines that stand above it as comments. */
  readonly remarks: readonly string[];
}

export interface WrittenScenario {
  readonly text: string;
  /** Whether each step is ruled as under the overlays: else the last of them holds from the founding of the field on. */
  readonly isSameRun: boolean;
  /** Whether the file's own words and comments were kept. */
  readonly isKept: boolean;
}

/**
 * A scenario's file with what was laid over it. A change becomes a reform of the quarter in which it took hold, so that
 * the file gives the same run; where a reform cannot say it, its value is written in place. Comments stay.
 * @throws {Refusal} where the file or a value is no good
 */
export function writeScenario(writing: Writing): WrittenScenario {
  const { name, overlays, seed } = writing;
  const own = load(writing, name, writing.text);
  if (own === undefined) throw new Error(`${name} was opened before`);
  const plan = planUnder(own, overlays, seed);
  const target = withSeed(laidOver(own, overlays.at(-1)), seed);
  const dated = attempt(writing, (document) => writeDated(document, own, writing));
  if (dated !== undefined && rulesAlike(dated.scenario, plan, seed))
    return { text: dated.text, isSameRun: true, isKept: true };
  const isSameRun = overlays.every(({ set }) => Object.keys(set).length === 0);
  const placed = attempt(writing, (document) => writePlaced(document, own, target, writing));
  if (placed !== undefined && hashOf(placed.scenario) === hashOf(target))
    return {
      text: placed.text,
      isSameRun: isSameRun || rulesAlike(placed.scenario, plan, seed),
      isKept: true,
    };
  return { text: withRemarks(new Document(target), writing), isSameRun, isKept: false };
}

interface Attempt {
  readonly text: string;
  readonly scenario: Scenario;
}

/** The text as changed, and the scenario that it gives; undefined where it gives none. */
function attempt(writing: Writing, change: (document: Document) => void): Attempt | undefined {
  const document = parseDocument(writing.text, { version: "1.2" }) as unknown as Document;
  if (!isMap(document.contents)) return undefined;
  if (writing.isShipped) nameShipped(document);
  writeSeed(document, writing);
  try {
    change(document);
  } catch {
    return undefined; // a path through something that is no mapping
  }
  const text = withRemarks(document, writing);
  const scenario = load(writing, writing.name, text);
  return scenario === undefined ? undefined : { text, scenario };
}

function load({ read }: Writing, name: string, text: string): Scenario | undefined {
  const loaded = loadScenario(name, (wanted, within) =>
    wanted === name ? { name, content: text } : read(wanted, within),
  );
  return loaded.ok ? loaded.scenario : undefined;
}

const laidOver = (scenario: Scenario, overlay: Overlay | undefined): Scenario =>
  withSettings(
    scenario,
    Object.entries(overlay?.set ?? {}).map(([path, value]) => settingOfValue("", path, value)),
  );

const withSeed = (scenario: Scenario, seed: string): Scenario => ({
  ...scenario,
  run: { ...scenario.run, seed },
});

const hashOf = (scenario: Scenario): string => scenario.run.seed + scenarioHash(planRun(scenario));

function planUnder(own: Scenario, overlays: readonly Overlay[], seed: string): RunPlan {
  const [first, ...later] = overlays;
  const isTouched = first !== undefined && Object.keys(first.set).length > 0;
  const plan = planRun(own, { seed, ...(isTouched ? { treated: laidOver(own, first) } : {}) });
  const spans = later.map((overlay) => ({
    from: overlay.at + 1,
    scenario: laidOver(own, overlay),
    off: [],
  }));
  return { ...plan, spans: [...plan.spans, ...spans] };
}

/** Whether a scenario founds the field as a plan does, and rules every step as it does. */
function rulesAlike(scenario: Scenario, plan: RunPlan, seed: string): boolean {
  const content = ({ field, population, run }: Scenario): string =>
    JSON.stringify([field, population, { ...run, seed }]);
  if (plan.spans.some((span) => content(span.scenario) !== content(scenario))) return false;
  if (scenario.run.seed !== seed) return false;
  for (let step = -scenario.run.burnIn; step <= plan.steps; step++) {
    const { scenario: ruling } =
      plan.spans.filter(({ from }) => from <= step).at(-1) ?? plan.spans[0];
    if (JSON.stringify(regimeAt(ruling, step)) !== JSON.stringify(regimeAt(scenario, step)))
      return false;
  }
  return true;
}

/** What a reform may set lies in these sections. */
const RULED = /^(regulators|mechanisms|legalForms)\./;

/** Writes each change as a reform of the quarter in which it takes hold; later reforms leave its paths alone. */
function writeDated(document: Document, own: Scenario, { overlays, label }: Writing): void {
  const reforms = structuredCopy(own.reforms) as {
    date: string;
    set: Record<string, unknown>;
  }[];
  const { start } = own.run;
  const before = JSON.stringify(reforms);
  const added: object[] = [];
  let held: Overlay["set"] = {};
  for (const { at, set } of overlays) {
    const changed = Object.entries(set).filter(
      ([path, value]) => JSON.stringify(held[path]) !== JSON.stringify(value),
    );
    held = set;
    const ruled = changed.filter(([path]) => RULED.test(path));
    for (const [path, value] of changed) if (!RULED.test(path)) place(document, path, value);
    if (ruled.length === 0) continue;
    const later = reforms.filter(({ date }) => stepOf(date, start) > at);
    for (const [path, value] of ruled) holdAgainst(later, path, value);
    added.push({ date: dayOf(start, at + 1), label, set: Object.fromEntries(ruled) });
  }
  if (added.length === 0) return;
  if (JSON.stringify(reforms) !== before) editReforms(document, own.reforms, reforms);
  else if (!document.has("reforms") && reforms.length > 0) document.set("reforms", reforms);
  if (!document.has("reforms")) document.set("reforms", []);
  for (const reform of added) document.addIn(["reforms"], document.createNode(reform));
}

/** Writes the values in place. */
function writePlaced(
  document: Document,
  own: Scenario,
  target: Scenario,
  { overlays }: Writing,
): void {
  for (const [path, value] of Object.entries(overlays.at(-1)?.set ?? {}))
    place(document, path, value);
  if (JSON.stringify(own.reforms) !== JSON.stringify(target.reforms))
    editReforms(document, own.reforms, target.reforms);
}

/** Writes a value where its path leads; a comment behind the old one stays behind it. */
function place(document: Document, path: string, value: unknown): void {
  const keys = path.split(".");
  const old = document.getIn(keys, true);
  const node = document.createNode(value);
  if (isNode(old)) node.comment = old.comment ?? (isMap(old) ? lastComment(old) : null);
  document.setIn(keys, node);
}

const lastComment = (node: { items: readonly { value?: unknown }[] }): string | null => {
  const last = node.items.at(-1)?.value;
  return isScalar(last) ? (last.comment ?? null) : null;
};

interface Reform {
  readonly set: Readonly<Record<string, unknown>>;
}

/** Takes out of the reforms what others no longer set; the whole list where it is inherited. */
function editReforms(document: Document, old: readonly Reform[], next: readonly Reform[]): void {
  if (!document.has("reforms")) {
    document.set("reforms", document.createNode(next));
    return;
  }
  old.forEach(({ set }, at) => {
    for (const path of Object.keys(set)) {
      const value = next[at]?.set[path];
      if (value === undefined) document.deleteIn(["reforms", at, "set", path]);
      else if (JSON.stringify(value) !== JSON.stringify(set[path]))
        document.setIn(["reforms", at, "set", path], value);
    }
  });
}

/** A shipped file stands beside the ones that it extends; a saved one names them. */
function nameShipped(document: Document): void {
  const base = document.get("extends");
  if (typeof base === "string") document.set("extends", base.replace(/\.ya?ml$/, ""));
}

function writeSeed(document: Document, { seed }: Writing): void {
  const keys = ["run", "seed"];
  const old = document.getIn(keys, true);
  const known = isScalar(old) ? (old.source ?? String(old.value)) : undefined;
  if (known === seed) return;
  const node = document.createNode(seed);
  node.type = "QUOTE_DOUBLE";
  if (isNode(old)) node.comment = old.comment ?? null;
  document.setIn(keys, node);
}

/** Widest line that a long text is folded to, in characters; as the shipped files have it. */
const LINE_WIDTH = 160;

function withRemarks(document: Document, { remarks }: Writing): string {
  const comment = remarks.map((line) => `# ${line.replace(/[\r\n]+/g, " ")}\n`).join("");
  return `${comment}${comment === "" ? "" : "\n"}${document.toString({ lineWidth: LINE_WIDTH })}`;
}

/** The first day of the quarter that a step covers. */
function dayOf(start: string, step: number): string {
  const quarters =
    Number(start.slice(0, 4)) * 4 + Math.floor((Number(start.slice(5, 7)) - 1) / 3) + step - 1;
  const month = String((quarters % 4) * 3 + 1).padStart(2, "0");
  return `${String(Math.floor(quarters / 4)).padStart(4, "0")}-${month}-01`;
}

const structuredCopy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
