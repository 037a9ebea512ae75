/**
 * The words of one lesson. `{name}` stands for a figure of the runs, `[[term]]` or `[[term|as written]]` for a term of the
 * glossary, by its English head word.
 */
export interface LessonWords {
  readonly title: string;
  /** One line for the list. */
  readonly about: string;
  readonly setup: string;
  readonly predict: string;
  readonly predictChoices: Readonly<Record<string, string>>;
  readonly run: string;
  readonly panels: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
  /** What lines, bars and worlds of its charts are called. */
  readonly labels: Readonly<Record<string, string>>;
  readonly check: string;
  readonly checkChoices: Readonly<Record<string, string>>;
  readonly feedback: string;
  /** What it says, as one clause: counted over thirty seeds. */
  readonly claim: string;
  readonly keep: string;
  /** What would refute it; seminars only. */
  readonly refuter?: string;
  readonly free: string;
}
