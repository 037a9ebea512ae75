import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

type Files = typeof fs;
type Name = { [Key in keyof Files]: Files[Key] extends (...args: never[]) => unknown ? Key : never }[keyof Files]; // prettier-ignore
type Call = (...args: unknown[]) => unknown;

function put(name: Name, instead: Call): void {
  Object.assign(fs, { [name]: instead });
  syncBuiltinESMExports();
}

/** An error as the system's calls throw it. */
export const systemError = (code: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${code}: made up by a test`), { code });

/**
 * Works while a function of node:fs does something else, for everyone who imports it.
 * @param instead gets the real function and how often it was asked before, then its arguments
 * @returns what the work came to, and the arguments of all calls
 */
export function withFiles<Outcome>(
  name: Name,
  instead: (real: Call, count: number, ...args: unknown[]) => unknown,
  work: () => Outcome,
): { readonly outcome: Outcome; readonly calls: readonly unknown[][] } {
  const real = fs[name] as Call;
  const calls: unknown[][] = [];
  const replaced = (...args: unknown[]): unknown => {
    calls.push(args);
    return instead(real, calls.length - 1, ...args);
  };
  put(name, replaced);
  try {
    return { outcome: work(), calls };
  } finally {
    put(name, real);
  }
}

/** Instead of a function of node:fs: fails so many times, then does what it should. */
export const failing =
  (code: string, times = Infinity) =>
  (real: Call, count: number, ...args: unknown[]): unknown => {
    if (count < times) throw systemError(code);
    return real(...args);
  };

/** Instead of a function of node:fs: itself, so that its calls can be counted. */
export const watched = (real: Call, _: number, ...args: unknown[]): unknown => real(...args);

/** Works while something has another method. */
export async function withMethod<Holder extends object, Name extends keyof Holder>(
  holder: Holder,
  name: Name,
  instead: Holder[Name],
  work: () => unknown,
): Promise<void> {
  const real = holder[name];
  holder[name] = instead;
  try {
    await work();
  } finally {
    holder[name] = real;
  }
}
