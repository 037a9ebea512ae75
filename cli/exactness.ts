import { selfTest } from "../experiments/self-test.ts";
import { EXIT, Failure } from "./failure.ts";
import { toStderr } from "./output.ts";

/** Set to 1, results come all the same, and say of themselves that they cannot be reproduced. */
const FORCE = "IRONCAGE_INEXACT";

/**
 * Lets what computes begin where this engine computes what every other one does.
 * @throws {Failure} with exit 4 where the self-test fails and nobody insists
 */
export function requireExact(): void {
  if (selfTest().isExact) return;
  const { arithmetic, digest } = selfTest();
  const what = `the self-test failed: this engine (${process.version}, ${process.platform} ${process.arch}) does not compute what others compute (arithmetic ${arithmetic}, run ${digest})`;
  if (process.env[FORCE] !== "1")
    throw new Failure(
      EXIT.mismatch,
      `${what}. Its results could not be reproduced elsewhere, so nothing was done; another version of Node may help. ${FORCE}=1 goes on all the same, and marks what it writes.`,
    );
  toStderr(`ironcage: ${what}; these results are not reproducible\n`);
}

/** What goes into every result that a failed self-test makes worthless to others; nothing where it passed. */
export function reproducibility(): { readonly reproducible?: false } {
  return selfTest().isExact ? {} : { reproducible: false };
}
