// npm run --silent random -- --stream NAME --bytes N [--seed TEXT]
// The raw 32-bit draws of one stream as the engine uses them, little-endian, on stdout: N bytes, or `inf`.
import { once } from "node:events";
import { parseArgs } from "node:util";
import { rawDraws } from "../sim/index.ts";

const BLOCK = 1 << 16; // bytes per write
const USAGE = "usage: npm run --silent random -- --stream NAME --bytes N|inf [--seed TEXT]";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0); // the reader has had enough
  console.error(`cannot write: ${error.message}`);
  process.exit(3);
});
const { stream, seed, bytes } = readArguments();
warnOfHeading();
await write(rawDraws(seed, stream), bytes);

function readArguments(): { stream: string; seed: string; bytes: number } {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({ options: { stream: text, bytes: text, seed: text } });
    const size = values.bytes === "inf" ? Infinity : Number(values.bytes);
    const isCount = size === Infinity || (Number.isSafeInteger(size) && size >= 0);
    if (values.stream === undefined || values.stream === "" || values.bytes === "" || !isCount)
      throw new Error("a stream and a whole number of bytes are needed");
    return { stream: values.stream, seed: values.seed ?? "1", bytes: size };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exit(2);
  }
}

/** npm prints a heading to stdout before any script, unless it is told to be silent. */
function warnOfHeading(): void {
  const { npm_lifecycle_event: script, npm_config_loglevel: level } = process.env;
  if (script === "random" && level !== "silent")
    console.error(`npm's own heading stands before the draws; without it: ${USAGE.slice(7)}`);
}

/** Writes `size` bytes of draws, waiting where the reader is slower; a last draw may be cut. */
async function write(draws: { next32(): number }, size: number): Promise<void> {
  for (let left = size; left > 0; left -= BLOCK) {
    const block = new DataView(new ArrayBuffer(BLOCK));
    for (let offset = 0; offset < BLOCK; offset += 4) block.setUint32(offset, draws.next32(), true);
    const part = new Uint8Array(block.buffer, 0, Math.min(left, BLOCK));
    if (!process.stdout.write(part)) await once(process.stdout, "drain");
  }
}
