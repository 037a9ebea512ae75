import * as z from "zod/mini";

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
    ._default(
      z.number().check(
        z.minimum(range.min ?? 0),
        z.maximum(range.max ?? 1),
        z.overwrite((value) => value + 0),
      ),
      range.default,
    )
    .register(z.globalRegistry, meta(range, unit));
}

/** A whole number in a stated range. */
export function count(range: Range & { readonly min: number; readonly max: number }) {
  return z
    ._default(
      z.number().check(
        z.int(),
        z.minimum(range.min),
        z.maximum(range.max),
        z.overwrite((value) => value + 0),
      ),
      range.default,
    )
    .register(z.globalRegistry, meta(range, range.unit ?? "count"));
}

/** One of a few named options. */
export function choice<const Option extends string>(
  options: readonly [Option, ...Option[]],
  about: About & { readonly default: NoInfer<Option> },
) {
  return z
    ._default(z.enum(options), about.default as never)
    .register(z.globalRegistry, meta(about, "option"));
}

/** Any of a few named options; none by default. */
export function choices<const Option extends string>(
  options: readonly [Option, ...Option[]],
  about: About,
) {
  return z
    ._default(z.array(z.enum(options)).check(z.maxLength(options.length)), [])
    .register(z.globalRegistry, meta(about, "options"));
}

const positionList = () =>
  z
    .array(
      z.number().check(
        z.minimum(0),
        z.maximum(1),
        z.overwrite((value) => value + 0),
      ),
    )
    .check(z.maxLength(MAX_PRACTICES));

/** A list of positions in [0,1], one per practice in the field's order. */
export function positions(about: About) {
  return positionList().register(z.globalRegistry, meta(about, "position"));
}

/** The same, empty when the file says nothing. */
export function optionalPositions(about: About) {
  return z._default(positionList(), []).register(z.globalRegistry, meta(about, "position"));
}

/** A strict object whose absence means all its defaults. */
export function section<Shape extends z.core.$ZodShape>(about: Omit<About, "unit">, shape: Shape) {
  return z
    .prefault(z.strictObject(shape), {} as never)
    .register(z.globalRegistry, described(about));
}

/** A mapping from ids to entries; ids are letters, digits and underscores, starting with a letter. */
export function mapping<Entry extends z.ZodMiniType>(
  about: Pick<About, "label" | "description"> & {
    readonly most: number;
    readonly default?: Record<string, z.input<Entry>>;
  },
  entry: Entry,
) {
  const entries = z.record(z.string().check(z.regex(ID)), entry).check(
    z.refine((value) => Object.keys(value).length <= about.most, {
      error: `at most ${about.most} entries`,
    }),
  );
  return z
    .prefault(entries, (about.default ?? {}) as never)
    .register(z.globalRegistry, { ...described(about), maxProperties: about.most });
}

/** What an id may look like. */
export const ID = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Most practices a field may have. */
export const MAX_PRACTICES = 64;

/** A text in both languages. */
export const text = (most = 2000) =>
  z.strictObject({
    en: z.string().check(z.maxLength(most)),
    fr: z.string().check(z.maxLength(most)),
  });

/** Shorthand for a text in English and French. */
export const say = (en: string, fr: string): Text => ({ en, fr });
