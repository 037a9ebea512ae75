import { z } from "zod";

/** A text in the two languages of every screen and document. */
export interface Text {
  readonly en: string;
  readonly fr: string;
}

/** How well a value is known: read off data, worked out from data, or assumed. */
export const GRADES = ["measured", "estimated", "assumed"] as const;
export type Grade = (typeof GRADES)[number];

/** Where a control stands: the six first ones, the usual ones, the rest. */
export type Tier = "lever" | "basic" | "advanced";

/** What every parameter says of itself; carried through zod's `.meta()` into the JSON Schema. */
export interface About {
  readonly label: Text;
  readonly description: Text;
  readonly unit?: string;
  readonly symbol?: string;
  readonly tier?: Tier;
  readonly source?: string;
  readonly grade?: Grade;
}

interface Range extends About {
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
}

/** English where JSON Schema wants one text, both languages beside it. */
function described(about: Pick<About, "label" | "description">): Record<string, unknown> {
  return {
    title: about.label.en,
    description: about.description.en,
    label: about.label,
    explanation: about.description,
  };
}

function meta(about: About, unit: string): Record<string, unknown> {
  return {
    ...described(about),
    unit: about.unit ?? unit,
    ...(about.symbol === undefined ? {} : { symbol: about.symbol }),
    tier: about.tier ?? "basic",
    source: about.source ?? "assumption",
    grade: about.grade ?? "assumed",
  };
}

/** A finite number of any stated range; −0 becomes 0. */
export function quantity(range: Range & { readonly unit: string }) {
  return bounded(range, range.unit);
}

/** A number in [0,1] unless narrower: a share, weight or position. */
export function share(range: Range) {
  return bounded({ min: 0, max: 1, ...range }, "share");
}

/** What part of a distance is covered in one quarter, in [0,1]. */
export function rate(range: Range) {
  return bounded({ min: 0, max: 1, ...range }, "per quarter");
}

function bounded(range: Range, unit: string) {
  return z
    .number()
    .min(range.min ?? 0)
    .max(range.max ?? 1)
    .overwrite((value) => value + 0)
    .default(range.default)
    .meta(meta(range, unit));
}

/** A whole number in a stated range. */
export function count(range: Range & { readonly min: number; readonly max: number }) {
  return z
    .number()
    .int()
    .min(range.min)
    .max(range.max)
    .overwrite((value) => value + 0)
    .default(range.default)
    .meta(meta(range, range.unit ?? "count"));
}

/** One of a few named options. */
export function choice<const Option extends string>(
  options: readonly [Option, ...Option[]],
  about: About & { readonly default: NoInfer<Option> },
) {
  return z
    .enum(options)
    .default(about.default as never)
    .meta(meta(about, "option"));
}

/** Any of a few named options; none by default. */
export function choices<const Option extends string>(
  options: readonly [Option, ...Option[]],
  about: About,
) {
  return z.array(z.enum(options)).max(options.length).default([]).meta(meta(about, "options"));
}

const positionList = () =>
  z
    .array(
      z
        .number()
        .min(0)
        .max(1)
        .overwrite((value) => value + 0),
    )
    .max(MAX_PRACTICES);

/** A list of positions in [0,1], one per practice in the field's order. */
export function positions(about: About) {
  return positionList().meta(meta(about, "position"));
}

/** The same, empty when the file says nothing. */
export function optionalPositions(about: About) {
  return positionList().default([]).meta(meta(about, "position"));
}

/** A strict object whose absence means all its defaults. */
export function section<Shape extends z.ZodRawShape>(about: Omit<About, "unit">, shape: Shape) {
  return z
    .strictObject(shape)
    .prefault({} as never)
    .meta(described(about));
}

/** A mapping from ids to entries; ids are letters, digits and underscores, starting with a letter. */
export function mapping<Entry extends z.ZodType>(
  about: Pick<About, "label" | "description"> & {
    readonly most: number;
    readonly default?: Record<string, z.input<Entry>>;
  },
  entry: Entry,
) {
  const entries = z
    .record(z.string().regex(ID), entry)
    .refine((value) => Object.keys(value).length <= about.most, {
      error: `at most ${about.most} entries`,
    });
  return entries
    .prefault((about.default ?? {}) as never)
    .meta({ ...described(about), maxProperties: about.most });
}

/** What an id may look like. */
export const ID = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Most practices a field may have. */
export const MAX_PRACTICES = 64;

/** A text in both languages. */
export const text = (most = 2000) =>
  z.strictObject({ en: z.string().max(most), fr: z.string().max(most) });

/** Shorthand for a text in English and French. */
export const say = (en: string, fr: string): Text => ({ en, fr });
