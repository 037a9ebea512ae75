import type { Account, Mechanic, OwnGauge, OwnInfluence } from "../sim/index.ts";

/** A measure or mechanism from outside that threw, or gave what is no number; its message names the file and the part. */
export class ExtensionFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ExtensionFailure";
  }
}

/** Runs a piece of somebody's code; what it throws says where. */
function guarded<Outcome>(part: string, work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExtensionFailure) throw error;
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new ExtensionFailure(`${part}: ${what.slice(0, 400)}${lineOf(error)}`, error);
  }
}

/** The line of the module that threw, as the stack has it; modules are loaded from their text. */
function lineOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const line = /\(?data:text\/javascript[^\n]*:(\d+):\d+\)?$/m.exec(stack)?.[1];
  return line === undefined ? "" : ` (line ${line})`;
}

/** The same measure, which is held to finite numbers, or NaN where it says that it may be undefined. */
export function guardedGauge(file: string, gauge: OwnGauge): OwnGauge {
  const part = `${file}: measure ${gauge.name}`;
  const allowed = gauge.nullable === true ? "a finite number or NaN" : "a finite number";
  return {
    ...gauge,
    open(sight) {
      const read: unknown = guarded(`${part}, open`, () => gauge.open(sight));
      if (typeof read !== "function")
        throw new ExtensionFailure(`${part}, open: got ${typeof read}; allowed a function`);
      return () => {
        const value: unknown = guarded(`${part}, step ${sight.step}`, () =>
          (read as () => unknown)(),
        );
        if (Number.isFinite(value) || (gauge.nullable === true && Number.isNaN(value)))
          return value as number;
        const hint = Number.isNaN(value) ? " (nullable: true lets it be undefined)" : "";
        throw new ExtensionFailure(
          `${part}, step ${sight.step}: got ${String(value).slice(0, 80)}; allowed ${allowed}${hint}`,
        );
      };
    },
  };
}

/** The same mechanism, which is held to write finite numbers into every row that it is to write. */
export function guardedInfluence(file: string, influence: OwnInfluence): OwnInfluence {
  const part = `${file}: mechanism ${influence.id}`;
  const { ceiling } = influence;
  return {
    ...influence,
    ...(ceiling === undefined
      ? {}
      : { ceiling: (own) => guardedCeiling(part, () => ceiling.call(influence, own)) }),
    start(world) {
      const mechanic = guarded(`${part}, start`, () => influence.start(world)) as
        | Mechanic<unknown>
        | undefined;
      if (typeof mechanic?.act !== "function")
        throw new ExtensionFailure(`${part}, start: got no act; allowed { prepare, act }`);
      let at = "";
      return {
        prepare(own, draws, now) {
          at = `step ${now.step}`;
          guarded(`${part}, prepare, ${at}`, () => mechanic.prepare?.(own, draws, now));
        },
        act(own, draws, account, block) {
          const { practices } = world.field;
          const isDense = influence.isSparse !== true;
          if (isDense) mark(influence, account, block.count * practices);
          guarded(`${part}, act, ${at}`, () => mechanic.act(own, draws, account, block));
          const rows = isDense ? block.count : account.places.count;
          checkRows(`${part}, act, ${at}`, influence, account, { rows, practices, isDense });
        },
      };
    },
  };
}

function guardedCeiling(
  part: string,
  work: () => ReturnType<NonNullable<OwnInfluence["ceiling"]>>,
) {
  const found = guarded(`${part}, ceiling`, work) as Partial<ReturnType<typeof work>> | undefined;
  const { practice, display } = { ...found };
  if (isRate(practice) && isRate(display)) return { practice, display };
  throw new ExtensionFailure(
    `${part}, ceiling: got ${JSON.stringify(found)?.slice(0, 80)}; allowed { practice, display }, both at least 0`,
  );
}

const isRate = (value: unknown): value is number => Number.isFinite(value) && Number(value) >= 0;

const VECTORS = ["practice", "display"] as const;

/** Marks the rows that are to be written, so that one that is left out shows. */
function mark({ acts }: OwnInfluence, account: Account, length: number): void {
  for (const vector of VECTORS) if (acts[vector]) account[vector].fill(NaN, 0, length);
}

interface Extent {
  readonly rows: number;
  readonly practices: number;
  readonly isDense: boolean;
}

function checkRows(
  part: string,
  { acts }: OwnInfluence,
  account: Account,
  { rows, practices, isDense }: Extent,
): void {
  for (const vector of VECTORS) {
    if (!acts[vector]) continue;
    const values = account[vector];
    for (let at = 0; at < rows * practices; at++) {
      const value = values[at];
      if (Number.isFinite(value)) continue;
      const row = Math.floor(at / practices);
      const why = isDense && Number.isNaN(value) ? "not written, or NaN" : String(value);
      throw new ExtensionFailure(
        `${part}: row ${row} of ${vector} is ${why}; allowed finite numbers in every row`,
      );
    }
  }
}
