import { type Problems, problemText } from "../experiments/files/problem.ts";

/** What a command ends with; outside programs rely on these. */
export const EXIT = {
  done: 0,
  runsFailed: 1,
  badInput: 2,
  storage: 3,
  mismatch: 4,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An end that is not success: what to say on stderr, and the code to exit with. */
export class Failure extends Error {
  readonly code: ExitCode;

  constructor(code: ExitCode, message: string) {
    super(message);
    this.name = "Failure";
    this.code = code;
  }
}

/** Exit 3: a file or folder that cannot be written, read or locked. */
export class StorageFailure extends Failure {
  constructor(message: string) {
    super(EXIT.storage, message);
  }
}

/** Exit 2: files or flags with problems, each at its place. */
export class BadInput extends Failure {
  readonly problems: Problems;

  constructor(problems: Problems) {
    super(EXIT.badInput, problemText(problems));
    this.problems = problems;
  }
}

/** The outcome of reading, or its problems as exit 2. */
export function accepted<Outcome extends { readonly ok: true }>(
  result: Outcome | { readonly ok: false; readonly problems: Problems },
): Outcome {
  if (!result.ok) throw new BadInput(result.problems);
  return result;
}
