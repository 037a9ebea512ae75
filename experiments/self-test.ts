import { exp, ln, MODEL_VERSION, planRun, scenarioSchema, startRun } from "../sim/index.ts";

/** What this engine makes of sums whose bits are known. */
export interface SelfTest {
  /** Whether everything came out to the last bit: else no result of this engine can be reproduced elsewhere. */
  readonly isExact: boolean;
  /** Hash over chained floating-point operations; 8 hexadecimal digits. */
  readonly arithmetic: string;
  /** Digest of a run of the default scenario with 30 associations, four quarters long. */
  readonly digest: string;
}

/** What Node 20 gave on x86-64, and what every engine that keeps to IEEE 754 gives; the digest changes with the model. */
export const EXPECTED: Omit<SelfTest, "isExact"> & { readonly model: string } = {
  model: "2",
  arithmetic: "e6c95fc6",
  digest: "c0ab888683b57af9bcd9d4793e57df99",
};

const CHAIN = 20_000;
const STEPS = 4;

let known: SelfTest | undefined;

/** Tries exact arithmetic and one tiny run, once in the life of a process: a few hundredths of a second. */
export function selfTest(): SelfTest {
  known ??= examine();
  return known;
}

function examine(): SelfTest {
  const arithmetic = hashArithmetic();
  const digest = tinyRun();
  const isExact =
    MODEL_VERSION === EXPECTED.model &&
    arithmetic === EXPECTED.arithmetic &&
    digest === EXPECTED.digest;
  return { isExact, arithmetic, digest };
}

/** + − × ÷, square root, the model's own e^x and ln, rounding to 32 bits and integer products, each fed by the last. */
function hashArithmetic(): string {
  const values = new Float64Array(CHAIN);
  let state = 1;
  let x = 0.5;
  for (let index = 0; index < CHAIN; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const share = state / 4_294_967_296;
    x = Math.sqrt(x * share + 1 / (1 + x)) - share * 0.3;
    const bent = index % 3 === 0 ? exp(-x) : index % 3 === 1 ? ln(1 + share) : x;
    x = (x + bent) / 2;
    values[index] = index % 2 === 0 ? x : Math.fround(x);
  }
  const bytes = new DataView(values.buffer);
  let hash = 2_166_136_261;
  for (const [index, value] of values.entries()) {
    bytes.setFloat64(8 * index, value, true); // the same bytes whatever the machine's own order
    for (let byte = 0; byte < 8; byte++)
      hash = Math.imul(hash ^ bytes.getUint8(8 * index + byte), 16_777_619);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

function tinyRun(): string {
  const scenario = scenarioSchema.parse({
    population: { associations: 30 },
    run: { seed: "self-test" },
  });
  const run = startRun(planRun(scenario, { steps: STEPS }), { events: false });
  while (run.step < STEPS) run.advance();
  const digest = run.digest();
  run.release();
  return digest;
}
