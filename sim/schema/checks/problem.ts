/** Something wrong with a scenario that no single value shows. */
export interface ScenarioProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly got: unknown;
  readonly allowed: string;
  readonly hint?: string;
  /** Path of another value that has part in it. */
  readonly related?: readonly (string | number)[];
}
