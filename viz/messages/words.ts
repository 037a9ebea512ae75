/** The same texts in another language: literal texts widen to any text, phrases keep what they are given. */
export type Words<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string
    ? string
    : Texts[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Words<Texts[Key]>;
};
