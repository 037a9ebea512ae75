import type { SwitchId } from "../../sim/index.ts";
import type { Changes, Json, Layer } from "../../workers/protocol.ts";
import { readLink } from "./link.ts";
import type { Wanted } from "./opening.ts";
import { type Cited, MARK_DIGITS, MARKS } from "./recorded.ts";
import { NO_LAYERS } from "./state.ts";

/** What a manifest asks for: one world or two, and the quarter to be shown. */
export interface Manifested {
  readonly model: string | null;
  readonly a: Wanted;
  readonly b: Wanted | null;
  readonly t: number | null;
  /** The link that it holds, where it is a page's whose scenario fits into one; from # on. */
  readonly hash: string | null;
  /** Whether it is of many runs, of which none is cited. */
  readonly isStudy: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads what `ironcage run` or `ironcage batch` writes beside its results, or what the page saves.
 * @returns null where the text is no manifest: then it may be a scenario
 */
export function readManifest(text: string, presets: readonly string[]): Manifested | null {
  const whole = fieldsOf(parsed(text));
  if (whole === null) return null;
  const model = textOf(whole["model"]);
  if (whole["kind"] === "page") return ofPage(whole, model, presets);
  const study = fieldsOf(whole["study"]);
  if (study !== null) return ofStudy(study, model);
  const a = worldOf(whole, whole["scenarioContent"], citedOf(whole["digest"], []));
  return a && { model, a, b: null, t: null, hash: null, isStudy: false };
}

/** A run's world: its scenario as a text of its own, with what the command line laid over it. */
function worldOf(whole: Fields, content: unknown, cited: Cited | null): Wanted | null {
  const scenario = fieldsOf(content);
  const seed = textOf(whole["seed"]);
  if (scenario === null || seed === null) return null;
  const set = Object.fromEntries(textsOf(whole["set"]).map(settingOf));
  const own = fieldsOf(scenario["run"])?.["steps"];
  const { steps } = whole;
  if (typeof steps === "number" && steps !== own) set["run.steps"] ??= steps;
  const off = textsOf(whole["off"]) as SwitchId[]; // whether there are such is for the simulation to say
  const layers: readonly Layer[] = [{ at: 0, set, off }];
  return { source: nameOf(scenario), text: textual(scenario), seed, layers, cited };
}

/** A study's scenario with the seed of its first run; its factors are as the scenario has them. */
function ofStudy(study: Fields, model: string | null): Manifested | null {
  const seed = textOf(study["seed"]);
  if (seed === null) return null;
  const first = { seed: `${seed}/1`, steps: study["steps"] };
  const a = worldOf(first, study["scenario"], null);
  return a && { model, a, b: null, t: null, hash: null, isStudy: true };
}

function ofPage(
  whole: Fields,
  model: string | null,
  presets: readonly string[],
): Manifested | null {
  const a = recordedOf(whole["a"]);
  if (a === null) return null;
  const [, hash = ""] = /^[^#]*(#.*)$/s.exec(textOf(whole["link"]) ?? "") ?? [];
  const isLink = readLink(hash, presets).kind === "link";
  const { step } = whole;
  const t = typeof step === "number" && Number.isInteger(step) && step >= 0 ? step : null;
  return { model, a, b: recordedOf(whole["b"]), t, hash: isLink ? hash : null, isStudy: false };
}

function recordedOf(value: unknown): Wanted | null {
  const world = fieldsOf(value);
  const source = textOf(world?.["scenario"]);
  if (world === null || source === null) return null;
  const given = Array.isArray(world["layers"]) ? (world["layers"] as unknown[]) : [];
  const layers = given.map(fieldsOf).map((layer): Layer => ({
    at: typeof layer?.["from"] === "number" ? layer["from"] - 1 : 0,
    set: (fieldsOf(layer?.["set"]) ?? {}) as Changes,
    off: textsOf(layer?.["off"]) as SwitchId[],
  }));
  return {
    source,
    text: textOf(world["text"]),
    seed: textOf(world["seed"]),
    layers: layers.length === 0 ? NO_LAYERS : layers,
    cited: citedOf(world["digest"], textsOf(world["marks"])),
  };
}

/** A setting as the command line takes it, `PATH=VALUE`. */
function settingOf(text: string): [string, Json] {
  const [, path = "", value = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const number = Number(value);
  if (value.trim() !== "" && Number.isFinite(number)) return [path, number];
  return [path, (parsed(value) as Json | undefined) ?? value];
}

function citedOf(digest: unknown, marks: readonly string[]): Cited | null {
  if (typeof digest !== "string" || !/^[0-9a-f]{32}$/.test(digest)) return null;
  const isWhole = marks.length === MARKS && marks.every((mark) => mark.length === MARK_DIGITS);
  return { digest, marks: isWhole ? marks : [] };
}

const nameOf = (scenario: Fields): string => `${textOf(scenario["name"]) ?? "scenario"}.json`;

const textual = (scenario: Fields): string => `${JSON.stringify(scenario, null, 2)}\n`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
