import type { Language } from "../messages/index.ts";
import type { Letter } from "../view.ts";
import type { SwitchId } from "../../sim/index.ts";
import type { Json, Layer } from "../../workers/protocol.ts";
import { type Cited, MARK_DIGITS, MARKS, type Recorded, type RecordedWorld } from "./recorded.ts";
import { PARTS } from "./selection.ts";
import { needsRestart, NO_LAYERS, withLayer } from "./state.ts";

/**
 * What a link carries, `#v=1&model=…&preset=…&seed=…&set=PATH:VALUE@STEP&off=ID@STEP&t=…&lang=…&cite=…`; without
 * `@STEP` a change holds from the start, as one must that only the founding of a field reads. `free` lets a value go
 * again, `on` switches on again. `hide=PART,PATH,…` takes parts of the page and settings away. The same with `b.` in front is world B. An own scenario that is small enough travels
 * packed, as `file=NAME:…`.
 */
const MOST_CHARACTERS = 2000;
const VERSION = "1";
const LAST_STEP = 100_000;
/** Most parts and settings that a link may take off the page. */
const MOST_HIDDEN = 40;
/** Most numbers in a list that a link may lay over a scenario. */
const MOST_ENTRIES = 200;

/** A world as a link has it; its text is still packed. */
export interface LinkedWorld {
  readonly preset: string | null;
  readonly file: { readonly name: string; readonly packed: string } | null;
  readonly seed: string | null;
  readonly layers: readonly Layer[];
  readonly cited: Cited | null;
}

export interface Link {
  readonly model: string | null;
  readonly a: LinkedWorld;
  readonly b: LinkedWorld | null;
  readonly edited: Letter | null;
  readonly t: number | null;
  readonly lang: Language | null;
  readonly view: Partial<Recorded["view"]>;
}

/** One part of a link that says nothing this page could follow. */
export interface Fault {
  /** The part as it stands in the link, cut short. */
  readonly part: string;
  readonly why: "version" | "length" | "twice" | "form" | "preset" | "path" | "founding";
}

export type Reading =
  | { readonly kind: "none" }
  /** What was meant cannot be told: nothing of it is followed. */
  | { readonly kind: "refused"; readonly faults: readonly Fault[] }
  /** What does not change any number may be left out, and is named. */
  | { readonly kind: "link"; readonly link: Link; readonly ignored: readonly string[] };

/** Reads the part of an address after #. */
export function readLink(hash: string, presets: readonly string[]): Reading {
  const text = hash.replace(/^#/, "");
  if (text === "") return { kind: "none" };
  if (text.length > MOST_CHARACTERS)
    return { kind: "refused", faults: [{ part: `#… (${text.length})`, why: "length" }] };
  const given = new URLSearchParams(text);
  if (given.get("v") !== VERSION)
    return { kind: "refused", faults: [{ part: `v=${given.get("v") ?? ""}`, why: "version" }] };
  const draft: Draft = { worlds: { A: world(), B: world() }, view: {}, faults: [], ignored: [] };
  const once = new Set<string>();
  for (const [key, value] of given) {
    if (key === "v") continue;
    const part = `${key}=${value}`.slice(0, 60);
    const [, prefix = "", name = ""] = /^(b\.)?(.*)$/s.exec(key) ?? [];
    if (!MANY.has(name) && once.has(key)) draft.faults.push({ part, why: "twice" });
    once.add(key);
    const target = draft.worlds[prefix === "" ? "A" : "B"];
    const fault = readWorld(target, name, value, presets);
    if (fault === "other") {
      if (prefix !== "" || !readView(draft, name, value)) draft.ignored.push(part);
    } else if (fault !== null) draft.faults.push({ part, why: fault });
  }
  if (draft.faults.length > 0) return { kind: "refused", faults: draft.faults };
  const { worlds, view, model = null, t = null, lang = null, edited = null } = draft;
  const b = edited === null ? null : closed(worlds.B, worlds.A);
  return {
    kind: "link",
    link: { model, a: closed(worlds.A), b, edited, t, lang, view },
    ignored: draft.ignored,
  };
}

/** Keys that may stand in a link more than once. */
const MANY = new Set(["set", "free", "off", "on"]);

interface Edit {
  readonly at: number;
  readonly change: (set: Map<string, Json>, off: Set<string>) => void;
}

interface OpenWorld {
  preset: string | null;
  file: LinkedWorld["file"];
  seed: string | null;
  cited: Cited | null;
  readonly edits: Edit[];
}

interface Draft {
  readonly worlds: Readonly<Record<Letter, OpenWorld>>;
  readonly faults: Fault[];
  readonly ignored: string[];
  view: Partial<Recorded["view"]>;
  model?: string;
  edited?: Letter;
  t?: number;
  lang?: Language;
}

const world = (): OpenWorld => ({ preset: null, file: null, seed: null, cited: null, edits: [] });

/** Takes one part into a world; says what is wrong with it, or that it belongs to no world. */
function readWorld(
  target: OpenWorld,
  name: string,
  value: string,
  presets: readonly string[],
): Fault["why"] | "other" | null {
  switch (name) {
    case "preset":
      target.preset = value;
      return presets.includes(value) ? null : "preset";
    case "seed":
      target.seed = value;
      return isSeed(value) ? null : "form";
    case "file":
      target.file = fileOf(value);
      return target.file === null ? "form" : null;
    case "cite":
      target.cited = citedOf(value);
      return target.cited === null ? "form" : null;
    case "set":
    case "free":
    case "off":
    case "on": {
      const edit = editOf(name, value);
      if (typeof edit === "string") return edit;
      target.edits.push(edit);
      return null;
    }
    default:
      return "other";
  }
}

/** Takes what changes no number; false where it makes no sense. */
function readView(draft: Draft, name: string, value: string): boolean {
  const slot = /^\d{1,7}$/.test(value) ? Number(value) : null;
  const word = /^[a-z][a-z-]{0,30}$/.test(value);
  switch (name) {
    case "model":
      draft.model = value.slice(0, 20);
      return true;
    case "ab":
      if (value !== "A" && value !== "B") return false;
      draft.edited = value;
      return true;
    case "t":
      if (slot === null || slot > LAST_STEP) return false;
      draft.t = slot;
      return true;
    case "lang":
      if (value !== "fr" && value !== "en") return false;
      draft.lang = value;
      return true;
    case "who":
    case "group":
      if (slot === null) return false;
      draft.view = { ...draft.view, [name === "who" ? "association" : "grouping"]: slot };
      return true;
    case "pin": {
      const pinned = value.split(".");
      if (pinned.length > 8 || !pinned.every((each) => /^\d{1,7}$/.test(each))) return false;
      draft.view = { ...draft.view, pinned: [...new Set(pinned.map(Number))] };
      return true;
    }
    case "panel":
    case "side":
      if (!word) return false;
      draft.view = { ...draft.view, [name]: value };
      return true;
    case "hide": {
      const hide = [...new Set(value.split(","))];
      if (hide.length > MOST_HIDDEN || !hide.every(isHideable)) return false;
      draft.view = { ...draft.view, hide };
      return true;
    }
    default:
      return false;
  }
}

/** A part of the page, or the path of a setting. */
const isHideable = (text: string): boolean =>
  PARTS.some((part) => part === text) || (text.includes(".") && PATH.test(text));

const PATH = /^[A-Za-z][A-Za-z0-9_-]{0,63}(\.[A-Za-z0-9_-]{1,64}){0,8}$/;
const FORBIDDEN = /(^|\.)(__proto__|constructor|prototype)(\.|$)/;
const ID = /^[a-z][A-Za-z]{0,40}$/;

function editOf(name: string, text: string): Edit | Fault["why"] {
  const [, what = "", digits] = /^(.*?)(?:@(\d{1,6}))?$/s.exec(text) ?? [];
  const at = digits === undefined ? 0 : Number(digits);
  if (at > LAST_STEP) return "form";
  if (name === "off" || name === "on") {
    if (!ID.test(what) || what === "constructor") return "path";
    return { at, change: (_, off) => void (name === "off" ? off.add(what) : off.delete(what)) };
  }
  const colon = name === "set" ? what.indexOf(":") : what.length;
  const path = what.slice(0, Math.max(0, colon));
  if (!PATH.test(path) || FORBIDDEN.test(path)) return "path";
  if (at > 0 && needsRestart(path)) return "founding"; // it would say something and do nothing
  if (name === "free") return { at, change: (set) => void set.delete(path) };
  const value = valueOf(what.slice(colon + 1));
  return value === undefined ? "form" : { at, change: (set) => void set.set(path, value) };
}

/** A number, a truth, a text or a list of numbers; whether it fits is for the schema to say. */
function valueOf(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
    if (typeof value === "boolean") return value;
    if (typeof value === "string") return value.length <= 200 ? value : undefined;
    const isList =
      Array.isArray(value) &&
      value.length <= MOST_ENTRIES &&
      value.every((entry) => typeof entry === "number" && Number.isFinite(entry));
    return isList ? (value as number[]) : undefined;
  } catch {
    return undefined;
  }
}

function fileOf(text: string): LinkedWorld["file"] {
  const [, name, packed] = /^([\p{L}\p{N} ._-]{1,80}\.(?:ya?ml|json)):([\w-]+)$/u.exec(text) ?? [];
  return name === undefined || packed === undefined ? null : { name, packed };
}

function citedOf(text: string): Cited | null {
  const pattern = new RegExp(`^([0-9a-f]{32})-((?:[0-9a-f]{${MARK_DIGITS}}){${MARKS}})$`);
  const [, digest, marks] = pattern.exec(text) ?? [];
  if (digest === undefined || marks === undefined) return null;
  return { digest, marks: marks.match(new RegExp(`.{${MARK_DIGITS}}`, "g")) ?? [] };
}

/** The layers that edits come to; what B does not say of itself is as in A. */
function closed({ preset, file, seed, cited, edits }: OpenWorld, first?: OpenWorld): LinkedWorld {
  let layers: readonly Layer[] = NO_LAYERS;
  for (const at of [...new Set(edits.map((edit) => edit.at))].sort((a, b) => a - b)) {
    const last = layers.at(-1) ?? NO_LAYERS[0];
    const set = new Map<string, Json>(Object.entries(last.set));
    const off = new Set<string>(last.off);
    for (const edit of edits) if (edit.at === at) edit.change(set, off);
    layers = withLayer(layers, {
      at,
      set: Object.fromEntries(set),
      off: [...off] as SwitchId[], // whether there are such is for the simulation to say
    });
  }
  const isOwn = preset !== null || file !== null;
  return {
    preset: isOwn ? preset : (first?.preset ?? null),
    file: isOwn ? file : (first?.file ?? null),
    seed: seed ?? first?.seed ?? null,
    layers,
    cited,
  };
}

/** A seed is any text of 1 to 200 characters without control characters. */
function isSeed(text: string): boolean {
  return text.length >= 1 && text.length <= 200 && !/\p{Cc}/u.test(text);
}

/** Own texts, packed, by text. */
export type Packed = ReadonlyMap<string, string>;

/**
 * A record as the part of an address after #.
 * @returns null where it would be longer than a link may be, or an own scenario is not packed
 */
export function writeLink(recorded: Recorded, packed: Packed): string | null {
  const { model, a, b, edited, step, language, view } = recorded;
  const parts: string[][] = [["v", VERSION]];
  if (model !== "") parts.push(["model", model]);
  if (!writeWorld(parts, "", a, packed)) return null;
  if (b !== null && edited !== null) {
    parts.push(["ab", edited]);
    if (!writeWorld(parts, "b.", b, packed, a)) return null;
  }
  parts.push(["t", String(step)], ["lang", language]);
  if (view.association !== null) parts.push(["who", String(view.association)]);
  if (view.pinned.length > 0) parts.push(["pin", view.pinned.join(".")]);
  if (view.grouping !== null) parts.push(["group", String(view.grouping)]);
  if (view.panel !== "accounts") parts.push(["panel", view.panel]);
  if (view.side !== "settings") parts.push(["side", view.side]);
  if (view.hide.length > 0) parts.push(["hide", view.hide.join(",")]);
  const text = new URLSearchParams(parts).toString();
  const hash = `#${text.replaceAll("%3A", ":").replaceAll("%40", "@").replaceAll("%2C", ",")}`;
  return hash.length > MOST_CHARACTERS ? null : hash;
}

function writeWorld(
  parts: string[][],
  prefix: string,
  { source, text, seed, layers, cited }: RecordedWorld,
  packed: Packed,
  first?: RecordedWorld,
): boolean {
  const add = (key: string, value: string): void => void parts.push([prefix + key, value]);
  if (first === undefined || first.source !== source || first.text !== text) {
    const file = text === null ? "" : packed.get(text);
    if (file === undefined) return false;
    if (text === null) add("preset", source);
    else add("file", `${source}:${file}`);
  }
  if (first?.seed !== seed) add("seed", seed);
  let [set, off]: [Layer["set"], readonly string[]] = [{}, []];
  for (const layer of layers) {
    const at = layer.at === 0 ? "" : `@${layer.at}`;
    for (const [path, value] of Object.entries(layer.set))
      if (JSON.stringify(set[path]) !== JSON.stringify(value))
        add("set", `${path}:${JSON.stringify(value)}${at}`);
    for (const path of Object.keys(set))
      if (!Object.hasOwn(layer.set, path)) add("free", path + at);
    for (const id of layer.off) if (!off.includes(id)) add("off", id + at);
    for (const id of off) if (!layer.off.some((each) => each === id)) add("on", id + at);
    ({ set, off } = layer);
  }
  if (cited !== null) add("cite", `${cited.digest}-${cited.marks.join("")}`);
  return true;
}

/** A seed that is easy to read out: five digits. */
export function drawSeed(): string {
  return String(10_000 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 90_000));
}
