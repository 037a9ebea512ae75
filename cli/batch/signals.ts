import { EXIT, type ExitCode } from "../failure.ts";
import { toStderr } from "../output.ts";

/** Whether somebody asked for the end, and with which code to exit then. */
export interface EndWatch {
  readonly code: ExitCode | undefined;
  stop(): void;
}

const CODES = [
  ["SIGINT", EXIT.interrupted],
  ["SIGTERM", EXIT.terminated],
  ["SIGHUP", EXIT.terminated],
] as const;

/**
 * Listens for SIGINT, SIGTERM and SIGHUP. After the first, runs in hand have a while to finish; after a second, or
 * when that is over, they are dropped.
 */
export function listenForEnd(graceMs: number, drop: () => void): EndWatch {
  let code: ExitCode | undefined;
  let timer: NodeJS.Timeout | undefined;
  const listeners = CODES.map(([signal, exit]) => {
    const hear = (): void => {
      if (code !== undefined) return drop();
      code = exit;
      toStderr(`\n${signal}: finishing the runs in hand (again to drop them)\n`);
      timer = setTimeout(drop, graceMs);
    };
    process.on(signal, hear);
    return () => process.off(signal, hear);
  });
  return {
    get code() {
      return code;
    },
    stop() {
      clearTimeout(timer);
      for (const forget of listeners) forget();
    },
  };
}
