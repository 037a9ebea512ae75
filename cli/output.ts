import { writeSync } from "node:fs";
import { StorageFailure } from "./failure.ts";

/** Nobody reads on: the other end of the pipe is closed. */
export class ReaderGone extends Error {}

const WAIT = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes all of a text or bytes to an open file or stream.
 *
 * `console.log` to a full device exits 0, and one `write` may take only part: so this loops, and says when it can't.
 * @throws {ReaderGone | StorageFailure}
 */
export function writeAll(descriptor: number, content: string | Uint8Array, name: string): void {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written, bytes.length - written);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") Atomics.wait(WAIT, 0, 0, 5); // a slow reader of a non-blocking pipe
      else if (code === "EPIPE") throw new ReaderGone();
      else throw new StorageFailure(`${name}: ${message}`);
    }
  }
}

/** Results, for programs and for people without `--json`. */
export function toStdout(text: string): void {
  writeAll(1, text, "standard output");
}

/** Words for people; a closed or full stderr is nobody's loss. */
export function toStderr(text: string): void {
  try {
    writeAll(2, text, "standard error");
  } catch {
    // nowhere left to say it
  }
}
